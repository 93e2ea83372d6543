package org.noisynmf.engine.errors;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.Observer;

/** The base of a displacement in stored units and with Σ_i w_ik = 1 over observed pixels. */
final class StoredBase {

    private final double[] m_w;

    private final double[] m_h;

    private final double[] m_sums;

    private final double[] m_units;

    private double m_chi2 = Double.NaN;

    private double[] m_conditional = new double[0];

    private StoredBase(final double[] w, final double[] h, final double[] sums, final double[] units) {
        m_w = w;
        m_h = h;
        m_sums = sums;
        m_units = units;
    }

    /**
     * @param data X and V. Not modified.
     * @param base W and H without NaN. Not modified.
     * @return the same in stored units
     */
    static StoredBase of(final Observations data, final Factors base) {
        final int d = base.pixels();
        final int q = base.rank();
        final double[] w = new double[d * q];
        final double[] h = base.h().clone();
        final double[] sums = new double[q];
        for (int p = 0; p < w.length; p++) {
            w[p] = data.pixelObserved(p % d) ? base.w()[p] : 0;
            sums[p / d] += w[p];
        }
        for (int p = 0; p < w.length; p++) {
            w[p] = sums[p / d] > 0 ? w[p] / sums[p / d] : 0;
        }
        for (int p = 0; p < h.length; p++) {
            h[p] = Math.scalb(h[p] * sums[p % q], -data.dataExponent());
        }
        return new StoredBase(w, h, sums, sums.clone());
    }

    /** Goes down to the minimum of χ² from here, so that a rise is one. */
    void settle(final Observations data, final int[] held, final Observer observer) {
        try (DisplacedFit fit = new DisplacedFit(data, m_sums.length, held, observer)) {
            for (int again = 0; again < 3; again++) {
                m_chi2 = fit.fit(m_w, m_h, -1, 0, 0);
            }
            m_conditional = fit.conditional();
        }
        final int d = m_w.length / m_sums.length;
        for (int k = 0; k < m_sums.length; k++) {
            double sum = 0;
            for (int i = 0; i < d; i++) {
                sum += m_w[k * d + i];
            }
            for (int i = 0; i < d && sum > 0; i++) {
                m_w[k * d + i] /= sum;
                m_conditional[k * d + i] /= sum;
            }
            for (int p = k; p < m_h.length; p += m_sums.length) {
                m_h[p] *= sum;
            }
        }
    }

    /** @return W, d × q, a copy */
    double[] w() {
        return m_w.clone();
    }

    /** @return H, q × n, a copy */
    double[] h() {
        return m_h.clone();
    }

    /** @return a share of a template, d × q */
    double w(final int pixel, final int template) {
        return m_w[template * (m_w.length / m_sums.length) + pixel];
    }

    /** @return how far a share may move for Δχ² = 1 with everything else frozen */
    double conditional(final int pixel, final int template) {
        return m_conditional[template * (m_w.length / m_sums.length) + pixel];
    }

    /** @return sums of the templates as given, 0 for those that are 0 everywhere */
    double[] sums() {
        return m_sums;
    }

    /** @return by what shares are multiplied to be in the units of the templates as given */
    double[] units() {
        return m_units;
    }

    /** @return χ² at the minimum, in the caller's units */
    double chi2() {
        return m_chi2;
    }
}
