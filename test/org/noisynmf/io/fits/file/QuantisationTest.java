package org.noisynmf.io.fits.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.Test;

import nom.tam.fits.Header;

/** Quantised numbers as the standard defines them, with its random numbers made here. */
public class QuantisationTest {

    private static final int LENGTH = 10_000;

    /** FITS standard 4.0, appendix I: Park and Miller's generator, r = seed / m. */
    private static double[] random() {
        final double a = 16807;
        final double m = 2147483647;
        final double[] random = new double[LENGTH];
        double seed = 1;
        for (int i = 0; i < LENGTH; i++) {
            final double next = a * seed;
            seed = next - m * (int)(next / m);
            random[i] = seed / m;
        }
        assertThat(seed).as("the seed that the standard gives for a check").isEqualTo(1043618065);
        return random;
    }

    private static Header header(final String method, final long seed) throws Exception {
        final Header header = new Header();
        header.addValue("ZQUANTIZ", method, "");
        header.addValue("ZDITHER0", seed, "");
        return header;
    }

    @Test
    public void ditheringSubtractsTheRandomNumbersOfTheTile() throws Exception {
        final double[] random = random();
        final int[] whole = new int[LENGTH + 100];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = i % 17 - 8;
        }
        for (final int seed : new int[]{1, 37, 9999}) {
            final Quantisation quantisation = new Quantisation(header("SUBTRACTIVE_DITHER_1", seed));
            for (final int tile : new int[]{0, 1, 12_345}) {
                final double[] numbers = quantisation.numbers(whole, tile, 0.25, 3, null);
                int begin = (tile + seed - 1) % LENGTH;
                int next = (int)(random[begin] * 500);
                for (int i = 0; i < whole.length; i++) {
                    // Random numbers of single precision: seven digits.
                    assertThat(numbers[i]).as("seed %d, tile %d, number %d", seed, tile, i)
                        .isCloseTo((whole[i] - random[next] + 0.5) * 0.25 + 3, within(1e-7));
                    next++;
                    if (next == LENGTH) {
                        begin = (begin + 1) % LENGTH;
                        next = (int)(random[begin] * 500);
                    }
                }
            }
        }
    }

    @Test
    public void withoutDitheringNumbersAreScaledAlone() throws Exception {
        final int[] whole = {-3, 0, 4, Integer.MIN_VALUE, Integer.MIN_VALUE + 2};
        assertThat(new Quantisation(header("NO_DITHER", 5)).numbers(whole, 3, 0.5, 10, Integer.MIN_VALUE))
            .containsExactly(8.5, 10, 12, Double.NaN, (Integer.MIN_VALUE + 2) * 0.5 + 10);
        assertThat(new Quantisation(new Header()).numbers(whole, 0, 2, 1, null)).startsWith(-5, 1, 9);
    }

    @Test
    public void exactZerosHaveTheirMarkInTheSecondWayOfDithering() throws Exception {
        final int[] whole = {Integer.MIN_VALUE + 2, 5, Integer.MIN_VALUE + 1, Integer.MIN_VALUE};
        final double[] numbers =
            new Quantisation(header("SUBTRACTIVE_DITHER_2", 1)).numbers(whole, 0, 1, 0, Integer.MIN_VALUE);
        assertThat(numbers[0]).isZero();
        assertThat(numbers[1]).isBetween(4.5, 5.5);
        assertThat(numbers[2]).isZero();
        assertThat(numbers[3]).isNaN();
        // cfitsio marks missing numbers so, and says it in ZBLANK.
        assertThat(new Quantisation(header("SUBTRACTIVE_DITHER_2", 1)).numbers(whole, 0, 1, 0,
            Integer.MIN_VALUE + 1)[2]).isNaN();
    }
}
