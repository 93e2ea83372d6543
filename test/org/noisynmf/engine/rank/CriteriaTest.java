package org.noisynmf.engine.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.SingularOps_DDRM;
import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.rank.residual.LargestSingular;
import org.noisynmf.engine.rank.residual.Mask;
import org.noisynmf.engine.rank.residual.NextTemplate;
import org.noisynmf.engine.rank.residual.Residuals;

/** Each measure against its definition, and the rule that weighs them. */
public class CriteriaTest {

    private static final int PIXELS = 40;

    private static final int COUNT = 60;

    private static double[][] noise(final long seed) {
        final Random random = new Random(seed);
        final double[][] x = new double[COUNT][PIXELS];
        for (final double[] row : x) {
            for (int i = 0; i < PIXELS; i++) {
                row[i] = random.nextGaussian();
            }
        }
        return x;
    }

    @Test
    public void theLargestSingularValueIsThatOfTheWeightedResiduals() {
        final double[][] x = noise(1);
        final double[][] v = new double[COUNT][PIXELS];
        final DMatrixRMaj weighted = new DMatrixRMaj(COUNT, PIXELS);
        for (int j = 0; j < COUNT; j++) {
            for (int i = 0; i < PIXELS; i++) {
                x[j][i] += 0.3 * i / PIXELS * j / COUNT;
                v[j][i] = (i + j) % 5 == 0 ? 0 : 1 + i % 3;
                weighted.set(j, i, Math.sqrt(v[j][i]) * x[j][i]);
            }
        }
        double largest = 0;
        for (final double value : SingularOps_DDRM.singularValues(weighted)) {
            largest = Math.max(largest, value);
        }
        final double found = LargestSingular.of(new Residuals(Observations.of(x, v), null), 0, 1, 1).value();
        // 20 Lanczos steps reach the edge of a dense spectrum to about 1 %
        assertThat(found).isBetween(0.985 * largest, largest * (1 + 1e-12));
    }

    @Test
    public void randomSignsKeepEverySquareAndLeaveNoTemplate() {
        final double[][] x = new double[COUNT][PIXELS];
        for (int j = 0; j < COUNT; j++) {
            for (int i = 0; i < PIXELS; i++) {
                x[j][i] = 1 + 0.1 * j * i / PIXELS;
            }
        }
        final double[] row = x[3].clone();
        LargestSingular.flip(row, 1, 3, 4, 9);
        int changes = 0;
        for (int i = 0; i < PIXELS; i++) {
            assertThat(Math.abs(row[i])).isEqualTo(Math.abs(x[3][i]));
            changes += i > 0 && row[i] > 0 != row[i - 1] > 0 ? 1 : 0;
        }
        assertThat(changes).as("blocks of 4 pixels change sign together").isBetween(1, PIXELS / 4 + 1);
        final Residuals residuals = new Residuals(Observations.of(x, null), null);
        final double all = LargestSingular.of(residuals, 0, 1, 1).value();
        assertThat(LargestSingular.of(residuals, 1, 1, 1).value()).isLessThan(all / 2);
    }

    @Test
    public void maskedEntriesAreAShareInBlocksAndOnlyTheyAreScored() {
        final double[][] x = noise(2);
        final Observations data = Observations.of(x, null);
        final Mask mask = new Mask(0, 0.2, 4, 7);
        final Observations shown = mask.hide(data);
        final double hidden = 1 - (double)shown.observedEntries() / data.observedEntries();
        assertThat(hidden).isBetween(0.15, 0.25);
        final double[] row = new double[PIXELS];
        final double[] weights = new double[PIXELS];
        double sum = 0;
        int count = 0;
        int edges = 0;
        for (int j = 0; j < COUNT; j++) {
            shown.copy(j, row, weights);
            for (int i = 0; i < PIXELS; i++) {
                sum += weights[i] == 0 ? x[j][i] * x[j][i] : 0;
                count += weights[i] == 0 ? 1 : 0;
                edges += i > 0 && weights[i] == 0 && weights[i - 1] > 0 ? 1 : 0;
            }
        }
        assertThat((double)count / edges).as("mean length of a gap").isGreaterThan(3);
        final Factors zero = new Factors(PIXELS, COUNT, 1, new double[PIXELS], new double[COUNT]);
        assertThat(mask.score(data, shown, zero)).isCloseTo(sum / count, within(1e-12));
    }

    @Test
    public void theNextTemplateLowersChi2AndLeavesTheOthers() {
        final double[][] x = noise(3);
        for (int j = 0; j < COUNT; j++) {
            for (int i = 10; i < 20; i++) {
                x[j][i] += 2.0 * (j % 3);
            }
        }
        final Observations data = Observations.of(x, null);
        final Factors zero = new Factors(PIXELS, COUNT, 1, new double[PIXELS], new double[COUNT]);
        final Factors grown = NextTemplate.grow(data, zero, 1);
        assertThat(grown.rank()).isEqualTo(2);
        double inside = 0;
        double outside = 0;
        for (int i = 0; i < PIXELS; i++) {
            inside += i >= 10 && i < 20 ? grown.w()[PIXELS + i] : 0;
            outside += i >= 10 && i < 20 ? 0 : grown.w()[PIXELS + i];
        }
        assertThat(inside).isGreaterThan(4 * outside);
        assertThat(grown.w()).startsWith(new double[PIXELS]);
    }

    @Test
    public void gainsHaveTheStandardErrorOfPairedDifferences() {
        final Gain gain = Gain.of(new double[]{5, 7, Double.NaN, 9}, new double[]{4, 4, 1, 4});
        assertThat(gain.sum()).isEqualTo(9);
        // differences 1, 3, 5: standard deviation 2
        assertThat(gain.sumError()).isCloseTo(2 * Math.sqrt(3), within(1e-12));
        assertThat(gain.meanError()).isCloseTo(2 / Math.sqrt(3), within(1e-12));
        assertThat(Gain.of(null, new double[]{1, 2}).sum()).isNaN();
    }

    /** A row with what the vote looks at; the limits of the fall are about 1.3 and 1.5 times the noise. */
    private static RankRow row(final int rank, final double fall, final double norm, final double gain) {
        final Factors model = new Factors(PIXELS, COUNT, rank, new double[PIXELS * rank], new double[COUNT * rank]);
        return new RankRow(rank, model, 1000 - rank, 10L * rank, 1000, 0, 0, fall, 100, norm, 10, 10, 0, gain, 4,
            1.0 / rank, 0, 1, new double[]{0.95}, new double[]{1}, new double[]{1});
    }

    private static RankResult result(final RankRow... rows) {
        return RankResult.of(List.of(rows), new Noise(1, true, 1), rows.length);
    }

    @Test
    public void oneMoreIsRecommendedWhereChi2FallsAndTheResidualsHintAtIt() {
        final RankRow first = row(1, Double.NaN, 20, Double.NaN);
        assertThat(result(first, row(2, 500, 9, 3)).rank()).as("both").isEqualTo(2);
        assertThat(result(first, row(2, 80, 9, 30)).rank()).as("no fall beyond noise").isEqualTo(1);
        assertThat(result(row(1, Double.NaN, 9, Double.NaN), row(2, 140, 9, 30)).rank()).as("residuals like noise")
            .isEqualTo(1);
        assertThat(result(row(1, Double.NaN, 9, Double.NaN), row(2, 160, 9, 30)).rank()).as("a fall far beyond noise")
            .isEqualTo(2);
        assertThat(result(first, row(2, 80, 9, 3), row(3, 500, 9, 30)).rank()).as("no way around a 2nd that is none")
            .isEqualTo(1);
    }

    @Test
    public void theReasonSaysWhatTheNextOneWouldDo() {
        final RankRow[] rows = {row(1, Double.NaN, 20, Double.NaN), row(2, 500, 9, 30), row(3, 97, 9, 3)};
        final RankResult result = result(rows);
        assertThat(result.reason()).isEqualTo(
            "2: the 3rd lowers χ² by 97, within the 130 that noise alone allows, and the held-out χ² by 3 ± 4; "
                + "the residuals of 2 contain no more than noise (norm 9, noise up to 10)");
        assertThat(result(rows[0], rows[1]).reason())
            .startsWith("2, the largest number compared: the 2nd still lowers");
        assertThat(result.choices()).containsEntry(Criterion.MASKED, 3).containsEntry(Criterion.RESIDUAL_NORM, 2);
    }

    @Test
    public void aScoreThatIsNoNumberIsNeverTheBest() {
        final RankRow[] rows = {row(1, Double.NaN, 20, Double.NaN), row(2, 500, 9, 30)};
        assertThat(Criterion.AIC.choose(List.of(rows))).isEqualTo(1);
        final RankRow nothing = rows[0];
        final RankRow unknown = new RankRow(1, nothing.model(), 1, 1, 10, Double.NaN, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0, new double[]{1}, new double[]{1}, new double[]{1});
        assertThat(Criterion.AIC.choose(List.of(unknown, rows[1]))).isEqualTo(2);
    }
}
