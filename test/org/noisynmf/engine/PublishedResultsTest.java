package org.noisynmf.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.NmfSettingsBuilder;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.io.MatrixFile;
import org.noisynmf.io.source.MatrixSource;
import org.noisynmf.io.text.ReadOptions;
import org.noisynmf.testing.SharedData;

/**
 * The numbers that published implementations reach from the same start on the same data: nearly_nmf 0.2.0dev for Nearly-
 * and Shift-NMF, scikit-learn 1.2.1 for coordinate descent and multiplicative updates.
 */
public class PublishedResultsTest {

    /** Sums run in another order than NumPy's, and a hundred iterations pass on what they differ by. */
    private static final double RELATIVE = 1e-8;

    private static Observations doublet() {
        return Observations.of(SharedData.columns("doublet_mid_X.npy"), SharedData.columns("doublet_mid_V.npy"));
    }

    private static Observations smallDoublet() {
        return Observations.of(SharedData.columns("doublet_small_X.npy"), SharedData.columns("doublet_small_V.npy"));
    }

    private static Observations quasar() {
        return Observations.of(SharedData.columns("quasar_X.npy.gz"), SharedData.columns("quasar_V.npy.gz"));
    }

    private static NmfResult fit(final Observations data, final String start, final Algorithm algorithm,
        final int passes) {
        final double[][] w = SharedData.columns(start + "_W0.npy");
        return Nmf.factorise(
            NmfProblem.of(data).withTemplates(SharedData.flat(w))
                .withCoefficients(SharedData.flat(SharedData.columns(start + "_H0.npy"))),
            settings(algorithm, w.length, passes).build(), Observer.NONE);
    }

    private static NmfSettingsBuilder settings(final Algorithm algorithm, final int rank, final int passes) {
        return NmfSettings.builder().algorithm(algorithm).rank(rank)
            .stopping(new Stopping(passes, 0, 0, Double.POSITIVE_INFINITY));
    }

    private static void assertGolden(final NmfResult result, final String name) {
        final double[] w = SharedData.flat(SharedData.columns("golden/" + name.replace("*", "W")));
        final double[] h = SharedData.flat(SharedData.columns("golden/" + name.replace("*", "H")));
        assertClose(result.factors().w(), w, name);
        assertClose(result.factors().h(), h, name);
    }

    private static void assertClose(final double[] actual, final double[] expected, final String name) {
        assertThat(actual).hasSameSizeAs(expected);
        // where a sum cancels to 0 in one order it may leave a rounding in another
        final double rounding = 1e-15 * Arrays.stream(expected).max().getAsDouble();
        for (int p = 0; p < actual.length; p++) {
            assertThat(actual[p]).as("%s, position %d", name, p)
                .isCloseTo(expected[p], within(RELATIVE * Math.abs(expected[p]) + rounding));
        }
    }

    @Test
    public void nearlyAndShiftOnTheDoubletAreThePublishedOnes() {
        final Observations data = doublet();
        for (final Algorithm algorithm : List.of(Algorithm.NEARLY, Algorithm.SHIFT)) {
            for (final int passes : new int[]{1, 10, 100}) {
                assertGolden(fit(data, "doublet", algorithm, passes),
                    "doublet_mid_" + algorithm.id() + "_*_" + passes + ".npy");
            }
        }
    }

    /** Every eighth pixel of the first hundred exposures; test/reference/README.md says where the numbers are from. */
    @Test
    public void nearlyAndShiftOnTheSmallDoubletAreThoseOfTheReference() {
        final Observations data = smallDoublet();
        for (final Algorithm algorithm : List.of(Algorithm.NEARLY, Algorithm.SHIFT)) {
            for (final int passes : new int[]{1, 10, 100}) {
                assertGolden(fit(data, "doublet_small", algorithm, passes),
                    "doublet_small_" + algorithm.id() + "_*_" + passes + ".npy");
            }
        }
    }

    @Test
    public void nearlyAndShiftOnTheQuasarsAreThePublishedOnes() {
        final Observations data = quasar();
        for (final int passes : new int[]{1, 10, 100}) {
            assertGolden(fit(data, "quasar", Algorithm.NEARLY, passes), "quasar_nearly_*_" + passes + ".npy");
        }
        assertGolden(fit(data, "quasar", Algorithm.SHIFT, 1), "quasar_shift_*_1.npy");
    }

    @Test
    public void objectivesOnTheDoubletAreThePublishedOnes() {
        final Observations data = doublet();
        final int[] passes = {1, 10, 50, 100, 500, 1000};
        // as printed, one decimal
        assertObjectives(fit(data, "doublet", Algorithm.NEARLY, 1000), passes,
            new double[]{266438.1, 263627.2, 263482.0, 257151.4, 253565.4, 253558.9});
        assertObjectives(fit(data, "doublet", Algorithm.SHIFT, 1000), passes,
            new double[]{587470.6, 278973.7, 264438.5, 263837.3, 253654.9, 253571.6});
    }

    @Test
    public void objectivesOnTheQuasarsAreThePublishedOnes() {
        final Observations data = quasar();
        assertObjectives(fit(data, "quasar", Algorithm.NEARLY, 100), new int[]{1, 10, 50, 100},
            new double[]{2022002.3, 1832680.0, 1671852.7, 1643882.4});
        assertObjectives(fit(data, "quasar", Algorithm.SHIFT, 100), new int[]{1, 10, 50, 100},
            new double[]{3240472.1, 2006561.6, 1856032.2, 1806768.5});
    }

    private static void assertObjectives(final NmfResult result, final int[] passes, final double[] expected) {
        for (int p = 0; p < passes.length; p++) {
            assertThat(result.trace().get(passes[p]).objective()).as("after pass %d", passes[p])
                .isCloseTo(expected[p], within(0.05001));
        }
    }

    @Test
    public void defaultReachesTheQuasarsLowestKnownObjectiveWithinOneInAThousandInTwentyFivePasses() {
        final NmfResult result = fit(quasar(), "quasar", Algorithm.ACCELERATED, 25);
        assertThat(result.chi2()).isLessThan(1628129.58 * (1 + 1e-3));
    }

    /** Ten random starts, a hundred passes: nothing that takes a thousand of Nearly-NMF's is as good. */
    @Test
    public void defaultFindsTheQuasarsMinimumFromRandomStarts() {
        final Observations data = quasar();
        final double best = Nmf.factorise(NmfProblem.of(data),
            settings(Algorithm.ACCELERATED, 5, 100).restarts(10).build(), Observer.NONE).chi2();
        assertThat(best).isLessThan(1628129.58 * (1 + 3e-4));
    }

    @Test
    public void defaultAfterAHundredPassesIsBelowNearlyAfterAThousandFromNineOfTenRandomStarts() {
        final NmfProblem problem = NmfProblem.of(quasar());
        int below = 0;
        for (long seed = 1; seed <= 10; seed++) {
            final double accelerated = Nmf
                .factorise(problem, settings(Algorithm.ACCELERATED, 5, 100).seed(seed).build(), Observer.NONE).chi2();
            final double nearly =
                Nmf.factorise(problem, settings(Algorithm.NEARLY, 5, 1000).seed(seed).build(), Observer.NONE).chi2();
            below += accelerated <= nearly ? 1 : 0;
        }
        assertThat(below).isGreaterThanOrEqualTo(9);
    }

    /** Digits and start are in the repository. */
    @Test
    public void firstPassOnTheDigitsWithEightTemplatesIsThatOfScikitLearn() throws IOException {
        assertFirstPass(8);
    }

    @Test
    public void firstPassOnTheDigitsWithMoreTemplatesIsThatOfScikitLearn() throws IOException {
        assertFirstPass(16, 32);
    }

    private static Observations digits() throws IOException {
        final List<double[]> rows = new ArrayList<>();
        try (MatrixSource source = MatrixFile.open(
            Path.of(System.getProperty("noisynmf.root", ".."), "workflows/Digits from files/data/digits_X.npy"),
            ReadOptions.DEFAULT)) {
            for (double[] row = new double[source.pixels()]; source.next(row); row = new double[row.length]) {
                rows.add(row);
            }
        }
        return Observations.of(rows.toArray(double[][]::new), null);
    }

    private static void assertFirstPass(final int... ranks) throws IOException {
        final Observations digits = digits();
        for (final int rank : ranks) {
            for (final Algorithm algorithm : List.of(Algorithm.HALS, Algorithm.WEIGHTED_MU)) {
                final NmfResult result = digits(digits, rank, algorithm, 1);
                final String name = "golden/digits_sklearn_" + (algorithm == Algorithm.HALS ? "cd" : "mu") + "_" + rank;
                assertClose(result.factors().h(), SharedData.flat(SharedData.rows(name + "_1_W.npy")), name + " W");
                assertClose(result.factors().w(), SharedData.flat(SharedData.rows(name + "_1_H.npy")), name + " H");
            }
        }
    }

    @Test
    public void defaultFitsTheDigitsBetterThanScikitLearnDoesInAThousandIterations() throws IOException {
        final Observations digits = digits();
        assertThat(Math.sqrt(digits(digits, 8, Algorithm.ACCELERATED, 200).chi2())).isLessThanOrEqualTo(932.5);
        assertThat(Math.sqrt(digits(digits, 16, Algorithm.ACCELERATED, 200).chi2())).isLessThanOrEqualTo(676.9);
        assertThat(Math.sqrt(digits(digits, 32, Algorithm.ACCELERATED, 200).chi2())).isLessThanOrEqualTo(342);
    }

    private static NmfResult digits(final Observations digits, final int rank, final Algorithm algorithm,
        final int passes) {
        return Nmf.factorise(
            NmfProblem.of(digits).withTemplates(SharedData.flat(SharedData.rows("digits_H0_" + rank + ".npy")))
                .withCoefficients(SharedData.flat(SharedData.rows("digits_W0_" + rank + ".npy"))),
            settings(algorithm, rank, passes).build(), Observer.NONE);
    }

    @Test
    public void defaultReachesTheDoubletsLowestKnownObjectiveWithinOneInTenThousandInTenPasses() {
        assertThat(fit(doublet(), "doublet", Algorithm.ACCELERATED, 10).chi2()).isLessThan(253554.6644 * (1 + 1e-4));
    }
}
