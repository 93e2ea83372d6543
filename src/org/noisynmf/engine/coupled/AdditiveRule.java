package org.noisynmf.engine.coupled;

/**
 * Regularised additive update AURNMF and, with matrix terms, GAURNMF: Z ← Z + α P along P = −∇ ∘ Z / F, with one α for the
 * whole factor, the smaller of τ times the way to the border and of the minimum on the line. Pav (2024), alg. 3.
 *
 * <p>Where paper and published code disagree this follows the code: every entry at 0 gets the direction [−∇]⁺, not only
 * those with F = 0 (κ [−∇]⁺ from starts of our own, since a gradient has another unit than an entry); an F that is not
 * positive counts as 1; the overlap penalties are left out of the minimum on the line; entries up to 1e-12 become 0 after
 * both factors have been stepped; and τ rises before every pass as (1 − a) τ + a.
 */
final class AdditiveRule implements CoupledRule {

    /** Entries up to this become 0; the published default. */
    private static final double ZERO = 1e-12;

    private final double m_annealing;

    private final boolean m_lineMinimum;

    private double m_tau;

    /**
     * @param tau τ before the first pass, between 0 and 1
     * @param annealing a, 0 ≤ a &lt; 1
     * @param lineMinimum whether to go no further than the minimum on the line (else α ≤ 1)
     */
    AdditiveRule(final double tau, final double annealing, final boolean lineMinimum) {
        m_tau = tau;
        m_annealing = annealing;
        m_lineMinimum = lineMinimum;
    }

    @Override
    public void nextPass() {
        m_tau = (1 - m_annealing) * m_tau + m_annealing;
    }

    @Override
    public void step(final Side side, final double[] z) {
        side.evaluate(z);
        final double[] direction = side.direction();
        double border = Double.POSITIVE_INFINITY;
        double slope = 0;
        for (int p = 0; p < z.length; p++) {
            final double f = side.product()[p];
            final double gradient = side.linear()[p] + f;
            if (!side.free(p)) {
                direction[p] = 0;
            } else if (z[p] > 0) {
                direction[p] = -gradient * z[p] / (f > 0 ? f : 1);
            } else {
                direction[p] = side.revival() * Math.max(-gradient, 0);
            }
            if (direction[p] < 0) {
                border = Math.min(border, -z[p] / direction[p]);
            }
            slope += gradient * direction[p];
        }
        if (slope == 0) {
            return;
        }
        final double reach = Math.min(m_tau * border, m_lineMinimum ? minimum(side, slope) : 1);
        // without border and curvature there is no length to choose: take the direction as it is
        final double length = reach < Double.POSITIVE_INFINITY ? reach : 1;
        for (int p = 0; p < z.length; p++) {
            z[p] += length * direction[p];
        }
    }

    private static double minimum(final Side side, final double slope) {
        side.curve();
        double curvature = 0;
        for (int p = 0; p < side.direction().length; p++) {
            curvature += side.direction()[p] * side.curved()[p];
        }
        return curvature > 0 ? -slope / curvature : Double.POSITIVE_INFINITY;
    }

    @Override
    public void finish(final double[] z, final int p) {
        if (z[p] <= ZERO) {
            z[p] = 0;
        }
    }

    @Override
    public double state() {
        return m_tau;
    }

    @Override
    public void restore(final double state) {
        m_tau = state;
    }
}
