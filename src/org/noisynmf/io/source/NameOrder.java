package org.noisynmf.io.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.naming.Counted;

/**
 * Which name of one file answers which of another. Where both carry names, things are matched by name, whatever their
 * order; where one of them has none, by position.
 */
public final class NameOrder {

    /** How many names a message gives. */
    private static final int NAMED_IN_MESSAGES = 3;

    private static final String RULE = "; files with names are matched by name";

    private NameOrder() {
    }

    /**
     * Names along one axis of a file.
     *
     * @param file what messages call the file
     * @param thing what a name stands for, in the singular: observation, pixel, template
     * @param names the names, or an empty list
     */
    public record Axis(String file, String thing, List<String> names) {

        /** Copies the names. */
        public Axis {
            names = Names.named(names);
        }
    }

    /**
     * @param wanted the names in the order that is wanted
     * @param found the names in the order in which a file has them
     * @return for each wanted name its position among those found; null = by position, since one side has no names
     * @throws MatrixFormatException if a name occurs twice on either side, or on one side only; gives the first three
     */
    public static int @Nullable [] of(final Axis wanted, final Axis found) throws MatrixFormatException {
        if (wanted.names().isEmpty() || found.names().isEmpty()) {
            return null;
        }
        index(wanted);
        final Map<String, Integer> positions = index(found);
        final List<String> lacking = new ArrayList<>();
        final int[] order = new int[wanted.names().size()];
        for (int i = 0; i < order.length; i++) {
            final Integer position = positions.remove(wanted.names().get(i));
            if (position == null) {
                lacking.add(wanted.names().get(i));
            } else {
                order[i] = position;
            }
        }
        if (!lacking.isEmpty()) {
            throw lacks(found.file(), wanted.file(), wanted.thing(), lacking, order.length);
        }
        if (!positions.isEmpty()) {
            throw additional(found.file(), wanted.file(), wanted.thing(),
                found.names().stream().filter(positions::containsKey).toList());
        }
        return order;
    }

    private static Map<String, Integer> index(final Axis axis) throws MatrixFormatException {
        final Map<String, Integer> positions = new HashMap<>();
        for (final String name : axis.names()) {
            if (positions.put(name, positions.size()) != null) {
                throw twice(axis.file(), axis.thing(), name);
            }
        }
        return positions;
    }

    public static MatrixFormatException twice(final String file, final String thing, final String name) {
        return new MatrixFormatException(
            file + " has the " + thing + " " + quoted(List.of(name)) + " twice" + RULE + ", which must differ");
    }

    public static MatrixFormatException lacks(final String file, final String other, final String thing,
        final Collection<String> names, final long of) {
        return new MatrixFormatException(file + " lacks " + names.size() + " of the " + Counted.of(of, thing) + " of "
            + other + ": " + quoted(names) + RULE);
    }

    public static MatrixFormatException additional(final String file, final String other, final String thing,
        final Collection<String> names) {
        return new MatrixFormatException(file + " has " + Counted.of(names.size(), thing) + " that "
            + (names.size() == 1 ? "is" : "are") + " not in " + other + ": " + quoted(names) + RULE);
    }

    /**
     * @param names at least one
     * @return the first three of them as messages show them
     */
    public static String quoted(final Collection<String> names) {
        final List<String> first = names.stream().limit(NAMED_IN_MESSAGES).map(Quote::of).toList();
        return String.join(", ", first) + (first.size() < names.size() ? ", …" : "");
    }
}
