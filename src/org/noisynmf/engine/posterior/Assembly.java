package org.noisynmf.engine.posterior;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.LoopState;
import org.noisynmf.engine.posterior.chain.Recorder;
import org.noisynmf.engine.posterior.chain.Reference;
import org.noisynmf.engine.posterior.draw.Mixture;
import org.noisynmf.engine.settings.Scaling;

/** Puts together what the chains recorded: from stored units and the gauge of the sums to the caller's units and scale. */
final class Assembly {

    private final Beginning m_beginning;

    private final Reference m_reference;

    private final PosteriorSettings m_settings;

    private final List<Recorder> m_chains;

    private final Diagnosis m_diagnosis;

    private final double m_unit;

    /** By what templates in the caller's units are divided, and coefficients multiplied. */
    private final double[] m_norm;

    /** Typical coefficients, which set the grids of the priors. */
    private final double[] m_scales;

    private final int m_pixels;

    private final int m_rank;

    /**
     * @param beginning where the chains began
     * @param reference with what they were compared
     * @param settings the method
     * @param chains what they recorded
     * @param diagnosis which template of each plays which part
     */
    Assembly(final Beginning beginning, final Reference reference, final PosteriorSettings settings,
        final List<Recorder> chains, final Diagnosis diagnosis) {
        m_beginning = beginning;
        m_reference = reference;
        m_settings = settings;
        m_chains = chains;
        m_diagnosis = diagnosis;
        m_pixels = reference.pixels();
        m_rank = reference.rank();
        m_scales = beginning.coefficientScales();
        m_unit = Math.scalb(1.0, beginning.data().dataExponent());
        m_norm = norms(estimate(true, ones()).mean());
    }

    private double[] ones() {
        final double[] ones = new double[m_rank];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** Pixels that nothing was observed in hold nothing that was learnt, and so do not count. */
    private double[] norms(final double[] mean) {
        final Scaling scaling = m_settings.fit().output().scaling();
        final double[] norms = ones();
        for (int k = 0; k < m_rank; k++) {
            double norm = 0;
            for (int i = 0; i < m_pixels; i++) {
                final double value = m_beginning.data().pixelObserved(i) ? mean[k * m_pixels + i] : 0;
                norm = switch (scaling) {
                    case MAX -> Math.max(norm, value);
                    case EUCLIDEAN -> Math.hypot(norm, value);
                    case NONE, SUM -> norm + value;
                };
            }
            norms[k] = norm > 0 && !m_reference.held(k) ? norm : 1;
        }
        return norms;
    }

    /** Mean, standard deviation and probability of 0 over all chains; templates divided by the norms. */
    private Estimate estimate(final boolean templates, final double[] norm) {
        final double[] reference = templates ? m_reference.w() : m_reference.h();
        final int first = templates ? 0 : 3;
        final double[] mean = new double[reference.length];
        final double[] sd = new double[reference.length];
        final double[] zero = new double[reference.length];
        final int count = m_chains.stream().mapToInt(Recorder::count).sum();
        for (int p = 0; p < reference.length; p++) {
            final int k = templates ? p / m_pixels : p % m_rank;
            // before each chain's templates were told apart they were numbered by itself
            double sum = 0;
            double squares = 0;
            double zeros = 0;
            for (int c = 0; c < m_chains.size(); c++) {
                final int l = m_diagnosis.partner()[c][k];
                final int own = templates ? l * m_pixels + p % m_pixels : p - k + l;
                final Recorder chain = m_chains.get(c);
                final double shift = reference[own] - reference[p];
                final double deviation = chain.sums(first)[own];
                sum += deviation + chain.count() * shift;
                squares += chain.sums(first + 1)[own] + 2 * shift * deviation + chain.count() * shift * shift;
                zeros += chain.sums(first + 2)[own];
            }
            final double scale = templates ? m_unit / norm[k] : norm[k];
            final double average = sum / count;
            // the reference plus the deviation must not fall below 0 by rounding
            mean[p] = Math.max(reference[p] + average, 0) * scale;
            sd[p] = Math.sqrt(Math.max(squares / count - average * average, 0)) * scale;
            zero[p] = zeros / count;
        }
        return new Estimate(mean, sd, zero);
    }

    /**
     * @param sweeps of each chain
     * @param warnings what the user should know
     * @param state to go on from
     * @return the result
     */
    @SuppressWarnings("NullAway") // the reconstruction may be null, which it does not see of an array in a record
    PosteriorResult result(final int sweeps, final List<String> warnings, final LoopState state) {
        final Observations data = m_beginning.data();
        final Estimate templates = estimate(true, m_norm);
        final Estimate coefficients = estimate(false, m_norm);
        final int n = m_reference.observations();
        final double[] w = m_reference.w().clone();
        final double[] h = m_reference.h().clone();
        for (int p = 0; p < w.length; p++) {
            w[p] *= m_unit / m_norm[p / m_pixels];
        }
        for (int p = 0; p < h.length; p++) {
            h[p] *= m_norm[p % m_rank];
        }
        final int noise = m_rank * m_rank + m_reference.entries();
        final double[] noiseScale = pooled(noise);
        final double meanNoise = Arrays.stream(noiseScale).average().orElse(1);
        return new PosteriorResult(data, new Factors(m_pixels, n, m_rank, w, h), m_beginning.chi2(),
            new Factors(m_pixels, n, m_rank, templates.mean(), coefficients.mean()), templates, coefficients,
            reconstruction(), watched(), draws(), m_diagnosis, traces(sweeps), m_chains.size(), sweeps, meanNoise,
            Math.sqrt(Arrays.stream(noiseScale).map(f -> (f - meanNoise) * (f - meanNoise)).average().orElse(0)),
            Arrays.stream(pooled(noise + 1)).average().orElse(Double.NaN), warnings, state);
    }

    private double[] pooled(final int column) {
        return m_chains.stream().flatMapToDouble(chain -> Arrays.stream(chain.trace(column))).toArray();
    }

    private double @Nullable [] reconstruction() {
        if (!m_settings.reconstruction()) {
            return null;
        }
        final double[] mean = new double[m_pixels * m_reference.observations()];
        for (final Recorder chain : m_chains) {
            final double[] of = chain.reconstruction();
            for (int p = 0; p < mean.length; p++) {
                mean[p] += of[p] * m_unit / m_chains.size();
            }
        }
        return mean;
    }

    private WatchedEntries watched() {
        final double[] mean = new double[m_reference.entries()];
        final double[] sd = new double[mean.length];
        for (int e = 0; e < mean.length; e++) {
            final double[] values = pooled(m_rank * m_rank + e);
            final double average = Arrays.stream(values).average().orElse(Double.NaN);
            mean[e] = average * m_unit;
            sd[e] = m_unit * Math.sqrt(Arrays.stream(values).map(z -> (z - average) * (z - average)).average()
                .orElse(Double.NaN));
        }
        return new WatchedEntries(m_reference.entryPixels(), m_reference.entryObservations(), mean, sd);
    }

    private TemplateDraws draws() {
        final List<double[]> w = new ArrayList<>();
        final List<double[]> gauges = new ArrayList<>();
        final List<double[]> weights = new ArrayList<>();
        final List<Double> noise = new ArrayList<>();
        for (int c = 0; c < m_chains.size(); c++) {
            for (final double[] draw : m_chains.get(c).draws()) {
                add(draw, m_diagnosis.partner()[c], w, gauges, weights);
                noise.add(draw[draw.length - 1]);
            }
        }
        return new TemplateDraws(m_pixels, m_rank, w.toArray(double[][]::new), gauges.toArray(double[][]::new),
            weights.toArray(double[][]::new), noise.stream().mapToDouble(f -> f).toArray(),
            m_scales);
    }

    private void add(final double[] draw, final int[] partner, final List<double[]> w, final List<double[]> gauges,
        final List<double[]> weights) {
        final double[] sums = new double[m_rank];
        m_reference.gauge(Arrays.copyOf(draw, m_rank * m_pixels), sums);
        final int components = Mixture.ofCoefficients(1).size();
        final double[] scaled = new double[m_rank * m_pixels];
        final double[] gauge = new double[m_rank];
        final double[] prior = new double[m_rank * components];
        for (int k = 0; k < m_rank; k++) {
            final int l = partner[k];
            // draws in stored units; divided by the gauge they are in the caller's units and the scale of the result
            final double divisor = sums[l] * m_norm[k];
            for (int i = 0; i < m_pixels; i++) {
                scaled[k * m_pixels + i] = draw[l * m_pixels + i] * m_unit / divisor;
            }
            // as if drawn on the prior's grid of template k
            gauge[k] = divisor * m_scales[l] / m_scales[k];
            System.arraycopy(draw, m_rank * m_pixels + l * components, prior, k * components, components);
        }
        w.add(scaled);
        gauges.add(gauge);
        weights.add(prior);
    }

    private List<ChainTrace> traces(final int sweeps) {
        final List<ChainTrace> traces = new ArrayList<>();
        for (int c = 0; c < m_chains.size(); c++) {
            final Recorder chain = m_chains.get(c);
            final int length = chain.traced();
            final int[] sweep = new int[length];
            Arrays.setAll(sweep, t -> chain.first() + (t + 1) * chain.stride());
            final double[][] rotation = new double[length][m_rank * m_rank];
            for (int k = 0; k < m_rank; k++) {
                for (int l = 0; l < m_rank; l++) {
                    final double[] trace = chain.trace(k * m_rank + m_diagnosis.partner()[c][l]);
                    for (int t = 0; t < length; t++) {
                        rotation[t][k * m_rank + l] = trace[t];
                    }
                }
            }
            final int noise = m_rank * m_rank + m_reference.entries();
            traces.add(new ChainTrace(c, sweep, rotation, chain.trace(noise), chain.trace(noise + 1)));
        }
        return traces;
    }
}
