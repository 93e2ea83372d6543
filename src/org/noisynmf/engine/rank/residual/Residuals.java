package org.noisynmf.engine.rank.residual;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;

/**
 * Residuals of a model in units of σ, r_j = √V_·j ∘ (x_j − W h_j), observation by observation. Without a model they are
 * the data themselves. Belongs to one thread.
 */
public final class Residuals {

    private final Observations m_data;

    private final @Nullable Factors m_model;

    private final double[] m_fit;

    /** Weights of the observation read last, d values. */
    final double[] m_weights;

    /** Residuals of the observation read last, not weighted, d values; 0 where nothing is observed. */
    final double[] m_plain;

    /**
     * @param data X and V. Not modified.
     * @param model W and H; null for 0. Not modified.
     */
    public Residuals(final Observations data, final @Nullable Factors model) {
        m_data = data;
        m_model = model;
        m_fit = new double[data.pixels()];
        m_weights = new double[data.pixels()];
        m_plain = new double[data.pixels()];
    }

    /** @return weights of the observation read last, d values. Read-only. */
    public double[] weights() {
        return m_weights;
    }

    /** Reads x_j − W h_j and the weights. */
    void read(final int j) {
        m_data.copy(j, m_plain, m_weights);
        if (m_model != null && m_data.observedCount(j) > 0) {
            m_model.reconstruct(j, m_fit);
        }
        for (int i = 0; i < m_plain.length; i++) {
            m_plain[i] = m_weights[i] > 0 ? m_plain[i] - m_fit[i] : 0;
        }
    }

    /**
     * @param j index of the observation
     * @param out receives r_j, d values, 0 where nothing is observed. Modified.
     */
    public void weighted(final int j, final double[] out) {
        read(j);
        for (int i = 0; i < out.length; i++) {
            out[i] = m_weights[i] > 0 ? Math.sqrt(m_weights[i]) * m_plain[i] : 0;
        }
    }

    /** @return d */
    public int pixels() {
        return m_data.pixels();
    }

    /** @return n */
    public int count() {
        return m_data.count();
    }
}
