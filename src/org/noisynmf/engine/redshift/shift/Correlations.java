package org.noisynmf.engine.redshift.shift;

import java.util.Arrays;
import java.util.function.IntFunction;

import org.noisynmf.engine.step.Problems;

/**
 * G, b and R of one spectrum at all redshifts of a logarithmic grid at once.
 *
 * <p>Pixel i at position p_i − s lies between two steps, a_i = ⌊p_i⌋ − s and the next, with fraction f_i, whatever the shift s.
 * So
 *
 * <pre>
 * G_kl(s) = Σ_i v_i [(1−f_i) T_k[a_i−s] + f_i T_k[a_i+1−s]] [(1−f_i) T_l[a_i−s] + f_i T_l[a_i+1−s]]
 *         = Σ_a A[a] P_kl[a−s] + Σ_a B[a] Q_kl[a−s]
 * </pre>
 *
 * with A[a_i] += v_i (1−f_i)², A[a_i+1] += v_i f_i², B[a_i] += v_i f_i (1−f_i): correlations, which a Fourier transform makes for
 * all shifts. b and R likewise. The numbers are those of the sums themselves up to rounding of the largest of them, so that what
 * is reported of a minimum is computed by {@link DirectMoments}.
 *
 * <p>Belongs to one thread.
 */
public final class Correlations {

    private final TemplateSteps m_templates;

    private final IntFunction<TemplateTransforms> m_transforms;

    private final int m_count;

    /** By pair, template, and template of a column: the value at each redshift. */
    private final double[][] m_values;

    /** Of the spectrum: the first position, and the distance to the last. */
    private int m_first;

    private int m_span;

    private double[][] m_re = new double[0][];

    private double[][] m_im = new double[0][];

    /**
     * @param templates in equal steps
     * @param transforms gives those of a size
     * @param count number of redshifts
     * @param continuum largest number of continuum columns
     */
    public Correlations(final TemplateSteps templates, final IntFunction<TemplateTransforms> transforms,
        final int count,
        final int continuum) {
        m_templates = templates;
        m_transforms = transforms;
        m_count = count;
        final int q = templates.rank();
        m_values = new double[Problems.pairs(q) + q + q * continuum][count];
    }

    /**
     * Makes them for a spectrum.
     *
     * @param pixels the spectrum. Not modified.
     * @param positions of its pixels at the lowest redshift. Not modified.
     * @param continuum its columns. Not modified.
     */
    public void of(final Pixels pixels, final double[] positions, final Continuum continuum) {
        m_first = (int)Math.floor(positions[0]);
        m_span = (int)Math.floor(positions[positions.length - 1]) + 1 - m_first;
        final int size = Math.max(4, Integer.highestOneBit(m_span + m_templates.length() + 1) << 1);
        final TemplateTransforms transforms = m_transforms.apply(size);
        final int inputs = 3 + continuum.size();
        allot(inputs + 5, size);
        for (int i = 0; i < inputs; i++) {
            Arrays.fill(m_re[i], 0);
            Arrays.fill(m_im[i], 0);
        }
        for (int i = 0; i < positions.length; i++) {
            final double v = pixels.v()[i];
            final int at = (int)Math.floor(positions[i]) - m_first;
            final double f = positions[i] - Math.floor(positions[i]);
            m_re[0][at] += v * (1 - f) * (1 - f);
            m_re[0][at + 1] += v * f * f;
            m_re[1][at] += v * f * (1 - f);
            scatter(m_re[2], at, f, v * pixels.x()[i]);
            for (int j = 0; j < continuum.size(); j++) {
                scatter(m_re[3 + j], at, f, v * continuum.column(j)[i]);
            }
        }
        final int work = inputs;
        for (int i = 0; i < inputs; i++) {
            transforms.fourier().transform(m_re[i], m_im[i], m_re[work], m_im[work]);
        }
        correlate(transforms, inputs, continuum.size());
    }

    private void allot(final int arrays, final int size) {
        if (m_re.length < arrays || m_re[0].length != size) {
            m_re = new double[arrays][size];
            m_im = new double[arrays][size];
        }
    }

    private static void scatter(final double[] sums, final int at, final double f, final double value) {
        sums[at] += value * (1 - f);
        sums[at + 1] += value * f;
    }

    /** Two at a time: both are real, and so are real and imaginary part of one transform. */
    private void correlate(final TemplateTransforms transforms, final int inputs, final int continuum) {
        final int q = m_templates.rank();
        final int all = Problems.pairs(q) + q + q * continuum;
        final double[] re = m_re[inputs + 1];
        final double[] im = m_im[inputs + 1];
        for (int job = 0; job < all; job += 2) {
            fill(job, transforms, m_re[inputs + 2], m_im[inputs + 2]);
            if (job + 1 < all) {
                fill(job + 1, transforms, m_re[inputs + 3], m_im[inputs + 3]);
            } else {
                Arrays.fill(m_re[inputs + 3], 0);
                Arrays.fill(m_im[inputs + 3], 0);
            }
            for (int n = 0; n < re.length; n++) {
                re[n] = m_re[inputs + 2][n] - m_im[inputs + 3][n];
                im[n] = m_im[inputs + 2][n] + m_re[inputs + 3][n];
            }
            // the parts exchanged: the inverse
            transforms.fourier().transform(im, re, m_im[inputs], m_re[inputs]);
            pick(re, m_values[job]);
            if (job + 1 < all) {
                pick(im, m_values[job + 1]);
            }
        }
    }

    private void fill(final int job, final TemplateTransforms transforms, final double[] re, final double[] im) {
        Arrays.fill(re, 0);
        Arrays.fill(im, 0);
        final int q = m_templates.rank();
        final int pairs = Problems.pairs(q);
        if (job < pairs) {
            transforms.pair(job, m_re[0], m_im[0], m_re[1], m_im[1], re, im);
        } else {
            final int input = 2 + (job - pairs) / q;
            transforms.single((job - pairs) % q, m_re[input], m_im[input], re, im);
        }
    }

    /** The templates' arrays begin with a zero, at −1. */
    private void pick(final double[] circular, final double[] out) {
        final int size = circular.length;
        for (int i = 0; i < m_count; i++) {
            final long lag = m_first + 1L - (long)i * m_templates.stride();
            out[i] =
                lag < -m_span || lag > m_templates.length() ? 0 : circular[(int)(lag < 0 ? lag + size : lag)] / size;
        }
    }

    /**
     * @param i redshift
     * @param continuum of the spectrum
     * @param problem receives G, b and R. Modified.
     */
    public void copy(final int i, final Continuum continuum, final ShiftedProblem problem) {
        final int q = m_templates.rank();
        int job = 0;
        for (int k = 0; k < q; k++) {
            for (int l = k; l < q; l++) {
                problem.gram()[k * q + l] = m_values[job++][i];
            }
        }
        for (int k = 0; k < q; k++) {
            problem.linear()[k] = m_values[job++][i];
        }
        for (int c = 0; c < q * continuum.size(); c++) {
            problem.cross()[c] = m_values[job++][i];
        }
    }
}
