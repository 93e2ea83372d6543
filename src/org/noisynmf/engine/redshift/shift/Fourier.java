package org.noisynmf.engine.redshift.shift;

/**
 * Discrete Fourier transform of complex numbers, X_k = Σ_n x_n e^(−2πikn/N), by Stockham's autosort in steps of four. Real and
 * imaginary parts lie in arrays of their own, so that the inner loops run through neighbours.
 *
 * <p>Immutable, for any number of threads.
 */
final class Fourier {

    private final int m_size;

    private final double[] m_cos;

    private final double[] m_sin;

    /**
     * @param size N, a power of two
     */
    Fourier(final int size) {
        m_size = size;
        m_cos = new double[size];
        m_sin = new double[size];
        for (int k = 0; k < size; k++) {
            m_cos[k] = StrictMath.cos(2 * Math.PI * k / size);
            m_sin[k] = -StrictMath.sin(2 * Math.PI * k / size);
        }
    }

    /** @return N */
    int size() {
        return m_size;
    }

    /**
     * Transforms. With real and imaginary parts exchanged in both, the inverse times N.
     *
     * @param re real parts, N values. Modified.
     * @param im imaginary parts, N values. Modified.
     * @param workRe N values. Modified.
     * @param workIm N values. Modified.
     */
    void transform(final double[] re, final double[] im, final double[] workRe, final double[] workIm) {
        double[] xr = re;
        double[] xi = im;
        double[] yr = workRe;
        double[] yi = workIm;
        int s = 1;
        for (int n = m_size; n > 1;) {
            if (n >= 4) {
                four(n, s, xr, xi, yr, yi);
                n /= 4;
                s *= 4;
            } else {
                two(s, xr, xi, yr, yi);
                n /= 2;
                s *= 2;
            }
            final double[] r = xr;
            final double[] i = xi;
            xr = yr;
            xi = yi;
            yr = r;
            yi = i;
        }
        if (xr != re) {
            System.arraycopy(xr, 0, re, 0, m_size);
            System.arraycopy(xi, 0, im, 0, m_size);
        }
    }

    private void four(final int n, final int s, final double[] xr, final double[] xi, final double[] yr,
        final double[] yi) {
        final int quarter = n / 4;
        for (int p = 0; p < quarter; p++) {
            // the twiddle factors e^(−2πip/n), its square and its cube; N/n = s
            final double c1 = m_cos[p * s];
            final double s1 = m_sin[p * s];
            final double c2 = m_cos[2 * p * s];
            final double s2 = m_sin[2 * p * s];
            final double c3 = m_cos[3 * p * s];
            final double s3 = m_sin[3 * p * s];
            butterflies(s, s * p, s * quarter, s * 4 * p, xr, xi, yr, yi, c1, s1, c2, s2, c3, s3);
        }
    }

    private static void butterflies(final int s, final int from, final int apart, final int to, final double[] xr,
        final double[] xi, final double[] yr, final double[] yi, final double c1, final double s1, final double c2,
        final double s2, final double c3, final double s3) {
        for (int q = 0; q < s; q++) {
            final double ar = xr[from + q];
            final double ai = xi[from + q];
            final double br = xr[from + apart + q];
            final double bi = xi[from + apart + q];
            final double cr = xr[from + 2 * apart + q];
            final double ci = xi[from + 2 * apart + q];
            final double dr = xr[from + 3 * apart + q];
            final double di = xi[from + 3 * apart + q];
            final double sumR = ar + cr;
            final double sumI = ai + ci;
            final double difR = ar - cr;
            final double difI = ai - ci;
            final double otherR = br + dr;
            final double otherI = bi + di;
            // i (b − d)
            final double turnR = di - bi;
            final double turnI = br - dr;
            yr[to + q] = sumR + otherR;
            yi[to + q] = sumI + otherI;
            final double r1 = difR - turnR;
            final double i1 = difI - turnI;
            yr[to + s + q] = r1 * c1 - i1 * s1;
            yi[to + s + q] = r1 * s1 + i1 * c1;
            final double r2 = sumR - otherR;
            final double i2 = sumI - otherI;
            yr[to + 2 * s + q] = r2 * c2 - i2 * s2;
            yi[to + 2 * s + q] = r2 * s2 + i2 * c2;
            final double r3 = difR + turnR;
            final double i3 = difI + turnI;
            yr[to + 3 * s + q] = r3 * c3 - i3 * s3;
            yi[to + 3 * s + q] = r3 * s3 + i3 * c3;
        }
    }

    private static void two(final int s, final double[] xr, final double[] xi, final double[] yr, final double[] yi) {
        for (int q = 0; q < s; q++) {
            yr[q] = xr[q] + xr[q + s];
            yi[q] = xi[q] + xi[q + s];
            yr[q + s] = xr[q] - xr[q + s];
            yi[q + s] = xi[q] - xi[q + s];
        }
    }
}
