package org.noisynmf.engine.redshift.shift;

import org.noisynmf.engine.step.Problems;

/**
 * What correlations need of the templates, transformed once for all spectra of about one length: T_k, and for each pair of
 * templates P_kl[m] = T_k[m] T_l[m] and Q_kl[m] = T_k[m] T_l[m+1] + T_k[m+1] T_l[m].
 *
 * <p>Immutable, for any number of threads.
 */
public final class TemplateTransforms {

    private final Fourier m_fourier;

    private final double[][] m_singleRe;

    private final double[][] m_singleIm;

    private final double[][] m_pairRe;

    private final double[][] m_pairIm;

    private final double[][] m_neighbourRe;

    private final double[][] m_neighbourIm;

    /**
     * @param templates T. Not modified.
     * @param size N, a power of two &gt; L + 1
     */
    public TemplateTransforms(final TemplateSteps templates, final int size) {
        m_fourier = new Fourier(size);
        final int q = templates.rank();
        final int pairs = Problems.pairs(q);
        m_singleRe = new double[q][size];
        m_singleIm = new double[q][size];
        m_pairRe = new double[pairs][size];
        m_pairIm = new double[pairs][size];
        m_neighbourRe = new double[pairs][size];
        m_neighbourIm = new double[pairs][size];
        final double[] workRe = new double[size];
        final double[] workIm = new double[size];
        final int length = templates.length() + 1;
        for (int k = 0, pair = 0; k < q; k++) {
            final double[] tk = templates.values(k);
            System.arraycopy(tk, 0, m_singleRe[k], 0, length);
            m_fourier.transform(m_singleRe[k], m_singleIm[k], workRe, workIm);
            for (int l = k; l < q; l++, pair++) {
                final double[] tl = templates.values(l);
                for (int m = 0; m < length; m++) {
                    m_pairRe[pair][m] = tk[m] * tl[m];
                    m_neighbourRe[pair][m] = tk[m] * tl[m + 1] + tk[m + 1] * tl[m];
                }
                m_fourier.transform(m_pairRe[pair], m_pairIm[pair], workRe, workIm);
                m_fourier.transform(m_neighbourRe[pair], m_neighbourIm[pair], workRe, workIm);
            }
        }
    }

    /** @return the transform */
    Fourier fourier() {
        return m_fourier;
    }

    /** Adds conj(a) T_k. */
    void single(final int k, final double[] aRe, final double[] aIm, final double[] outRe, final double[] outIm) {
        add(aRe, aIm, m_singleRe[k], m_singleIm[k], outRe, outIm);
    }

    /** Adds conj(a) P + conj(b) Q of a pair. */
    void pair(final int pair, final double[] aRe, final double[] aIm, final double[] bRe, final double[] bIm,
        final double[] outRe, final double[] outIm) {
        add(aRe, aIm, m_pairRe[pair], m_pairIm[pair], outRe, outIm);
        add(bRe, bIm, m_neighbourRe[pair], m_neighbourIm[pair], outRe, outIm);
    }

    private static void add(final double[] aRe, final double[] aIm, final double[] tRe, final double[] tIm,
        final double[] outRe, final double[] outIm) {
        for (int n = 0; n < aRe.length; n++) {
            outRe[n] += aRe[n] * tRe[n] + aIm[n] * tIm[n];
            outIm[n] += aRe[n] * tIm[n] - aIm[n] * tRe[n];
        }
    }
}
