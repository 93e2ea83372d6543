package org.noisynmf.engine.pass;

import org.noisynmf.engine.arithmetic.Summation;
import org.noisynmf.engine.device.Change;
import org.noisynmf.engine.moments.Kernels;
import org.noisynmf.engine.step.Gradients;
import org.noisynmf.engine.step.Problems;
import org.noisynmf.engine.step.Workspace;

/**
 * Objective, its change and projected gradient of one side, from its problems: sums over parts of a fixed size, added up
 * in order.
 */
final class SideSums {

    /** Problems whose sums are added up together, so that these do not depend on the size of the batches. */
    static final int PART = Kernels.GROUP;

    private final double[] m_quadratic;

    private final double[] m_gradient;

    private final double[] m_linear;

    private final double[] m_change;

    private final double[] m_moved;

    /**
     * @param parts number of parts of the side
     */
    SideSums(final int parts) {
        m_quadratic = new double[parts];
        m_gradient = new double[parts];
        m_linear = new double[parts];
        m_change = new double[parts];
        m_moved = new double[parts];
    }

    /**
     * @param problems number of problems
     * @return parts they make
     */
    static int parts(final int problems) {
        return (problems + PART - 1) / PART;
    }

    /** @return Σ zᵀ G z − 2 bᵀ z */
    double quadratic() {
        return sum(m_quadratic);
    }

    /** @return Σ ‖projected gradient‖² over the free unknowns */
    double gradient() {
        return sum(m_gradient);
    }

    /** @return Σ ‖b‖² */
    double linear() {
        return sum(m_linear);
    }

    /** @return the change of the objective of all problems */
    Change change() {
        return new Change(sum(m_change), sum(m_moved));
    }

    /** @return ‖projected gradient‖ / ‖b‖ */
    double kkt() {
        final double linear = linear();
        return linear > 0 ? Math.sqrt(gradient() / linear) : 0;
    }

    /**
     * @param parts the terms
     * @return their sum, in order
     */
    static double sum(final double[] parts) {
        double sum = 0;
        for (final double part : parts) {
            sum += part;
        }
        return sum;
    }

    /**
     * @param problems problems with G, penalties added. Not modified.
     * @param workspace buffers of the calling thread
     * @return Σ zᵀ G z − 2 bᵀ z over them
     */
    static double quadratic(final Problems problems, final Workspace workspace) {
        final int size = problems.size();
        final double[] quadratic = ProblemLoops.zeros(workspace.sum(0), size);
        for (int k = 0, rows = 0; k < problems.rank(); k += rows) {
            rows = Gradients.rows(problems, k, workspace);
            for (int r = 0; r < rows; r++) {
                ProblemLoops.addQuadratic(problems.z()[k + r], workspace.row(r), problems.linear()[k + r],
                    problems.l1Denominator(), quadratic, size);
            }
        }
        return Summation.of(quadratic, 0, size);
    }

    /**
     * Measures problems at their present z.
     *
     * @param problems the problems, penalties added. Not modified.
     * @param firstPart part of the side that the first of them begins
     * @param workspace buffers of the calling thread
     */
    void measure(final Problems problems, final int firstPart, final Workspace workspace) {
        final int size = problems.size();
        final int[] free = problems.free();
        final double l1 = problems.l1Denominator();
        final double[] quadratic = ProblemLoops.zeros(workspace.sum(0), size);
        final double[] squares = ProblemLoops.zeros(workspace.sum(1), size);
        final double[] linear = ProblemLoops.zeros(workspace.sum(2), size);
        int nextFree = 0;
        for (int k = 0, rows = 0; k < problems.rank(); k += rows) {
            rows = Gradients.rows(problems, k, workspace);
            for (int r = 0; r < rows; r++) {
                final double[] z = problems.z()[k + r];
                final double[] b = problems.linear()[k + r];
                final double[] gradient = workspace.row(r);
                ProblemLoops.addQuadratic(z, gradient, b, l1, quadratic, size);
                ProblemLoops.addProducts(b, b, 0, linear, size);
                if (nextFree < free.length && free[nextFree] == k + r) {
                    ProblemLoops.addSquares(z, gradient, l1, squares, size);
                    nextFree++;
                }
            }
        }
        sumParts(quadratic, 1, size, m_quadratic, firstPart);
        sumParts(squares, 1, size, m_gradient, firstPart);
        sumParts(linear, 1, size, m_linear, firstPart);
    }

    /**
     * Measures by how much the objective of problems changes.
     *
     * @param problems the problems with G, penalties added; their z become that after
     * @param from z before, in a factor. Not modified.
     * @param to z after, in the same. Not modified.
     * @param place where in the factor
     * @param firstPart part of the side that the first of them begins
     * @param workspace buffers of the calling thread
     */
    void change(final Problems problems, final double[] from, final double[] to, final ProblemLoops.Place place,
        final int firstPart, final Workspace workspace) {
        final int size = problems.size();
        final double l1 = problems.l1Denominator();
        final double[] change = ProblemLoops.zeros(workspace.sum(0), size);
        final double[] moved = ProblemLoops.zeros(workspace.sum(1), size);
        final double[] delta = workspace.sum(2);
        for (int k = 0; k < problems.rank(); k++) {
            ProblemLoops.middle(from, to, place, k, problems.z()[k], size);
        }
        for (int k = 0, rows = 0; k < problems.rank(); k += rows) {
            rows = Gradients.rows(problems, k, workspace);
            for (int r = 0; r < rows; r++) {
                ProblemLoops.difference(from, to, place, k + r, delta, size);
                ProblemLoops.addProducts(delta, workspace.row(r), l1, change, size);
                addMoved(problems, k + r, delta, workspace.row(rows), moved);
            }
        }
        for (int k = 0; k < problems.rank(); k++) {
            ProblemLoops.copy(to, place, k, problems.z()[k], size);
        }
        sumParts(change, 2, size, m_change, firstPart);
        sumParts(moved, 1, size, m_moved, firstPart);
    }

    /**
     * The same for a step that has told of its changes; z are left as they are.
     *
     * @param problems the problems as the step left them. Not modified.
     * @param from z before the step, in a factor. Not modified.
     * @param to z now, in the same. Not modified.
     * @param place where in the factor
     * @param firstPart part of the side that the first of them begins
     * @param workspace buffers of the calling thread
     */
    void told(final Problems problems, final double[] from, final double[] to, final ProblemLoops.Place place,
        final int firstPart, final Workspace workspace) {
        final int size = problems.size();
        final double[] moved = ProblemLoops.zeros(workspace.sum(1), size);
        final double[] delta = workspace.sum(2);
        for (int k = 0; k < problems.rank(); k++) {
            ProblemLoops.difference(from, to, place, k, delta, size);
            addMoved(problems, k, delta, workspace.row(0), moved);
        }
        sumParts(problems.changes(), 2, size, m_change, firstPart);
        sumParts(moved, 1, size, m_moved, firstPart);
    }

    private static void addMoved(final Problems problems, final int k, final double[] delta, final double[] diagonal,
        final double[] out) {
        problems.diagonalRow(k, diagonal);
        final int size = problems.size();
        for (int m = 0; m < size; m++) {
            out[m] += delta[m] * delta[m] * diagonal[m];
        }
    }

    private static void sumParts(final double[] values, final double factor, final int size, final double[] sums,
        final int firstPart) {
        for (int part = firstPart, from = 0; from < size; part++, from += PART) {
            sums[part] = factor * Summation.of(values, from, Math.min(from + PART, size));
        }
    }
}
