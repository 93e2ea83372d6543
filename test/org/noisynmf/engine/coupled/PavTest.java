package org.noisynmf.engine.coupled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;

import org.junit.Test;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.MatrixTerms;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.model.TraceRow;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.NmfSettingsBuilder;
import org.noisynmf.engine.settings.Penalty;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.testing.SharedData;

/**
 * The iterates of rnnmf 0.3.0.0001 on its author's simulations and on one problem with every penalty. Its Y has an
 * observation a row, so that its L are our coefficients and its R our templates.
 */
public class PavTest {

    private static final double RELATIVE = 1e-9;

    private static double[] flat(final String name) {
        return SharedData.flat(SharedData.rows(name));
    }

    private static NmfProblem problem(final String set, final double[][] weights) {
        return NmfProblem.of(Observations.of(SharedData.rows("pav_" + set + "_Y.csv"), weights))
            .withTemplates(flat("pav_" + set + "_R0.csv")).withCoefficients(flat("pav_" + set + "_L0.csv"));
    }

    private static NmfSettingsBuilder settings(final Algorithm algorithm, final int rank, final int passes) {
        return NmfSettings.builder().algorithm(algorithm).rank(rank).threads(1)
            .stopping(new Stopping(passes, 0, 0, Double.POSITIVE_INFINITY));
    }

    private static NmfResult fit(final NmfProblem problem, final NmfSettings settings) {
        return Nmf.factorise(problem, settings, Observer.NONE);
    }

    private static void assertClose(final double[] actual, final double[] expected, final double relative,
        final String name) {
        assertThat(actual).as(name).hasSameSizeAs(expected);
        final double size = Arrays.stream(expected).max().getAsDouble();
        for (int p = 0; p < expected.length; p++) {
            assertThat(actual[p]).as("%s, entry %d", name, p).isCloseTo(expected[p], within(relative * size));
        }
    }

    private static void assertFollows(final String set, final String variant, final NmfSettingsBuilder settings) {
        final NmfProblem problem = problem(set, null);
        final double[][] curve = SharedData.rows("golden/pav_" + set + "_" + variant + "_curve.csv");
        for (int k = 1; k <= 100; k++) {
            final NmfResult result =
                fit(problem, settings.stopping(new Stopping(k, 0, 0, Double.POSITIVE_INFINITY)).build());
            assertThat(curve[k - 1][0]).isEqualTo(k);
            final double error = Math.sqrt(result.chi2());
            assertThat(error).as("%s %s, iteration %d", set, variant, k)
                .isCloseTo(curve[k - 1][1], within(RELATIVE * curve[k - 1][1]));
        }
    }

    @Test
    public void everyIterateOfTheSimulationsIsThePublishedOne() {
        for (final String set : List.of("sim1", "sim2sparse", "sim2dense", "readme")) {
            final int rank = set.equals("sim1") ? 3 : 4;
            assertFollows(set, "murnmf", settings(Algorithm.MURNMF, rank, 1));
            assertFollows(set, "aurnmf", settings(Algorithm.AURNMF, rank, 1));
            assertFollows(set, "aurnmf_naive", settings(Algorithm.AURNMF, rank, 1).lineMinimum(false));
            assertFollows(set, "aurnmf_naive_tau0.9", settings(Algorithm.AURNMF, rank, 1).lineMinimum(false).tau(0.9));
        }
    }

    @Test
    public void traceTellsTheSameErrorsAsTheFactors() {
        final double[][] curve = SharedData.rows("golden/pav_sim1_aurnmf_curve.csv");
        final List<TraceRow> trace = fit(problem("sim1", null), settings(Algorithm.AURNMF, 3, 100).build()).trace();
        for (int k = 1; k <= 100; k++) {
            assertThat(Math.sqrt(trace.get(k).objective())).isCloseTo(curve[k - 1][1],
                within(RELATIVE * curve[k - 1][1]));
        }
    }

    private static double[][] separableWeights() {
        final double[] rows = flat("pav_reg_W0R_diag.csv");
        final double[] columns = flat("pav_reg_W0C_diag.csv");
        final double[][] v = new double[rows.length][columns.length];
        for (int j = 0; j < rows.length; j++) {
            for (int i = 0; i < columns.length; i++) {
                v[j][i] = rows[j] * columns[i];
            }
        }
        return v;
    }

    private static double[] diagonal(final double[] values) {
        final double[] matrix = new double[values.length * values.length];
        for (int p = 0; p < values.length; p++) {
            matrix[p * values.length + p] = values[p];
        }
        return matrix;
    }

    private static NmfSettings penalised(final Algorithm algorithm, final String name) {
        // the published code ends bigl1 after 191 iterations, for no entry moved by more than 1e-9
        final NmfSettingsBuilder settings = settings(algorithm, 3, name.equals("bigl1") ? 191 : 200);
        switch (name) {
            case "l1" -> settings.coefficientPenalty(new Penalty(0.1, 0, 0)).templatePenalty(new Penalty(0.1, 0, 0));
            case "l2" -> settings.coefficientPenalty(new Penalty(0, 0.2, 0)).templatePenalty(new Penalty(0, 0.3, 0));
            case "l1l2", "wl1l2" -> settings.coefficientPenalty(new Penalty(0.1, 0.2, 0))
                .templatePenalty(new Penalty(0.05, 0.3, 0));
            case "gammaL" -> settings.coefficientPenalty(new Penalty(0.05, 0, 0.1))
                .templatePenalty(new Penalty(0.05, 0, 0));
            case "gammaLR" -> settings.coefficientPenalty(new Penalty(0.05, 0, 0.1))
                .templatePenalty(new Penalty(0.05, 0, 0)).pixelOverlap(0.1);
            case "bigl1" -> settings.coefficientPenalty(new Penalty(2, 0, 0)).templatePenalty(new Penalty(2, 0, 0));
            default -> {
                // plain, or weights alone
            }
        }
        return settings.build();
    }

    private static void assertEndsInPublishedFactors(final NmfResult result, final double relative,
        final String name) {
        assertClose(result.factors().h(), flat("golden/pav_reg_" + name + "_L.csv"), relative, name + " L");
        assertClose(result.factors().w(), flat("golden/pav_reg_" + name + "_R.csv"), relative, name + " R");
    }

    @Test
    public void everyPenaltyAndWeightEndsInThePublishedFactors() {
        for (final String name : List.of("plain", "l1", "l2", "l1l2", "gammaL", "gammaLR", "w", "wl1l2", "bigl1")) {
            final double[][] v = name.startsWith("w") ? separableWeights() : null;
            assertEndsInPublishedFactors(fit(problem("reg", v), penalised(Algorithm.AURNMF, name)), RELATIVE,
                name + "_aurnmf");
            if (!name.equals("bigl1")) {
                assertEndsInPublishedFactors(fit(problem("reg", v), penalised(Algorithm.MURNMF, name)), RELATIVE,
                    name + "_murnmf");
            }
        }
    }

    @Test
    public void separableWeightsAsMatricesAreTheSameAsPerEntry() {
        final MatrixTerms weights = new MatrixTerms(diagonal(flat("pav_reg_W0R_diag.csv")),
            diagonal(flat("pav_reg_W0C_diag.csv")), null, null, List.of(), List.of());
        for (final Algorithm algorithm : List.of(Algorithm.AURNMF, Algorithm.MURNMF)) {
            final NmfResult matrices =
                fit(problem("reg", null).withMatrixTerms(weights), penalised(algorithm, "wl1l2"));
            assertEndsInPublishedFactors(matrices, RELATIVE, "wl1l2_" + algorithm.id());
            assertThat(matrices.objective()).isCloseTo(
                fit(problem("reg", separableWeights()), penalised(algorithm, "wl1l2")).objective(), within(1e-9));
        }
    }

    /** Ones with a zero diagonal. */
    private static double[] overlap(final int size) {
        final double[] matrix = new double[size * size];
        Arrays.setAll(matrix, p -> p / size == p % size ? 0 : 1);
        return matrix;
    }

    private static double[] constant(final int size, final double value) {
        final double[] matrix = new double[size];
        Arrays.fill(matrix, value);
        return matrix;
    }

    @Test
    public void matrixPenaltiesEndInThePublishedFactors() {
        // 20 observations, 12 pixels, 3 templates
        final MatrixTerms terms = new MatrixTerms(null, null, constant(60, 0.05), constant(36, 0.05),
            List.of(new MatrixTerms.Quadratic(0.2, null, null), new MatrixTerms.Quadratic(0.1, null, overlap(3))),
            List.of(new MatrixTerms.Quadratic(0.3, null, null), new MatrixTerms.Quadratic(0.1, overlap(3), null)));
        // after iteration 100 the path leaves a saddle: a start changed by 1e-15 ends 2e-6 away
        assertEndsInPublishedFactors(
            fit(problem("reg", null).withMatrixTerms(terms), settings(Algorithm.AURNMF, 3, 200).build()), 1e-5, "gaur");
    }

    @Test
    public void matrixPenaltiesThatSayTheSameAsNumbersGiveTheSameIterates() {
        final MatrixTerms terms = new MatrixTerms(null, null, constant(60, 0.1), constant(36, 0.05),
            List.of(new MatrixTerms.Quadratic(0.2, null, null)), List.of(new MatrixTerms.Quadratic(0.3, null, null)));
        for (final Algorithm algorithm : List.of(Algorithm.AURNMF, Algorithm.MURNMF)) {
            assertEndsInPublishedFactors(
                fit(problem("reg", null).withMatrixTerms(terms), settings(algorithm, 3, 200).build()), RELATIVE,
                "l1l2_" + algorithm.id());
        }
    }

    @Test
    public void murnmfUnderALargePenaltyEndsWithItsLastFiniteFactors() {
        final NmfResult result = fit(problem("reg", null), penalised(Algorithm.MURNMF, "bigl1"));
        assertThat(result.stopReason()).isEqualTo(StopReason.NOT_FINITE);
        assertThat(result.objective()).isFinite();
        assertThat(result.passes()).isGreaterThan(1).isLessThan(14);
        assertThat(Arrays.stream(result.factors().w()).allMatch(Double::isFinite)).isTrue();
        assertThat(Arrays.stream(result.factors().h()).allMatch(Double::isFinite)).isTrue();
    }

    @Test
    public void reportedObjectiveIsTwiceThatOfPav() {
        final NmfProblem problem = problem("reg", null);
        final NmfResult result = fit(problem, penalised(Algorithm.AURNMF, "gammaLR"));
        final double[] l = result.factors().h();
        final double[] r = result.factors().w();
        double twice = result.chi2() + 2 * 0.05 * (Arrays.stream(l).sum() + Arrays.stream(r).sum());
        for (int k = 0; k < 3; k++) {
            for (int m = 0; m < 3; m++) {
                for (int j = 0; j < 20 && k != m; j++) {
                    twice += 0.1 * l[j * 3 + k] * l[j * 3 + m];
                }
            }
            // between pixels, not between templates
            for (int i = 0; i < 12; i++) {
                for (int m = 0; m < 12; m++) {
                    twice += i == m ? 0 : 0.1 * r[k * 12 + i] * r[k * 12 + m];
                }
            }
        }
        assertThat(result.objective()).isCloseTo(twice, within(1e-10));
    }

    /** Data as faint as spectra in physical units, with penalties in those units, take the same path bit for bit. */
    @Test
    public void penaltiesKeepTheirMeaningAtEveryScaleOfTheData() {
        final double[][] y = SharedData.rows("pav_reg_Y.csv");
        final int e = -57;
        final double[][] faint = Arrays.stream(y)
            .map(row -> Arrays.stream(row).map(value -> Math.scalb(value, e)).toArray()).toArray(double[][]::new);
        final double[] w = flat("pav_reg_R0.csv");
        final double[] h = flat("pav_reg_L0.csv");
        for (final Algorithm algorithm : List.of(Algorithm.AURNMF, Algorithm.MURNMF)) {
            final NmfResult ordinary = fit(
                NmfProblem.of(Observations.of(y, null)).withTemplates(w).withCoefficients(h).withMatrixTerms(terms(0)),
                settings(algorithm, 3, 50).pixelOverlap(0.01).build());
            final NmfResult scaled = fit(
                NmfProblem.of(Observations.of(faint, null)).withMatrixTerms(terms(e)).withCoefficients(h)
                    .withTemplates(Arrays.stream(w).map(value -> Math.scalb(value, e)).toArray()),
                settings(algorithm, 3, 50).pixelOverlap(0.01).build());
            assertThat(scaled.factors().h()).as(algorithm.id()).isEqualTo(ordinary.factors().h());
            assertThat(Math.scalb(scaled.objective(), -2 * e)).isEqualTo(ordinary.objective());
        }
    }

    private static MatrixTerms terms(final int exponent) {
        return new MatrixTerms(null, null, constant(60, Math.scalb(0.05, 2 * exponent)),
            constant(36, Math.scalb(0.05, exponent)),
            List.of(new MatrixTerms.Quadratic(Math.scalb(0.2, 2 * exponent), null, overlap(3))),
            List.of(new MatrixTerms.Quadratic(0.3, null, null)));
    }

    @Test
    public void multiplicativeIsStuckFromASparseStartAndAdditiveIsNot() {
        final double multiplicative =
            fit(problem("sim2sparse", null), settings(Algorithm.MURNMF, 4, 1000).build()).chi2();
        final double additive = fit(problem("sim2sparse", null), settings(Algorithm.AURNMF, 4, 1000).build()).chi2();
        // errors 2.039 and 1.11e-2 in the published figure 2
        assertThat(Math.sqrt(multiplicative)).isCloseTo(2.039, within(1e-3));
        assertThat(Math.sqrt(additive)).isLessThan(0.02);
    }

    @Test
    public void additiveStepsToTheLineMinimumNeverRaiseTheObjective() {
        for (final String name : List.of("plain", "l1l2", "wl1l2")) {
            final double[][] v = name.startsWith("w") ? separableWeights() : null;
            final List<TraceRow> trace = fit(problem("reg", v), penalised(Algorithm.AURNMF, name)).trace();
            for (int p = 1; p < trace.size(); p++) {
                // entries up to 1e-12 become 0
                assertThat(trace.get(p).objective()).as("%s, pass %d", name, p)
                    .isLessThanOrEqualTo(trace.get(p - 1).objective() + 1e-9);
            }
        }
    }

    @Test
    public void fullWeightMatricesLowerTheirOwnObjective() {
        final int n = 20;
        final int d = 12;
        final double[] rows = overlap(n);
        final double[] columns = overlap(d);
        for (int p = 0; p < n; p++) {
            rows[p * n + p] = n;
        }
        for (int p = 0; p < d; p++) {
            columns[p * d + p] = d;
        }
        final NmfProblem problem =
            problem("reg", null).withMatrixTerms(new MatrixTerms(rows, columns, null, null, List.of(), List.of()));
        for (final Algorithm algorithm : List.of(Algorithm.AURNMF, Algorithm.MURNMF)) {
            final NmfResult result = fit(problem, settings(algorithm, 3, 300).build());
            final List<TraceRow> trace = result.trace();
            for (int p = 1; p < trace.size(); p++) {
                assertThat(trace.get(p).objective()).as("%s, pass %d", algorithm, p)
                    .isLessThanOrEqualTo(trace.get(p - 1).objective() * (1 + 1e-9));
            }
            assertThat(result.chi2()).isCloseTo(naive(problem, result, rows, columns), within(1e-6));
        }
    }

    /** tr(Eᵀ W₀,R E W₀,C) entry by entry. */
    private static double naive(final NmfProblem problem, final NmfResult result, final double[] rows,
        final double[] columns) {
        final int n = problem.data().count();
        final int d = problem.data().pixels();
        final double[][] residual = new double[n][d];
        final double[] v = new double[d];
        final double[] model = new double[d];
        for (int j = 0; j < n; j++) {
            problem.data().copy(j, residual[j], v);
            result.factors().reconstruct(j, model);
            for (int i = 0; i < d; i++) {
                residual[j][i] -= model[i];
            }
        }
        double sum = 0;
        for (int j = 0; j < n; j++) {
            for (int l = 0; l < n; l++) {
                for (int i = 0; i < d; i++) {
                    for (int m = 0; m < d; m++) {
                        sum += residual[j][i] * rows[j * n + l] * residual[l][m] * columns[m * d + i];
                    }
                }
            }
        }
        return sum;
    }

    @Test
    public void matrixTermsAreRefusedByRulesThatStepProblemByProblemAndByIncompleteData() {
        final MatrixTerms weights =
            new MatrixTerms(diagonal(constant(20, 2)), null, null, null, List.of(), List.of());
        assertThatThrownBy(
            () -> fit(problem("reg", null).withMatrixTerms(weights), settings(Algorithm.HALS, 3, 1).build()))
            .hasMessageContaining("matrix weights").hasMessageContaining(Algorithm.AURNMF.title());
        assertThatThrownBy(
            () -> fit(problem("reg", separableWeights()).withMatrixTerms(weights),
                settings(Algorithm.AURNMF, 3, 1).build()))
            .hasMessageContaining("complete data");
        assertThatThrownBy(() -> fit(
            problem("reg", null)
                .withMatrixTerms(new MatrixTerms(new double[]{1, 2, 3, 4}, null, null, null, List.of(), List.of())),
            settings(Algorithm.AURNMF, 3, 1).build())).hasMessageContaining("20 × 20");
    }
}
