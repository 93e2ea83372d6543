package org.noisynmf.engine.step;

import java.util.Arrays;

/** What λ₁ Σ z takes from b, and what ½ λ₂ Σ z² + ½ γ Σ_{k≠l} z_k z_l adds to G, λ₂ I + γ (1 1ᵀ − I), in each of the forms that G has. */
final class PenaltyTerms {

    private PenaltyTerms() {
    }

    /** b −= λ₁. */
    static void subtractFromLinear(final double l1, final double[][] linear, final int size) {
        for (final double[] b : linear) {
            for (int m = 0; m < size; m++) {
                b[m] -= l1;
            }
        }
    }

    /** G z += λ₂ z + γ (Σ_l z_l − z). */
    static void addToProduct(final double l2, final double orthogonality, final double[][] z, final double[] sum,
        final double[][] product, final int size) {
        Arrays.fill(sum, 0, size, 0);
        for (final double[] row : z) {
            for (int m = 0; m < size; m++) {
                sum[m] += row[m];
            }
        }
        for (int k = 0; k < z.length; k++) {
            for (int m = 0; m < size; m++) {
                product[k][m] += l2 * z[k][m] + orthogonality * (sum[m] - z[k][m]);
            }
        }
    }

    /** To the one G of all problems, packed. */
    static void addToShared(final double l2, final double orthogonality, final int rank, final double[] gram) {
        for (int k = 0; k < rank; k++) {
            for (int l = k; l < rank; l++) {
                gram[Problems.pair(rank, k, l)] += k == l ? l2 : orthogonality;
            }
        }
    }

    /** To the G of every problem, packed, [q(q+1)/2][size]. */
    static void addToOwn(final double l2, final double orthogonality, final int rank, final double[][] gram,
        final int size) {
        for (int k = 0; k < rank; k++) {
            for (int l = k; l < rank; l++) {
                final double term = k == l ? l2 : orthogonality;
                final double[] row = gram[Problems.pair(rank, k, l)];
                for (int m = 0; m < size; m++) {
                    row[m] += term;
                }
            }
        }
    }
}
