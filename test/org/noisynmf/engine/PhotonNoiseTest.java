package org.noisynmf.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.PhotonNoise;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.Projection;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.nnls.ProjectionSettings;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Distance;
import org.noisynmf.engine.settings.Machine;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Scaling;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.engine.simulate.Doublet;
import org.noisynmf.engine.simulate.NoiseDraw;

/** Variances of photon noise that the model tells. */
public class PhotonNoiseTest {

    /** Bright doublets, whose photon noise exceeds the other: 200 exposures of 120 pixels. */
    private static final double SIGMA = 1.5;

    private static final double GAIN = 0.5;

    private final double[][] m_truth =
        new Doublet(120, 200, 40, 0.5, 2, 1, 2, NoiseDraw.SIGMA).simulate(5).truth();

    private final double[][] m_x = observe(m_truth, GAIN, SIGMA, 7);

    private static double[][] observe(final double[][] truth, final double gain, final double sigma, final long seed) {
        final UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        final var normal = ZigguratSampler.NormalizedGaussian.of(random);
        final double[][] x = new double[truth.length][truth[0].length];
        for (int j = 0; j < x.length; j++) {
            for (int i = 0; i < x[j].length; i++) {
                final double mean = truth[j][i] * gain;
                final double photons = mean > 1e-12 ? PoissonSampler.of(random, mean).sample() : 0;
                x[j][i] = photons / gain + sigma * normal.sample();
            }
        }
        return x;
    }

    private static double[][] constant(final double[][] like, final double value) {
        final double[][] v = new double[like.length][like[0].length];
        for (final double[] row : v) {
            Arrays.fill(row, value);
        }
        return v;
    }

    private static NmfSettings settings() {
        return NmfSettings.builder().rank(2).seed(3).build();
    }

    private NmfProblem withBackground() {
        return NmfProblem.of(Observations.of(m_x, constant(m_x, 1 / (SIGMA * SIGMA))))
            .withPhotonNoise(new PhotonNoise(GAIN));
    }

    /** The best that can be: weights of the truth. */
    private NmfResult withTrueVariances() {
        final double[][] v = new double[m_x.length][m_x[0].length];
        for (int j = 0; j < v.length; j++) {
            for (int i = 0; i < v[j].length; i++) {
                v[j][i] = 1 / (m_truth[j][i] / GAIN + SIGMA * SIGMA);
            }
        }
        return Nmf.factorise(NmfProblem.of(Observations.of(m_x, v)), settings(), Observer.NONE);
    }

    private NmfResult withVariancesOfTheData() {
        final double[][] v = new double[m_x.length][m_x[0].length];
        for (int j = 0; j < v.length; j++) {
            for (int i = 0; i < v[j].length; i++) {
                v[j][i] = 1 / (Math.max(m_x[j][i], 0) / GAIN + SIGMA * SIGMA);
            }
        }
        return Nmf.factorise(NmfProblem.of(Observations.of(m_x, v)), settings(), Observer.NONE);
    }

    /** Total flux of the reconstruction less that of the truth, as a fraction. */
    private double fluxError(final Factors factors) {
        double flux = 0;
        double truth = 0;
        final double[] model = new double[factors.pixels()];
        for (int j = 0; j < m_truth.length; j++) {
            factors.reconstruct(j, model);
            flux += Arrays.stream(model).sum();
            truth += Arrays.stream(m_truth[j]).sum();
        }
        return flux / truth - 1;
    }

    private double rms(final Factors factors) {
        double squares = 0;
        final double[] model = new double[factors.pixels()];
        for (int j = 0; j < m_truth.length; j++) {
            factors.reconstruct(j, model);
            for (int i = 0; i < model.length; i++) {
                final double error = model[i] - m_truth[j][i];
                squares += error * error;
            }
        }
        return Math.sqrt(squares / ((double)m_truth.length * factors.pixels()));
    }

    @Test
    public void variancesOfTheModelGiveTheFluxThatTrueOnesGive() {
        final NmfResult ideal = withTrueVariances();
        final NmfResult result = Nmf.factorise(withBackground(), settings(), Observer.NONE);
        assertThat(fluxError(result.factors())).isCloseTo(fluxError(ideal.factors()), within(0.003));
        assertThat(rms(result.factors())).isCloseTo(rms(ideal.factors()), within(0.03 * rms(ideal.factors())));
        // what this is for: weights of the noisy data themselves lose flux
        assertThat(fluxError(withVariancesOfTheData().factors())).isLessThan(-0.03);
    }

    @Test
    public void theMisfitIsThatOfTheWeightsHandedOver() {
        final NmfResult result =
            Nmf.factorise(withBackground(), settings().toBuilder().scaling(Scaling.SUM).build(), Observer.NONE);
        final double[] x = new double[m_x[0].length];
        final double[] v = new double[x.length];
        final double[] model = new double[x.length];
        double chi2 = 0;
        for (int j = 0; j < m_x.length; j++) {
            result.data().copy(j, x, v);
            result.factors().reconstruct(j, model);
            for (int i = 0; i < x.length; i++) {
                chi2 += v[i] * (x[i] - model[i]) * (x[i] - model[i]);
                // the templates stood still within a thousandth when the weights were taken
                assertThat(1 / v[i]).isCloseTo(model[i] / GAIN + SIGMA * SIGMA,
                    within(0.02 * (model[i] / GAIN + SIGMA * SIGMA)));
            }
        }
        assertThat(result.chi2()).isCloseTo(chi2, within(1e-9 * chi2));
        // 24 000 entries less about 640 numbers of the model; 4 standard deviations
        assertThat(chi2 / (m_x.length * x.length - 640)).isCloseTo(1, within(0.04));
        assertThat(result.warnings()).isEmpty();
        assertThat(Arrays.stream(result.factors().w(), 0, x.length).sum()).isCloseTo(1, within(1e-12));
    }

    @Test
    public void missingEntriesStayMissing() {
        final double[][] v = constant(m_x, 1 / (SIGMA * SIGMA));
        v[3][5] = 0;
        final NmfResult result = Nmf.factorise(
            NmfProblem.of(Observations.of(m_x, v)).withPhotonNoise(new PhotonNoise(GAIN)), settings(), Observer.NONE);
        assertThat(result.data().missingEntries()).isEqualTo(1);
        assertThat(result.data().observedCount(3)).isEqualTo(m_x[3].length - 1);
    }

    @Test
    public void allRoundsTogetherTakeTheIterationsAllowed() {
        for (final int most : new int[]{0, 1, 7, 40}) {
            final NmfResult result = Nmf.factorise(withBackground(),
                settings().toBuilder().algorithm(Algorithm.NEARLY)
                    .stopping(new Stopping(most, 0, 0, Double.POSITIVE_INFINITY)).build(),
                Observer.NONE);
            assertThat(result.passes()).isEqualTo(most);
            assertThat(result.stopReason()).isEqualTo(StopReason.ITERATION_LIMIT);
            assertThat(result.trace()).hasSize(most + 1);
            assertThat(result.trace().get(most).pass()).isEqualTo(most);
        }
    }

    @Test
    public void threadsDoNotChangeABit() {
        final NmfResult one =
            Nmf.factorise(withBackground(), settings().toBuilder().threads(1).restarts(2).build(), Observer.NONE);
        final NmfResult three =
            Nmf.factorise(withBackground(), settings().toBuilder().threads(3).restarts(2).build(), Observer.NONE);
        assertThat(three.factors().w()).isEqualTo(one.factors().w());
        assertThat(three.factors().h()).isEqualTo(one.factors().h());
        assertThat(one.seeds()).containsExactly(3L, 4L);
    }

    @Test
    public void aProjectionTakesItsVariancesFromItself() {
        final double[][] lines = new Doublet(120, 200, 40, 0.5, 2, 1, 2, NoiseDraw.SIGMA).simulate(5).templates();
        final double[] w = new double[240];
        System.arraycopy(lines[0], 0, w, 0, 120);
        System.arraycopy(lines[1], 0, w, 120, 120);
        final ProjectionSettings settings = new ProjectionSettings(true, 0, Machine.PROCESSOR);
        final Projection projection =
            Nmf.project(Observations.of(m_x, constant(m_x, 1 / (SIGMA * SIGMA))), w,
                settings.withPhotonNoise(new PhotonNoise(GAIN)), Observer.NONE);
        assertThat(projection.warnings()).isEmpty();
        // 400 coefficients of about 3 % each: 0.15 %, three of them
        assertThat(fluxError(projection.factors())).isCloseTo(0, within(0.005));
        final double[] x = new double[120];
        final double[] v = new double[120];
        final double[] model = new double[120];
        projection.data().copy(17, x, v);
        projection.factors().reconstruct(17, model);
        for (int i = 0; i < 120; i++) {
            assertThat(1 / v[i]).isCloseTo(model[i] / GAIN + SIGMA * SIGMA,
                within(1e-3 * (model[i] / GAIN + SIGMA * SIGMA)));
        }
    }

    @Test
    public void whatHasNoVariancesIsRefused() {
        final double[][] counts = Arrays.stream(m_x).map(row -> Arrays.stream(row).map(value -> Math.max(value, 0))
            .toArray()).toArray(double[][]::new);
        final NmfProblem problem =
            NmfProblem.of(Observations.of(counts, null)).withPhotonNoise(new PhotonNoise(1));
        assertThatThrownBy(() -> Nmf.factorise(problem, NmfSettings.builder().algorithm(Algorithm.WEIGHTED_MU)
            .distance(Distance.KULLBACK_LEIBLER).build(), Observer.NONE))
            .hasMessageContaining("takes no background variance");
        assertThatThrownBy(() -> Nmf.factorise(problem, NmfSettings.builder().algorithm(Algorithm.LEE_SEUNG).build(),
            Observer.NONE)).hasMessageContaining("Algorithms that do");
        for (final double gain : new double[]{0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new PhotonNoise(gain)).hasMessageContaining("The gain is " + gain);
        }
    }

    @Test
    public void aSearchIsNotContinuedWithOtherWeights() {
        final NmfResult result = Nmf.factorise(withBackground(), settings(), Observer.NONE);
        assertThatThrownBy(() -> Nmf.resume(withBackground(), settings(), result.state(), Observer.NONE))
            .hasMessageContaining("start from its templates and coefficients instead");
    }
}
