package org.noisynmf.engine.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;

import org.junit.Test;

/** Extremes of a stretch are those of comparing one number after the other, for stretches of any length. */
public class ExtremesTest {

    private static final int[] LENGTHS = {1, 2, 255, 256, 257, 511, 512, 513, 1000};

    private final double[] m_values = new Random(5).doubles(1024, -1, 1).toArray();

    private final Extremes m_extremes = new Extremes();

    @Test
    public void leastAndGreatestAreFoundAndNegativesCounted() {
        for (final int length : LENGTHS) {
            for (final int from : new int[]{0, 7, 24}) {
                final double[] stretch = Arrays.copyOfRange(m_values, from, from + length);
                m_extremes.of(m_values, from, from + length);
                assertThat(m_extremes.least()).as("%d", length).isEqualTo(Arrays.stream(stretch).min().orElseThrow());
                assertThat(m_extremes.greatest()).isEqualTo(Arrays.stream(stretch).max().orElseThrow());
                assertThat(m_extremes.finite()).isTrue();
                assertThat(m_extremes.negatives(m_values, from, from + length))
                    .isEqualTo(Arrays.stream(stretch).filter(x -> x < 0).count());
            }
        }
    }

    @Test
    public void whatIsNotFiniteIsFoundWhereverItIs() {
        for (final int length : LENGTHS) {
            for (final double odd : new double[]{Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY}) {
                for (final int at : new int[]{0, length / 2, length - 1}) {
                    final double[] values = Arrays.copyOf(m_values, length);
                    values[at] = odd;
                    assertThat(m_extremes.of(values, 0, length).finite()).as("%s at %d of %d", odd, at, length)
                        .isFalse();
                }
            }
        }
    }

    @Test
    public void theSmallestNegativeCountsAndZeroDoesNot() {
        final double[] values = {-Double.MIN_VALUE, -0.0, 0.0, Double.MIN_VALUE, -Double.MAX_VALUE, Double.MAX_VALUE};
        assertThat(m_extremes.negatives(values, 0, values.length)).isEqualTo(2);
        assertThat(m_extremes.negatives(values, 1, 4)).isZero();
    }
}
