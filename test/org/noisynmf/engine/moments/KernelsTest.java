package org.noisynmf.engine.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.ObservationsBuilder;
import org.noisynmf.engine.step.Problems;
import org.noisynmf.engine.step.Problems.Form;
import org.noisynmf.engine.storage.Precision;

/** The kernels compute the sums that their contract names, for every shape of data, rank and precision. */
@RunWith(Parameterized.class)
public class KernelsTest {

    /** What is observed. */
    private enum Observed {
        ALL_WITH_WEIGHT_ONE, ALL_WITH_WEIGHTS, WINDOWS, SCATTERED, NOTHING_BY_TURNS
    }

    private final Precision m_precision;

    private final int m_pixels;

    private final int m_count;

    private final int m_rank;

    private final double[][] m_x;

    private final double[][] m_v;

    private final double[] m_w;

    private final double[] m_h;

    private final Observations m_observations;

    private final Kernels m_kernels;

    /** Rounding of the element type times the longest sum is an upper bound by far; all terms are of order one. */
    private final double m_tolerance;

    /** @return precision, observed, d, n, q */
    @Parameters(name = "{0} {1} d={2} n={3} q={4} (seed d + n + q)")
    public static List<Object[]> cases() {
        final List<Object[]> cases = new ArrayList<>();
        for (final Precision precision : Precision.values()) {
            for (final Observed observed : Observed.values()) {
                for (int q = 1; q <= 12; q++) {
                    cases.add(new Object[]{precision, observed, 300 + 17 * q, 50 + q, q});
                }
                cases.add(new Object[]{precision, observed, 1, 1, 1});
                cases.add(new Object[]{precision, observed, 64, 300, 33});
                // several groups of products of templates, and several tiles
                cases.add(new Object[]{precision, observed, 600, 30, 20});
                // so many that they are not kept
                cases.add(new Object[]{precision, observed, 1300, 12, 40});
                cases.add(new Object[]{precision, observed, 400, 300, 5});
                cases.add(new Object[]{precision, observed, 1500, 3, 5});
            }
        }
        return cases;
    }

    public KernelsTest(final Precision precision, final Object observed, final int d, final int n, final int q) {
        m_precision = precision;
        m_pixels = d;
        m_count = n;
        m_rank = q;
        final Random random = new Random(d + n + q);
        m_x = new double[n][d];
        m_v = new double[n][d];
        m_w = random.doubles(d * q).map(this::stored).toArray();
        m_h = random.doubles(n * q).map(this::stored).toArray();
        final ObservationsBuilder builder = Observations.builder(d).precision(precision);
        for (int j = 0; j < n; j++) {
            final int start = random.nextInt(d);
            for (int i = 0; i < d; i++) {
                m_x[j][i] = stored(random.nextGaussian());
                m_v[j][i] = switch ((Observed)observed) {
                    case ALL_WITH_WEIGHT_ONE -> 1;
                    case ALL_WITH_WEIGHTS -> weight(random);
                    case WINDOWS -> i >= start && i < start + d / 3 ? weight(random) : 0;
                    case SCATTERED -> random.nextInt(4) == 0 ? weight(random) : 0;
                    case NOTHING_BY_TURNS -> j % 2 == 0 && i != 2 ? weight(random) : 0;
                };
            }
            builder.add(m_x[j], m_v[j]);
        }
        m_observations = builder.build();
        // as they are stored
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < d; i++) {
                m_x[j][i] = Math.scalb(m_x[j][i], -m_observations.dataExponent());
                m_v[j][i] = Math.scalb(m_v[j][i], -m_observations.weightExponent());
            }
        }
        m_kernels = Kernels.of(m_observations, q);
        m_kernels.setTemplates(m_w);
        m_tolerance = (precision == Precision.FLOAT64 ? Math.ulp(1.0) : Math.ulp(1f)) * 4 * q * Math.max(n, d);
    }

    /** Weights are multiples of 1/8, so that rounding them to single precision is no part of the comparison. */
    private static double weight(final Random random) {
        return (1 + random.nextInt(16)) / 8.0;
    }

    private double stored(final double value) {
        return m_precision == Precision.FLOAT32 ? (float)value : value;
    }

    private double model(final int i, final int j) {
        double sum = 0;
        for (int k = 0; k < m_rank; k++) {
            sum += m_w[k * m_pixels + i] * m_h[j * m_rank + k];
        }
        return sum;
    }

    private Problems formed(final Form form, final double shift) {
        return formed(m_kernels, form, shift, Kernels.GROUP);
    }

    private Problems formed(final Kernels kernels, final Form form, final double shift, final int chunk) {
        return formed(kernels, form, shift, chunk, kernels.newScratch());
    }

    private Problems formed(final Kernels kernels, final Form form, final double shift, final int chunk,
        final Kernels.Scratch scratch) {
        final Problems problems = problems(m_count, form, shift);
        for (int from = 0; from < m_count; from += chunk) {
            kernels.form(from, Math.min(from + chunk, m_count), m_h, shift, problems, from, scratch);
        }
        return problems;
    }

    private Problems problems(final int size, final Form form, final double shift) {
        final Problems problems =
            new Problems(m_rank, size, form == Form.OWN_GRAM, form == Form.PRODUCT, shift > 0);
        problems.reset(size, form);
        return problems;
    }

    private Problems[] accumulated(final Form form, final double shift, final int step) {
        final Problems[] tiles = new Problems[m_observations.tiles()];
        final Kernels.Scratch scratch = m_kernels.newScratch();
        for (int t = 0; t < tiles.length; t++) {
            final int first = t * m_observations.tileWidth();
            tiles[t] = problems(Math.min(m_observations.tileWidth(), m_pixels - first), form, shift);
            for (int from = 0; from < m_count; from += step) {
                m_kernels.accumulate(t, from, Math.min(from + step, m_count), m_h, shift, tiles[t], scratch);
            }
        }
        return tiles;
    }

    @Test
    public void linearTermsAreWeightedProjections() {
        final double[][] expected = new double[m_rank][m_count];
        for (int k = 0; k < m_rank; k++) {
            for (int j = 0; j < m_count; j++) {
                for (int i = 0; i < m_pixels; i++) {
                    expected[k][j] += m_w[k * m_pixels + i] * m_v[j][i] * m_x[j][i];
                }
            }
        }
        for (final Form form : Form.values()) {
            assertClose(formed(form, 0).linear(), expected);
            assertClose(formed(form, 0.5).linear(), expected);
        }
    }

    @Test
    public void gramMatricesAreWeighted() {
        final double[][] expected = new double[Problems.pairs(m_rank)][m_count];
        for (int k = 0; k < m_rank; k++) {
            for (int l = k; l < m_rank; l++) {
                for (int j = 0; j < m_count; j++) {
                    for (int i = 0; i < m_pixels; i++) {
                        expected[Problems.pair(m_rank, k, l)][j] +=
                            m_v[j][i] * m_w[k * m_pixels + i] * m_w[l * m_pixels + i];
                    }
                }
            }
        }
        assertClose(formed(Form.OWN_GRAM, 0).gram(), expected);
        assertClose(formed(Form.OWN_GRAM, 0.5).gram(), expected);
    }

    @Test
    public void productsNeedNoGram() {
        final double[][] expected = new double[m_rank][m_count];
        for (int k = 0; k < m_rank; k++) {
            for (int j = 0; j < m_count; j++) {
                for (int i = 0; i < m_pixels; i++) {
                    expected[k][j] += m_w[k * m_pixels + i] * m_v[j][i] * model(i, j);
                }
            }
        }
        assertClose(formed(Form.PRODUCT, 0).product(), expected);
    }

    @Test
    public void shiftMomentsAreProjectedWeights() {
        final double[][] expected = new double[m_rank][m_count];
        for (int k = 0; k < m_rank; k++) {
            for (int j = 0; j < m_count; j++) {
                for (int i = 0; i < m_pixels; i++) {
                    expected[k][j] += 0.5 * m_w[k * m_pixels + i] * m_v[j][i];
                }
            }
        }
        for (final Form form : Form.values()) {
            assertClose(formed(form, 0.5).shift(), expected);
        }
    }

    @Test
    public void pixelMomentsAreSumsOverObservations() {
        final int pairs = Problems.pairs(m_rank);
        final double[][] linear = new double[m_rank][m_pixels];
        final double[][] product = new double[m_rank][m_pixels];
        final double[][] shift = new double[m_rank][m_pixels];
        final double[][] gram = new double[pairs][m_pixels];
        for (int j = 0; j < m_count; j++) {
            for (int i = 0; i < m_pixels; i++) {
                for (int k = 0; k < m_rank; k++) {
                    final double h = m_h[j * m_rank + k];
                    linear[k][i] += h * m_v[j][i] * m_x[j][i];
                    product[k][i] += h * m_v[j][i] * model(i, j);
                    shift[k][i] += 0.5 * h * m_v[j][i];
                    for (int l = k; l < m_rank; l++) {
                        gram[Problems.pair(m_rank, k, l)][i] += h * m_h[j * m_rank + l] * m_v[j][i];
                    }
                }
            }
        }
        final Problems[] own = accumulated(Form.OWN_GRAM, 0.5, Kernels.BLOCK);
        final Problems[] products = accumulated(Form.PRODUCT, 0.5, Kernels.BLOCK);
        final Problems[] shared = accumulated(Form.SHARED_GRAM, 0, Kernels.BLOCK);
        for (int t = 0; t < own.length; t++) {
            final int first = t * m_observations.tileWidth();
            final int end = Math.min(first + m_observations.tileWidth(), m_pixels);
            assertClose(own[t].linear(), columns(linear, first, end));
            assertClose(own[t].gram(), columns(gram, first, end));
            assertClose(own[t].shift(), columns(shift, first, end));
            assertClose(products[t].linear(), columns(linear, first, end));
            assertClose(products[t].product(), columns(product, first, end));
            assertClose(products[t].shift(), columns(shift, first, end));
            assertClose(shared[t].linear(), columns(linear, first, end));
        }
    }

    @Test
    public void anObservationsSumsDependNeitherOnItsNeighboursNorOnWhatIsKept() {
        final Kernels keeping = Kernels.keeping(m_observations, m_rank, Kernels.BLOCK);
        keeping.setTemplates(m_w);
        for (final Form form : Form.values()) {
            final Problems expected = formed(form, 0.25);
            assertSame(formed(m_kernels, form, 0.25, m_count), expected);
            for (int pass = 0; pass < 2; pass++) {
                assertSame(formed(keeping, form, 0.25, Kernels.BLOCK), expected);
            }
        }
    }

    @Test
    public void chunksAreWorthTheirCostAndGiveEveryThreadWork() {
        for (int threads = 1; threads <= 8; threads++) {
            final int chunk = Kernels.chunk(m_observations, m_rank, threads);
            assertThat(chunk).isPositive();
            assertThat(chunk == Kernels.GROUP || chunk % Kernels.BLOCK == 0).as("a chunk of %d", chunk).isTrue();
            assertThat(chunk).isLessThan(Math.max(m_count / threads, Kernels.GROUP) + 2 * Kernels.BLOCK);
        }
    }

    private static void assertSame(final Problems actual, final Problems expected) {
        assertThat(actual.linear()).isDeepEqualTo(expected.linear());
        assertThat(actual.gram()).isDeepEqualTo(expected.gram());
        assertThat(actual.product()).isDeepEqualTo(expected.product());
        assertThat(actual.shift()).isDeepEqualTo(expected.shift());
    }

    @Test
    public void sumsAreTheSameHoweverTheObservationsAreSplit() {
        for (final Form form : Form.values()) {
            final Problems[] whole = accumulated(form, 0.25, (m_count / Kernels.BLOCK + 1) * Kernels.BLOCK);
            final Problems[] split = accumulated(form, 0.25, Kernels.BLOCK);
            for (int t = 0; t < whole.length; t++) {
                assertThat(split[t].linear()).isDeepEqualTo(whole[t].linear());
                assertThat(split[t].gram()).isDeepEqualTo(whole[t].gram());
                assertThat(split[t].product()).isDeepEqualTo(whole[t].product());
                assertThat(split[t].shift()).isDeepEqualTo(whole[t].shift());
            }
        }
    }

    @Test
    public void sumsApartAreTheSameOnceTheyAreAdded() {
        final Kernels.Scratch scratch = m_kernels.newScratch();
        for (final Form form : Form.values()) {
            for (final double shift : new double[]{0, 0.25}) {
                final List<Kernels.Sums> sums = m_kernels.newSums(form, shift > 0, 1);
                // in double precision the order of all observations is that of the sums
                if (m_precision == Precision.FLOAT64) {
                    assertThat(sums).isEmpty();
                } else if (m_observations.firstStrip(m_count) > m_count / 2 && m_rank <= 12) {
                    assertThat(sums).hasSize(1);
                }
                for (final Kernels.Sums apart : sums) {
                    assertApart(apart, form, shift, scratch);
                }
            }
        }
    }

    private void assertApart(final Kernels.Sums sums, final Form form, final double shift,
        final Kernels.Scratch scratch) {
        final Problems[] expected = accumulated(form, shift, Kernels.BLOCK);
        final BlockMoments moments = new BlockMoments(m_observations.summary(), m_rank, form == Form.OWN_GRAM,
            form == Form.PRODUCT, shift > 0);
        moments.clear(form);
        for (int from = 0; from < m_count; from += Kernels.BLOCK) {
            m_kernels.accumulate(from, Math.min(from + Kernels.BLOCK, m_count), m_h, shift, moments, sums, scratch);
            for (int t = 0; t < expected.length; t++) {
                m_kernels.add(t, sums, shift, moments.tile(t));
            }
        }
        for (int t = 0; t < expected.length; t++) {
            final int width = expected[t].size();
            assertThat(firsts(moments.tile(t).linear(), width)).isDeepEqualTo(firsts(expected[t].linear(), width));
            assertThat(firsts(moments.tile(t).gram(), width)).isDeepEqualTo(firsts(expected[t].gram(), width));
            assertThat(firsts(moments.tile(t).product(), width)).isDeepEqualTo(firsts(expected[t].product(), width));
            assertThat(firsts(moments.tile(t).shift(), width)).isDeepEqualTo(firsts(expected[t].shift(), width));
        }
    }

    private static double[][] firsts(final double[][] rows, final int width) {
        return Arrays.stream(rows).map(row -> Arrays.copyOf(row, width)).toArray(double[][]::new);
    }

    @Test
    public void residualIsChiSquared() {
        final Kernels.Scratch scratch = m_kernels.newScratch();
        for (int j = 0; j < m_count; j++) {
            double expected = 0;
            for (int i = 0; i < m_pixels; i++) {
                final double difference = m_x[j][i] - model(i, j);
                expected += m_v[j][i] * difference * difference;
            }
            assertThat(m_kernels.residual(j, m_h, scratch)).isCloseTo(expected, within(m_tolerance * (1 + expected)));
        }
    }

    @Test
    public void newTemplatesReplaceTheOldOnes() {
        final Kernels.Scratch scratch = m_kernels.newScratch();
        final double[][] before = formed(m_kernels, Form.OWN_GRAM, 0, Kernels.GROUP, scratch).gram();
        final double[] doubled = Arrays.stream(m_w).map(w -> 2 * w).toArray();
        m_kernels.setTemplates(doubled);
        final double[][] after = formed(m_kernels, Form.OWN_GRAM, 0, Kernels.GROUP, scratch).gram();
        for (int p = 0; p < before.length; p++) {
            assertThat(after[p]).as("powers of two are exact")
                .isEqualTo(Arrays.stream(before[p]).map(g -> 4 * g).toArray());
        }
    }

    @Test
    public void rankMustBePositive() {
        assertThatThrownBy(() -> Kernels.of(m_observations, 0)).hasMessageContaining("rank is 0");
    }

    private static double[][] columns(final double[][] rows, final int from, final int to) {
        return Arrays.stream(rows).map(row -> Arrays.copyOfRange(row, from, to)).toArray(double[][]::new);
    }

    private void assertClose(final double[][] actual, final double[][] expected) {
        assertThat(actual.length).isEqualTo(expected.length);
        for (int k = 0; k < expected.length; k++) {
            double worst = 0;
            for (int m = 0; m < expected[k].length; m++) {
                worst = Math.max(worst, Math.abs(actual[k][m] - expected[k][m])); // NaN stays NaN, and fails
            }
            assertThat(worst).as("row %d", k).isLessThanOrEqualTo(m_tolerance);
        }
    }
}
