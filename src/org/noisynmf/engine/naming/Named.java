package org.noisynmf.engine.naming;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A choice with a stable name: the command line takes it, files and summaries hold it. */
public interface Named {

    /** @return the stable name; never changes */
    String id();

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
