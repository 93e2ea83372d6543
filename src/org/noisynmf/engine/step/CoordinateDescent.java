package org.noisynmf.engine.step;

/**
 * Cyclic coordinate descent, for k = 1 … q: z_k ← [z_k + (b − G z)_k / G_kk]⁺, a set number of sweeps; with G shared
 * this is HALS. Bindel's lecture; Cichocki, Zdunek and Amari (2007).
 *
 * <p>Never lets the objective rise. A coordinate with G_kk = 0 carries no information and is left as it is.
 */
public final class CoordinateDescent implements StepRule {

    private final int m_sweeps;

    /**
     * @param sweeps through the coordinates a step, ≥ 1
     */
    public CoordinateDescent(final int sweeps) {
        m_sweeps = sweeps;
    }

    @Override
    public Needs needs() {
        return Needs.GRAM;
    }

    /** Where one G serves all problems, gradients cost so much that what steps change is known for next to nothing. */
    @Override
    public boolean tellsChanges(final Problems.Form form) {
        return form == Problems.Form.SHARED_GRAM;
    }

    @Override
    public void step(final Problems problems, final Workspace workspace) {
        if (problems.form() == Problems.Form.SHARED_GRAM) {
            final SharedSweep shared = new SharedSweep(problems, workspace);
            for (int sweep = 0; sweep < m_sweeps; sweep++) {
                workspace.repeat(sweep);
                shared.sweep();
            }
            return;
        }
        final double[] gradient = workspace.row(0);
        final int size = problems.size();
        for (final int k : problems.free()) {
            problems.diagonalRow(k, workspace.row(1 + k));
            reciprocal(workspace.row(1 + k), size);
        }
        for (int sweep = 0; sweep < m_sweeps; sweep++) {
            workspace.repeat(sweep);
            for (final int k : problems.free()) {
                problems.gradientRow(k, gradient);
                update(problems.z()[k], gradient, workspace.row(1 + k), size);
            }
        }
    }

    private static void reciprocal(final double[] diagonal, final int size) {
        for (int m = 0; m < size; m++) {
            diagonal[m] = diagonal[m] > 0 ? 1 / diagonal[m] : 0;
        }
    }

    private static void update(final double[] z, final double[] gradient, final double[] inverse, final int size) {
        for (int m = 0; m < size; m++) {
            z[m] = Math.max(z[m] - gradient[m] * inverse[m], 0);
        }
    }
}
