package org.noisynmf.engine.moments;

import java.util.Arrays;

import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.step.Problems;

/** The matrices G that all problems of a side share where every entry has weight 1: Wᵀ W and H Hᵀ, packed. */
public final class Gram {

    private Gram() {
    }

    /**
     * Wᵀ W.
     *
     * @param w W, d × q, template k contiguous. Not modified.
     * @param rank q
     * @param team shares the rows
     * @param packed receives the upper triangle, q(q+1)/2 values, see {@link Problems#pair}. Modified.
     */
    public static void ofTemplates(final double[] w, final int rank, final Team team, final double[] packed) {
        final int d = w.length / rank;
        team.run(rank, (k, worker) -> {
            for (int l = k; l < rank; l++) {
                double sum = 0;
                for (int i = 0; i < d; i++) {
                    sum += w[k * d + i] * w[l * d + i];
                }
                packed[Problems.pair(rank, k, l)] = sum;
            }
        });
    }

    /**
     * H Hᵀ.
     *
     * @param h H, q × n, coefficients of an observation contiguous. Not modified.
     * @param rank q
     * @param team shares the rows
     * @param packed receives the upper triangle, q(q+1)/2 values, see {@link Problems#pair}. Modified.
     */
    public static void ofCoefficients(final double[] h, final int rank, final Team team, final double[] packed) {
        team.run(rank, (k, worker) -> {
            final int row = Problems.pair(rank, k, k) - k;
            Arrays.fill(packed, row + k, row + rank, 0);
            for (int j = 0; j < h.length; j += rank) {
                final double hk = h[j + k];
                if (hk != 0) {
                    for (int l = k; l < rank; l++) {
                        packed[row + l] += hk * h[j + l];
                    }
                }
            }
        });
    }
}
