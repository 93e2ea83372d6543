package org.noisynmf.engine.posterior.draw;

import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;

/**
 * What is thought of one entry before the data are seen: 0 with probability π₀, else one of densities f_c on z &gt; 0 with
 * probability π_c. Densities are exponentials, (1/m) exp(−z/m), and bumps, normals (m, (ρ m)²) truncated to z ≥ 0. The
 * π are learnt: Dirichlet with 1 for the spike, 1 shared equally by the exponentials and 1 by the bumps. Cf. Stephens
 * (2016), Wang and Stephens (2021).
 *
 * <p>Each density times exp(−a z²/2 + g z) is again a normal above 0: log ∫ = constant + F(a + δa, g + δg). Component 0 is
 * the spike.
 */
public final class Mixture {

    private static final int EXPONENTIALS = 6;

    private static final int BUMPS = 20;

    /** Relative width ρ of the bumps. */
    private static final double BUMP_WIDTH = 0.15;

    private final double[] m_precision;

    private final double[] m_linear;

    private final double[] m_constant;

    private final double[] m_concentration;

    private Mixture(final double[] exponentials, final double[] bumps) {
        final int size = 1 + exponentials.length + bumps.length;
        m_precision = new double[size];
        m_linear = new double[size];
        m_constant = new double[size];
        m_concentration = new double[size];
        m_concentration[0] = 1;
        int c = 1;
        for (final double mean : exponentials) {
            m_linear[c] = -1 / mean;
            m_constant[c] = -Math.log(mean);
            m_concentration[c++] = 1.0 / exponentials.length;
        }
        for (final double mean : bumps) {
            final double sd = BUMP_WIDTH * mean;
            m_precision[c] = 1 / (sd * sd);
            m_linear[c] = mean / (sd * sd);
            // minus log of the truncated normal's mass above 0, its peak at 0 being 1
            m_constant[c] = -NormalMass.log(m_precision[c], m_linear[c]);
            m_concentration[c++] = 1.0 / bumps.length;
        }
    }

    /**
     * @param scale typical positive coefficient of the template, &gt; 0
     * @return spike, exponentials and bumps
     */
    public static Mixture ofCoefficients(final double scale) {
        return new Mixture(grid(0.06 * scale, 6 * scale, EXPONENTIALS), grid(0.1 * scale, 6 * scale, BUMPS));
    }

    /**
     * @param scale typical positive entry of the template, &gt; 0
     * @return spike and exponentials
     */
    public static Mixture ofTemplate(final double scale) {
        return new Mixture(grid(0.02 * scale, 4 * scale, EXPONENTIALS), new double[0]);
    }

    /** Evenly spaced in the logarithm. */
    private static double[] grid(final double from, final double to, final int size) {
        if (!(from > 0 && to < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                "The grid of a prior would reach from " + from + " to " + to + ", but needs a scale > 0");
        }
        final double[] grid = new double[size];
        for (int c = 0; c < size; c++) {
            grid[c] = from * Math.pow(to / from, (double)c / (size - 1));
        }
        return grid;
    }

    /** @return number of components, the spike included */
    public int size() {
        return m_constant.length;
    }

    /** @return δa of a component */
    double precision(final int c) {
        return m_precision[c];
    }

    /** @return δg of a component */
    double linear(final int c) {
        return m_linear[c];
    }

    /** @return log of the density's constant */
    double constant(final int c) {
        return m_constant[c];
    }

    /**
     * Puts the expected probabilities, α_c / Σ α.
     *
     * @param out receives them from {@code at}. Modified.
     * @param at position of π₀
     */
    public void expectedWeights(final double[] out, final int at) {
        double sum = 0;
        for (final double alpha : m_concentration) {
            sum += alpha;
        }
        for (int c = 0; c < size(); c++) {
            out[at + c] = m_concentration[c] / sum;
        }
    }

    /**
     * Draws π ~ Dirichlet(α + counts).
     *
     * @param counts how many entries each component has, from {@code countsAt}. Not modified.
     * @param countsAt position of the spike's
     * @param random where the numbers come from
     * @param out receives π from {@code at}. Modified.
     * @param at position of π₀
     */
    public void drawWeights(final long[] counts, final int countsAt, final KeyedRandom random, final double[] out,
        final int at) {
        double sum = 0;
        for (int c = 0; c < size(); c++) {
            final double alpha = m_concentration[c] + counts[countsAt + c];
            out[at + c] = AhrensDieterMarsagliaTsangGammaSampler.of(random, alpha, 1).sample();
            sum += out[at + c];
        }
        for (int c = 0; c < size(); c++) {
            out[at + c] /= sum;
        }
    }
}
