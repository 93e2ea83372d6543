package org.noisynmf.benchmarks.posterior;

import java.util.stream.IntStream;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;

/**
 * Errors from the curvature of χ² in all templates and coefficients at once that are positive at its minimum (Gauss-Newton):
 * S = A − Σ_j C_j G_j⁻¹ C_jᵀ, and with the sums of the templates fixed, Σ = (S + t U Uᵀ)⁻¹ for large t.
 */
final class FisherErrors {

    private FisherErrors() {
    }

    /** @return standard deviations, d × q; 0 of entries that are 0 */
    static double[] of(final Observations data, final Factors fit) {
        final int d = fit.pixels();
        final int q = fit.rank();
        final double[] w = fit.w();
        final int[] free = IntStream.range(0, d * q).filter(p -> w[p] > 0).toArray();
        final DMatrixRMaj s = new DMatrixRMaj(free.length, free.length);
        final double[] x = new double[d];
        final double[] v = new double[d];
        for (int j = 0; j < data.count(); j++) {
            data.copy(j, x, v);
            final int observation = j;
            final int[] positive = IntStream.range(0, q).filter(k -> fit.h()[observation * q + k] > 0).toArray();
            final DMatrixRMaj gram = new DMatrixRMaj(positive.length, positive.length);
            final DMatrixRMaj cross = new DMatrixRMaj(free.length, positive.length);
            for (int a = 0; a < positive.length; a++) {
                for (int c = 0; c < positive.length; c++) {
                    double sum = 0;
                    for (int i = 0; i < d; i++) {
                        sum += v[i] * w[positive[a] * d + i] * w[positive[c] * d + i];
                    }
                    gram.set(a, c, sum);
                }
                for (int f = 0; f < free.length; f++) {
                    final int i = free[f] % d;
                    cross.set(f, a, v[i] * fit.h()[j * q + free[f] / d] * w[positive[a] * d + i]);
                }
            }
            for (int f = 0; f < free.length; f++) {
                for (int g = 0; g < free.length; g++) {
                    if (free[f] % d == free[g] % d) {
                        s.add(f, g, v[free[f] % d] * fit.h()[j * q + free[f] / d] * fit.h()[j * q + free[g] / d]);
                    }
                }
            }
            if (positive.length > 0) {
                CommonOps_DDRM.invert(gram);
                final DMatrixRMaj half = new DMatrixRMaj(free.length, positive.length);
                CommonOps_DDRM.mult(cross, gram, half);
                CommonOps_DDRM.multAddTransB(-1, half, cross, s);
            }
        }
        final double large = 1e3 * CommonOps_DDRM.trace(s) / free.length;
        for (int f = 0; f < free.length; f++) {
            for (int g = 0; g < free.length; g++) {
                if (free[f] / d == free[g] / d) {
                    s.add(f, g, large);
                }
            }
        }
        CommonOps_DDRM.invert(s);
        final double[] errors = new double[d * q];
        for (int f = 0; f < free.length; f++) {
            errors[free[f]] = Math.sqrt(s.get(f, f));
        }
        return errors;
    }
}
