package org.noisynmf.engine.step;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Buffers of one thread for steps on batches of up to a set number of problems; allocated once, before the loop. */
public final class Workspace {

    /** One in so many repetitions, less one, asks whether to go on. */
    private static final int ASKED = 0x3f;

    private static final int SUMS = 3;

    private final double[][] m_rows;

    private final double[][] m_sums;

    private final double[][] m_small;

    private final ExactQp m_exactQp;

    private final BooleanSupplier m_cancelled;

    /**
     * @param rank q ≥ 1
     * @param capacity room for problems in the batches, see {@link Problems}, however many they hold
     */
    public Workspace(final int rank, final int capacity) {
        this(rank, capacity, () -> false);
    }

    /**
     * @param rank q ≥ 1
     * @param capacity room for problems in the batches, see {@link Problems}, however many they hold
     * @param cancelled asked by long steps whether to end; may be called from any thread
     */
    public Workspace(final int rank, final int capacity, final BooleanSupplier cancelled) {
        m_cancelled = cancelled;
        m_rows = new double[2 * rank + 4][capacity];
        m_sums = new double[SUMS][capacity];
        m_small = new double[8][Math.max(rank * rank, 16)];
        m_exactQp = new ExactQp(rank);
    }

    /**
     * @param index 0 ≤ index &lt; 2 q + 4
     * @return a buffer with one value a problem; contents undefined
     */
    public double[] row(final int index) {
        return m_rows[index];
    }

    /**
     * @param index 0 ≤ index &lt; 3
     * @return a buffer with one value a problem, beside those of {@link #row}; contents undefined
     */
    public double[] sum(final int index) {
        return m_sums[index];
    }

    /**
     * @param index 0 ≤ index &lt; 8
     * @return a buffer of at least q² values for one problem; contents undefined
     */
    public double[] small(final int index) {
        return m_small[index];
    }

    /**
     * Lets a step of very many repetitions end early, half done.
     *
     * @param repetition number of the repetition; most of them cost nothing here
     * @throws CancellationException if the work is to end
     */
    public void repeat(final int repetition) {
        if ((repetition & ASKED) == ASKED && m_cancelled.getAsBoolean()) {
            throw new CancellationException("Cancelled");
        }
    }

    /** @return the exact solver of single problems, with its own buffers */
    public ExactQp exactQp() {
        return m_exactQp;
    }
}
