package org.noisynmf.engine.step;

import java.util.Arrays;

/**
 * Projected gradient, z ← [z + α (b − G z)]⁺ with one α for each problem. Bindel's lecture.
 *
 * <p>The fixed step is α = 1/L, L the smaller of the trace and of the largest row sum of |G| over the free unknowns,
 * both bounds of the largest eigenvalue. The searched step begins at the minimum along the gradient of the unknowns that
 * may move and is halved, down to 1/L, until the objective falls enough (Armijo's rule along the projection arc; Bertsekas
 * 1976). Never lets the objective rise.
 */
public final class ProjectedGradient implements StepRule {

    /** Share of the decrease that the gradient promises which a searched step must achieve. */
    private static final double SUFFICIENT = 1e-4;

    /** Halvings of a searched step before it is the safe one. */
    private static final int HALVINGS = 60;

    private final boolean m_lineSearch;

    /**
     * @param lineSearch whether the step is searched (else 1/L)
     */
    public ProjectedGradient(final boolean lineSearch) {
        m_lineSearch = lineSearch;
    }

    @Override
    public Needs needs() {
        return Needs.GRAM;
    }

    @Override
    public void step(final Problems problems, final Workspace workspace) {
        if (m_lineSearch) {
            search(problems, workspace);
            return;
        }
        final int size = problems.size();
        final double[] bound = workspace.row(problems.rank());
        boundEigenvalue(problems, bound, workspace.row(problems.rank() + 1), workspace.row(problems.rank() + 2));
        for (final int k : problems.free()) {
            problems.gradientRow(k, workspace.row(k));
        }
        for (final int k : problems.free()) {
            final double[] z = problems.z()[k];
            final double[] gradient = workspace.row(k);
            for (int m = 0; m < size; m++) {
                if (bound[m] > 0) {
                    z[m] = Math.max(z[m] - gradient[m] / bound[m], 0);
                }
            }
        }
    }

    /** The smaller of trace and largest absolute row sum, over the free unknowns. */
    private static void boundEigenvalue(final Problems problems, final double[] bound, final double[] trace,
        final double[] rowSum) {
        final int size = problems.size();
        Arrays.fill(bound, 0, size, 0);
        Arrays.fill(trace, 0, size, 0);
        for (final int k : problems.free()) {
            Arrays.fill(rowSum, 0, size, 0);
            for (final int l : problems.free()) {
                final int p = Problems.pair(problems.rank(), k, l);
                final boolean shared = problems.form() == Problems.Form.SHARED_GRAM;
                for (int m = 0; m < size; m++) {
                    final double g = Math.abs(shared ? problems.sharedGram()[p] : problems.gram()[p][m]);
                    rowSum[m] += g;
                    trace[m] += k == l ? g : 0;
                }
            }
            for (int m = 0; m < size; m++) {
                bound[m] = Math.max(bound[m], rowSum[m]);
            }
        }
        for (int m = 0; m < size; m++) {
            bound[m] = Math.min(bound[m], trace[m]);
        }
    }

    private static void search(final Problems problems, final Workspace workspace) {
        final double[] bound = workspace.row(0);
        boundEigenvalue(problems, bound, workspace.row(1), workspace.row(2));
        final double[] gram = workspace.small(0);
        final double[] linear = workspace.small(1);
        final double[] z = workspace.small(2);
        for (int m = 0; m < problems.size(); m++) {
            if (bound[m] > 0 && 1 / bound[m] < Double.POSITIVE_INFINITY) {
                FreePart.copy(problems, m, gram, linear, z);
                searchOne(gram, linear, problems.free().length, 1 / bound[m], z, workspace);
                FreePart.put(problems, m, z);
            }
        }
    }

    private static void searchOne(final double[] gram, final double[] linear, final int size, final double safe,
        final double[] z, final Workspace workspace) {
        final double[] descent = workspace.small(3);
        final double[] change = workspace.small(4);
        double squares = 0;
        for (int k = 0; k < size; k++) {
            double slope = linear[k];
            for (int l = 0; l < size; l++) {
                slope -= gram[k * size + l] * z[l];
            }
            descent[k] = slope;
            change[k] = z[k] > 0 ? slope : Math.max(slope, 0);
            squares += change[k] * change[k];
        }
        final double curvature = quadratic(gram, size, change);
        final double longest = curvature > 0 ? squares / curvature : safe;
        // a length that is not finite is no length, and halving always ends at the safe one
        double length = longest < Double.POSITIVE_INFINITY ? Math.max(longest, safe) : safe;
        for (int halving = 0;; halving++) {
            double slope = 0;
            for (int k = 0; k < size; k++) {
                change[k] = Math.max(z[k] + length * descent[k], 0) - z[k];
                slope -= descent[k] * change[k];
            }
            if (length <= safe || slope + 0.5 * quadratic(gram, size, change) <= SUFFICIENT * slope) {
                break;
            }
            length = halving < HALVINGS ? Math.max(0.5 * length, safe) : safe;
        }
        for (int k = 0; k < size; k++) {
            z[k] = Math.max(z[k] + change[k], 0);
        }
    }

    private static double quadratic(final double[] gram, final int size, final double[] p) {
        double sum = 0;
        for (int k = 0; k < size; k++) {
            double row = 0;
            for (int l = 0; l < size; l++) {
                row += gram[k * size + l] * p[l];
            }
            sum += p[k] * row;
        }
        return sum;
    }
}
