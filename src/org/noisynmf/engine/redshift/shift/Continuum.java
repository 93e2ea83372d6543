package org.noisynmf.engine.redshift.shift;

import java.util.ArrayList;
import java.util.List;

/**
 * Columns of a spectrum's model that do not move with the redshift and may take either sign: Legendre polynomials in the
 * observed wavelength, made orthonormal under the weights, Σ_i v_i c_ji c_li = δ_jl. With R = CᵀVT and g = CᵀVx the problem
 * over templates and continuum is, for the templates alone, that of G − RᵀR and b − Rᵀg.
 */
public final class Continuum {

    /** A column of which orthogonalisation leaves less depends on those before it. */
    private static final double DEPENDENT = 1e-6;

    private final List<double[]> m_columns = new ArrayList<>();

    private final double[] m_data;

    /**
     * @param pixels of the spectrum. Not modified.
     * @param count number of polynomials, ≥ 0; fewer where they depend on one another over the measured pixels
     */
    public Continuum(final Pixels pixels, final int count) {
        final double[] wavelengths = pixels.spectrum().wavelengths();
        final int d = wavelengths.length;
        for (int j = 0; j < count; j++) {
            final double[] column = new double[d];
            for (int i = 0; i < d; i++) {
                final double t = 2 * (wavelengths[i] - wavelengths[0]) / (wavelengths[d - 1] - wavelengths[0]) - 1;
                column[i] = legendre(j, t);
            }
            if (orthonormalise(column, pixels.v())) {
                m_columns.add(column);
            }
        }
        m_data = new double[m_columns.size()];
        for (int j = 0; j < m_data.length; j++) {
            m_data[j] = product(m_columns.get(j), pixels.x(), pixels.v());
        }
    }

    /** (n + 1) P_{n+1}(t) = (2n + 1) t P_n(t) − n P_{n−1}(t). */
    private static double legendre(final int degree, final double t) {
        double before = 0;
        double now = 1;
        for (int n = 0; n < degree; n++) {
            final double next = ((2 * n + 1) * t * now - n * before) / (n + 1);
            before = now;
            now = next;
        }
        return now;
    }

    /** Twice, since once leaves rounding of the first size. */
    private boolean orthonormalise(final double[] column, final double[] v) {
        final double before = Math.sqrt(product(column, column, v));
        for (int round = 0; round < 2; round++) {
            for (final double[] other : m_columns) {
                final double share = product(column, other, v);
                for (int i = 0; i < column.length; i++) {
                    column[i] -= share * other[i];
                }
            }
        }
        final double after = Math.sqrt(product(column, column, v));
        if (!(after > DEPENDENT * before)) {
            return false;
        }
        for (int i = 0; i < column.length; i++) {
            column[i] /= after;
        }
        return true;
    }

    private static double product(final double[] a, final double[] b, final double[] v) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += v[i] * a[i] * b[i];
        }
        return sum;
    }

    /** @return m, the number of columns */
    public int size() {
        return m_columns.size();
    }

    /**
     * @param j column
     * @return its values at all pixels. Not to be changed.
     */
    public double[] column(final int j) {
        return m_columns.get(j);
    }

    /** @return g = CᵀVx. Not to be changed. */
    public double[] data() {
        return m_data;
    }
}
