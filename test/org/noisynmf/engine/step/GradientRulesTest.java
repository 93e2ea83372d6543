package org.noisynmf.engine.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.Test;

/** Rules that step along a direction: they descend on every problem of a batch and end at the exact minimum. */
public class GradientRulesTest {

    private static final int RANK = 4;

    private static final int SIZE = 30;

    private static final List<StepRule> RULES =
        List.of(new ProjectedGradient(false), new ProjectedGradient(true), new GonzalezZhang());

    /** Problem 0 carries no information; the others are random with negative entries in b. */
    private static Problems problems(final long seed, final Problems.Form form) {
        final UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        final Problems problems = new Problems(RANK, SIZE, true, false, false);
        problems.reset(SIZE, form);
        for (int m = 0; m < SIZE; m++) {
            for (int k = 0; k < RANK; k++) {
                problems.z()[k][m] = 0.1 + random.nextDouble();
                problems.linear()[k][m] = m == 0 ? 0 : random.nextDouble() * 3 - 0.5;
            }
            for (int row = 0; row < 8 && m > 0; row++) {
                final double[] a = random.doubles(RANK).toArray();
                for (int k = 0; k < RANK; k++) {
                    for (int l = k; l < RANK; l++) {
                        problems.gram()[Problems.pair(RANK, k, l)][m] += a[k] * a[l];
                    }
                }
            }
        }
        for (int p = 0; p < problems.sharedGram().length; p++) {
            problems.sharedGram()[p] = problems.gram()[p][1];
        }
        return problems;
    }

    private static double[] objectives(final Problems problems) {
        final double[] objectives = new double[SIZE];
        final double[] gradient = new double[SIZE];
        for (int k = 0; k < RANK; k++) {
            problems.gradientRow(k, gradient);
            for (int m = 0; m < SIZE; m++) {
                objectives[m] += 0.5 * problems.z()[k][m] * (gradient[m] - problems.linear()[k][m]);
            }
        }
        return objectives;
    }

    @Test
    public void noProblemOfABatchEverRises() {
        for (final StepRule rule : RULES) {
            for (final Problems.Form form : List.of(Problems.Form.OWN_GRAM, Problems.Form.SHARED_GRAM)) {
                final Problems problems = problems(31, form);
                final Workspace workspace = new Workspace(RANK, SIZE);
                double[] last = objectives(problems);
                for (int step = 0; step < 100; step++) {
                    rule.step(problems, workspace);
                    final double[] now = objectives(problems);
                    for (int m = 0; m < SIZE; m++) {
                        assertThat(now[m]).as("%s, %s, step %d, problem %d", rule, form, step, m)
                            .isLessThanOrEqualTo(last[m] + 1e-12);
                    }
                    last = now;
                }
            }
        }
    }

    @Test
    public void manyStepsEndAtTheExactMinimum() {
        final Problems exact = problems(32, Problems.Form.OWN_GRAM);
        new Anls(true).step(exact, new Workspace(RANK, SIZE));
        final double[] lowest = objectives(exact);
        for (final StepRule rule : RULES) {
            final Problems problems = problems(32, Problems.Form.OWN_GRAM);
            final Workspace workspace = new Workspace(RANK, SIZE);
            for (int step = 0; step < 5000; step++) {
                rule.step(problems, workspace);
            }
            // slow where a minimum lies at the border: the objective tells, not the place
            assertThat(objectives(problems)).as(rule.toString()).containsExactly(lowest, within(1e-5));
        }
    }

    @Test
    public void whatIsHeldOrUnknownStays() {
        for (final StepRule rule : RULES) {
            final Problems problems = problems(33, Problems.Form.OWN_GRAM);
            problems.setFree(new int[]{1, 3});
            final double[] held = problems.z()[2].clone();
            final double unknown = problems.z()[1][0];
            rule.step(problems, new Workspace(RANK, SIZE));
            assertThat(problems.z()[2]).as(rule.toString()).isEqualTo(held);
            assertThat(problems.z()[1][0]).isEqualTo(unknown);
        }
    }

    @Test
    public void murnmfClipsTheNumeratorAndLeavesWhatHasNoDenominator() {
        final Problems problems = new Problems(1, 3, false, true, false);
        problems.reset(3, Problems.Form.PRODUCT);
        System.arraycopy(new double[]{2, 2, 2}, 0, problems.z()[0], 0, 3);
        System.arraycopy(new double[]{3, -3, 3}, 0, problems.linear()[0], 0, 3);
        System.arraycopy(new double[]{4, 4, 0}, 0, problems.product()[0], 0, 3);
        new RegularisedMultiplicative(1e-7).step(problems, new Workspace(1, 3));
        assertThat(problems.z()[0]).containsExactly(1.5, 2 * 1e-7 / 4, 2);
    }

    /** One step of one problem of two unknowns, by a thread whose buffers still hold something. */
    private static double[] step(final StepRule rule, final double[] gram, final double[] b, final double[] z) {
        final Problems problems = new Problems(2, 1, true, false, false);
        problems.reset(1, Problems.Form.OWN_GRAM);
        for (int p = 0; p < 3; p++) {
            problems.gram()[p][0] = gram[p];
        }
        for (int k = 0; k < 2; k++) {
            problems.linear()[k][0] = b[k];
            problems.z()[k][0] = z[k];
        }
        final Workspace workspace = new Workspace(2, 1);
        for (int r = 0; r < 8; r++) {
            workspace.row(r)[0] = 1e9;
            Arrays.fill(workspace.small(r), 1e9);
        }
        rule.step(problems, workspace);
        return new double[]{problems.z()[0][0], problems.z()[1][0]};
    }

    @Test
    public void theFixedStepIsTheInverseOfTheSmallerBound() {
        final StepRule fixed = new ProjectedGradient(false);
        // trace 5, row sums 3 and 4; G z = (3, 4)
        assertThat(step(fixed, new double[]{2, 1, 3}, new double[]{7, 4}, new double[]{1, 1})).containsExactly(2, 1);
        // trace 5, row sums 6 and 3; G z = (6, 3)
        assertThat(step(fixed, new double[]{4, 2, 1}, new double[]{11, -7}, new double[]{1, 1}))
            .containsExactly(2, 0);
    }

    @Test
    public void theSearchedStepBeginsAtTheMinimumAlongTheGradient() {
        final StepRule searched = new ProjectedGradient(true);
        // down along (1, 1), where the objective is least at 2 / (1 + 4); 1 / L = ¼
        assertThat(step(searched, new double[]{1, 0, 4}, new double[]{2, 5}, new double[]{1, 1}))
            .containsExactly(new double[]{1.4, 1.4}, within(1e-15));
        // an unknown that is 0 and pulled down takes no part: 1 / 1
        assertThat(step(searched, new double[]{1, 0, 4}, new double[]{2, -3}, new double[]{1, 0}))
            .containsExactly(2, 0);
    }

    /** The unknowns of each problem moved along the projection arc by a length of its own. */
    private static double[][] arc(final long seed, final double[] lengths) {
        final Problems problems = withZeros(seed);
        final double[][] gradient = new double[RANK][SIZE];
        for (int k = 0; k < RANK; k++) {
            problems.gradientRow(k, gradient[k]);
        }
        for (int k = 0; k < RANK; k++) {
            for (int m = 0; m < SIZE; m++) {
                problems.z()[k][m] = Math.max(problems.z()[k][m] - lengths[m] * gradient[k][m], 0);
            }
        }
        return problems.z();
    }

    private static Problems withZeros(final long seed) {
        final Problems problems = problems(seed, Problems.Form.OWN_GRAM);
        for (int m = 0; m < SIZE; m++) {
            problems.z()[m % RANK][m] = 0;
            // far from the minimum, so that a step along the gradient meets the border
            problems.z()[(m + 1) % RANK][m] *= 10;
        }
        return problems;
    }

    @Test
    public void theSearchedStepLiesOnTheProjectionArc() {
        for (int seed = 40; seed < 60; seed++) {
            final Problems before = withZeros(seed);
            final double[] start = objectives(before);
            final Problems after = withZeros(seed);
            new ProjectedGradient(true).step(after, new Workspace(RANK, SIZE));
            final double[] end = objectives(after);
            final double[] length = new double[SIZE];
            final double[] gradient = new double[SIZE];
            for (int k = 0; k < RANK; k++) {
                before.gradientRow(k, gradient);
                for (int m = 1; m < SIZE; m++) {
                    if (after.z()[k][m] > 0) {
                        length[m] = (before.z()[k][m] - after.z()[k][m]) / gradient[m];
                    }
                }
            }
            final double[][] arc = arc(seed, length);
            for (int m = 1; m < SIZE; m++) {
                for (int k = 0; k < RANK; k++) {
                    // one length for all unknowns of a problem, found from a difference of the size of z
                    assertThat(after.z()[k][m]).isCloseTo(arc[k][m], within(1e-9));
                }
                assertThat(end[m]).isLessThan(start[m]);
            }
        }
    }

    @Test
    public void theSearchedStepIsHalvedUntilTheObjectiveFalls() {
        // 20 along (0.3, −0.3), as if nothing were in the way; at 20, 10 and 5 the second unknown lies at 0 and no longer
        // makes up for the first, so that the objective is higher than at the start
        assertThat(step(new ProjectedGradient(true), new double[]{1, 0.95, 1}, new double[]{1.395, 0.75},
            new double[]{1, 0.1})).containsExactly(new double[]{1.75, 0}, within(1e-12));
    }

    @Test
    public void gonzalezAndZhangStopShortOfTheBorderOrAtTheMinimum() {
        final StepRule rule = new GonzalezZhang();
        final double[] g = {2, 1, 3};
        // p = (1, −½): minimum at 4 / 1.75, border at 2
        assertThat(step(rule, g, new double[]{6, 2}, new double[]{1, 1})).containsExactly(new double[]{2.98, 0.01},
            within(1e-14));
        // p = (0.1, 0): minimum at 0.03 / 0.02, no border
        assertThat(step(rule, g, new double[]{3.3, 4}, new double[]{1, 1})).containsExactly(new double[]{1.15, 1},
            within(1e-14));
    }

    @Test
    public void rulesThatMultiplyByGramAskForIt() {
        for (final StepRule rule : List.of(new ProjectedGradient(true), new GonzalezZhang(), new CoordinateDescent(1),
            new Anls(true), new ColdAnls())) {
            assertThat(rule.needs()).as(rule.toString()).isEqualTo(StepRule.Needs.GRAM);
        }
    }
}
