package org.noisynmf.view;

import java.util.Arrays;

/**
 * Within what each of some numbers lies with 68 and with 95 % probability: its quantiles .025, .16, .84 and .975.
 *
 * @param low95 lower ends of the wide band, one a number
 * @param low68 lower ends of the narrow one
 * @param high68 upper ends of the narrow one
 * @param high95 upper ends of the wide one
 */
public record Band(PackedFloats low95, PackedFloats low68, PackedFloats high68, PackedFloats high95) {

    /** Probabilities of the ends, in the order of the components. */
    private static final double[] PROBABILITIES = {0.025, 0.16, 0.84, 0.975};

    /** Checks that the ends are of one length. */
    public Band {
        if (low68.count() != low95.count() || high68.count() != low95.count() || high95.count() != low95.count()) {
            throw new IllegalArgumentException("a band has " + low95.count() + ", " + low68.count() + ", "
                + high68.count() + " and " + high95.count() + " ends, but as many of each are needed");
        }
    }

    /** @return a copy of the probabilities of the four ends, ascending */
    public static double[] probabilities() {
        return PROBABILITIES.clone();
    }

    /**
     * Those of many quantiles that are the ends of bands.
     *
     * @param probabilities ascending, {@link #probabilities} among them. Not modified.
     * @param quantiles one a probability. Not copied.
     * @return one for each of the four ends
     */
    public static double[][] ends(final double[] probabilities, final double[]... quantiles) {
        return Arrays.stream(PROBABILITIES).mapToObj(p -> quantiles[Arrays.binarySearch(probabilities, p)])
            .toArray(double[][]::new);
    }

    /**
     * A stretch of the quantiles of many numbers.
     *
     * @param quantiles for each of the {@link #probabilities} the quantiles of all numbers. Not modified.
     * @param from index of the first number
     * @param length how many
     * @return their band
     */
    public static Band of(final double[][] quantiles, final int from, final int length) {
        return new Band(PackedFloats.of(quantiles[0], from, length), PackedFloats.of(quantiles[1], from, length),
            PackedFloats.of(quantiles[2], from, length), PackedFloats.of(quantiles[3], from, length));
    }

    /** @return how many numbers it is of */
    public int count() {
        return low95.count();
    }
}
