package org.noisynmf.engine.naming;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A choice, a constant of an enum, with a stable name: the command line takes it, files and summaries hold it. */
public interface Named {

    /** @return the name of the constant, which gives {@link #id()} and so never changes */
    String name();

    /** @return the stable name, such as squared-error */
    default String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @param <E> a catalogue
     * @param type the catalogue
     * @return the names of all choices, in its order
     */
    static <E extends Enum<E> & Named> List<String> ids(final Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Named::id).toList();
    }

    /**
     * @param <E> a catalogue
     * @param type the catalogue
     * @param id as {@link #id()} gives it
     * @return the choice of that name, if there is one
     */
    static <E extends Enum<E> & Named> Optional<E> byId(final Class<E> type, final String id) {
        return Arrays.stream(type.getEnumConstants()).filter(choice -> choice.id().equals(id)).findFirst();
    }
}
