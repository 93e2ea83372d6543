package org.noisynmf.engine.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.Test;

/** The parts of the exact solver, each by itself: a fault of one would only make another do its work, slowly. */
public class ExactSearchesTest {

    private final UniformRandomProvider m_random = RandomSource.XO_SHI_RO_256_PP.create(17);

    /** Aᵀ A of so many rows, with a unit diagonal. */
    private double[] gram(final int rows, final int q) {
        final double[][] a = new double[q][];
        for (int k = 0; k < q; k++) {
            final double[] column = m_random.doubles(rows, -0.3, 0.7).toArray();
            final double norm = Math.sqrt(Arrays.stream(column).map(v -> v * v).sum());
            a[k] = Arrays.stream(column).map(v -> v / norm).toArray();
        }
        return products(a);
    }

    private static double[] products(final double[][] columns) {
        final int q = columns.length;
        final double[] g = new double[q * q];
        for (int p = 0; p < g.length; p++) {
            for (int i = 0; i < columns[0].length; i++) {
                g[p] += columns[p / q][i] * columns[p % q][i];
            }
        }
        return g;
    }

    private static PassiveSet set(final double[] gram, final double[] b, final double... z) {
        final PassiveSet set = new PassiveSet(z.length);
        set.set(gram, b, z.length, ExactQp.DEPENDENT, z);
        return set;
    }

    private static double gradient(final double[] gram, final double[] b, final double[] z, final int k) {
        double gradient = -b[k];
        for (int l = 0; l < z.length; l++) {
            gradient += gram[k * z.length + l] * z[l];
        }
        return gradient;
    }

    private static void assertMinimum(final double[] gram, final double[] b, final double[] z) {
        for (int k = 0; k < z.length; k++) {
            final double gradient = gradient(gram, b, z, k);
            // rounding of matrices of conditions up to 1e4
            assertThat(z[k] > 0 ? Math.abs(gradient) : -gradient).isLessThan(1e-10);
        }
    }

    @Test
    public void blockPivotingSettlesByItself() {
        for (int trial = 0; trial < 300; trial++) {
            final int q = 1 + trial % 20;
            final double[] gram = gram(q + 5, q);
            final double[] b = m_random.doubles(q, -1, 1).toArray();
            final PassiveSet set = set(gram, b, m_random.doubles(q, -1, 1).map(v -> Math.max(v, 0)).toArray());
            assertThat(new BlockPivoting(set).search()).as("trial %d", trial).isTrue();
            assertMinimum(gram, b, set.m_z);
        }
    }

    @Test
    public void whereUnknownsDependOnOneAnotherBlockPivotingHandsOverAStart() {
        final double[] gram = {1, 1, 1, 1};
        final PassiveSet set = set(gram, new double[]{1, 1}, 0.5, 0.5);
        assertThat(new BlockPivoting(set).search()).isFalse();
        assertThat(set.m_z).containsExactly(0.5, 0.5);
        // the first is negative when the two others, which are equal, come in
        final PassiveSet negative =
            set(new double[]{1, 0.2, 0.2, 0.2, 1, 1, 0.2, 1, 1}, new double[]{-1, 1, 1}, 1, 0, 0);
        assertThat(new BlockPivoting(negative).search()).isFalse();
        assertThat(negative.m_z).containsExactly(0, 0, 0);
    }

    @Test
    public void theActiveSetReachesTheMinimumFromAnyStart() {
        for (int trial = 0; trial < 300; trial++) {
            final int q = 1 + trial % 20;
            final double[] gram = gram(q + 5, q);
            final double[] b = m_random.doubles(q, -1, 1).toArray();
            final PassiveSet set = set(gram, b, m_random.doubles(q, -1, 1).map(v -> Math.max(v, 0)).toArray());
            // what another search left behind
            Arrays.fill(set.m_positive, trial % 2 == 0);
            Arrays.fill(set.m_marked, trial % 3 == 0);
            new ActiveSet(set).search();
            assertMinimum(gram, b, set.m_z);
        }
    }

    @Test
    public void theUnknownThatReachesZeroFirstLeavesFirst() {
        // the minimum without bounds lies at (−1, −3), that of the first unknown alone at 1.7
        final double[] gram = {1, -0.9, -0.9, 1};
        final double[] b = {1.7, -2.1};
        final double[][] starts = {{1, 1}, {1, 6}, {3, 1}};
        final double[] left = {1.7, 0, 1.7};
        for (int s = 0; s < starts.length; s++) {
            final PassiveSet set = set(gram, b, starts[s]);
            new ActiveSet(set).minimiseOverPositive();
            assertThat(set.m_z[0]).as("from %s", Arrays.toString(starts[s])).isCloseTo(left[s], within(1e-15));
            assertThat(set.m_z[1]).isZero();
            assertThat(set.m_positive).containsExactly(left[s] > 0, false);
        }
    }

    @Test
    public void onTheWayToAMinimumOverPositiveUnknownsTheObjectiveNeverRises() {
        for (int trial = 0; trial < 300; trial++) {
            final int q = 2 + trial % 6;
            final double[] gram = gram(q + 1, q);
            final double[] b = m_random.doubles(q, -1, 1).toArray();
            final PassiveSet set = set(gram, b, m_random.doubles(q, 0, 3).toArray());
            final double before = set.objective(set.m_z);
            new ActiveSet(set).minimiseOverPositive();
            assertThat(set.objective(set.m_z)).isLessThanOrEqualTo(before);
            for (int k = 0; k < q; k++) {
                assertThat(set.m_z[k] > 0).as("trial %d", trial).isEqualTo(set.m_positive[k]);
                if (set.m_positive[k]) {
                    assertThat(gradient(gram, b, set.m_z, k)).isCloseTo(0, within(1e-9));
                }
            }
        }
    }

    @Test
    public void aDependentUnknownIsACombinationOfThoseBeforeIt() {
        final double[] first = {1, 0, 0};
        final double[] second = {0.6, 0.8, 0};
        for (final double[] parts : new double[][]{{0.5, 0.25}, {-0.5, 1}, {2, -0.75}}) {
            final double[] third = new double[3];
            Arrays.setAll(third, i -> parts[0] * first[i] + parts[1] * second[i]);
            final double norm = Math.sqrt(Arrays.stream(third).map(v -> v * v).sum());
            final PassiveSet set = set(products(new double[][]{first, second, third}), new double[3], 3, 2, 1.5);
            assertThat(set.factorise()).isEqualTo(2);
            assertThat(set.smallestPivot()).isCloseTo(0, within(1e-15));
            set.solveDependence(2);
            assertThat(Arrays.copyOf(set.m_trial, 2))
                .containsExactly(new double[]{parts[0] / norm, parts[1] / norm}, within(1e-14));
        }
    }

    @Test
    public void slidingAlongADependenceLeavesTheModelAsItIs() {
        final double[] first = {1, 0, 0};
        final double[] second = {0.6, 0.8, 0};
        int neighbours = 0;
        for (int trial = 0; trial < 100; trial++) {
            final double[] parts = m_random.doubles(2, -1, 1).toArray();
            final double[] third = new double[3];
            Arrays.setAll(third, i -> parts[0] * first[i] + parts[1] * second[i]);
            final double[][] columns = {first, second, third};
            final double[] z = m_random.doubles(3, 0.1, 2).toArray();
            final PassiveSet set = set(products(columns), new double[3], z);
            final double norm = 1 / set.scale(2);
            assertThat(set.factorise()).isEqualTo(2);
            new ActiveSet(set).slideToZero(2);
            int gone = -1;
            for (int i = 0; i < 3; i++) {
                assertThat(set.m_z[i]).isNotNegative();
                assertThat(set.m_positive[i]).isEqualTo(set.m_z[i] > 0);
                gone = set.m_z[i] > 0 ? gone : i;
                final double before = z[0] * first[i] + z[1] * second[i] + z[2] * third[i];
                final double after = set.m_z[0] * first[i] + set.m_z[1] * second[i] + set.m_z[2] / norm * third[i];
                assertThat(after).as("trial %d", trial).isCloseTo(before, within(1e-13));
            }
            assertThat(gone).as("one of them is 0").isNotNegative();
            neighbours += gone < 2 ? 1 : 0;
        }
        assertThat(neighbours).as("times that another one reached 0 first").isBetween(10, 90);
    }

    @Test
    public void atTheMinimumNothingButRoundingIsLeftAndThatIsNoDescent() {
        final int q = 40;
        for (int trial = 0; trial < 20; trial++) {
            final double[] gram = gram(50, q);
            for (int k = 0; k < q; k++) {
                gram[k * q + k] = 1;
            }
            final double[] z = m_random.doubles(q, 0, 1e6).toArray();
            final double[] b = new double[q];
            final double[] more = new double[q];
            for (int k = 0; k < q; k++) {
                BigDecimal sum = BigDecimal.ZERO;
                for (int l = 0; l < q; l++) {
                    sum = sum.add(new BigDecimal(gram[k * q + l]).multiply(new BigDecimal(z[l])));
                }
                b[k] = sum.doubleValue();
                more[k] = b[k] + 1e-5;
            }
            final PassiveSet set = set(gram, b, z);
            final PassiveSet below = set(gram, more, z);
            for (int k = 0; k < q; k++) {
                assertThat(set.descent(k)).isZero();
                // a part of 1e-12 of the terms is no rounding
                assertThat(below.descent(k)).isCloseTo(1e-5, within(1e-7));
            }
        }
    }

    @Test
    public void theObjectiveNeverRisesThoughGHasTheRoundingOfSinglePrecision() {
        for (int trial = 0; trial < 500; trial++) {
            final int q = 4;
            // two columns that are nearly equal, so that rounding makes the matrix indefinite
            final double[][] columns = new double[q][];
            Arrays.setAll(columns, k -> m_random.doubles(6).toArray());
            Arrays.setAll(columns[3], i -> columns[0][i] * (1 + 1e-5 * m_random.nextDouble()));
            final double[] gram = Arrays.stream(products(columns)).map(v -> (float)v).toArray();
            final double[] b = m_random.doubles(q, -0.5, 2).toArray();
            final double[] start = new double[q];
            new ExactQp(q).solve(gram, b, q, false, ExactQp.DEPENDENT_SINGLE, start);
            for (final boolean blocks : new boolean[]{false, true}) {
                final double[] z = start.clone();
                new ExactQp(q).solve(gram, b, q, blocks, ExactQp.DEPENDENT, z);
                assertThat(objective(gram, b, z)).as("trial %d, blocks %s", trial, blocks)
                    .isLessThanOrEqualTo(objective(gram, b, start) + 1e-12);
            }
        }
    }

    private static double objective(final double[] gram, final double[] b, final double[] z) {
        double sum = 0;
        for (int k = 0; k < z.length; k++) {
            sum += 0.5 * z[k] * (gradient(gram, b, z, k) - b[k]);
        }
        return sum;
    }
}
