package org.noisynmf.engine.step;

import java.util.Arrays;

/**
 * The exact minimum, z ← argmin ½ zᵀ G z − bᵀ z over z ≥ 0, whatever z was: block principal pivoting from z = 0 (Kim and
 * Park 2011). The result is a function of (G, b) alone, so that nobody needs to remember z between passes.
 *
 * <p>Never lets the objective rise. G must be positive semi-definite, so no penalty on overlap.
 */
public final class ColdAnls implements StepRule {

    private final StepRule m_exact;

    /** For moments of double precision. */
    public ColdAnls() {
        this(new Anls(true));
    }

    private ColdAnls(final StepRule exact) {
        m_exact = exact;
    }

    @Override
    public StepRule forSinglePrecision() {
        return new ColdAnls(m_exact.forSinglePrecision());
    }

    @Override
    public Needs needs() {
        return Needs.GRAM;
    }

    @Override
    public void step(final Problems problems, final Workspace workspace) {
        for (final int k : problems.free()) {
            Arrays.fill(problems.z()[k], 0, problems.size(), 0);
        }
        m_exact.step(problems, workspace);
    }
}
