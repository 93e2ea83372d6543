package org.noisynmf.engine.posterior.chain;

import java.util.Arrays;
import java.util.Map;

/**
 * What is kept of the sweeps of one chain that lie in a window: sums over normalised copies, the traces that tell of
 * convergence, and thinned draws of the templates.
 */
public final class Recorder {

    /** Sweeps of a window whose traces are kept, at most. */
    private static final int TRACE = 2000;

    /** One in so many sweeps is added to the mean of W H: a product costs as much as the sweep. */
    private static final int RECONSTRUCTED = 5;

    private final Reference m_reference;

    private final int m_first;

    private final int m_stride;

    private final int m_drawStride;

    private final double[][] m_sums;

    private final double[] m_reconstruction;

    private final double[] m_trace;

    private final int m_traceWidth;

    private final double[][] m_draws;

    private final double[] m_gauge;

    private int m_count;

    private int m_reconstructed;

    /**
     * @param reference what draws are compared with
     * @param first sweep with which the window begins
     * @param end sweep before which it ends
     * @param draws of the templates to keep, ≥ 1
     * @param components of a coefficient's prior
     * @param reconstruction whether the mean of W H is wanted
     */
    public Recorder(final Reference reference, final int first, final int end, final int draws, final int components,
        final boolean reconstruction) {
        m_reference = reference;
        m_first = first;
        final int window = end - first;
        final int q = reference.rank();
        m_stride = (window + TRACE - 1) / TRACE;
        m_drawStride = Math.max(1, window / draws);
        final int ofW = q * reference.pixels();
        final int ofH = q * reference.observations();
        m_sums = new double[][]{new double[ofW], new double[ofW], new double[ofW], new double[ofH], new double[ofH],
            new double[ofH]};
        m_reconstruction = new double[reconstruction ? reference.pixels() * reference.observations() : 0];
        m_traceWidth = q * q + reference.entries() + 2;
        m_trace = new double[Math.multiplyExact(window / m_stride, m_traceWidth)];
        m_draws = new double[Math.min(draws, window / m_drawStride)][ofW + q * components + 1];
        m_gauge = new double[q];
    }

    /**
     * @param pixels d
     * @param observations n
     * @param rank q
     * @param draws of the templates to keep
     * @param reconstruction whether the mean of W H is wanted
     * @return bytes that one takes, at most
     */
    public static double bytes(final int pixels, final int observations, final int rank, final int draws,
        final boolean reconstruction) {
        return 8 * (3.0 * rank * ((double)pixels + observations) + TRACE * (rank * (double)rank + 202)
            + draws * (double)rank * (pixels + 27.0) + (reconstruction ? (double)pixels * observations : 0));
    }

    /** @return the sweep with which the window begins */
    public int first() {
        return m_first;
    }

    /**
     * @param state after a sweep of the window. Not modified.
     */
    void add(final ChainState state) {
        final double[] w = state.m_w;
        final double[] h = state.m_h;
        m_reference.gauge(w, m_gauge);
        final int d = m_reference.pixels();
        final int q = m_reference.rank();
        for (int k = 0; k < q; k++) {
            addTemplate(w, k * d, d, 1 / m_gauge[k]);
        }
        addCoefficients(h, q);
        m_count++;
        if (m_count % m_stride == 0) {
            final int at = (m_count / m_stride - 1) * m_traceWidth;
            if (at + m_traceWidth <= m_trace.length) {
                trace(state, at);
            }
        }
        if (m_count % m_drawStride == 0 && m_count / m_drawStride <= m_draws.length) {
            final double[] draw = m_draws[m_count / m_drawStride - 1];
            System.arraycopy(w, 0, draw, 0, w.length);
            System.arraycopy(state.m_coefficientWeights, 0, draw, w.length, state.m_coefficientWeights.length);
            draw[draw.length - 1] = state.m_noiseScale;
        }
        if (m_reconstruction.length > 0 && m_count % RECONSTRUCTED == 0) {
            reconstruct(w, h, q, d);
        }
    }

    /** Deviations from the reference are added up, so that no digits are lost in the variance. */
    private void addTemplate(final double[] w, final int from, final int length, final double scale) {
        final double[] reference = m_reference.w();
        for (int p = from; p < from + length; p++) {
            final double deviation = w[p] * scale - reference[p];
            m_sums[0][p] += deviation;
            m_sums[1][p] += deviation * deviation;
            m_sums[2][p] += w[p] == 0 ? 1 : 0;
        }
    }

    private void addCoefficients(final double[] h, final int q) {
        final double[] reference = m_reference.h();
        for (int p = 0, k = 0; p < h.length; p++, k = k + 1 == q ? 0 : k + 1) {
            final double deviation = h[p] * m_gauge[k] - reference[p];
            m_sums[3][p] += deviation;
            m_sums[4][p] += deviation * deviation;
            m_sums[5][p] += h[p] == 0 ? 1 : 0;
        }
    }

    private void trace(final ChainState state, final int at) {
        final int q = m_reference.rank();
        final double[] rotation = new double[q * q];
        m_reference.rotation(state.m_w, m_gauge, rotation);
        System.arraycopy(rotation, 0, m_trace, at, q * q);
        m_reference.entries(state.m_w, state.m_h, m_trace, at + q * q);
        m_trace[at + m_traceWidth - 2] = state.m_noiseScale;
        m_trace[at + m_traceWidth - 1] = state.m_chi2;
    }

    private void reconstruct(final double[] w, final double[] h, final int q, final int d) {
        for (int j = 0; j < m_reference.observations(); j++) {
            for (int k = 0; k < q; k++) {
                final double c = h[j * q + k];
                for (int i = 0, p = j * d; c != 0 && i < d; i++, p++) {
                    m_reconstruction[p] += c * w[k * d + i];
                }
            }
        }
        m_reconstructed++;
    }

    /** @return number of sweeps added */
    public int count() {
        return m_count;
    }

    /**
     * @param index 0, 1, 2: Σ deviation, Σ deviation², zeros of W; 3, 4, 5: the same of H
     * @return the sums. Read-only.
     */
    public double[] sums(final int index) {
        return m_sums[index];
    }

    /** @return mean of W H, stored units, observation j contiguous; empty unless wanted */
    public double[] reconstruction() {
        return Arrays.stream(m_reconstruction).map(sum -> sum / m_reconstructed).toArray();
    }

    /** @return sweeps of which traces are kept */
    public int traced() {
        return Math.min(m_count / m_stride, m_trace.length / m_traceWidth);
    }

    /**
     * @param column entry of M (0 … q² − 1), then entries of W H, then φ and χ²
     * @return its trace
     */
    public double[] trace(final int column) {
        final double[] trace = new double[traced()];
        for (int t = 0; t < trace.length; t++) {
            trace[t] = m_trace[t * m_traceWidth + column];
        }
        return trace;
    }

    /** @return sweeps between two of a trace */
    public int stride() {
        return m_stride;
    }

    /** @return W, weights of the coefficients' priors, and φ of each kept draw, one after the other. Read-only. */
    public double[][] draws() {
        return Arrays.copyOf(m_draws, Math.min(m_count / m_drawStride, m_draws.length));
    }

    /** Puts everything under names that begin with the prefix. */
    void save(final String prefix, final Map<String, double[]> values) {
        values.put(prefix + "counts", new double[]{m_count, m_reconstructed});
        for (int s = 0; s < m_sums.length; s++) {
            values.put(prefix + "sums" + s, m_sums[s].clone());
        }
        values.put(prefix + "reconstruction", m_reconstruction.clone());
        values.put(prefix + "trace", m_trace.clone());
        for (int s = 0; s < m_draws.length; s++) {
            values.put(prefix + "draw" + s, m_draws[s].clone());
        }
    }

    /** Takes back what {@link #save} put. */
    void restore(final String prefix, final Map<String, double[]> values) {
        final double[] counts = new double[2];
        Saved.take(values, prefix + "counts", counts);
        m_count = (int)counts[0];
        m_reconstructed = (int)counts[1];
        for (int s = 0; s < m_sums.length; s++) {
            Saved.take(values, prefix + "sums" + s, m_sums[s]);
        }
        Saved.take(values, prefix + "reconstruction", m_reconstruction);
        Saved.take(values, prefix + "trace", m_trace);
        for (int s = 0; s < m_draws.length; s++) {
            Saved.take(values, prefix + "draw" + s, m_draws[s]);
        }
    }
}
