package org.noisynmf.io.fits;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.noisynmf.io.fits.file.FitsContent;
import org.noisynmf.io.fits.file.FitsFormatException;
import org.noisynmf.io.fits.series.Candidate;
import org.noisynmf.io.fits.series.Role;
import org.noisynmf.io.source.Excerpt;

/** What a file holds, by name. */
final class Contents {

    /** A message lists so many names. */
    private static final int LISTED = 20;

    /** No name is begun behind so many letters. */
    private static final int LONGEST_LIST = 320;

    private final FitsContent m_file;

    private final List<Candidate> m_all;

    private Contents(final FitsContent file, final List<Candidate> all) {
        m_file = file;
        m_all = all;
    }

    /**
     * @param file a file
     * @return all images and columns of numbers in it
     * @throws IOException if it cannot be understood
     */
    static Contents of(final FitsContent file) throws IOException {
        return new Contents(file, Candidate.all(file));
    }

    /**
     * @param change of each
     * @return these with the change made
     */
    Contents changed(final UnaryOperator<Candidate> change) {
        return new Contents(m_file, m_all.stream().map(change).toList());
    }

    /** @return the file */
    FitsContent file() {
        return m_file;
    }

    /**
     * @param wanted what is looked for
     * @return the first of this kind in the order of the file, or null
     */
    @Nullable
    Candidate first(final Predicate<Candidate> wanted) {
        return m_all.stream().filter(wanted).findFirst().orElse(null);
    }

    /**
     * @param wanted what is looked for
     * @return all of this kind in the order of the file
     */
    List<Candidate> all(final Predicate<Candidate> wanted) {
        return m_all.stream().filter(wanted).toList();
    }

    /**
     * @param name of an extension or column; case does not matter
     * @param what it should be, for messages
     * @return the first of this name
     * @throws FitsFormatException if there is none; lists those that there are, similar names first
     */
    Candidate named(final String name, final String what) throws FitsFormatException {
        final Candidate found = first(c -> c.name().equalsIgnoreCase(name));
        if (found == null) {
            throw new FitsFormatException(m_file.name() + " has no numbers named \"" + Excerpt.of(name)
                + "\", which should be " + what + ". There are "
                + list(Comparator.comparingInt(c -> distance(c.name(), name))));
        }
        return found;
    }

    /** @return the names for a message: images first, and among them what may be fluxes */
    String list() {
        return list(Comparator.<Candidate, Boolean>comparing(Candidate::column)
            .thenComparing(c -> !Role.resemblesFlux(c.name())));
    }

    private String list(final Comparator<Candidate> order) {
        final List<String> names = m_all.stream().sorted(order)
            .map(c -> c.name().isEmpty() ? "an unnamed image" : "\"" + c.quoted() + "\"").distinct().toList();
        if (names.isEmpty()) {
            return "no images and no columns of numbers";
        }
        final StringBuilder list = new StringBuilder();
        int listed = 0;
        while (listed < Math.min(names.size(), LISTED) && list.length() < LONGEST_LIST) {
            list.append(listed == 0 ? "" : ", ").append(names.get(listed));
            listed++;
        }
        final int more = names.size() - listed;
        return list + (more > 0 ? " and " + more + (more == 1 ? " other" : " others") : "");
    }

    /** Letters to change, to add or to leave out (Levenshtein). */
    private static int distance(final String one, final String other) {
        final String a = one.substring(0, Math.min(one.length(), Excerpt.LONGEST)).toUpperCase(Locale.ROOT);
        final String b = other.substring(0, Math.min(other.length(), Excerpt.LONGEST)).toUpperCase(Locale.ROOT);
        int[] before = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            final int[] now = new int[b.length() + 1];
            now[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                final int changed = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(changed, Math.min(before[j], now[j - 1]) + 1);
            }
            before = now;
        }
        return before[b.length()];
    }
}
