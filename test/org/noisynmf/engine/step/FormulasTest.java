package org.noisynmf.engine.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.Test;
import org.noisynmf.engine.step.Problems.Form;

/** Every rule is the formula it names, with penalties where they belong, for any number of unknowns. */
public class FormulasTest {

    private static final double ROUNDING = 1e-12;

    /** One unknown z = 2 with G z = 4, y s = 1 and λ₁. */
    private static double multiplied(final StepRule rule, final double b, final double l1) {
        final Problems problems = new Problems(1, 1, false, true, true);
        problems.reset(1, Form.PRODUCT);
        problems.z()[0][0] = 2;
        problems.linear()[0][0] = b;
        problems.product()[0][0] = 4;
        problems.shift()[0][0] = 1;
        problems.addPenalty(l1, 0, 0, rule.l1InDenominator());
        rule.step(problems, new Workspace(1, 1));
        return problems.z()[0][0];
    }

    @Test
    public void multiplicativeRulesHaveThePenaltyWhereItKeepsThemNonNegative() {
        assertThat(multiplied(new Multiplicative(), 3, 2)).isEqualTo(2 * 3.0 / (4 + 2));
        assertThat(multiplied(new Shift(true), 3, 2)).isEqualTo(2 * (3.0 + 1) / (4 + 1 + 2));
        assertThat(multiplied(new Shift(false), 3, 2)).isEqualTo(2 * (3.0 + 1) / (4 + 2));
        assertThat(multiplied(new Nearly(), 3, 2)).isEqualTo(2 * (3.0 - 2) / 4);
        assertThat(multiplied(new Nearly(), 1, 2)).as("b − λ₁ < 0").isZero();
        assertThat(multiplied(new RegularisedMultiplicative(0.5), 3, 2)).isEqualTo(2 * (3.0 - 2) / 4);
    }

    @Test
    public void onlyShiftUsesAShift() {
        for (final StepRule rule : List.of(new Multiplicative(), new Nearly(), new RegularisedMultiplicative(1),
            new CoordinateDescent(1), new Anls(true), new GonzalezZhang(), new ProjectedGradient(true))) {
            assertThat(rule.usesShift()).as(rule.toString()).isFalse();
        }
        assertThat(new Shift(true).usesShift()).isTrue();
    }

    @Test
    public void aQuotientThatIsNoNumberRevivesWhatWouldLowerTheObjective() {
        assertThat(Quotient.of(2, 3, 4)).isEqualTo(1.5);
        assertThat(Quotient.of(2, 3, 0)).isEqualTo(1e-6);
        assertThat(Quotient.of(0, 3, 0)).isEqualTo(1e-6);
        assertThat(Quotient.of(2, 0, 0)).isEqualTo(2);
    }

    /** Random problems; with an own G each has the same as the shared one, and unknown 0 of problem 0 is at 0. */
    private static Problems problems(final int rank, final int size, final Form form) {
        final UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(100 + rank);
        final Problems problems = new Problems(rank, size, true, true, false);
        problems.reset(size, form);
        final double[][] a = new double[rank + 4][];
        Arrays.setAll(a, row -> random.doubles(rank).toArray());
        for (int k = 0; k < rank; k++) {
            for (int m = 0; m < size; m++) {
                problems.linear()[k][m] = 4 * random.nextDouble() - 1;
                problems.z()[k][m] = k + m == 0 ? 0 : random.nextDouble();
            }
            for (int l = k; l < rank; l++) {
                double g = 0;
                for (final double[] row : a) {
                    g += row[k] * row[l];
                }
                final int p = Problems.pair(rank, k, l);
                problems.sharedGram()[p] = g;
                Arrays.fill(problems.gram()[p], g);
            }
        }
        return problems;
    }

    private static double gradient(final Problems problems, final int k, final int m) {
        double gradient = -problems.linear()[k][m];
        for (int l = 0; l < problems.rank(); l++) {
            gradient += problems.gram()[Problems.pair(problems.rank(), k, l)][m] * problems.z()[l][m];
        }
        return gradient;
    }

    @Test
    public void rowsOfGramTimesUnknownsAreRightForAnyRank() {
        for (int rank = 1; rank <= 9; rank++) {
            for (final Form form : new Form[]{Form.OWN_GRAM, Form.SHARED_GRAM}) {
                final Problems problems = problems(rank, 5, form);
                final double[] g = problems.sharedGram().clone();
                if (form == Form.OWN_GRAM) {
                    Arrays.fill(problems.sharedGram(), Double.NaN);
                } else {
                    Arrays.stream(problems.gram()).forEach(unused -> Arrays.fill(unused, Double.NaN));
                }
                final double[] row = new double[5];
                final Workspace workspace = new Workspace(rank, 5);
                for (int k = 0; k < rank; k++) {
                    problems.gradientRow(k, row);
                    final int together = Gradients.rows(problems, k, workspace);
                    for (int m = 0; m < 5; m++) {
                        for (int r = 0; r < together; r++) {
                            double gradient = -problems.linear()[k + r][m];
                            for (int l = 0; l < rank; l++) {
                                gradient += g[Problems.pair(rank, k + r, l)] * problems.z()[l][m];
                            }
                            assertThat(workspace.row(r)[m]).isCloseTo(gradient, within(ROUNDING));
                            assertThat(r > 0 ? gradient : row[m]).isCloseTo(gradient, within(ROUNDING));
                        }
                    }
                    problems.diagonalRow(k, row);
                    assertThat(row).containsOnly(g[Problems.pair(rank, k, k)]);
                }
            }
        }
    }

    @Test
    public void aPenaltyAddsItsDerivativeWhateverTheFormOfGram() {
        for (final double[] penalty : new double[][]{{0.5, 0, 0}, {0, 0.25, 0}, {0, 0, 0.125}, {0.5, 0.25, 0.125}}) {
            for (final Form form : Form.values()) {
                final Problems problems = problems(3, 5, Form.OWN_GRAM);
                problems.refreshProduct();
                problems.reset(5, form);
                final double[] before = new double[5];
                final double[] after = new double[5];
                final Problems penalised = problems(3, 5, Form.OWN_GRAM);
                penalised.refreshProduct();
                penalised.reset(5, form);
                // twice, as in two passes over the same buffers
                penalised.addPenalty(penalty[0] / 4, penalty[1] / 4, penalty[2] / 4, false);
                penalised.addPenalty(penalty[0] * 3 / 4, penalty[1] * 3 / 4, penalty[2] * 3 / 4, false);
                for (int k = 0; k < 3; k++) {
                    problems.gradientRow(k, before);
                    assertThat(before[1]).as("G z − b in any form").isCloseTo(gradient(problems, k, 1),
                        within(ROUNDING));
                    penalised.gradientRow(k, after);
                    for (int m = 0; m < 5; m++) {
                        final double z = problems.z()[k][m];
                        final double sum = problems.z()[0][m] + problems.z()[1][m] + problems.z()[2][m];
                        assertThat(after[m] - before[m]).as("%s, %s", Arrays.toString(penalty), form)
                            .isCloseTo(penalty[0] + penalty[1] * z + penalty[2] * (sum - z), within(ROUNDING));
                    }
                }
            }
        }
    }

    @Test
    public void rulesDoTheSameWhetherProblemsShareTheirGramOrNot() {
        for (int rank = 1; rank <= 9; rank++) {
            for (final StepRule rule : List.of(new CoordinateDescent(1), new CoordinateDescent(3), new Anls(false),
                new Anls(true), new ColdAnls(), new GonzalezZhang(), new ProjectedGradient(false),
                new ProjectedGradient(true))) {
                final Problems own = problems(rank, 5, Form.OWN_GRAM);
                final Problems shared = problems(rank, 5, Form.SHARED_GRAM);
                rule.step(own, new Workspace(rank, 5));
                rule.step(shared, new Workspace(rank, 5));
                for (int k = 0; k < rank; k++) {
                    // conditions of these matrices reach 1e4
                    assertThat(shared.z()[k]).as("%s, rank %d", rule, rank).containsExactly(own.z()[k], within(1e-9));
                }
            }
        }
    }

    @Test
    public void threeSweepsAreThreeTimesOneSweep() {
        for (final Form form : new Form[]{Form.OWN_GRAM, Form.SHARED_GRAM}) {
            final Problems three = problems(4, 5, form);
            new CoordinateDescent(3).step(three, new Workspace(4, 5));
            final Problems one = problems(4, 5, form);
            for (int sweep = 0; sweep < 3; sweep++) {
                new CoordinateDescent(1).step(one, new Workspace(4, 5));
            }
            assertThat(three.z()).isDeepEqualTo(one.z());
        }
    }

    @Test
    public void anUnknownWithoutInformationStays() {
        for (final Form form : new Form[]{Form.OWN_GRAM, Form.SHARED_GRAM}) {
            final Problems problems = new Problems(2, 1, true, false, false);
            problems.reset(1, form);
            problems.sharedGram()[0] = 2;
            problems.gram()[0][0] = 2;
            problems.linear()[0][0] = 3;
            problems.z()[1][0] = 0.7;
            new CoordinateDescent(1).step(problems, new Workspace(2, 1));
            assertThat(problems.z()[0]).containsExactly(1.5);
            assertThat(problems.z()[1]).as(form.toString()).containsExactly(0.7);
        }
    }

    @Test
    public void manySweepsEndWhenTheyAreCancelledAndAskNowAndThen() {
        for (final Form form : new Form[]{Form.OWN_GRAM, Form.SHARED_GRAM}) {
            final AtomicInteger asked = new AtomicInteger();
            new CoordinateDescent(640).step(problems(4, 5, form), new Workspace(4, 5, () -> {
                asked.incrementAndGet();
                return false;
            }));
            assertThat(asked).hasValue(10);
            assertThatThrownBy(
                () -> new CoordinateDescent(640).step(problems(4, 5, form), new Workspace(4, 5, () -> true)))
                .isInstanceOf(CancellationException.class);
            new CoordinateDescent(640).step(problems(4, 5, form), new Workspace(4, 5));
        }
    }

    @Test
    public void theExactMinimumFromZeroDoesNotRememberWhereItBegan() {
        final double[][] ends = new double[2][];
        for (int start = 0; start < 2; start++) {
            final Problems problems = new Problems(2, 1, true, false, false);
            problems.reset(1, Form.OWN_GRAM);
            for (int p = 0; p < 3; p++) {
                problems.gram()[p][0] = 1; // any share of the two gives the minimum
            }
            for (int k = 0; k < 2; k++) {
                problems.linear()[k][0] = 1;
                problems.z()[k][0] = 0.3 * start * (k + 1);
            }
            new ColdAnls().step(problems, new Workspace(2, 1));
            ends[start] = new double[]{problems.z()[0][0], problems.z()[1][0]};
        }
        assertThat(ends[1]).isEqualTo(ends[0]);
        assertThat(ends[0][0] + ends[0][1]).isEqualTo(1);
    }

    @Test
    public void inSinglePrecisionNearlyEqualUnknownsAreTakenForEqual() {
        for (final StepRule rule : List.of(new Anls(false), new Anls(true), new ColdAnls())) {
            for (final boolean single : new boolean[]{false, true}) {
                final Problems problems = new Problems(2, 1, true, false, false);
                problems.reset(1, Form.OWN_GRAM);
                problems.gram()[0][0] = 1;
                problems.gram()[1][0] = 1 - 1e-8; // a float cannot tell it from 1
                problems.gram()[2][0] = 1;
                problems.linear()[0][0] = 1;
                problems.linear()[1][0] = 1;
                (single ? rule.forSinglePrecision() : rule).step(problems, new Workspace(2, 1));
                assertThat(Math.min(problems.z()[0][0], problems.z()[1][0]) > 0).as("%s, single %s", rule, single)
                    .isEqualTo(!single);
                assertThat(problems.z()[0][0] + problems.z()[1][0]).isCloseTo(1, within(1e-7));
            }
        }
        final StepRule indifferent = new CoordinateDescent(1);
        assertThat(indifferent.forSinglePrecision()).isSameAs(indifferent);
    }

    @Test
    public void aBatchMayBeEmptyOrFullButNotFuller() {
        final Problems problems = new Problems(1, 2, false, true, false);
        assertThat(problems.form()).as("the form there is room for").isEqualTo(Form.PRODUCT);
        assertThat(new Problems(1, 2, true, true, false).form()).isEqualTo(Form.OWN_GRAM);
        assertThat(new Problems(1, 2, false, false, false).form()).isEqualTo(Form.SHARED_GRAM);
        problems.reset(0, Form.PRODUCT);
        problems.reset(2, Form.PRODUCT);
        assertThatThrownBy(() -> problems.reset(3, Form.PRODUCT)).hasMessageContaining("3 problems");
    }
}
