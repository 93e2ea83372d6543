package org.noisynmf.engine.solve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.MatrixTerms;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Penalty;

/** Powers of two between the caller's units and those of the rules. */
public class FactorScaleTest {

    private static final Observations DATA = Observations.of(new double[][]{{1, 2, 3}, {2, 1, 0}}, null);

    private static final NmfSettings PLAIN = NmfSettings.builder().build();

    private static int shift(final NmfSettings settings, final double... templates) {
        return FactorScale.of(7, settings, templates).shift();
    }

    @Test
    public void theLargestValueOfTheStartTemplatesIsAboveOneHalfAndAtMostOne() {
        for (final double largest : new double[]{0.5, 0.500001, 0.75, 1, 1.000001, 2, 3, 1e-9, 1e12}) {
            final FactorScale scale = FactorScale.of(0, PLAIN, new double[]{largest / 3, largest, 0});
            final Factors stored =
                scale.stored(new Factors(3, 1, 1, new double[]{largest / 3, largest, 0}, new double[]{5}));
            assertThat(stored.w()[1]).as("%s", largest).isGreaterThan(0.5).isLessThanOrEqualTo(1);
            // exact, so that the model has the same bits
            assertThat(stored.w()[1] * stored.h()[0]).isEqualTo(largest * 5);
            assertThat(stored.w()[0] * stored.h()[0]).isEqualTo(largest / 3 * 5);
        }
        assertThat(shift(PLAIN, 0, 0)).isZero();
        assertThat(FactorScale.of(7, PLAIN, new double[]{6}).dataExponent()).isEqualTo(7);
    }

    @Test
    public void whatWouldHaveToFollowTheScaleKeepsIt() {
        assertThat(shift(PLAIN, 6)).isEqualTo(3);
        assertThat(shift(NmfSettings.builder().templatePenalty(new Penalty(1, 0, 0)).build(), 6)).isZero();
        assertThat(shift(NmfSettings.builder().coefficientPenalty(new Penalty(0, 1, 0)).build(), 6)).isZero();
        assertThat(shift(NmfSettings.builder().pixelOverlap(0.1).build(), 6)).isZero();
        final Factors start = new Factors(3, 2, 1, new double[]{6, 1, 1}, new double[]{1, 1});
        assertThat(FactorScale.of(NmfProblem.of(DATA), PLAIN, start).shift()).isEqualTo(3);
        final NmfProblem terms = NmfProblem.of(DATA).withMatrixTerms(new MatrixTerms(null, null, null, null,
            List.of(new MatrixTerms.Quadratic(1, null, null)), List.of()));
        assertThat(FactorScale.of(terms, PLAIN, start).shift()).isZero();
    }

    @Test
    public void theUnitOfTheDataGoesToTheTemplates() {
        final Factors given =
            new FactorScale(5, -2).given(DATA, 2, new double[]{1, 2, 3, 4, 5, 6}, new double[]{1, 10, 2, 20});
        assertThat(given.w()).containsExactly(8, 16, 24, 32, 40, 48);
        assertThat(given.h()).containsExactly(4, 40, 8, 80);
    }

    /** A template that has no place among ordinary numbers keeps its digits, and its coefficients take up the scale. */
    @Test
    public void aTemplateBeyondTheRangeOfNumbersIsMovedIntoIt() {
        final double[] h = {1, 1, 1, 1, 1, 1};
        for (final int exponent : new int[]{1020, -1025}) {
            final boolean large = exponent > 0;
            // one that leaves the range by six powers of two, one within, one that is 0
            final double[] w = {0x1.8p4, 0x1p2, 0x1p3, 0x1p-20, 0x1p-20, 0x1p-20, 0, 0, 0};
            if (!large) {
                System.arraycopy(new double[]{0x1.8p2, 0x1p2, 0x1p1, 0x1p20, 0x1p20, 0x1p20}, 0, w, 0, 6);
            }
            final Factors given = new FactorScale(exponent + 5, -5 + (large ? 5 : -5)).given(DATA, 3, w, h);
            final int scale = large ? exponent + 5 : exponent - 5;
            final int moved = large ? 4 + scale - 1023 : -(-1022 - 2 - scale);
            for (int i = 0; i < 9; i++) {
                assertThat(given.w()[i]).as("%s, value %d", exponent, i)
                    .isEqualTo(Math.scalb(w[i], scale - (i < 3 ? moved : 0)));
            }
            assertThat(Math.getExponent(given.w()[0])).isEqualTo(large ? 1023 : -1022);
            final int shift = large ? 0 : -10;
            for (int j = 0; j < 2; j++) {
                assertThat(given.h()[j * 3]).isEqualTo(Math.scalb(1, moved - shift));
                assertThat(given.h()[j * 3 + 1]).isEqualTo(Math.scalb(1, -shift));
                assertThat(given.h()[j * 3 + 2]).isEqualTo(Math.scalb(1, -shift));
            }
        }
    }
}
