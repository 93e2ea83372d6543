package org.noisynmf.engine.step;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.arithmetic.VectorSteps;
import org.noisynmf.engine.arithmetic.Vectors;
import org.noisynmf.engine.step.Problems.Form;

/**
 * Sweeps of coordinate descent where all problems share G: three coordinates at a time, with vector instructions five,
 * whose gradients come from one reading of z, and which then hear of each other's steps, g_l ← g_l + G_lk (z_k' − z_k).
 */
final class SharedSweep {

    private static final @Nullable VectorSteps VECTORS = Vectors.steps();

    private final Problems m_problems;

    private final Workspace m_workspace;

    private final List<Group> m_groups = new ArrayList<>();

    /**
     * Coordinates that are stepped together.
     *
     * @param rows their gradients
     * @param between G between them, packed
     * @param inverse 1 / G_kk; 0 where a coordinate has no information and is left as it is
     */
    private record Group(GradientRows rows, double[] between, double[] inverse) {

        int[] k() {
            return rows.k();
        }
    }

    /**
     * @param problems the batch, {@link Form#SHARED_GRAM}; sweeps modify its free unknowns
     * @param workspace buffers of the calling thread
     */
    SharedSweep(final Problems problems, final Workspace workspace) {
        m_problems = problems;
        m_workspace = workspace;
        final int[] free = problems.free();
        for (int f = 0, some; f < free.length; f += some) {
            final int left = free.length - f;
            some = left >= GradientRows.TOGETHER ? GradientRows.TOGETHER : left >= 3 ? 3 : 1;
            m_groups.add(group(Arrays.copyOfRange(free, f, f + some)));
        }
    }

    private Group group(final int[] k) {
        final double[] between = new double[Problems.pairs(k.length)];
        final double[] inverse = new double[k.length];
        for (int r = 0, pair = 0; r < k.length; r++) {
            inverse[r] = gram(k[r], k[r]) > 0 ? 1 / gram(k[r], k[r]) : 0;
            for (int s = r; s < k.length; s++, pair++) {
                between[pair] = gram(k[r], k[s]);
            }
        }
        return new Group(new GradientRows(m_problems, k), between, inverse);
    }

    private double gram(final int k, final int l) {
        return m_problems.sharedGram()[Problems.pair(m_problems.rank(), k, l)];
    }

    /** Makes a sweep. */
    void sweep() {
        for (final Group group : m_groups) {
            final double[][] rows = group.rows.form(m_workspace);
            if (VECTORS != null && group.k().length == VectorSteps.TOGETHER) {
                VECTORS.step(m_problems.z(), group.k(), rows, group.between, group.inverse,
                    m_problems.changes(), m_problems.paddedSize());
            } else {
                step(group, rows);
            }
        }
    }

    private void step(final Group group, final double[][] gradients) {
        final int[] k = group.k();
        final double[] moved = m_workspace.row(k.length);
        final int size = m_problems.size();
        for (int r = 0, pair = 0; r < k.length; r++) {
            step(m_problems.z()[k[r]], gradients[r], group.inverse[r], moved, size);
            addChanges(moved, gradients[r], group.between[pair++], m_problems.changes(), size);
            for (int next = r + 1; next < k.length; next++, pair++) {
                GramRow.addScaled(group.between[pair], moved, gradients[next], size);
            }
        }
    }

    private static void step(final double[] z, final double[] gradient, final double inverse, final double[] moved,
        final int size) {
        for (int m = 0; m < size; m++) {
            final double stepped = Math.max(z[m] - gradient[m] * inverse, 0);
            moved[m] = stepped - z[m];
            z[m] = stepped;
        }
    }

    /** ½ zᵀ G z − bᵀ z changes by δ (g + ½ G_kk δ) where a coordinate moves by δ. */
    private static void addChanges(final double[] moved, final double[] gradient, final double diagonal,
        final double[] changes, final int size) {
        for (int m = 0; m < size; m++) {
            changes[m] += moved[m] * (gradient[m] + 0.5 * diagonal * moved[m]);
        }
    }
}
