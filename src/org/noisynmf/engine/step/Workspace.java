package org.noisynmf.engine.step;

/** Buffers of one thread for steps on batches of up to a set number of problems; allocated once, before the loop. */
public final class Workspace {

    private final double[][] m_rows;

    private final double[][] m_small;

    private final ExactQp m_exactQp;

    /**
     * @param rank q ≥ 1
     * @param capacity largest number of problems of a batch
     */
    public Workspace(final int rank, final int capacity) {
        m_rows = new double[2 * rank + 4][capacity];
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
     * @param index 0 ≤ index &lt; 8
     * @return a buffer of at least q² values for one problem; contents undefined
     */
    public double[] small(final int index) {
        return m_small[index];
    }

    /** @return the exact solver of single problems, with its own buffers */
    public ExactQp exactQp() {
        return m_exactQp;
    }
}
