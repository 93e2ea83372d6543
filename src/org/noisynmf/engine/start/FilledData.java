package org.noisynmf.engine.start;

import java.util.Arrays;

import org.noisynmf.engine.data.Observations;

/**
 * The data as a full matrix, for methods that know no missing entries: where nothing was observed stands the weighted
 * mean of the pixel, scaled to what was observed of the observation. Negative values stay as they are. In stored units.
 */
final class FilledData {

    private final Observations m_data;

    private final double[] m_mean;

    private final double[] m_amplitude;

    private final double[] m_pixelScale;

    private final double[] m_observationScale;

    private final double[] m_v;

    /**
     * @param data X and V. Not modified.
     */
    FilledData(final Observations data) {
        m_data = data;
        m_mean = new double[data.pixels()];
        m_amplitude = new double[data.count()];
        m_pixelScale = new double[data.pixels()];
        m_observationScale = new double[data.count()];
        m_v = new double[data.pixels()];
        Arrays.fill(m_pixelScale, 1);
        Arrays.fill(m_observationScale, 1);
        findMeans();
    }

    private void findMeans() {
        final int d = m_data.pixels();
        final double[] x = new double[d];
        final double[] weight = new double[d];
        for (int j = 0; j < m_data.count(); j++) {
            m_data.copy(j, x, m_v);
            for (int i = 0; i < d; i++) {
                if (m_v[i] > 0) {
                    final double v = Math.scalb(m_v[i], -m_data.weightExponent());
                    m_mean[i] += v * Math.scalb(x[i], -m_data.dataExponent());
                    weight[i] += v;
                }
            }
        }
        for (int i = 0; i < d; i++) {
            m_mean[i] = weight[i] > 0 ? m_mean[i] / weight[i] : 0;
        }
        for (int j = 0; j < m_data.count(); j++) {
            m_data.copy(j, x, m_v);
            double cross = 0;
            double square = 0;
            for (int i = 0; i < d; i++) {
                if (m_v[i] > 0) {
                    final double v = Math.scalb(m_v[i], -m_data.weightExponent());
                    cross += v * m_mean[i] * Math.scalb(x[i], -m_data.dataExponent());
                    square += v * m_mean[i] * m_mean[i];
                }
            }
            m_amplitude[j] = square > 0 ? Math.max(cross / square, 0) : 0;
        }
    }

    /** @return d */
    int pixels() {
        return m_data.pixels();
    }

    /** @return n */
    int count() {
        return m_data.count();
    }

    /**
     * One observation, filled and scaled.
     *
     * @param j index of the observation
     * @param out receives d values. Modified.
     */
    void row(final int j, final double[] out) {
        m_data.copy(j, out, m_v);
        for (int i = 0; i < out.length; i++) {
            final double value =
                m_v[i] > 0 ? Math.scalb(out[i], -m_data.dataExponent()) : m_amplitude[j] * m_mean[i];
            out[i] = value * m_pixelScale[i] * m_observationScale[j];
        }
    }

    /** @return mean size |x| of the entries */
    double meanSize() {
        final double[] row = new double[pixels()];
        double sum = 0;
        for (int j = 0; j < count(); j++) {
            row(j, row);
            for (final double value : row) {
                sum += Math.abs(value);
            }
        }
        return sum / count() / pixels();
    }

    /**
     * Scales observations or pixels to sum 1; those whose sum is not positive, or is less than a share of the largest, are
     * scaled to 0, for normalising them would blow up their noise.
     *
     * @param byPixel whether pixels are scaled (else observations)
     * @param share the smallest sum kept, relative to the largest
     */
    void normalise(final boolean byPixel, final double share) {
        final double[] row = new double[pixels()];
        final double[] sums = new double[byPixel ? pixels() : count()];
        for (int j = 0; j < count(); j++) {
            row(j, row);
            for (int i = 0; i < row.length; i++) {
                sums[byPixel ? i : j] += row[i];
            }
        }
        final double smallest = share * Arrays.stream(sums).max().orElse(0);
        final double[] scale = byPixel ? m_pixelScale : m_observationScale;
        for (int p = 0; p < sums.length; p++) {
            scale[p] = sums[p] > 0 && sums[p] >= smallest ? 1 / sums[p] : 0;
        }
    }
}
