package org.noisynmf.io.source;

import java.util.List;

/**
 * Names along the two axes of a matrix in a file.
 *
 * @param vectors names of the observations (or templates), or an empty list if the file has none
 * @param entries names of the entries of each, the pixels, or an empty list if the file has none
 */
public record Names(List<String> vectors, List<String> entries) {

    /** Neither. */
    public static final Names NONE = new Names(List.of(), List.of());

    /** Copies the lists; names that are all blank are none. */
    public Names {
        vectors = named(vectors);
        entries = named(entries);
    }

    /**
     * @param names of one axis
     * @return a copy, or an empty list if none of them says anything
     */
    static List<String> named(final List<String> names) {
        return names.stream().allMatch(String::isBlank) ? List.of() : List.copyOf(names);
    }
}
