package org.noisynmf.engine.arithmetic;

/**
 * Products of strips by the processor's vector instructions; {@link Vectors} knows whether there are any. Results do not
 * depend on the width of its registers.
 *
 * @param <A> {@code double[]} or {@code float[]}
 */
public interface VectorProducts<A> {

    /** Bytes of the lanes of a sum along a strip: the widest registers there are. */
    int LANE_BYTES = 64;

    /** @return into how many lanes a sum along a strip is split, {@link #LANE_BYTES} in all */
    int lanes();

    /** @return bits of a register */
    int bits();

    /**
     * out_a += Σ_s c_as x_s for several sums at once.
     *
     * @param x strips from {@code from}. Not modified.
     * @param from first strip
     * @param count number of terms
     * @param c coefficients, c_as at {@code cFrom + a * stride + s}. Not modified.
     * @param cFrom position of the first coefficient
     * @param stride distance between the coefficients of two sums
     * @param out strips from {@code outFrom}. Modified.
     * @param outFrom first sum
     * @param outs number of sums
     * @param length elements of a strip
     */
    void addProducts(A[] x, int from, int count, double[] c, int cFrom, int stride, A[] out, int outFrom, int outs,
        int length);

    /**
     * The weighted models of several observations, out_s = v_s ∘ Σ_k h_sk w_k.
     *
     * @param w strips. Not modified.
     * @param rank number of terms
     * @param h coefficients, h_sk at {@code first[s] + k}. Not modified.
     * @param first where the coefficients of each model begin. Not modified.
     * @param v strips of weights. Not modified.
     * @param count number of models
     * @param out strips. Modified.
     * @param length elements of a strip, at least as many as {@link #lanes}
     */
    void models(A[] w, int rank, double[] h, int[] first, A[] v, int count, A[] out, int length);

    /**
     * Sums along strips, Σ_i x_s[i] rows_r[i], one for each strip and row, split into lanes: lane l has the terms whose i
     * leaves l when divided by their number, so that sums of several tiles are added up before the lanes are.
     *
     * @param x strips of {@code length}. Not modified.
     * @param count number of strips
     * @param rows from {@code firstRow}, laid out by {@link #positionInRow}. Not modified.
     * @param firstRow first row
     * @param rowCount number of rows
     * @param sums lanes of the sum of strip s and row r begin at {@code positions[s] + offset + r * lanes()}; as many as those
     *            of all rows at the end are used as a buffer. Modified.
     * @param positions of the sums of each strip. Not modified.
     * @param offset see above
     * @param length elements of a strip, at least as many as {@link #lanes}
     */
    void dots(A[] x, int count, A[] rows, int firstRow, int rowCount, A sums, int[] positions, int offset, int length);

    /**
     * @param sums see {@link #dots}
     * @param position of the first lane
     * @return the sum of the lanes, in double precision
     */
    double wideSum(A sums, int position);

    /**
     * @param length elements of a strip
     * @return elements of a row for {@link #dots}: a whole number of lanes
     */
    default int rowLength(final int length) {
        return (length + lanes() - 1) / lanes() * lanes();
    }

    /**
     * Position in a row of an element of a strip. Where a strip is no whole number of lanes long, {@link #dots} reads its last
     * lanes again, with the end of the row, which is 0 for what was counted before.
     *
     * @param i index in the strip
     * @param length elements of the strip
     * @return index in the row
     */
    default int positionInRow(final int i, final int length) {
        final int whole = length / lanes() * lanes();
        return i < whole ? i : i - length + whole + lanes();
    }
}
