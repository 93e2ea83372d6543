package org.noisynmf.engine.step;

import java.util.Arrays;

/**
 * Interior-point gradient, z ← z + α p along p = z ∘ (b − G z) / (G z), with α for each problem the smaller of the minimum
 * on the line and 0.99 of the way to the border. Gonzalez and Zhang (2005), Merritt and Zhang (2005); Pav (2024), sec. 1.
 *
 * <p>Never lets the objective rise. As with every multiplicative rule an unknown at 0 stays there.
 */
public final class GonzalezZhang implements StepRule {

    /** Share of the way to the border; Gonzalez and Zhang (2005). */
    private static final double INTERIOR = 0.99;

    @Override
    public Needs needs() {
        return Needs.GRAM;
    }

    @Override
    public void step(final Problems problems, final Workspace workspace) {
        final int q = problems.rank();
        final int size = problems.size();
        final double[] slope = workspace.row(2 * q);
        final double[] curvature = workspace.row(2 * q + 1);
        final double[] border = workspace.row(2 * q + 2);
        Arrays.fill(slope, 0, size, 0);
        Arrays.fill(curvature, 0, size, 0);
        Arrays.fill(border, 0, size, Double.POSITIVE_INFINITY);
        for (final int k : problems.free()) {
            direction(problems, k, workspace.row(k), slope, border);
        }
        for (final int k : problems.free()) {
            addCurvature(problems, k, workspace, curvature);
        }
        for (int m = 0; m < size; m++) {
            final double minimum = curvature[m] > 0 ? slope[m] / curvature[m] : Double.POSITIVE_INFINITY;
            final double length = Math.min(INTERIOR * border[m], minimum);
            // nothing to gain, or nothing known: stay
            slope[m] = slope[m] > 0 && length < Double.POSITIVE_INFINITY ? length : 0;
        }
        for (final int k : problems.free()) {
            final double[] z = problems.z()[k];
            final double[] p = workspace.row(k);
            for (int m = 0; m < size; m++) {
                z[m] = Math.max(z[m] + slope[m] * p[m], 0);
            }
        }
    }

    /** Row k of p, and what it adds to the slope −pᵀ∇ and to the way to the border. */
    private static void direction(final Problems problems, final int k, final double[] p, final double[] slope,
        final double[] border) {
        final double[] z = problems.z()[k];
        final double[] b = problems.linear()[k];
        problems.gradientRow(k, p);
        for (int m = 0; m < problems.size(); m++) {
            final double descent = -p[m];
            final double gz = p[m] + b[m];
            p[m] = gz > 0 ? z[m] * descent / gz : 0;
            slope[m] += p[m] * descent;
            if (p[m] < 0) {
                border[m] = Math.min(border[m], -z[m] / p[m]);
            }
        }
    }

    private static void addCurvature(final Problems problems, final int k, final Workspace workspace,
        final double[] curvature) {
        final boolean shared = problems.form() == Problems.Form.SHARED_GRAM;
        final double[] pk = workspace.row(k);
        for (final int l : problems.free()) {
            final int p = Problems.pair(problems.rank(), k, l);
            final double[] pl = workspace.row(l);
            for (int m = 0; m < problems.size(); m++) {
                final double g = shared ? problems.sharedGram()[p] : problems.gram()[p][m];
                curvature[m] += pk[m] * g * pl[m];
            }
        }
    }
}
