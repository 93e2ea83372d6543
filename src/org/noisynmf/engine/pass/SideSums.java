package org.noisynmf.engine.pass;

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
     * Measures problems at their present z.
     *
     * @param problems the problems, penalties added. Not modified.
     * @param firstPart part of the side that the first of them begins
     * @param workspace buffers of the calling thread
     */
    void measure(final Problems problems, final int firstPart, final Workspace workspace) {
        final int size = problems.size();
        final int[] free = problems.free();
        for (int part = firstPart, from = 0; from < size; part++, from += PART) {
            m_quadratic[part] = 0;
            m_gradient[part] = 0;
            m_linear[part] = 0;
        }
        int nextFree = 0;
        for (int k = 0, rows = 0; k < problems.rank(); k += rows) {
            rows = Gradients.rows(problems, k, workspace);
            for (int r = 0; r < rows; r++) {
                final boolean isFree = nextFree < free.length && free[nextFree] == k + r;
                nextFree += isFree ? 1 : 0;
                measure(problems, k + r, isFree, workspace.row(r), firstPart);
            }
        }
    }

    /** Where a factor keeps unknown k of problem m of a batch: at {@code first + k * ofUnknown + m * ofProblem}. */
    record Place(int first, int ofUnknown, int ofProblem) {
    }

    /**
     * Measures by how much the objective of problems changes.
     *
     * @param problems the problems with G, penalties added; their z becomes that after
     * @param from z before, in a factor. Not modified.
     * @param to z after, in the same. Not modified.
     * @param place where in the factor
     * @param firstPart part of the side that the first of them begins
     * @param workspace buffers of the calling thread
     */
    void change(final Problems problems, final double[] from, final double[] to, final Place place, final int firstPart,
        final Workspace workspace) {
        final int size = problems.size();
        for (int k = 0; k < problems.rank(); k++) {
            final double[] z = problems.z()[k];
            int p = place.first + k * place.ofUnknown;
            for (int m = 0; m < size; m++, p += place.ofProblem) {
                z[m] = 0.5 * (from[p] + to[p]);
            }
        }
        for (int part = firstPart, m = 0; m < size; part++, m += PART) {
            m_change[part] = 0;
            m_moved[part] = 0;
        }
        for (int k = 0, rows = 0; k < problems.rank(); k += rows) {
            rows = Gradients.rows(problems, k, workspace);
            for (int r = 0; r < rows; r++) {
                change(problems, k + r, from, to, place, firstPart, workspace.row(r), workspace.row(rows));
            }
        }
        for (int k = 0; k < problems.rank(); k++) {
            final double[] z = problems.z()[k];
            int p = place.first + k * place.ofUnknown;
            for (int m = 0; m < size; m++, p += place.ofProblem) {
                z[m] = to[p];
            }
        }
    }

    private void change(final Problems problems, final int k, final double[] from, final double[] to, final Place place,
        final int firstPart, final double[] gradient, final double[] diagonal) {
        problems.diagonalRow(k, diagonal);
        final double l1 = problems.l1Denominator();
        final int size = problems.size();
        int p = place.first + k * place.ofUnknown;
        for (int part = firstPart, first = 0; first < size; part++, first += PART) {
            double change = 0;
            double moved = 0;
            for (int m = first; m < Math.min(first + PART, size); m++, p += place.ofProblem) {
                final double delta = to[p] - from[p];
                change += delta * (gradient[m] + l1);
                moved += delta * delta * diagonal[m];
            }
            m_change[part] += 2 * change;
            m_moved[part] += moved;
        }
    }

    private void measure(final Problems problems, final int k, final boolean isFree, final double[] gradient,
        final int firstPart) {
        final double[] z = problems.z()[k];
        final double[] b = problems.linear()[k];
        final double l1 = problems.l1Denominator();
        final int size = problems.size();
        for (int part = firstPart, from = 0; from < size; part++, from += PART) {
            double quadratic = 0;
            double squares = 0;
            double linear = 0;
            for (int m = from; m < Math.min(from + PART, size); m++) {
                quadratic += z[m] * (gradient[m] - b[m] + 2 * l1);
                final double slope = gradient[m] + l1;
                final double projected = z[m] > 0 ? slope : Math.min(slope, 0);
                squares += projected * projected;
                linear += b[m] * b[m];
            }
            m_quadratic[part] += quadratic;
            m_gradient[part] += isFree ? squares : 0;
            m_linear[part] += linear;
        }
    }
}
