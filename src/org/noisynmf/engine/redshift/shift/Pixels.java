package org.noisynmf.engine.redshift.shift;

import java.util.Arrays;

import org.noisynmf.engine.spectra.Spectrum;

/**
 * The pixels of one spectrum, brought to order one by powers of two: x = 2^e x′, v = 2^f v′. Pixels that were not measured have
 * x′ = v′ = 0.
 */
public final class Pixels {

    private final Spectrum m_spectrum;

    private final double[] m_logs;

    private final double[] m_x;

    private final double[] m_v;

    private final int m_dataExponent;

    private final int m_weightExponent;

    private final int m_measured;

    /**
     * @param spectrum as observed; without weights, these are 1. Not modified.
     */
    public Pixels(final Spectrum spectrum) {
        m_spectrum = spectrum;
        final int d = spectrum.pixels();
        m_logs = new double[d];
        m_x = new double[d];
        m_v = new double[d];
        double largestX = 0;
        double largestV = 0;
        int measured = 0;
        for (int i = 0; i < d; i++) {
            m_logs[i] = Math.log10(spectrum.wavelengths()[i]);
            if (spectrum.isMeasured(i)) {
                measured++;
                m_x[i] = spectrum.flux()[i];
                m_v[i] = spectrum.weights() == null ? 1 : spectrum.weights()[i];
                largestX = Math.max(largestX, Math.abs(m_x[i]));
                largestV = Math.max(largestV, m_v[i]);
            }
        }
        m_measured = measured;
        m_dataExponent = largestX > 0 ? Math.getExponent(largestX) : 0;
        m_weightExponent = largestV > 0 ? Math.getExponent(largestV) : 0;
        for (int i = 0; i < d; i++) {
            m_x[i] = Math.scalb(m_x[i], -m_dataExponent);
            m_v[i] = Math.scalb(m_v[i], -m_weightExponent);
        }
    }

    /** @return number of pixels */
    public int count() {
        return m_x.length;
    }

    /** @return number of pixels that were measured */
    public int measured() {
        return m_measured;
    }

    /** @return x′. Not to be changed. */
    public double[] x() {
        return m_x;
    }

    /** @return v′. Not to be changed. */
    public double[] v() {
        return m_v;
    }

    /** @return e */
    public int dataExponent() {
        return m_dataExponent;
    }

    /** @return χ² of the given units from that of x′ and v′ */
    public double chi2(final double scaled) {
        return Math.scalb(scaled, 2 * m_dataExponent + m_weightExponent);
    }

    /** @return a standard error in units of 1/√v, from one in units of 1/√v′ */
    public double error(final double scaled) {
        return Math.sqrt(Math.scalb(scaled * scaled, -m_weightExponent));
    }

    /** @return Σ v′ x′² */
    public double squares() {
        double sum = 0;
        for (int i = 0; i < m_x.length; i++) {
            sum += m_v[i] * m_x[i] * m_x[i];
        }
        return sum;
    }

    /**
     * @param templates whose steps count
     * @param z redshift
     * @return positions of all pixels in the rest frame, increasing
     */
    public double[] positions(final TemplateSteps templates, final double z) {
        final double stretch = Math.log10(1 + z);
        final double[] positions = new double[m_logs.length];
        Arrays.setAll(positions, i -> templates.position(m_logs[i] - stretch));
        return positions;
    }

    /**
     * @param positions of all pixels. Not modified.
     * @return those of the pixels that were measured
     */
    public double[] measured(final double[] positions) {
        final double[] measured = new double[m_measured];
        for (int i = 0, at = 0; i < positions.length; i++) {
            if (m_v[i] > 0) {
                measured[at++] = positions[i];
            }
        }
        return measured;
    }

    /** @return the spectrum */
    public Spectrum spectrum() {
        return m_spectrum;
    }
}
