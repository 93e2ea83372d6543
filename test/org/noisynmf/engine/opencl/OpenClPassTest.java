package org.noisynmf.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.Before;
import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.ObservationsBuilder;
import org.noisynmf.engine.device.DeviceException;
import org.noisynmf.engine.moments.Kernels;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Penalty;
import org.noisynmf.engine.step.Problems;
import org.noisynmf.engine.step.StepRule;
import org.noisynmf.engine.step.Workspace;
import org.noisynmf.engine.storage.Precision;

/** A pass on a device is the pass of the engine, up to rounding. */
public class OpenClPassTest {

    private static final int PIXELS = 530;

    private static final int COUNT = 45;

    private static final int RANK = 3;

    private static final Penalty ON_TEMPLATES = new Penalty(0.02, 0.3, 0.1);

    private static final Penalty ON_COEFFICIENTS = new Penalty(0.01, 0.2, 0.05);

    private static final double SHIFT = 0.75;

    /** Sums of some hundred terms of order one, in double precision. */
    private static final double DOUBLE = 1e-11;

    /** The same with products in single precision. */
    private static final double SINGLE = 1e-4;

    private OpenClDevice m_device;

    private double[] m_w;

    private double[] m_h;

    @Before
    public void draw() {
        m_device = TestDevice.get();
        final Random random = new Random(1);
        m_w = random.doubles(PIXELS * RANK).map(x -> (float)x).toArray();
        m_h = random.doubles(COUNT * RANK).map(x -> (float)x).toArray();
    }

    /** Windows with gaps, one observation without any weight, weights that single precision holds exactly. */
    private static Observations observations(final Precision precision, final boolean negative) {
        final Random random = new Random(2);
        final ObservationsBuilder builder = Observations.builder(PIXELS).precision(precision);
        for (int j = 0; j < COUNT; j++) {
            final double[] x = new double[PIXELS];
            final double[] v = new double[PIXELS];
            final int start = random.nextInt(PIXELS / 2);
            for (int i = 0; i < PIXELS; i++) {
                x[i] = (float)(negative ? random.nextGaussian() : random.nextDouble());
                v[i] = j != 7 && i >= start && i < start + PIXELS / 2 && random.nextInt(5) > 0
                    ? (1 + random.nextInt(16)) / 8.0 : 0;
            }
            builder.add(x, v);
        }
        return builder.build();
    }

    private static NmfSettings settings(final Algorithm algorithm) {
        return NmfSettings.builder().algorithm(algorithm).rank(RANK).sweeps(3).innerSteps(2).build();
    }

    private OpenClPass pass(final OpenClDevice device, final long memory, final Observations data,
        final NmfSettings settings, final int... free) {
        return new OpenClPass(TestDevice.withMemory(device, memory, device.largestBuffer()), data, RANK,
            DeviceRule.of(settings).orElseThrow(), free, ON_TEMPLATES,
            ON_COEFFICIENTS, SHIFT);
    }

    /** The pass as the CPU makes it. */
    private static final class Reference {

        private final double[] m_stepped;

        private final double[] m_used;

        private final double[] m_steppedW;

        private double m_formed;

        Reference(final Observations data, final NmfSettings settings, final double[] w, final double[] h,
            final double beta, final int... free) {
            final StepRule rule = settings.algorithm().rule(settings.rule().options());
            final Kernels kernels = Kernels.of(data, RANK);
            final Kernels.Scratch scratch = kernels.newScratch();
            kernels.setTemplates(w);
            final Problems problems = new Problems(RANK, COUNT, true, true, true);
            problems.setFree(free);
            problems.reset(COUNT, Problems.Form.OWN_GRAM);
            for (int from = 0; from < COUNT; from += Kernels.GROUP) {
                kernels.form(from, Math.min(from + Kernels.GROUP, COUNT), h, SHIFT, problems, from, scratch);
            }
            m_stepped = h.clone();
            for (int p = 0; p < h.length; p++) {
                problems.z()[p % RANK][p / RANK] = h[p];
            }
            m_formed = step(problems, ON_COEFFICIENTS, rule, settings.rule().innerSteps());
            m_used = new double[h.length];
            for (int p = 0; p < h.length; p++) {
                m_stepped[p] = problems.z()[p % RANK][p / RANK];
                m_used[p] = Math.max(m_stepped[p] + beta * (m_stepped[p] - h[p]), 0);
            }
            m_steppedW = new double[w.length];
            for (int t = 0; t < data.tiles(); t++) {
                final int first = t * data.tileWidth();
                final int width = Math.min(data.tileWidth(), PIXELS - first);
                final Problems pixels = new Problems(RANK, width, true, true, true);
                pixels.setFree(free);
                pixels.reset(width, Problems.Form.OWN_GRAM);
                kernels.accumulate(t, 0, COUNT, m_used, SHIFT, pixels, scratch);
                for (int k = 0; k < RANK; k++) {
                    System.arraycopy(w, k * PIXELS + first, pixels.z()[k], 0, width);
                }
                step(pixels, ON_TEMPLATES, rule, settings.rule().innerSteps());
                for (int k = 0; k < RANK; k++) {
                    System.arraycopy(pixels.z()[k], 0, m_steppedW, k * PIXELS + first, width);
                }
            }
        }

        private static double step(final Problems problems, final Penalty penalty, final StepRule rule,
            final int innerSteps) {
            problems.addPenalty(penalty.l1(), penalty.l2(), penalty.orthogonality(), rule.l1InDenominator());
            double quadratic = 0;
            problems.refreshProduct();
            for (int k = 0; k < RANK; k++) {
                for (int m = 0; m < problems.size(); m++) {
                    quadratic += problems.z()[k][m] * (problems.product()[k][m] - 2 * problems.linear()[k][m]
                        + 2 * problems.l1Denominator());
                }
            }
            final Workspace workspace = new Workspace(RANK, problems.size());
            for (int s = 0; s < innerSteps; s++) {
                problems.refreshProduct();
                rule.step(problems, workspace);
            }
            return quadratic;
        }
    }

    private void assertSame(final OpenClDevice device, final long memory, final Precision precision,
        final Algorithm algorithm, final double tolerance, final int... free) {
        final Observations data = observations(precision, algorithm != Algorithm.WEIGHTED_MU);
        final NmfSettings settings = settings(algorithm);
        final Reference expected = new Reference(data, settings, m_w, m_h, 0.5, free);
        try (OpenClPass pass = pass(device, memory, data, settings, free)) {
            final double[] stepped = new double[m_h.length];
            final double[] used = new double[m_h.length];
            final double[] steppedW = new double[m_w.length];
            pass.observations(m_w, m_h, m_h, 0.5, stepped, used);
            pass.pixels(m_w, steppedW);
            assertThat(stepped).as("H").containsExactly(expected.m_stepped, within(tolerance));
            assertThat(used).as("extrapolated H").containsExactly(expected.m_used, within(tolerance));
            assertThat(largestDifference(steppedW, expected.m_steppedW)).as("W").isLessThanOrEqualTo(tolerance);
            assertThat(pass.formedQuadratic())
                .isCloseTo(expected.m_formed, within(tolerance * Math.abs(expected.m_formed)));
            assertThat(pass.kkt()).isPositive();
        }
    }

    private static double largestDifference(final double[] a, final double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> Math.abs(a[i] - b[i])).max().orElse(Double.NaN);
    }

    @Test
    public void everyRuleStepsAsOnTheCpu() {
        for (final Algorithm algorithm : List.of(Algorithm.ACCELERATED, Algorithm.NEARLY, Algorithm.WEIGHTED_MU,
            Algorithm.SHIFT, Algorithm.MURNMF, Algorithm.PROJECTED_GRADIENT)) {
            assertSame(m_device, m_device.memory(), Precision.FLOAT64, algorithm, DOUBLE, 0, 1, 2);
        }
    }

    @Test
    public void singlePrecisionAgreesToItsDigits() {
        assertSame(m_device, m_device.memory(), Precision.FLOAT32, Algorithm.ACCELERATED, SINGLE, 0, 1, 2);
    }

    @Test
    public void devicesWithoutDoublePrecisionCompensateTheirSums() {
        assertSame(TestDevice.like(m_device, true, false), m_device.memory(), Precision.FLOAT64, Algorithm.NEARLY,
            SINGLE, 0, 1,
            2);
    }

    /** Integers, so that every product is exact; Σ V X² and the sums have more digits than single precision. */
    @Test
    public void withoutDoublePrecisionTheObjectiveIsExactWhereItCancels() {
        final Random random = new Random(5);
        final double[] w = random.ints(PIXELS * RANK, 0, 16).asDoubleStream().toArray();
        final double[] h = random.ints(COUNT * RANK, 0, 16).asDoubleStream().toArray();
        final double[][] x = new double[COUNT][PIXELS];
        final double[][] v = new double[COUNT][PIXELS];
        for (int j = 0; j < COUNT; j++) {
            for (int i = 0; i < PIXELS; i++) {
                x[j][i] = random.nextInt(3) - 1;
                for (int k = 0; k < RANK; k++) {
                    x[j][i] += w[k * PIXELS + i] * h[j * RANK + k];
                }
                v[j][i] = 1 + random.nextInt(4);
            }
        }
        final Observations data = Observations.of(x, v);
        // templates as they are stored with the data
        final double[] stored = new double[w.length];
        Arrays.setAll(stored, p -> Math.scalb(w[p], -data.dataExponent()));
        final double formed = Math.scalb(chi2(x, v, w, h), -2 * data.dataExponent() - data.weightExponent());
        assertThat(formed).isBetween(0.0, 1e-4 * data.weightedSquares());
        for (final boolean processor : new boolean[]{true, false}) {
            // no template is free, so that H steps nowhere and stays whole
            try (OpenClPass pass = new OpenClPass(TestDevice.like(m_device, processor, false), data, RANK,
                DeviceRule.of(settings(Algorithm.ACCELERATED)).orElseThrow(), new int[0], Penalty.NONE, Penalty.NONE,
                0)) {
                final double[] h1 = new double[h.length];
                final double[] w1 = new double[w.length];
                pass.observations(stored, h, h, 0, h1, h1);
                pass.pixels(stored, w1);
                assertThat(h1).isEqualTo(h);
                assertThat(w1).isEqualTo(stored);
                assertThat(data.weightedSquares() + pass.formedQuadratic()).as("CPU %s", processor).isEqualTo(formed);
                assertThat(data.weightedSquares() + pass.steppedQuadratic()).as("CPU %s", processor).isEqualTo(formed);
            }
        }
    }

    private static double chi2(final double[][] x, final double[][] v, final double[] w, final double[] h) {
        double chi2 = 0;
        for (int j = 0; j < COUNT; j++) {
            for (int i = 0; i < PIXELS; i++) {
                double residual = x[j][i];
                for (int k = 0; k < RANK; k++) {
                    residual -= w[k * PIXELS + i] * h[j * RANK + k];
                }
                chi2 += v[j][i] * residual * residual;
            }
        }
        return chi2;
    }

    /** Vectors that divide a tile or not, in one part or several, of segments of one vector or more. */
    @Test
    public void pixelsAreAddedUpOnceHoweverTilesAreShared() {
        for (final int[] lanesAndUnits : new int[][]{{1, 1}, {2, 3}, {8, 1}, {8, 100}}) {
            final OpenClDevice device =
                TestDevice.withLanes(m_device, lanesAndUnits[0], 2 * lanesAndUnits[0], lanesAndUnits[1]);
            assertSame(device, m_device.memory(), Precision.FLOAT64, Algorithm.ACCELERATED, DOUBLE, 0, 1, 2);
            assertSame(device, m_device.memory(), Precision.FLOAT32, Algorithm.SHIFT, SINGLE, 0, 1, 2);
        }
    }

    @Test
    public void acceleratorsShareAnObservationAmongWorkItems() {
        assertSame(TestDevice.like(m_device, false, true), m_device.memory(), Precision.FLOAT64, Algorithm.ACCELERATED,
            DOUBLE, 0,
            1,
            2);
        assertSame(TestDevice.like(m_device, false, false), m_device.memory(), Precision.FLOAT32, Algorithm.SHIFT,
            SINGLE, 0, 1,
            2);
    }

    @Test
    public void workGroupsAreNoLargerThanTheDeviceAllows() {
        for (final int workGroup : new int[]{1, 4}) {
            assertSame(TestDevice.withGroups(m_device, workGroup, m_device.localMemory()), m_device.memory(),
                Precision.FLOAT64, Algorithm.SHIFT, DOUBLE, 0, 1, 2);
        }
        // twelve sums of double precision for eight work items
        final OpenClDevice little = TestDevice.withGroups(m_device, 64, 12 * 8 * 8);
        assertThat(new DeviceLayout(little, observations(Precision.FLOAT64, true), RANK, 12).threads()).isEqualTo(8);
        assertSame(little, m_device.memory(), Precision.FLOAT64, Algorithm.SHIFT, DOUBLE, 0, 1, 2);
    }

    @Test
    public void theLargestRankRunsOnEveryKindOfDevice() {
        final int rank = DeviceLayout.MAX_RANK;
        final Observations data = observations(Precision.FLOAT64, true);
        final double[] w = new Random(3).doubles((long)PIXELS * rank).toArray();
        final double[] h = new Random(4).doubles((long)COUNT * rank).toArray();
        final int[] free = IntStream.range(0, rank).toArray();
        final double[][] stepped = new double[2][h.length];
        final double[][] steppedW = new double[2][w.length];
        for (int d = 0; d < 2; d++) {
            try (OpenClPass pass = new OpenClPass(TestDevice.like(m_device, d == 0, true), data, rank,
                DeviceRule.of(settings(Algorithm.SHIFT)).orElseThrow(), free, ON_TEMPLATES, ON_COEFFICIENTS, SHIFT)) {
                pass.observations(w, h, h, 0, stepped[d], stepped[d]);
                pass.pixels(w, steppedW[d]);
            }
        }
        assertThat(largestDifference(stepped[0], stepped[1])).isLessThan(DOUBLE);
        assertThat(largestDifference(steppedW[0], steppedW[1])).isLessThan(DOUBLE);
    }

    @Test
    public void buffersAreNoLargerThanTheDeviceAllows() {
        // room for ten strips of double precision in a buffer, with memory for all
        final OpenClDevice device = TestDevice.withMemory(m_device, m_device.memory(), 10 * 256 * 8);
        try (OpenClPass pass = new OpenClPass(device, observations(Precision.FLOAT64, true), RANK,
            DeviceRule.of(settings(Algorithm.NEARLY)).orElseThrow(), new int[]{0, 1, 2}, ON_TEMPLATES, ON_COEFFICIENTS,
            SHIFT)) {
            assertThat(pass.description()).contains("chunks");
        }
        assertSame(device, device.memory(), Precision.FLOAT64, Algorithm.NEARLY, DOUBLE, 0, 1, 2);
    }

    @Test
    public void heldTemplatesStay() {
        assertSame(m_device, m_device.memory(), Precision.FLOAT64, Algorithm.NEARLY, DOUBLE, 0, 2);
    }

    @Test
    public void dataThatDoNotFitAreWorkedOnInChunks() {
        final Observations data = observations(Precision.FLOAT64, true);
        final NmfSettings settings = settings(Algorithm.ACCELERATED);
        // room for the factors, the moments and some ten observations
        final long little = 420_000;
        final double[][] results = new double[2][m_w.length];
        for (int r = 0; r < 2; r++) {
            try (OpenClPass pass = pass(m_device, r == 0 ? m_device.memory() : little, data, settings, 0, 1, 2)) {
                assertThat(pass.description().contains("chunks")).isEqualTo(r == 1);
                final double[] h = new double[m_h.length];
                for (int again = 0; again < 2; again++) {
                    pass.observations(m_w, m_h, m_h, 0, h, h);
                    pass.pixels(m_w, results[r]);
                }
            }
        }
        assertThat(largestDifference(results[0], results[1])).as("sums are split elsewhere").isLessThan(DOUBLE);
    }

    @Test
    public void aPassRepeatsItsResultsBitForBit() {
        final Observations data = observations(Precision.FLOAT32, true);
        try (OpenClPass pass = pass(m_device, m_device.memory(), data, settings(Algorithm.ACCELERATED), 0, 1, 2)) {
            final double[][] w = new double[2][m_w.length];
            final double[] h = new double[m_h.length];
            for (final double[] stepped : w) {
                pass.observations(m_w, m_h, m_h, 0, h, h);
                pass.pixels(m_w, stepped);
            }
            assertThat(w[1]).isEqualTo(w[0]);
        }
    }

    @Test
    public void noRoomForAnObservationIsAFailureOfTheDevice() {
        assertThatThrownBy(() -> pass(m_device, 1000, observations(Precision.FLOAT64, true),
            settings(Algorithm.NEARLY), 0, 1, 2)).isInstanceOf(DeviceException.class).hasMessageContaining("no room");
    }

    @Test
    public void ranksBeyondTheLimitAreRefused() {
        final Observations data = Observations.of(new double[20][30], null);
        assertThatThrownBy(() -> new OpenClPass(m_device, data, DeviceLayout.MAX_RANK + 1,
            DeviceRule.of(settings(Algorithm.NEARLY)).orElseThrow(), new int[]{0}, Penalty.NONE, Penalty.NONE, 0))
            .isInstanceOf(DeviceException.class).hasMessageContaining("up to 16 templates, but 17");
    }

    @Test
    public void aProgramThatDoesNotCompileIsAFailureOfTheDevice() {
        try (OpenClSession session = new OpenClSession(m_device)) {
            assertThatThrownBy(() -> session.build("this is no program", "")).isInstanceOf(DeviceException.class)
                .hasMessageContaining("cannot compile");
        }
    }

    @Test
    public void uniformDataShareOneStripOfOnes() {
        final double[][] x = new double[COUNT][PIXELS];
        for (final double[] row : x) {
            Arrays.setAll(row, i -> 1 + i % 3);
        }
        final Observations data = Observations.of(x, null);
        final NmfSettings settings = settings(Algorithm.NEARLY);
        final Reference expected = new Reference(data, settings, m_w, m_h, 0, 0, 1, 2);
        try (OpenClPass pass = pass(m_device, m_device.memory(), data, settings, 0, 1, 2)) {
            final double[] h = new double[m_h.length];
            pass.observations(m_w, m_h, m_h, 0, h, h);
            assertThat(h).containsExactly(expected.m_stepped, within(DOUBLE));
        }
    }
}
