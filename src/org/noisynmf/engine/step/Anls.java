package org.noisynmf.engine.step;

/**
 * Alternating non-negative least squares, z ← argmin ½ zᵀ G z − bᵀ z over z ≥ 0, exactly. Bindel's lecture; active set
 * with warm start, or block principal pivoting (Kim and Park 2011).
 *
 * <p>Never lets the objective rise: of the old and the new unknowns of each problem the better are kept. G must be positive
 * semi-definite, so no penalty on overlap.
 */
public final class Anls implements StepRule {

    private final boolean m_blockPivoting;

    private final double m_dependent;

    /**
     * @param blockPivoting whether to pivot blocks (else the active set with warm start)
     */
    public Anls(final boolean blockPivoting) {
        this(blockPivoting, ExactQp.DEPENDENT);
    }

    private Anls(final boolean blockPivoting, final double dependent) {
        m_blockPivoting = blockPivoting;
        m_dependent = dependent;
    }

    @Override
    public StepRule forSinglePrecision() {
        return new Anls(m_blockPivoting, ExactQp.DEPENDENT_SINGLE);
    }

    @Override
    public Needs needs() {
        return Needs.GRAM;
    }

    @Override
    public void step(final Problems problems, final Workspace workspace) {
        final ExactQp solver = workspace.exactQp();
        final double[] gram = workspace.small(0);
        final double[] linear = workspace.small(1);
        final double[] z = workspace.small(2);
        final int size = problems.free().length;
        for (int m = 0; m < problems.size(); m++) {
            FreePart.copy(problems, m, gram, linear, z);
            solver.solve(gram, linear, size, m_blockPivoting, m_dependent, z);
            FreePart.put(problems, m, z);
        }
    }
}
