package org.noisynmf.engine.nnls;

import java.util.Arrays;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.noisynmf.engine.data.Observations;

/**
 * Non-negative least squares of one observation by orthogonal factorisation of the weighted templates, for those whose
 * normal equations are too ill-conditioned. Lawson and Hanson (1974), ch. 23, with pivoted QR.
 */
final class OrthogonalNnls {

    /** A template whose part independent of the others is smaller, relative to it, than this is dependent on them. */
    private static final double DEPENDENT = 1e-12;

    private static final int REFINEMENTS = 2;

    private final Observations m_data;

    private final double[] m_templates;

    private final int m_rank;

    private final double[] m_x;

    private final double[] m_v;

    private final DMatrixRMaj m_right;

    private final double[][] m_columns;

    private final double[] m_scale;

    private final TrueResidual m_residual;

    private int m_rows;

    /**
     * @param data the observations
     * @param templates W, d × q, template k contiguous, in the units in which coefficients are wanted. Not modified.
     * @param rank q
     */
    OrthogonalNnls(final Observations data, final double[] templates, final int rank) {
        m_data = data;
        m_templates = templates;
        m_rank = rank;
        m_x = new double[data.pixels()];
        m_v = new double[data.pixels()];
        m_right = new DMatrixRMaj(data.pixels(), 1);
        m_columns = new double[rank][data.pixels()];
        m_scale = new double[rank];
        m_residual = new TrueResidual(data, templates, rank);
    }

    /**
     * @param j index of the observation
     * @param z receives q coefficients for the data as stored. Modified.
     * @return whether templates depend on one another over its observed pixels, so that the solution is one of several
     */
    boolean solve(final int j, final double[] z) {
        load(j);
        Arrays.fill(z, 0);
        final boolean[] positive = new boolean[m_rank];
        final boolean[] rejected = new boolean[m_rank];
        boolean dependent = false;
        for (int entry = 0; entry < 30 * (m_rank + 1); entry++) {
            final int k = steepest(z, positive, rejected);
            if (k < 0) {
                break;
            }
            if (distance(k, positive) < DEPENDENT) {
                dependent = true;
                rejected[k] = true;
                continue;
            }
            positive[k] = true;
            minimiseOverPositive(z, positive);
            if (positive[k]) {
                Arrays.fill(rejected, false);
            } else {
                rejected[k] = true;
            }
        }
        refine(j, z, positive);
        for (int k = 0; k < m_rank; k++) {
            dependent |= !positive[k] && m_scale[k] > 0 && distance(k, positive) < DEPENDENT;
            z[k] = m_scale[k] > 0 ? z[k] / m_scale[k] : 0;
        }
        return dependent;
    }

    /** Two steps of iterative refinement over the positive coefficients; z are those of columns of unit length. */
    private void refine(final int j, final double[] z, final boolean[] positive) {
        final double[] given = new double[m_rank];
        final double[] left = new double[m_rows];
        for (int step = 0; step < REFINEMENTS; step++) {
            for (int k = 0; k < m_rank; k++) {
                given[k] = positive[k] ? z[k] / m_scale[k] : 0;
            }
            m_residual.entries(j, given, left);
            final double[] correction = leastSquares(positive, left);
            int p = 0;
            boolean stays = true;
            for (int k = 0; k < m_rank; k++) {
                if (positive[k]) {
                    stays &= given[k] + correction[p++] / m_scale[k] > 0;
                }
            }
            p = 0;
            for (int k = 0; k < m_rank && stays; k++) {
                if (positive[k]) {
                    // in the caller's coefficients, whose digits are wanted
                    z[k] = (given[k] + correction[p++] / m_scale[k]) * m_scale[k];
                }
            }
        }
    }

    /** Weighted data and weighted templates of unit length over the observed pixels. */
    private void load(final int j) {
        m_data.copy(j, m_x, m_v);
        m_rows = 0;
        for (int i = 0; i < m_x.length; i++) {
            if (m_v[i] > 0) {
                final double root = Math.sqrt(Math.scalb(m_v[i], -m_data.weightExponent()));
                m_right.data[m_rows] = root * Math.scalb(m_x[i], -m_data.dataExponent());
                for (int k = 0; k < m_rank; k++) {
                    m_columns[k][m_rows] = root * m_templates[k * m_x.length + i];
                }
                m_rows++;
            }
        }
        for (int k = 0; k < m_rank; k++) {
            m_scale[k] = Math.sqrt(dot(m_columns[k], m_columns[k]));
            for (int r = 0; r < m_rows; r++) {
                m_columns[k][r] = m_scale[k] > 0 ? m_columns[k][r] / m_scale[k] : 0;
            }
        }
    }

    private double dot(final double[] a, final double[] b) {
        double sum = 0;
        for (int r = 0; r < m_rows; r++) {
            sum += a[r] * b[r];
        }
        return sum;
    }

    private int steepest(final double[] z, final boolean[] positive, final boolean[] rejected) {
        final double[] residual = Arrays.copyOf(m_right.data, m_rows);
        double terms = 0;
        for (int k = 0; k < m_rank; k++) {
            for (int r = 0; r < m_rows && z[k] > 0; r++) {
                residual[r] -= z[k] * m_columns[k][r];
            }
            terms += z[k];
        }
        final double rounding = 0x1p-50 * (terms + Math.sqrt(dot(m_right.data, m_right.data)));
        int best = -1;
        double largest = rounding;
        for (int k = 0; k < m_rank; k++) {
            if (!positive[k] && !rejected[k] && m_scale[k] > 0) {
                final double descent = dot(m_columns[k], residual);
                if (descent > largest) {
                    largest = descent;
                    best = k;
                }
            }
        }
        return best;
    }

    /** Length of the part of a column of unit length that the positive ones cannot make up. */
    private double distance(final int k, final boolean[] positive) {
        final double[] column = Arrays.copyOf(m_columns[k], m_rows);
        final double[] share = leastSquares(positive, column);
        int p = 0;
        for (int l = 0; l < m_rank; l++) {
            if (positive[l]) {
                for (int r = 0; r < m_rows; r++) {
                    column[r] -= share[p] * m_columns[l][r];
                }
                p++;
            }
        }
        return Math.sqrt(dot(column, column));
    }

    private double[] leastSquares(final boolean[] positive, final double[] right) {
        int count = 0;
        for (final boolean p : positive) {
            count += p ? 1 : 0;
        }
        if (count == 0) {
            return new double[0];
        }
        final DMatrixRMaj matrix = new DMatrixRMaj(m_rows, count);
        int column = 0;
        for (int k = 0; k < m_rank; k++) {
            if (positive[k]) {
                for (int r = 0; r < m_rows; r++) {
                    matrix.set(r, column, m_columns[k][r]);
                }
                column++;
            }
        }
        final LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.leastSquaresQrPivot(true, false);
        final DMatrixRMaj solution = new DMatrixRMaj(count, 1);
        final DMatrixRMaj rightSide = new DMatrixRMaj(m_rows, 1);
        System.arraycopy(right, 0, rightSide.data, 0, m_rows);
        if (!solver.setA(matrix)) {
            throw new IllegalStateException("The weighted templates of an observation are not finite");
        }
        solver.solve(rightSide, solution);
        return solution.data;
    }

    private void minimiseOverPositive(final double[] z, final boolean[] positive) {
        while (true) {
            final double[] trial = leastSquares(positive, m_right.data);
            int blocker = -1;
            double step = 1;
            int p = 0;
            for (int k = 0; k < m_rank; k++) {
                if (positive[k]) {
                    if (!(trial[p] > 0)) {
                        final double reach = z[k] > 0 ? z[k] / (z[k] - trial[p]) : 0;
                        if (blocker < 0 || reach < step) {
                            step = reach;
                            blocker = k;
                        }
                    }
                    p++;
                }
            }
            p = 0;
            for (int k = 0; k < m_rank; k++) {
                if (positive[k]) {
                    z[k] = blocker < 0 ? trial[p] : Math.max(z[k] + step * (trial[p] - z[k]), 0);
                    p++;
                }
            }
            if (blocker < 0) {
                return;
            }
            z[blocker] = 0;
            positive[blocker] = false;
        }
    }
}
