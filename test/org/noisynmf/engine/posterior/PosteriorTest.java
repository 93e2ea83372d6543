package org.noisynmf.engine.posterior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.PhotonNoise;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Scaling;
import org.noisynmf.engine.storage.Precision;
import org.noisynmf.testing.Toy;

/** What holds for the posterior of any data. */
public class PosteriorTest {

    private static final Toy TOY = Toy.random(70, 150, 2, 0.1, 0.2, 5);

    private static NmfSettings fit() {
        return NmfSettings.builder().rank(2).seed(2).threads(1).scaling(Scaling.SUM).build();
    }

    private static PosteriorSettings settings(final int sweeps) {
        return new PosteriorSettings(fit()).withSweeps(sweeps);
    }

    /** The toy's noise is 0.1 whatever its weights: inverse variances 100. */
    private static double[][] weights() {
        return Arrays.stream(TOY.v()).map(row -> Arrays.stream(row).map(v -> v > 0 ? 100 : 0).toArray())
            .toArray(double[][]::new);
    }

    private static NmfProblem problem() {
        return NmfProblem.of(Observations.of(TOY.x(), weights()));
    }

    private static PosteriorResult sample(final NmfProblem problem, final PosteriorSettings settings) {
        return Posterior.sample(problem, settings, Observer.NONE);
    }

    private static void assertSame(final PosteriorResult actual, final PosteriorResult expected) {
        assertThat(actual.templates().mean()).isEqualTo(expected.templates().mean());
        assertThat(actual.templates().sd()).isEqualTo(expected.templates().sd());
        assertThat(actual.templates().zero()).isEqualTo(expected.templates().zero());
        assertThat(actual.coefficients().mean()).isEqualTo(expected.coefficients().mean());
        assertThat(actual.coefficients().sd()).isEqualTo(expected.coefficients().sd());
        assertThat(actual.draws().w()).isDeepEqualTo(expected.draws().w());
        assertThat(actual.draws().weights()).isDeepEqualTo(expected.draws().weights());
        assertThat(actual.diagnosis().rotation()).isEqualTo(expected.diagnosis().rotation());
        assertThat(actual.chi2()).isEqualTo(expected.chi2());
    }

    @Test
    public void threadsDoNotChangeABit() {
        final PosteriorResult one = sample(problem(), settings(60));
        for (final int threads : new int[]{2, 7}) {
            final NmfSettings fit = fit().toBuilder().threads(threads).build();
            assertSame(sample(problem(), new PosteriorSettings(fit).withSweeps(60)), one);
        }
        final DrawProjection alone = DrawProjection.of(one.data(), one.draws(), new double[]{0.5}, 1, 1, Observer.NONE);
        final DrawProjection seven = DrawProjection.of(one.data(), one.draws(), new double[]{0.5}, 1, 7, Observer.NONE);
        assertThat(seven.coefficients().mean()).isEqualTo(alone.coefficients().mean());
        assertThat(seven.quantiles()).isDeepEqualTo(alone.quantiles());
    }

    @Test
    public void goingOnIsTheSameAsNotHavingStopped() {
        final PosteriorSettings settings = settings(60).withFreeNoiseScale(true).withReconstruction(true);
        final PosteriorResult half = sample(problem(), settings);
        final PosteriorResult whole =
            Posterior.resume(problem(), settings.withSweeps(120), half.state(), Observer.NONE);
        assertThat(whole.sweeps()).isEqualTo(120);
        final PosteriorResult again =
            Posterior.resume(problem(), settings.withSweeps(240), whole.state(), Observer.NONE);
        final PosteriorResult atOnce =
            Posterior.resume(problem(), settings.withSweeps(240), half.state(), Observer.NONE);
        assertThat(atOnce.sweeps()).isEqualTo(240);
        assertSame(again, atOnce);
        assertThat(again.reconstruction()).isEqualTo(atOnce.reconstruction());
        // the chains themselves never depend on where they paused
        assertThat(sample(problem(), settings.withSweeps(120)).state().values().get("chain1.w"))
            .isEqualTo(whole.state().values().get("chain1.w"));
        assertSame(whole, sample(problem(), settings.withSweeps(120)));
        assertThatThrownBy(() -> Posterior.resume(problem(), settings.withSweeps(200), whole.state(), Observer.NONE))
            .hasMessage("The chains have made 120 sweeps and continue to 240 at least, but the limit is 200");
    }

    @Test
    public void truthLiesWithinTheErrors() {
        final PosteriorResult result = sample(problem(), settings(2000).withReconstruction(true));
        final double[] model = new double[70];
        final double[] reconstruction = java.util.Objects.requireNonNull(result.reconstruction());
        double squares = 0;
        for (int j = 0; j < 150; j++) {
            TOY.truth().reconstruct(j, model);
            for (int i = 0; i < 70; i++) {
                squares += Math.pow(reconstruction[j * 70 + i] - model[i], 2);
            }
        }
        // 440 numbers from 8400 entries of noise 0.1 leave 0.023 of it
        assertThat(Math.sqrt(squares / 10_500)).isLessThan(0.027);
        assertThat(result.chi2() / result.data().observedEntries()).isCloseTo(1, within(0.06));
        for (int k = 0; k < 2; k++) {
            assertThat(Arrays.stream(result.mean().w(), k * 70, k * 70 + 70).sum()).isCloseTo(1, within(1e-9));
        }
        assertThat(Arrays.stream(result.templates().sd()).min().orElseThrow()).isPositive();
        assertThat(result.draws().count()).isEqualTo(200);
    }

    @Test
    public void unknownScaleOfTheNoiseIsFound() {
        final NmfProblem tooSure = NmfProblem.of(Observations.of(TOY.x(),
            Arrays.stream(weights()).map(row -> Arrays.stream(row).map(v -> 9 * v).toArray())
                .toArray(double[][]::new)));
        final PosteriorResult free = sample(tooSure, settings(1000).withFreeNoiseScale(true));
        // σ three times too small: φ = 9, known to √(2/8400) = 1.5 %; four of these
        assertThat(free.noiseScale()).isCloseTo(9, within(0.55));
        assertThat(free.noiseScaleSd() / free.noiseScale()).isCloseTo(0.016, within(0.006));
        assertThat(sample(tooSure, settings(40)).noiseScale()).isEqualTo(1);
    }

    @Test
    public void nothingObservedLeavesThePrior() {
        final double[][] v = weights();
        Arrays.fill(v[3], 0);
        for (final double[] row : v) {
            row[9] = 0;
        }
        final PosteriorResult result =
            sample(NmfProblem.of(Observations.of(TOY.x(), v)), settings(600));
        // as wide as all coefficients are together, and far wider than those with data
        final double others = result.coefficients().sd()[8];
        assertThat(result.coefficients().sd()[6]).isGreaterThan(5 * others);
        assertThat(result.templates().sd()[9]).isGreaterThan(5 * result.templates().sd()[10]);
        assertThat(Arrays.stream(result.mean().w()).sum()).isFinite();
        assertThat(Arrays.stream(result.mean().h()).sum()).isFinite();
    }

    @Test
    public void heldTemplatesStayAsTheyAre() {
        final double[] start = TOY.truth().w().clone();
        final PosteriorResult result =
            sample(problem().withTemplates(start).withHeld(1), settings(100));
        assertThat(Arrays.copyOfRange(result.mean().w(), 70, 140)).isEqualTo(Arrays.copyOfRange(start, 70, 140));
        assertThat(Arrays.copyOfRange(result.templates().sd(), 70, 140)).containsOnly(0);
        assertThat(Arrays.copyOfRange(result.templates().sd(), 0, 70)).doesNotContain(0);
    }

    @Test
    public void unitsDoNotMatter() {
        final double unit = Math.scalb(1, -57);
        final double[][] x = Arrays.stream(TOY.x()).map(row -> Arrays.stream(row).map(value -> value * unit).toArray())
            .toArray(double[][]::new);
        final double[][] v = Arrays.stream(weights())
            .map(row -> Arrays.stream(row).map(value -> value / (unit * unit)).toArray()).toArray(double[][]::new);
        final PosteriorResult small = sample(NmfProblem.of(Observations.of(x, v)), settings(400));
        final PosteriorResult usual = sample(problem(), settings(400));
        // other exponents inside round differently, and chains then part; both means are good to some σ/√ESS
        for (int p = 0; p < 140; p++) {
            assertThat(small.mean().w()[p]).isCloseTo(usual.mean().w()[p], within(usual.templates().sd()[p] + 1e-9));
        }
        for (int p = 0; p < 300; p++) {
            assertThat(small.mean().h()[p] / unit).isCloseTo(usual.mean().h()[p],
                within(1.5 * usual.coefficients().sd()[p]));
        }
    }

    @Test
    public void singlePrecisionSaysTheSame() {
        final var builder = Observations.builder(70).precision(Precision.FLOAT32);
        for (int j = 0; j < 150; j++) {
            builder.add(TOY.x()[j], weights()[j]);
        }
        final PosteriorResult single = sample(NmfProblem.of(builder.build()), settings(400));
        final PosteriorResult usual = sample(problem(), settings(400));
        for (int p = 0; p < 140; p++) {
            assertThat(single.mean().w()[p]).isCloseTo(usual.mean().w()[p], within(usual.templates().sd()[p] + 1e-9));
        }
    }

    @Test
    public void projectionOfTheDataThemselvesSaysTheSame() {
        final PosteriorResult result = sample(problem(), settings(2000));
        final DrawProjection projection =
            DrawProjection.of(result.data(), result.draws(), new double[]{0.16, 0.5, 0.84}, 3, 1, Observer.NONE);
        double sd = 0;
        double squares = 0;
        for (int p = 0; p < 300; p++) {
            final double error = result.coefficients().sd()[p];
            squares += Math.pow((projection.coefficients().mean()[p] - result.coefficients().mean()[p]) / error, 2);
            sd += projection.coefficients().sd()[p] / error / 300;
            assertThat(projection.quantiles()[0][p]).isLessThanOrEqualTo(projection.quantiles()[1][p]);
            assertThat(projection.quantiles()[1][p]).isLessThanOrEqualTo(projection.quantiles()[2][p]);
        }
        // 195 draws leave 0.07 σ
        assertThat(Math.sqrt(squares / 300)).isLessThan(0.2);
        assertThat(sd).isCloseTo(1, within(0.05));
    }

    @Test
    public void templatesTooManyAreSaidToBeUnused() {
        final PosteriorResult result = sample(problem(), new PosteriorSettings(
            fit().toBuilder().rank(3).build()).withSweeps(1000));
        assertThat(result.diagnosis().unused()).hasSize(1);
        assertThat(result.warnings()).anyMatch(w -> w.contains("is not used: its draws point in different"));
    }

    @Test
    public void photonNoiseOfTheModelIsUsedAndFixed() {
        final NmfProblem photons = problem().withPhotonNoise(new PhotonNoise(50));
        final PosteriorResult result = sample(photons, settings(60));
        final double[] x = new double[70];
        final double[] v = new double[70];
        final double[] model = new double[70];
        result.data().copy(4, x, v);
        result.mean().reconstruct(4, model);
        for (int i = 0; i < 70; i++) {
            if (v[i] > 0) {
                // σ² = 0.01 and the model/50, the model itself good to 10 %
                assertThat(1 / v[i]).isCloseTo(0.01 + model[i] / 50, within(0.002 + 0.1 * model[i] / 50));
            }
        }
        final PosteriorResult on = Posterior.resume(photons, settings(120), result.state(), Observer.NONE);
        assertSame(on, sample(photons, settings(120)));
    }

    @Test
    public void samplingCanBeCancelled() {
        final AtomicInteger asked = new AtomicInteger();
        final Observer impatient = new Observer() {
            @Override
            public boolean cancelled() {
                return asked.incrementAndGet() > 500;
            }

            @Override
            public void progress(final double fraction, final String message) {
                assertThat(fraction).isBetween(0.0, 1.0);
            }
        };
        assertThatThrownBy(() -> Posterior.sample(problem(), settings(100_000), impatient))
            .isInstanceOf(CancellationException.class);
    }

    @Test
    public void whatCannotBeSampledIsRefused() {
        assertThatThrownBy(() -> settings(19))
            .hasMessage("The largest number of sweeps is 19, but must be ≥ 20");
        assertThatThrownBy(() -> new PosteriorSettings(fit(), true, 0, 100, false, 200, false))
            .hasMessage("The number of chains is 0, but must be from 1 to 16");
        assertThatThrownBy(() -> sample(NmfProblem.of(Observations.of(new double[][]{{1, 2}}, new double[][]{{0, 0}})),
            settings(100))).hasMessageContaining("nothing to learn from");
        assertThatThrownBy(() -> Posterior.resume(problem(), settings(100),
            new org.noisynmf.engine.model.LoopState("hals", 1, java.util.Map.of()), Observer.NONE))
            .hasMessageContaining("one of the algorithm hals");
    }
}
