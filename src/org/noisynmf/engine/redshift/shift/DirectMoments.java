package org.noisynmf.engine.redshift.shift;

/** G, b and R of one spectrum at one redshift, each as the sum over pixels that it is. Belongs to one thread. */
public final class DirectMoments {

    private final TemplateSteps m_templates;

    private double[][] m_shifted;

    private double[] m_weighted = new double[0];

    /**
     * @param templates in equal steps. Not modified.
     */
    public DirectMoments(final TemplateSteps templates) {
        m_templates = templates;
        m_shifted = new double[templates.rank()][0];
    }

    /**
     * @param pixels the spectrum. Not modified.
     * @param positions of its pixels at the redshift. Not modified.
     * @param continuum its columns. Not modified.
     * @param problem receives G, b and R. Modified.
     */
    public void of(final Pixels pixels, final double[] positions, final Continuum continuum,
        final ShiftedProblem problem) {
        final int q = m_templates.rank();
        final int d = positions.length;
        shift(positions);
        for (int k = 0; k < q; k++) {
            for (int i = 0; i < d; i++) {
                m_weighted[i] = pixels.v()[i] * m_shifted[k][i];
            }
            for (int l = k; l < q; l++) {
                problem.gram()[k * q + l] = product(m_weighted, m_shifted[l], d);
            }
            problem.linear()[k] = product(m_weighted, pixels.x(), d);
            for (int j = 0; j < continuum.size(); j++) {
                problem.cross()[j * q + k] = product(m_weighted, continuum.column(j), d);
            }
        }
    }

    private void shift(final double[] positions) {
        final int d = positions.length;
        if (m_weighted.length != d) {
            m_weighted = new double[d];
            m_shifted = new double[m_templates.rank()][d];
        }
        for (int i = 0; i < d; i++) {
            final double floor = Math.floor(positions[i]);
            final boolean inside = floor >= -1 && floor <= m_templates.length() - 1;
            final int at = inside ? (int)floor + 1 : 0;
            final double f = positions[i] - floor;
            for (int k = 0; k < m_shifted.length; k++) {
                final double[] values = m_templates.values(k);
                m_shifted[k][i] = inside ? (1 - f) * values[at] + f * values[at + 1] : 0;
            }
        }
    }

    /** Four sums side by side. */
    private static double product(final double[] a, final double[] b, final int d) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i < d - 3; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < d; i++) {
            s0 += a[i] * b[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /**
     * The model at the redshift of the last call of {@link #of}.
     *
     * @param z coefficients, q values. Not modified.
     * @return Σ_k z_k T_k at all pixels
     */
    public double[] model(final double[] z) {
        final double[] model = new double[m_weighted.length];
        for (int k = 0; k < z.length; k++) {
            for (int i = 0; i < model.length; i++) {
                model[i] += z[k] * m_shifted[k][i];
            }
        }
        return model;
    }
}
