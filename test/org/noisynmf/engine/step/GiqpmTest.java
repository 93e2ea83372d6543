package org.noisynmf.engine.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.Test;
import org.noisynmf.engine.step.Giqpm.Direction;
import org.noisynmf.engine.step.Giqpm.Settings;
import org.noisynmf.testing.SharedData;

/** GIQPM goes where the published code goes, and downhill in every direction it knows. */
public class GiqpmTest {

    private static Settings steps(final int iterations) {
        return new Settings(0.5, 0.25, true, 1e-9, iterations, 1e-9);
    }

    @Test
    public void followsThePublishedIterates() {
        final double[] g = SharedData.flat(SharedData.rows("giqpm_G.csv"));
        final double[] d = SharedData.flat(SharedData.rows("giqpm_d.csv"));
        final double[] x0 = SharedData.flat(SharedData.rows("giqpm_x0.csv"));
        for (final int k : new int[]{1, 10, 1000}) {
            final double[] expected = SharedData.flat(SharedData.rows("golden/giqpm_x_" + k + ".csv"));
            assertThat(Giqpm.solve(g, d, x0, Direction.LEE_SEUNG, steps(k)).x()).as("after %d", k)
                .containsExactly(expected, within(1e-12));
        }
    }

    private static double objective(final double[] g, final double[] d, final double[] x) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += d[k] * x[k];
            for (int l = 0; l < x.length; l++) {
                sum += 0.5 * x[k] * g[k * x.length + l] * x[l];
            }
        }
        return sum;
    }

    @Test
    public void everyDirectionLeadsDownhill() {
        final UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(21);
        for (int trial = 0; trial < 50; trial++) {
            final int n = 6;
            final double[] g = new double[n * n];
            for (int r = 0; r < 9; r++) {
                final double[] row = random.doubles(n).toArray();
                for (int p = 0; p < n * n; p++) {
                    g[p] += row[p / n] * row[p % n];
                }
            }
            final double[] d = random.doubles(n, -3, 1).toArray();
            for (final Direction direction : Direction.values()) {
                double[] x = random.doubles(n).toArray();
                double last = objective(g, d, x);
                for (int k = 0; k < 40; k++) {
                    x = Giqpm.solve(g, d, x, direction, steps(1)).x();
                    final double now = objective(g, d, x);
                    // entries up to 1e-9 become 0
                    assertThat(now).as("%s, trial %d, step %d", direction, trial, k).isLessThanOrEqualTo(last + 1e-7);
                    last = now;
                }
            }
        }
    }

    @Test
    public void leeSeungReachesTheExactMinimum() {
        final double[] g = {4, 1, 0.5, 1, 3, 0.2, 0.5, 0.2, 2};
        final double[] d = {-4, -1, 0.5};
        final double[] exact = new double[3];
        new ExactQp(3).solve(g, new double[]{4, 1, -0.5}, 3, false, exact);
        final Giqpm.Result result =
            Giqpm.solve(g, d, new double[]{1, 1, 1}, Direction.LEE_SEUNG,
                new Settings(0.5, 0.25, true, 1e-12, 10000, 1e-14));
        assertThat(result.converged()).isTrue();
        assertThat(result.x()).containsExactly(exact, within(1e-7));
    }

    @Test
    public void steepestDescentStallsAtAZeroThatIsPulledDown() {
        // x₁ = 0 with a positive gradient leaves no room along −∇, though x₀ could still fall
        final Giqpm.Result stalled = Giqpm.solve(new double[]{1, 0, 0, 1}, new double[]{-1, 1}, new double[]{0.1, 0},
            Direction.STEEPEST, Settings.DEFAULT);
        assertThat(stalled.x()).containsExactly(0.1, 0);
        assertThat(stalled.iterations()).isEqualTo(1);
    }

    @Test
    public void anUnboundedProgrammeEndsWithoutConvergence() {
        final Giqpm.Result result = Giqpm.solve(new double[]{0}, new double[]{-1}, new double[]{1}, Direction.STEEPEST,
            Settings.DEFAULT);
        assertThat(result.converged()).isFalse();
        assertThat(result.x()).containsExactly(1);
    }

    @Test
    public void whatIsNotAllowedIsNamed() {
        assertThatThrownBy(() -> Giqpm.solve(new double[]{1, 2, 3, 1}, new double[2], new double[2],
            Direction.LEE_SEUNG, Settings.DEFAULT)).hasMessageContaining("row 0, column 1")
            .hasMessageContaining("symmetric");
        assertThatThrownBy(() -> Giqpm.solve(new double[]{1}, new double[1], new double[]{Double.NaN},
            Direction.LEE_SEUNG, Settings.DEFAULT)).hasMessageContaining("start is NaN");
        assertThatThrownBy(() -> new Settings(1, 0, true, 0, 1, 0)).hasMessageContaining("τ is 1.0");
        assertThat(Arrays.stream(Direction.values()).map(Direction::id)).doesNotHaveDuplicates();
    }

    /** One step of length 1: neither the border nor the minimum on the line is nearer. */
    private static double[] step(final Direction direction, final double[] gram, final double[] d, final double... x) {
        return Giqpm.solve(gram, d, x, direction, new Settings(0.5, 0, false, 0, 1, 0)).x();
    }

    @Test
    public void everyDirectionIsTheOneItsFormulaGives() {
        final double[] g = {2, 1, 1, 4};
        final double[] d = {-4.5, -6.5};
        // G x = (5, 6), so that the gradient is (½, −½)
        final double accuracy = 1e-15;
        assertThat(step(Direction.STEEPEST, g, d, 2, 1)).containsExactly(1.5, 1.5);
        assertThat(step(Direction.SCALED, g, d, 2, 1)).containsExactly(1, 1.5);
        assertThat(step(Direction.ROOT_SCALED, g, d, 2, 1)).containsExactly(new double[]{2 - Math.sqrt(0.5), 1.5},
            within(accuracy));
        assertThat(step(Direction.LEE_SEUNG, g, d, 2, 1)).containsExactly(new double[]{1.8, 13.0 / 12},
            within(accuracy));
        // y = (½, 1), G y = (2, 4½), gradient (3, 6): h = (−¾, −4/3), and half of the way to the border is ¾
        assertThat(step(Direction.DIAGONAL, g, new double[]{-3, -4}, 2, 2)).containsExactly(new double[]{1.4375, 1},
            within(accuracy));
    }

    @Test
    public void anEntryWithoutInformationDoesNotSpoilTheOthers() {
        // y = (½, 0), G y = (1, 0)
        assertThat(step(Direction.DIAGONAL, new double[]{2, 0, 0, 0}, new double[]{-3, 0}, 2, 2))
            .containsExactly(1.5, 2);
        assertThat(step(Direction.LEE_SEUNG, new double[]{0}, new double[]{-1}, 1)).containsExactly(2);
    }

    @Test
    public void aStepThatChangesNoEntryByTheSmallestStepIsTheLast() {
        // the minimum on the line is half a unit away
        for (final double smallest : new double[]{0.45, 0.55}) {
            final Giqpm.Result result = Giqpm.solve(new double[]{4}, new double[]{-4}, new double[]{0.5},
                Direction.STEEPEST, new Settings(0.5, 0, true, 0, 1, smallest));
            assertThat(result.x()).containsExactly(1);
            assertThat(result.converged()).isEqualTo(smallest > 0.5);
            assertThat(result.iterations()).isEqualTo(1);
        }
    }

    @Test
    public void gramMayDifferFromItsMirrorImageByRoundingAlone() {
        assertThat(step(Direction.STEEPEST, new double[]{1e6, 1e6, 1e6 + 1e-6, 1e6}, new double[2], 0, 0)).hasSize(2);
        assertThatThrownBy(() -> step(Direction.STEEPEST, new double[]{1, 1e-6, 1.1e-6, 1}, new double[2], 1, 1))
            .hasMessageContaining("symmetric");
    }

    @Test
    public void whatIsNotFiniteIsRefused() {
        final double[] one = {1};
        final double[] infinite = {Double.POSITIVE_INFINITY};
        assertThatThrownBy(() -> step(Direction.SCALED, infinite, one, 1)).hasMessageContaining("G is Infinity");
        assertThatThrownBy(() -> step(Direction.SCALED, one, infinite, 1)).hasMessageContaining("d is Infinity");
        assertThatThrownBy(() -> step(Direction.SCALED, one, one, infinite)).hasMessageContaining("start is Infinity");
    }
}
