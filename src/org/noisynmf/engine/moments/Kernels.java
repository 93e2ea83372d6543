package org.noisynmf.engine.moments;

import java.util.List;

import org.noisynmf.engine.arithmetic.RowPairs;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.step.Problems;
import org.noisynmf.engine.step.Problems.Form;
import org.noisynmf.engine.storage.Precision;

/**
 * The loops over the observed entries: from (X, V; W, H) to the small quadratic programmes of both sides.
 *
 * <p>Works in stored units of the observations. One instance serves one factorisation; {@link #setTemplates} and {@link
 * #open} are called by one thread, the other methods by several threads at once, each with its own {@link Scratch} and on
 * observations or tiles that no other thread works on. Results never depend on which thread did what.
 */
public interface Kernels {

    /** Ranges of observations that are formed together begin at multiples of this. */
    int GROUP = 64;

    /** Entries of a tile that are worth forming together: longer loops cost no less for each. */
    int WORTHWHILE = 320;

    /** Matrix elements of observations that are formed together, at most, unless they are very large. */
    int MAX_ELEMENTS = 1 << 20;

    /** Observations that are accumulated together, a multiple of {@link #GROUP}; sums over them are split only here. */
    int BLOCK = 128;

    /** Buffers of one thread. */
    interface Scratch {
    }

    /** Sums of one block for the pixels of all tiles, not yet among their problems. */
    interface Sums {

        /** Sets all of them to 0, where what was accumulated is not going to be added. */
        void clear();
    }

    /**
     * @param observations X and V. Not modified.
     * @param rank q ≥ 1
     * @return kernels for the observations' precision
     */
    static Kernels of(final Observations observations, final int rank) {
        return keeping(observations, rank, 0);
    }

    /**
     * Kernels that form the same ranges of observations again and again, and keep a second copy of the data in the order
     * in which that reads them, if the heap has room for several of it. Results do not depend on it.
     *
     * @param observations X and V. Not modified.
     * @param rank q ≥ 1
     * @param chunk length of the ranges but the last, a multiple of {@link #GROUP}; the first begins at 0
     * @return kernels for the observations' precision
     */
    static Kernels keeping(final Observations observations, final int rank, final int chunk) {
        if (rank < 1) {
            throw new IllegalArgumentException("The rank is " + rank + ", but must be ≥ 1");
        }
        return new TiledKernels<>(observations, rank, loops(observations), chunk);
    }

    private static Loops<?> loops(final Observations observations) {
        return observations.precision() == Precision.FLOAT64 ? new DoubleLoops() : new FloatLoops();
    }

    /**
     * How many observations to form together: so many that loops over what they store in a tile are worth their cost, or with
     * vector instructions, whose loops are along the strips, so few that they are still in the cache when they are
     * accumulated; but no more than that all threads find work and that their matrices stay in the cache.
     *
     * @param observations X and V
     * @param rank q
     * @param threads that share the work
     * @return {@link #GROUP}, or a multiple of {@link #BLOCK}
     */
    static int chunk(final Observations observations, final int rank, final int threads) {
        final int n = observations.count();
        final double entries = Math.max(1, (double)observations.firstStrip(n) / observations.tiles());
        final double together = loops(observations).vectors() != null ? BLOCK : WORTHWHILE * n / entries;
        final double shared = Math.min(together, (n + threads - 1) / threads);
        final double worthwhile = Math.min(shared, MAX_ELEMENTS / Problems.pairs(rank));
        return worthwhile <= GROUP ? GROUP : BLOCK * (int)Math.ceil(worthwhile / BLOCK);
    }

    /**
     * @param observations X and V
     * @param rank q
     * @return numbers that the buffers of one thread hold, at most
     */
    static double bufferElements(final Observations observations, final int rank) {
        final double sums = Problems.pairs(rank) + 3.0 * rank;
        final double kept = loops(observations).vectors() == null ? 0 : (double)RowPairs.KEPT_BYTES / Double.BYTES;
        return WORTHWHILE * (2.0 * observations.tileWidth() + sums) + sums * observations.tileWidth() + kept;
    }

    /** @return buffers for one thread */
    Scratch newScratch();

    /**
     * Says which observations the next calls are about: if they lie in a file, {@link #form} then reads them for {@link
     * #accumulate}, too, where they are few, and those behind them can be brought into memory meanwhile. Called by one
     * thread, while no other works here.
     *
     * @param from first observation
     * @param to end of the range, exclusive
     */
    void open(int from, int to);

    /**
     * Takes the templates that {@link #form}, {@link #accumulate} and {@link #residual} work with.
     *
     * @param w W, d × q, template k contiguous. Not modified, copied into tiles.
     */
    void setTemplates(double[] w);

    /**
     * Forms the problems of observations: b_j = Wᵀ(V∘X)_j and, by the form of the batch, G_j = Wᵀ diag(V_j) W, or G_j h_j
     * without G, or nothing (shared G). If the shift is positive, s_j = Wᵀ V_j times the shift.
     *
     * @param from first observation, a multiple of {@link #GROUP}
     * @param to end of the range, exclusive, at most n
     * @param h H, q × n, coefficients of observation j contiguous; read for {@link Problems.Form#PRODUCT} only. Not
     *            modified.
     * @param shift y ≥ 0 in stored units; 0 leaves the shift moments alone
     * @param problems the batch; observation j goes to slot {@code firstSlot + j - from}. Modified.
     * @param firstSlot slot of observation {@code from}
     * @param scratch buffers of the calling thread
     */
    void form(int from, int to, double[] h, double shift, Problems problems, int firstSlot, Scratch scratch);

    /**
     * Adds the contributions of observations to the problems of the pixels of one tile: B += Σ_j (V∘X)_ij h_j and, by the
     * form of the batch, A += Σ_j V_ij h_j h_jᵀ (upper triangle), or Σ_j (V∘(W H))_ij h_j without A, or nothing. If the
     * shift is positive, Σ_j V_ij h_j times the shift.
     *
     * @param tile index of the tile
     * @param from first observation, a multiple of {@link #BLOCK}
     * @param to end of the range, exclusive; a multiple of {@link #BLOCK} or n
     * @param h H, q × n, coefficients of observation j contiguous. Not modified.
     * @param shift y ≥ 0 in stored units; 0 leaves the shift moments alone
     * @param pixels the problems of the pixels of the tile, slot = pixel − first pixel of the tile. Modified.
     * @param scratch buffers of the calling thread
     */
    void accumulate(int tile, int from, int to, double[] h, double shift, Problems pixels, Scratch scratch);

    /**
     * @param form how A is known
     * @param shifted whether there are sums for the shift
     * @param blocks number of blocks
     * @return room for the sums of so many blocks, all of them 0, so that the thread that formed one can accumulate it, too, out
     *         of its own cache. Empty where that cannot be, since the sums are in double precision from the first observation
     *         on and no block can begin before those before it are complete; or does not pay, since they are larger than
     *         the data of the block; or the heap has not several times as much room.
     */
    List<Sums> newSums(Form form, boolean shifted, int blocks);

    /**
     * {@link #accumulate(int, int, int, double[], double, Problems, Scratch)} for all tiles, but for adding the sums to the
     * problems of the pixels: {@link #add} does that, block by block in their order, with the same bits.
     *
     * @param from first observation, a multiple of {@link #BLOCK}
     * @param to end of the range, exclusive; no more than {@link #BLOCK} behind it
     * @param h H, q × n, coefficients of observation j contiguous. Not modified.
     * @param shift y ≥ 0 in stored units
     * @param moments their form and sizes. Not modified.
     * @param sums made by {@link #newSums}, all of them 0. Modified.
     * @param scratch buffers of the calling thread
     */
    void accumulate(int from, int to, double[] h, double shift, BlockMoments moments, Sums sums, Scratch scratch);

    /**
     * Adds the sums of a block to the problems of the pixels of a tile; they then are 0 again.
     *
     * @param tile index of the tile
     * @param sums of the block. Modified.
     * @param shift y ≥ 0 in stored units, as they were accumulated with
     * @param pixels the problems of the pixels of the tile. Modified.
     */
    void add(int tile, Sums sums, double shift, Problems pixels);

    /**
     * True χ² of one observation, Σ_i V_ij (X_ij − (W h_j)_i)², in stored units.
     *
     * @param j index of the observation
     * @param h its coefficients start at {@code h[j * q]}. Not modified.
     * @param scratch buffers of the calling thread
     * @return χ² ≥ 0
     */
    double residual(int j, double[] h, Scratch scratch);
}
