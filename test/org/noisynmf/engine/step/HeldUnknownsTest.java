package org.noisynmf.engine.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.Test;

/** What is held counts: the free unknowns go to the minimum beside it, not to one without it. */
public class HeldUnknownsTest {

    private static final int RANK = 4;

    private static final int[] FREE = {0, 2, 3};

    private static final int HELD = 1;

    /** Fifty problems with G = Aᵀ A of their own, b of either sign, and z &gt; 0 held. */
    private static Problems problems(final Problems.Form form) {
        final UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(9);
        final Problems problems = new Problems(RANK, 50, true, true, false);
        problems.reset(50, form);
        problems.setFree(FREE);
        for (int m = 0; m < 50; m++) {
            final double[][] a = new double[6][RANK];
            for (final double[] row : a) {
                for (int k = 0; k < RANK; k++) {
                    row[k] = random.nextDouble();
                }
            }
            for (int k = 0; k < RANK; k++) {
                for (int l = k; l < RANK; l++) {
                    double g = 0;
                    for (final double[] row : a) {
                        g += row[k] * row[l];
                    }
                    problems.gram()[Problems.pair(RANK, k, l)][m] = g;
                    if (m == 0) {
                        problems.sharedGram()[Problems.pair(RANK, k, l)] = g;
                    }
                }
                problems.linear()[k][m] = 4 * random.nextDouble() - 1;
                problems.z()[k][m] = 0.1 + random.nextDouble();
            }
        }
        return problems;
    }

    private static void assertMinimum(final StepRule rule, final int steps, final double accuracy) {
        for (final Problems.Form form : new Problems.Form[]{Problems.Form.OWN_GRAM, Problems.Form.SHARED_GRAM}) {
            final Problems problems = problems(form);
            final double[] held = problems.z()[HELD].clone();
            final Workspace workspace = new Workspace(RANK, 50);
            for (int s = 0; s < steps; s++) {
                rule.step(problems, workspace);
            }
            assertThat(problems.z()[HELD]).isEqualTo(held);
            final double[] gradient = new double[50];
            int positive = 0;
            for (final int k : FREE) {
                problems.gradientRow(k, gradient);
                for (int m = 0; m < 50; m++) {
                    final double z = problems.z()[k][m];
                    positive += z > 0 ? 1 : 0;
                    // at the minimum the slope is 0, or uphill from 0
                    assertThat(z > 0 ? gradient[m] : Math.min(gradient[m], 0)).as("%s, unknown %d of problem %d", form,
                        k, m).isCloseTo(0, within(accuracy));
                }
            }
            assertThat(positive).isBetween(20, 130);
        }
    }

    @Test
    public void exactRulesFindTheMinimumBesideIt() {
        // rounding of sums of four products of order one
        assertMinimum(new Anls(false), 1, 1e-12);
        assertMinimum(new Anls(true), 1, 1e-12);
        assertMinimum(new ColdAnls(), 1, 1e-12);
    }

    @Test
    public void sweepsCloseInOnIt() {
        assertMinimum(new CoordinateDescent(1), 5000, 1e-9);
    }
}
