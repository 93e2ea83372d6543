package org.noisynmf.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;

import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.NmfSettingsBuilder;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.testing.Toy;

/** Shift-NMF with scalar shifts, with a shift of each entry, and beside its neighbours. */
public class ShiftTest {

    private static final Toy TOY = Toy.random(37, 23, 3, 0.3, 0.3, 40);

    private static NmfResult fit(final NmfProblem problem, final Algorithm algorithm, final double factor,
        final int passes) {
        return Nmf.factorise(problem, NmfSettings.builder().algorithm(algorithm).rank(3).threads(1).shiftFactor(factor)
            .stopping(new Stopping(passes, 0, 0, Double.POSITIVE_INFINITY)).build(), Observer.NONE);
    }

    private static Observations shift(final Toy toy, final boolean minimal) {
        double lowest = 0;
        for (int j = 0; j < toy.x().length; j++) {
            for (int i = 0; i < toy.x()[j].length; i++) {
                lowest = toy.v()[j][i] > 0 ? Math.min(lowest, toy.x()[j][i]) : lowest;
            }
        }
        final double scalar = -lowest;
        final double[][] y = new double[toy.x().length][];
        for (int j = 0; j < y.length; j++) {
            y[j] = Arrays.stream(toy.x()[j]).map(x -> minimal ? Math.max(-x, 0) : scalar).toArray();
        }
        return Observations.of(y, toy.v());
    }

    @Test
    public void nearlyShiftAndWeightedMuAgreeOnNonNegativeData() {
        final NmfProblem problem = NmfProblem.of(TOY.clipped().observations());
        final NmfResult nearly = fit(problem, Algorithm.NEARLY, 1, 30);
        for (final Algorithm other : new Algorithm[]{Algorithm.SHIFT, Algorithm.WEIGHTED_MU}) {
            assertThat(fit(problem, other, 1, 30).factors().w()).isEqualTo(nearly.factors().w());
        }
    }

    @Test
    public void equalShiftOfEachEntryIsTheScalarShift() {
        final NmfProblem problem = NmfProblem.of(TOY.observations());
        final double[] scalar = fit(problem, Algorithm.SHIFT, 1, 25).factors().w();
        final double[] each = fit(problem.withShift(shift(TOY, false)), Algorithm.SHIFT, 1, 25).factors().w();
        // the products y v are rounded one by one
        assertThat(each).usingComparatorWithPrecision(1e-10).containsExactly(scalar);
    }

    @Test
    public void smallestShiftOfEachEntryConvergesFasterThanTheSmallestScalarAndLargerOnesSlower() {
        final NmfProblem problem = NmfProblem.of(TOY.observations());
        final double each = fit(problem.withShift(shift(TOY, true)), Algorithm.SHIFT, 1, 20).objective();
        final double scalar = fit(problem, Algorithm.SHIFT, 1, 20).objective();
        final double twice = fit(problem, Algorithm.SHIFT, 2, 20).objective();
        final double fiveTimes = fit(problem, Algorithm.SHIFT, 5, 20).objective();
        assertThat(each).isLessThan(scalar);
        assertThat(scalar).isLessThan(twice);
        assertThat(twice).isLessThan(fiveTimes);
    }

    @Test
    public void shiftedDataAreFittedWithAnOffsetThatShiftNmfDoesNotHave() {
        final NmfProblem problem = NmfProblem.of(TOY.observations());
        assertThat(fit(problem, Algorithm.SHIFTED_DATA, 1, 500).chi2())
            .isGreaterThan(5 * fit(problem, Algorithm.SHIFT, 1, 500).chi2());
    }

    /** The published implementation takes the minimum over masked entries too, which slows it down. */
    @Test
    public void smallestShiftLooksAtObservedEntriesOnly() {
        final double[][] x = Arrays.stream(TOY.x()).map(double[]::clone).toArray(double[][]::new);
        for (int j = 0; j < x.length; j++) {
            for (int i = 0; i < x[j].length; i++) {
                x[j][i] = TOY.v()[j][i] == 0 ? -1000 : x[j][i];
            }
        }
        assertThat(fit(NmfProblem.of(Observations.of(x, TOY.v())), Algorithm.SHIFT, 1, 10).factors().w())
            .isEqualTo(fit(NmfProblem.of(TOY.observations()), Algorithm.SHIFT, 1, 10).factors().w());
    }

    @Test
    public void shiftThatDoesNotFitIsRefused() {
        final NmfProblem problem = NmfProblem.of(TOY.observations());
        assertThatThrownBy(() -> fit(problem.withShift(shift(TOY, true)), Algorithm.NEARLY, 1, 1))
            .hasMessageContaining("only Shift-NMF");
        assertThatThrownBy(
            () -> fit(problem.withShift(Observations.of(new double[3][37], null)), Algorithm.SHIFT, 1, 1))
            .hasMessageContaining("3 observations of 37 pixels").hasMessageContaining("23 of 37");
        assertThatThrownBy(
            () -> fit(problem.withShift(Observations.of(new double[23][37], TOY.v())), Algorithm.SHIFT, 1, 1))
            .hasMessageContaining("their sum");
    }

    @Test
    public void aShiftOfEachEntryServesAnyNumberOfObservationsAndThreads() {
        for (final double missing : new double[]{0, 0.3}) {
            final Toy many = Toy.random(70, 450, 3, 0.3, missing, 41);
            final NmfProblem problem = NmfProblem.of(many.observations());
            final NmfSettingsBuilder settings = NmfSettings.builder().algorithm(Algorithm.SHIFT).rank(3)
                .stopping(new Stopping(20, 0, 0, Double.POSITIVE_INFINITY));
            final double[] scalar =
                Nmf.factorise(problem, settings.threads(1).build(), Observer.NONE).factors().w();
            final NmfProblem shifted = problem.withShift(shift(many, false));
            final double[] one = Nmf.factorise(shifted, settings.threads(1).build(), Observer.NONE).factors().w();
            final double[] two = Nmf.factorise(shifted, settings.threads(2).build(), Observer.NONE).factors().w();
            assertThat(one).usingComparatorWithPrecision(1e-10).containsExactly(scalar);
            assertThat(two).isEqualTo(one);
        }
    }
}
