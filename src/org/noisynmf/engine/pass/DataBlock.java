package org.noisynmf.engine.pass;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.moments.Kernels;

/**
 * A block of observations with the loops over it.
 *
 * @param data X and V
 * @param kernels the loops
 * @param chunk observations that are formed and stepped as one batch, a multiple of {@link Kernels#GROUP}
 */
public record DataBlock(Observations data, Kernels kernels, int chunk) {

    /**
     * @param data X and V. Not modified.
     * @param rank q
     * @param threads that share the work
     * @param again whether it is read again and again, so that a second copy in the order of reading pays
     * @return the block
     */
    public static DataBlock of(final Observations data, final int rank, final int threads, final boolean again) {
        final int chunk = Kernels.chunk(data, rank, threads);
        return new DataBlock(data, again ? Kernels.keeping(data, rank, chunk) : Kernels.of(data, rank), chunk);
    }
}
