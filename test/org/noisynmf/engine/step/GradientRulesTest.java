package org.noisynmf.engine.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
}
