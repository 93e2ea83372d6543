package org.noisynmf.engine.posterior.chain;

import java.util.Arrays;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.posterior.draw.KeyedRandom;

/**
 * What draws are compared with: the fit W₀, H₀ in the gauge Σ_i w_ik = 1 over the observed pixels, held templates as they
 * are. The chain itself is never normalised, since that would not be a step that leaves the posterior as it is; only
 * copies are.
 */
public final class Reference {

    /** Entries of W H that are watched. */
    private static final int ENTRIES = 200;

    private final int m_pixels;

    private final int m_observations;

    private final int m_rank;

    private final double[] m_w;

    private final double[] m_h;

    private final boolean[] m_observed;

    private final boolean[] m_held;

    private final double[] m_inverse;

    private final int[] m_entryPixel;

    private final int[] m_entryObservation;

    /**
     * @param data X and V. Not modified.
     * @param w W₀ in stored units, d × q. Not modified.
     * @param h H₀, q × n. Not modified.
     * @param held templates that are not drawn
     */
    public Reference(final Observations data, final double[] w, final double[] h, final int[] held) {
        m_pixels = data.pixels();
        m_observations = data.count();
        m_rank = w.length / m_pixels;
        m_observed = new boolean[m_pixels];
        for (int i = 0; i < m_pixels; i++) {
            m_observed[i] = data.pixelObserved(i);
        }
        m_held = new boolean[m_rank];
        for (final int k : held) {
            m_held[k] = true;
        }
        m_w = w.clone();
        m_h = h.clone();
        final double[] gauge = new double[m_rank];
        gauge(w, gauge);
        for (int p = 0; p < w.length; p++) {
            m_w[p] /= gauge[p / m_pixels];
        }
        for (int p = 0; p < h.length; p++) {
            m_h[p] *= gauge[p % m_rank];
        }
        m_inverse = pseudoInverse();
        final int entries = (int)Math.min(ENTRIES, (long)m_pixels * m_observations);
        m_entryPixel = new int[entries];
        m_entryObservation = new int[entries];
        final KeyedRandom random = new KeyedRandom();
        random.state(KeyedRandom.key(1, 0, 0));
        for (int e = 0; e < entries; e++) {
            m_entryPixel[e] = random.nextInt(m_pixels);
            m_entryObservation[e] = random.nextInt(m_observations);
        }
    }

    /** W₀⁺, q × d; a template that is 0 everywhere or equal to others has no part of its own in it. */
    private double[] pseudoInverse() {
        final DMatrixRMaj w = new DMatrixRMaj(m_pixels, m_rank);
        for (int p = 0; p < m_w.length; p++) {
            w.set(p % m_pixels, p / m_pixels, m_observed[p % m_pixels] ? m_w[p] : 0);
        }
        final DMatrixRMaj inverse = new DMatrixRMaj(m_rank, m_pixels);
        CommonOps_DDRM.pinv(w, inverse);
        return Arrays.copyOf(inverse.getData(), m_rank * m_pixels);
    }

    /** @return d */
    public int pixels() {
        return m_pixels;
    }

    /** @return n */
    public int observations() {
        return m_observations;
    }

    /** @return q */
    public int rank() {
        return m_rank;
    }

    /** @return W₀ in its gauge, d × q. Read-only. */
    public double[] w() {
        return m_w;
    }

    /** @return H₀ in its gauge, q × n. Read-only. */
    public double[] h() {
        return m_h;
    }

    /** @return whether template k is held */
    public boolean held(final int k) {
        return m_held[k];
    }

    /** @return number of watched entries of W H */
    public int entries() {
        return m_entryPixel.length;
    }

    /** @return pixel of each watched entry */
    public int[] entryPixels() {
        return m_entryPixel.clone();
    }

    /** @return observation of each watched entry */
    public int[] entryObservations() {
        return m_entryObservation.clone();
    }

    /**
     * Σ_i w_ik, by which a copy of W is divided and one of H multiplied; 1 for held templates and for those that are 0.
     *
     * @param w W, d × q. Not modified.
     * @param out receives q values &gt; 0. Modified.
     */
    public void gauge(final double[] w, final double[] out) {
        for (int k = 0; k < m_rank; k++) {
            double sum = 0;
            for (int i = 0; i < m_pixels && !m_held[k]; i++) {
                sum += m_observed[i] ? w[k * m_pixels + i] : 0;
            }
            out[k] = sum > 0 ? sum : 1;
        }
    }

    /**
     * M = W₀⁺ W of a normalised copy: its entries off the diagonal are the rotation, the slowest direction of a chain.
     *
     * @param w W, d × q, not normalised. Not modified.
     * @param gauge its {@link #gauge}. Not modified.
     * @param out receives q × q values row by row. Modified.
     */
    void rotation(final double[] w, final double[] gauge, final double[] out) {
        for (int k = 0; k < m_rank; k++) {
            for (int l = 0; l < m_rank; l++) {
                double sum = 0;
                for (int i = 0; i < m_pixels; i++) {
                    sum += m_inverse[k * m_pixels + i] * w[l * m_pixels + i];
                }
                out[k * m_rank + l] = sum / gauge[l];
            }
        }
    }

    /**
     * Watched entries of W H.
     *
     * @param w W, d × q. Not modified.
     * @param h H, q × n. Not modified.
     * @param out receives {@link #entries} values from {@code at}. Modified.
     * @param at position of the first
     */
    public void entries(final double[] w, final double[] h, final double[] out, final int at) {
        for (int e = 0; e < m_entryPixel.length; e++) {
            double sum = 0;
            for (int k = 0; k < m_rank; k++) {
                sum += w[k * m_pixels + m_entryPixel[e]] * h[m_entryObservation[e] * m_rank + k];
            }
            out[at + e] = sum;
        }
    }
}
