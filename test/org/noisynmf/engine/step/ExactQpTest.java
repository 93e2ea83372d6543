package org.noisynmf.engine.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.Test;

/** The exact solver against all active sets tried one by one, and against the conditions of optimality. */
public class ExactQpTest {

    private static final boolean[] BOTH = {false, true};

    private static double[] gram(final UniformRandomProvider random, final int rows, final int q) {
        final double[][] a = new double[rows][q];
        for (final double[] row : a) {
            Arrays.setAll(row, k -> random.nextDouble() - 0.3);
        }
        final double[] g = new double[q * q];
        for (int k = 0; k < q; k++) {
            for (int l = 0; l < q; l++) {
                for (final double[] row : a) {
                    g[k * q + l] += row[k] * row[l];
                }
            }
        }
        return g;
    }

    /** Tries every set of positive unknowns and keeps the best feasible minimiser. */
    private static double[] bruteForce(final double[] g, final double[] b, final int q) {
        double[] best = new double[q];
        double lowest = 0;
        for (int set = 1; set < 1 << q; set++) {
            final int chosen = set;
            final int[] members = java.util.stream.IntStream.range(0, q).filter(k -> (chosen >> k & 1) == 1).toArray();
            final DMatrixRMaj sub = new DMatrixRMaj(members.length, members.length);
            final DMatrixRMaj right = new DMatrixRMaj(members.length, 1);
            for (int r = 0; r < members.length; r++) {
                right.set(r, 0, b[members[r]]);
                for (int c = 0; c < members.length; c++) {
                    sub.set(r, c, g[members[r] * q + members[c]]);
                }
            }
            final DMatrixRMaj solution = new DMatrixRMaj(members.length, 1);
            CommonOps_DDRM.solve(sub, right, solution);
            final double[] z = new double[q];
            boolean feasible = true;
            for (int r = 0; r < members.length; r++) {
                z[members[r]] = solution.get(r, 0);
                feasible &= z[members[r]] >= 0;
            }
            final double value = objective(g, b, z);
            if (feasible && value < lowest) {
                lowest = value;
                best = z;
            }
        }
        return best;
    }

    private static double objective(final double[] g, final double[] b, final double[] z) {
        double value = 0;
        for (int k = 0; k < z.length; k++) {
            value -= b[k] * z[k];
            for (int l = 0; l < z.length; l++) {
                value += 0.5 * z[k] * g[k * z.length + l] * z[l];
            }
        }
        return value;
    }

    /** Largest violation of z ≥ 0, Gz − b ≥ 0, z (Gz − b) = 0, in units of unit diagonal and of the size of b. */
    private static double violation(final double[] g, final double[] b, final double[] z) {
        final int q = z.length;
        double worst = 0;
        double size = 0;
        for (int k = 0; k < q; k++) {
            size = Math.max(size, Math.abs(b[k]) / Math.sqrt(g[k * q + k]));
        }
        for (int k = 0; k < q; k++) {
            double gradient = -b[k];
            for (int l = 0; l < q; l++) {
                gradient += g[k * q + l] * z[l];
            }
            gradient /= Math.sqrt(g[k * q + k]) * size;
            worst = Math.max(worst, -z[k]);
            worst = Math.max(worst, z[k] > 0 ? Math.abs(gradient) : -gradient);
        }
        return worst;
    }

    @Test
    public void agreesWithEveryActiveSetTriedForUpToFourUnknowns() {
        final UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(11);
        for (int trial = 0; trial < 2000; trial++) {
            final int q = 1 + trial % 4;
            final double[] g = gram(random, q + 3, q);
            final double[] b = random.doubles(q, -1, 1).toArray();
            final double[] expected = bruteForce(g, b, q);
            for (final boolean blocks : BOTH) {
                for (final double start : new double[]{0, 1}) {
                    final double[] z = new double[q];
                    Arrays.fill(z, start);
                    new ExactQp(4).solve(g, b, q, blocks, z);
                    // conditions up to 1e5 in these matrices leave eleven digits
                    assertThat(z).as("trial %d, blocks %s, start %s", trial, blocks, start).containsExactly(expected,
                        within(1e-10 * (1 + Arrays.stream(expected).max().orElse(0))));
                }
            }
        }
    }

    @Test
    public void conditionsOfOptimalityHoldForTwentyUnknowns() {
        final UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(12);
        final ExactQp solver = new ExactQp(20);
        for (int trial = 0; trial < 300; trial++) {
            final double[] g = gram(random, 25, 20);
            final double[] b = random.doubles(20, -1, 1).toArray();
            for (final boolean blocks : BOTH) {
                final double[] z = random.doubles(20, -1, 1).map(v -> Math.max(v, 0)).toArray();
                solver.solve(g, b, 20, blocks, z);
                assertThat(violation(g, b, z)).as("trial %d, blocks %s", trial, blocks).isLessThan(1e-10);
            }
        }
    }

    @Test
    public void scaleOfTheDataScalesTheSolutionAndNothingElse() {
        final UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(13);
        for (int trial = 0; trial < 200; trial++) {
            final double[] g = gram(random, 8, 4);
            final double[] b = random.doubles(4, -1, 1).toArray();
            final double[] z = new double[4];
            new ExactQp(4).solve(g, b, 4, false, z);
            final double[] faint = new double[4];
            final double c = 1e-17;
            new ExactQp(4).solve(Arrays.stream(g).map(v -> v * c * c).toArray(),
                Arrays.stream(b).map(v -> v * c).toArray(), 4, false, faint);
            for (int k = 0; k < 4; k++) {
                assertThat(faint[k] * c).isCloseTo(z[k], within(1e-10 * (1 + z[k])));
            }
        }
    }

    @Test
    public void unknownsOfVeryDifferentScaleAreNotTakenForDependent() {
        final double[] g = {1, 0, 0, 1e-30};
        final double[] z = new double[2];
        for (final boolean blocks : BOTH) {
            new ExactQp(2).solve(g, new double[]{1, 1e-15}, 2, blocks, z);
            assertThat(z).containsExactly(new double[]{1, 1e15}, within(1.0));
        }
    }

    @Test
    public void withoutInformationTheUnknownsStay() {
        for (final boolean blocks : BOTH) {
            final double[] z = {0.25, 3};
            new ExactQp(2).solve(new double[4], new double[2], 2, blocks, z);
            assertThat(z).containsExactly(0.25, 3);
        }
    }

    @Test
    public void aPenaltyOnAnUnknownWithoutInformationMakesItZero() {
        final double[] z = {0.25, 3};
        new ExactQp(2).solve(new double[]{1, 0, 0, 0}, new double[]{2, -1}, 2, false, z);
        assertThat(z).containsExactly(2, 0);
    }

    @Test
    public void equalUnknownsReachTheMinimumFromAnyStart() {
        final UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(14);
        for (int trial = 0; trial < 500; trial++) {
            // unknown 2 repeats unknown 0, unknown 3 is the sum of 0 and 1
            final double[] small = gram(random, 6, 2);
            final double[] right = random.doubles(2, -0.2, 1).toArray();
            final int[][] parts = {{0}, {1}, {0}, {0, 1}};
            final double[] g = new double[16];
            final double[] b = new double[4];
            for (int k = 0; k < 4; k++) {
                for (final int s : parts[k]) {
                    b[k] += right[s];
                }
                for (int l = 0; l < 4; l++) {
                    for (final int s : parts[k]) {
                        for (final int t : parts[l]) {
                            g[k * 4 + l] += small[s * 2 + t];
                        }
                    }
                }
            }
            for (final boolean blocks : BOTH) {
                final double[] z = random.doubles(4).toArray();
                new ExactQp(4).solve(g, b, 4, blocks, z);
                assertThat(violation(g, b, z)).as("trial %d, blocks %s", trial, blocks).isLessThan(1e-10);
            }
        }
    }

    @Test
    public void heldUnknownsMoveToTheRightSide() {
        final Problems problems = new Problems(3, 1, true, false, false);
        problems.reset(1, Problems.Form.OWN_GRAM);
        final double[] g = {2, 0.5, 0.3, 0.5, 1, 0.2, 0.3, 0.2, 3};
        final double[] b = {1, 2, -0.5};
        for (int k = 0; k < 3; k++) {
            problems.linear()[k][0] = b[k];
            for (int l = k; l < 3; l++) {
                problems.gram()[Problems.pair(3, k, l)][0] = g[k * 3 + l];
            }
        }
        problems.z()[1][0] = 0.7;
        problems.setFree(new int[]{0, 2});
        new Anls(false).step(problems, new Workspace(3, 1));
        assertThat(problems.z()[1][0]).isEqualTo(0.7);
        assertThat(problems.z()[0][0]).isCloseTo((1 - 0.5 * 0.7) / 2, within(1e-15));
        assertThat(problems.z()[2][0]).isZero();
    }

    @Test
    public void ofCopiesThatPayAPenaltyTheLongestIsUsedFromAnyStart() {
        // columns a and 2 a with Σ a² = 1, aᵀ x = 1 and λ₁ = ½: only the second, (2 − ½) / 4
        final double[] g = {1, 2, 2, 4};
        final double[] b = {0.5, 1.5};
        for (final boolean blocks : BOTH) {
            for (final double[] start : new double[][]{{0, 0}, {0.2, 0.2}, {1, 0}, {0, 1}}) {
                final double[] z = start.clone();
                new ExactQp(2).solve(g, b, 2, blocks, z);
                assertThat(z).as("blocks %s, from %s", blocks, Arrays.toString(start)).containsExactly(0, 0.375);
                // the other way round
                final double[] turned = {start[1], start[0]};
                new ExactQp(2).solve(new double[]{4, 2, 2, 1}, new double[]{1.5, 0.5}, 2, blocks, turned);
                assertThat(turned).containsExactly(0.375, 0);
            }
        }
    }

    /** Sums overflow where data mix hundreds of decades. */
    @Test
    public void whereSumsAreNotFiniteTheUnknownsAre() {
        final double huge = Double.POSITIVE_INFINITY;
        for (final double bad : new double[]{Double.NaN, huge, -huge}) {
            for (final boolean blocks : BOTH) {
                for (final double[] start : new double[][]{{0.2, 0.3}, {0.2, 0}, {0, 0.3}, {0, 0}, {1e300, 1e300}}) {
                    for (int place = 0; place < 5; place++) {
                        final double[] g = {1e250, 1e20, 1e20, 1};
                        final double[] b = {1e120, 1};
                        if (place < 4) {
                            g[place] = bad;
                            g[place == 0 ? 0 : place == 3 ? 3 : 3 - place] = bad;
                        } else {
                            b[0] = bad;
                        }
                        final double[] z = start.clone();
                        new ExactQp(2).solve(g, b, 2, blocks, z);
                        assertThat(Arrays.stream(z).allMatch(value -> value >= 0 && value < huge)).as(
                            "%s at place %d, blocks %s, from %s: %s", bad, place, blocks, Arrays.toString(start),
                            Arrays.toString(z)).isTrue();
                    }
                }
            }
        }
    }

    @Test
    public void theSmallestPivotIsTheSquaredSine() {
        final ExactQp solver = new ExactQp(2);
        solver.solve(new double[]{1, 1.2, 1.2, 4}, new double[]{1, 2}, 2, false, new double[]{1, 1});
        assertThat(solver.smallestPivot()).isCloseTo(1 - 0.6 * 0.6, within(1e-15));
    }

    @Test
    public void refinementIsLeftOutWhereItWouldTakeAnUnknownOutOfItsSet() {
        final double[][] refined = {{0.4, 0.6}, {-1, 0.25}, {-2, 0.5}, {-4, 0.5}};
        for (final double[] pair : refined) {
            final ExactQp solver = new ExactQp(1);
            final double[] z = {0.5};
            solver.solve(new double[]{4}, new double[]{2}, 1, false, z);
            solver.refine(new double[]{pair[0]}, z);
            assertThat(z[0]).as("residual %s", pair[0]).isCloseTo(pair[1], within(1e-15));
        }
    }
}
