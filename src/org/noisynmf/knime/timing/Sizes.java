package org.noisynmf.knime.timing;

import java.util.Arrays;
import java.util.stream.IntStream;

/** A list of sizes as users write it. */
final class Sizes {

    /** Of all there are, where no list is given. */
    private static final int[] PARTS = {8, 4, 2, 1};

    private Sizes() {
    }

    /**
     * @param list whole numbers from 1, separated by commas; empty = none
     * @param title of the setting, for messages
     * @return the numbers, ascending, each once
     * @throws IllegalArgumentException if it is no such list; names the setting and what it holds
     */
    static int[] parse(final String list, final String title) {
        if (list.isBlank()) {
            return new int[0];
        }
        return Arrays.stream(list.split(",", -1)).map(String::trim).mapToInt(number -> {
            if (!number.matches("0*[1-9]\\d{0,8}")) {
                throw new IllegalArgumentException("\"" + title + "\" is \"" + list
                    + "\", but must be whole numbers from 1, separated by commas, such as 50, 100, 200");
            }
            return Integer.parseInt(number);
        }).sorted().distinct().toArray();
    }

    /**
     * @param all how many there are, ≥ 1
     * @param least size that makes sense
     * @return an eighth, a quarter, half and all of them, as far as they differ and are large enough; all in any case
     */
    static int[] parts(final int all, final int least) {
        return Arrays.stream(PARTS).map(part -> all / part).filter(size -> size >= least || size == all).distinct()
            .toArray();
    }

    /**
     * @param sizes ascending
     * @return the largest; 0 without any
     */
    static int largest(final int... sizes) {
        return IntStream.of(sizes).max().orElse(0);
    }
}
