package org.noisynmf.engine.start;

import org.apache.commons.rng.UniformRandomProvider;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;

/**
 * Non-negative double singular value decomposition: of each leading triplet s u vᵀ the stronger of u⁺ v⁺ᵀ and u⁻ v⁻ᵀ
 * gives a template and its coefficients. Boutsidis and Gallopoulos (2008).
 *
 * <p>Missing entries are filled as {@link FilledData} says; negative values enter the singular vectors as they are, so
 * that noise averages out instead of being clipped to a bias. Zeros stay (NNDSVD), become the root of the mean size of the
 * data (a), or values uniform between 0 and a hundredth of it (ar); the root, and not the size itself as published, so that
 * the start does not depend on the unit.
 */
final class NndsvdStart implements Start {

    /** What becomes of zeros. */
    enum Zeros {
        /** They stay; multiplicative rules cannot leave them. */
        KEPT,
        /** The root of the mean size of the data. */
        MEAN,
        /** Uniform between 0 and a hundredth of the root of the mean size of the data. */
        RANDOM
    }

    /** Entries below this, relative to the largest of their vector, are rounding and count as zeros. */
    private static final double ROUNDING = 1e-12;

    private static final double RANDOM_SHARE = 0.01;

    private final Zeros m_zeros;

    NndsvdStart(final Zeros zeros) {
        m_zeros = zeros;
    }

    @Override
    public Factors create(final Observations data, final int rank, final long seed) {
        final int d = data.pixels();
        final int n = data.count();
        if (rank > Math.min(d, n)) {
            throw new IllegalArgumentException("NNDSVD gives at most as many templates as the smaller of " + d
                + " pixels and " + n + " observations, but " + rank + " were asked for");
        }
        final FilledData filled = new FilledData(data);
        final TruncatedSvd svd = TruncatedSvd.of(filled, rank, seed);
        final double[] w = new double[Sizes.of(d, rank, "templates")];
        final double[] h = new double[Sizes.of(n, rank, "coefficients")];
        for (int k = 0; k < rank; k++) {
            final double positive = Math.sqrt(squares(svd.u()[k], 1) * squares(svd.v()[k], 1));
            final double negative = Math.sqrt(squares(svd.u()[k], -1) * squares(svd.v()[k], -1));
            final int sign = positive >= negative ? 1 : -1;
            final double size = Math.sqrt(svd.s()[k] * Math.max(positive, negative));
            put(svd.u()[k], sign, size, w, k * d, 1);
            put(svd.v()[k], sign, size, h, k, rank);
        }
        if (m_zeros != Zeros.KEPT) {
            // in the unit of both factors, which share that of the data
            final double size = Math.sqrt(filled.meanSize());
            final UniformRandomProvider generator = UniformStart.generator(seed);
            fill(w, size, generator);
            fill(h, size, generator);
        }
        return new Factors(d, n, rank, w, h);
    }

    private static double squares(final double[] vector, final int sign) {
        double sum = 0;
        for (final double value : vector) {
            final double part = Math.max(sign * value, 0);
            sum += part * part;
        }
        return sum;
    }

    private static void put(final double[] vector, final int sign, final double size, final double[] out,
        final int offset, final int stride) {
        final double norm = Math.sqrt(squares(vector, sign));
        if (norm > 0) {
            for (int p = 0; p < vector.length; p++) {
                final double part = Math.max(sign * vector[p], 0) / norm;
                out[offset + p * stride] = part > ROUNDING ? size * part : 0;
            }
        }
    }

    private void fill(final double[] factor, final double size, final UniformRandomProvider generator) {
        for (int p = 0; p < factor.length; p++) {
            if (factor[p] == 0) {
                factor[p] = m_zeros == Zeros.MEAN ? size : RANDOM_SHARE * size * (1 - generator.nextDouble());
            }
        }
    }
}
