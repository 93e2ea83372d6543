package org.noisynmf.engine.posterior.draw;

import java.util.Arrays;

import org.noisynmf.engine.step.Problems;

/**
 * One sweep through the unknowns of a batch of problems (G, b), which draws where coordinate descent minimises: for
 * k = 1 … q with a = G_kk/φ and g = (b − Σ_{l≠k} G_kl z_l)_k/φ a component c of the prior is drawn with probability ∝
 * π_c exp(constant_c + F(a + δa_c, g + δg_c)), the spike with π₀, and then z_k from that component.
 *
 * <p>With r = (g + δg)/√(a + δa), probabilities relative to exp(s), s = max_c (log A_c + ½ [r_c]⁺²), are
 * exp(log A_c + r²/2 − s) − A_c exp(−s) T(r) for r &gt; 0 and A_c exp(−s) T(−r) else, over √(a + δa): no logarithm, and
 * loops over problems without a branch, which the JIT vectorises. Components with a weight below 1e-6 are skipped in this
 * sweep only: one that is never tried again could never come back.
 *
 * <p>Each problem owns its stream of random numbers, so draws do not depend on the batch. Not thread-safe.
 */
public final class GibbsSweep {

    /** Components with less weight are skipped. */
    private static final double LEAST_WEIGHT = 1e-6;

    /** Relative probabilities are not told apart below exp of this. */
    private static final double LEAST_EXPONENT = -40;

    /** Turns a comparison with 0 into a factor 0 or 1. */
    private static final double STEEP = 1e300;

    private final double[] m_precision;

    private final double[] m_linear;

    /** Largest exponent s, then exp(−s). */
    private final double[] m_scale;

    private final double[] m_factor;

    private final double[] m_tail;

    private final double[] m_product;

    /** 1/√(a + δa) of each component. */
    private final double[][] m_deviation;

    private final double[][] m_ratio;

    /** Sums of the relative probabilities up to each component. */
    private final double[][] m_cumulated;

    private final int[] m_active;

    private final KeyedRandom m_random = new KeyedRandom();

    private final TruncatedNormal m_normal = new TruncatedNormal(m_random);

    /**
     * @param capacity largest number of problems of a batch
     * @param components largest number of components of a prior
     */
    public GibbsSweep(final int capacity, final int components) {
        m_precision = new double[capacity];
        m_linear = new double[capacity];
        m_scale = new double[capacity];
        m_factor = new double[capacity];
        m_tail = new double[capacity];
        m_product = new double[capacity];
        m_deviation = new double[components][capacity];
        m_ratio = new double[components][capacity];
        m_cumulated = new double[components][capacity];
        m_active = new int[components];
    }

    /**
     * @param problems the batch; G own or shared. Its free unknowns z are redrawn. Modified.
     * @param priors one a template, all of one size
     * @param weights π of each template, q × components. Not modified.
     * @param inverseScale 1/φ &gt; 0, in units of the problems
     * @param states state of the random numbers of each problem. Modified.
     * @param counts how often each component was drawn, q × components. Added to. Modified.
     */
    public void draw(final Problems problems, final Mixture[] priors, final double[] weights, final double inverseScale,
        final long[] states, final long[] counts) {
        final int size = problems.size();
        final int components = priors[0].size();
        for (final int k : problems.free()) {
            final double[] z = problems.z()[k];
            conditional(problems, k, z, inverseScale);
            final int active = probabilities(priors[k], weights, k * components, size);
            for (int m = 0; m < size; m++) {
                m_random.state(states[m]);
                final int position = choose(m, active);
                final int c = position < 0 ? 0 : m_active[position];
                z[m] = position < 0 ? 0 : m_normal.draw(m_ratio[position][m], m_deviation[position][m]);
                counts[k * components + c]++;
                states[m] = m_random.state();
            }
        }
    }

    /** a and g of unknown k, given all others. */
    private void conditional(final Problems problems, final int k, final double[] z, final double inverseScale) {
        final int size = problems.size();
        problems.multiplyRow(k, problems.z(), m_product);
        problems.diagonalRow(k, m_precision);
        final double[] b = problems.linear()[k];
        for (int m = 0; m < size; m++) {
            m_linear[m] = inverseScale * (b[m] - (m_product[m] - m_precision[m] * z[m]));
            m_precision[m] *= inverseScale;
        }
    }

    /** @return number of active components, the spike not counted, whose positions index the buffers */
    private int probabilities(final Mixture prior, final double[] weights, final int at, final int size) {
        final double spike = weights[at];
        Arrays.fill(m_scale, 0, size, spike > 0 ? Math.log(spike) : Double.NEGATIVE_INFINITY);
        int active = 0;
        for (int c = 1; c < prior.size(); c++) {
            if (weights[at + c] >= LEAST_WEIGHT) {
                ratios(prior.precision(c), prior.linear(c), logAmplitude(prior, weights, at, c), m_deviation[active],
                    m_ratio[active], size);
                m_active[active++] = c;
            }
        }
        for (int m = 0; m < size; m++) {
            m_factor[m] = Math.exp(-m_scale[m]);
        }
        for (int position = 0; position < active; position++) {
            final double amplitude = logAmplitude(prior, weights, at, m_active[position]);
            NormalMass.tails(m_ratio[position], m_tail, size);
            relative(amplitude, m_ratio[position], m_deviation[position], m_cumulated[position], size);
        }
        for (int m = 0; m < size; m++) {
            m_scale[m] = spike * m_factor[m];
        }
        double[] before = m_scale;
        for (int position = 0; position < active; position++) {
            add(before, m_cumulated[position], size);
            before = m_cumulated[position];
        }
        return active;
    }

    /** log A_c = log π_c + constant_c + log √2π. */
    private static double logAmplitude(final Mixture prior, final double[] weights, final int at, final int c) {
        return Math.log(weights[at + c]) + prior.constant(c) + NormalMass.LOG_ROOT_TWO_PI;
    }

    private void ratios(final double precision, final double linear, final double logAmplitude,
        final double[] deviation, final double[] ratio, final int size) {
        for (int m = 0; m < size; m++) {
            final double g = m_linear[m] + linear;
            final double sd = 1 / Math.sqrt(Math.max(m_precision[m] + precision, NormalMass.LEAST_PRECISION * g * g));
            final double r = g * sd;
            final double above = Math.max(r, 0);
            deviation[m] = sd;
            ratio[m] = r;
            m_scale[m] = Math.max(m_scale[m], logAmplitude + 0.5 * above * above);
        }
    }

    /** out = (exp(log A + r²/2 − s) − A exp(−s) T)/√a for r &gt; 0, A exp(−s) T/√a else. */
    private void relative(final double logAmplitude, final double[] ratio, final double[] deviation,
        final double[] out, final int size) {
        final double amplitude = Math.exp(logAmplitude);
        for (int m = 0; m < size; m++) {
            final double above = Math.max(ratio[m], 0);
            out[m] = Math.max(logAmplitude + 0.5 * above * above - m_scale[m], LEAST_EXPONENT);
        }
        exponentials(out, size);
        final double[] tail = m_tail;
        final double[] factor = m_factor;
        for (int m = 0; m < size; m++) {
            final double step = Math.min(Math.max(ratio[m], 0) * STEEP, 1);
            out[m] = (step * out[m] + (1 - 2 * step) * amplitude * factor[m] * tail[m]) * deviation[m];
        }
    }

    /** x ← exp(x) for −40 ≤ x ≤ 0, as (exp(x/128))^128: relative error 3e-13, and nothing but sums and products. */
    private static void exponentials(final double[] x, final int size) {
        for (int m = 0; m < size; m++) {
            final double y = x[m] * 0.0078125;
            double e = 1 + y * (1 + y * (0.5 + y * (1.0 / 6 + y * (1.0 / 24 + y * (1.0 / 120 + y * (1.0 / 720
                + y * (1.0 / 5040 + y * (1.0 / 40320 + y * (1.0 / 362880 + y * (1.0 / 3628800
                    + y * (1.0 / 39916800)))))))))));
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            x[m] = e;
        }
    }

    private static void add(final double[] before, final double[] sums, final int size) {
        for (int m = 0; m < size; m++) {
            sums[m] += before[m];
        }
    }

    /** @return position of the component drawn for problem m, −1 for the spike */
    private int choose(final int m, final int active) {
        if (active == 0) {
            return -1;
        }
        final double u = m_random.open() * m_cumulated[active - 1][m];
        if (u < m_scale[m]) {
            return -1;
        }
        int position = 0;
        while (position < active - 1 && u >= m_cumulated[position][m]) {
            position++;
        }
        return position;
    }
}
