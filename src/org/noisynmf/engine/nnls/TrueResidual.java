package org.noisynmf.engine.nnls;

import java.util.Arrays;

import org.noisynmf.engine.data.Observations;

/**
 * What a model leaves of an observation, x − W z, with twice the digits of double precision, for steps of iterative
 * refinement, which need the small difference exactly and nothing else. Products and sums with their errors: Ogita, Rump
 * and Oishi (2005), algorithms 3.3 and 5.3.
 *
 * <p>Belongs to one thread at a time.
 */
final class TrueResidual {

    /** 2^27 + 1, which splits a double into two halves. Dekker (1971). */
    private static final double SPLITTER = 0x1p27 + 1;

    private final Observations m_data;

    private final double[] m_templates;

    private final int m_rank;

    private final double[] m_sum;

    private final double[] m_error;

    /**
     * @param data the observations. Not modified.
     * @param templates W, d × q, template k contiguous, of order one. Not modified.
     * @param rank q
     */
    TrueResidual(final Observations data, final double[] templates, final int rank) {
        m_data = data;
        m_templates = templates;
        m_rank = rank;
        m_sum = new double[data.tileWidth()];
        m_error = new double[data.tileWidth()];
    }

    /**
     * Wᵀ V (x − W z).
     *
     * @param j index of the observation
     * @param z q coefficients in stored units. Not modified.
     * @param out receives q values in stored units. Modified.
     */
    void project(final int j, final double[] z, final double[] out) {
        Arrays.fill(out, 0, m_rank, 0);
        for (int s = m_data.firstStrip(j); s < m_data.firstStrip(j + 1); s++) {
            final int first = m_data.tileOf(s) * m_data.tileWidth();
            final int width = weightedResidual(s, z, first);
            for (int k = 0; k < m_rank; k++) {
                final int at = k * m_data.pixels() + first;
                double sum = 0;
                for (int i = 0; i < width; i++) {
                    sum += m_templates[at + i] * m_sum[i];
                }
                out[k] += sum;
            }
        }
    }

    /**
     * √V (x − W z), one after the other for the entries with weight.
     *
     * @param j index of the observation
     * @param z q coefficients in stored units. Not modified.
     * @param out receives as many values as the observation has entries, in stored units. Modified.
     */
    void entries(final int j, final double[] z, final double[] out) {
        int entry = 0;
        for (int s = m_data.firstStrip(j); s < m_data.firstStrip(j + 1); s++) {
            final int width = weightedResidual(s, z, m_data.tileOf(s) * m_data.tileWidth());
            final Object weights = m_data.weights(s);
            for (int i = 0; i < width; i++) {
                final double v = value(weights, i);
                if (v > 0) {
                    out[entry++] = m_sum[i] / Math.sqrt(v);
                }
            }
        }
    }

    /** Writes V (x − W z) of one strip to the sums, and returns how many there are. */
    private int weightedResidual(final int strip, final double[] z, final int first) {
        final int width = Math.min(m_data.tileWidth(), m_data.pixels() - first);
        final Object weights = m_data.weights(strip);
        final Object weightedData = m_data.weightedData(strip);
        model(z, first, width);
        for (int i = 0; i < width; i++) {
            final double v = value(weights, i);
            // the first two cancel
            final double product = v * m_sum[i];
            m_sum[i] = value(weightedData, i) - product - productError(v, m_sum[i], product) - v * m_error[i];
        }
        return width;
    }

    /** W z over one tile, as a sum and its error. */
    private void model(final double[] z, final int first, final int width) {
        Arrays.fill(m_sum, 0, width, 0);
        Arrays.fill(m_error, 0, width, 0);
        for (int k = 0; k < m_rank; k++) {
            if (z[k] != 0) {
                final int at = k * m_data.pixels() + first;
                for (int i = 0; i < width; i++) {
                    final double w = m_templates[at + i];
                    final double product = w * z[k];
                    final double sum = m_sum[i] + product;
                    final double part = sum - m_sum[i];
                    final double rounding = m_sum[i] - (sum - part) + (product - part);
                    m_error[i] += rounding + productError(w, z[k], product);
                    m_sum[i] = sum;
                }
            }
        }
    }

    /** a b − fl(a b), exactly, without fused instructions, which some processors lack. */
    private static double productError(final double a, final double b, final double product) {
        final double splitA = SPLITTER * a;
        final double highA = splitA - (splitA - a);
        final double lowA = a - highA;
        final double splitB = SPLITTER * b;
        final double highB = splitB - (splitB - b);
        final double lowB = b - highB;
        return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);
    }

    private static double value(final Object strip, final int i) {
        return strip instanceof double[] d ? d[i] : ((float[])strip)[i];
    }
}
