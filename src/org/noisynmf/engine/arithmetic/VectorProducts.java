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
     * @param c coefficients, c_as at {@code a * stride + s}. Not modified.
     * @param stride distance between the coefficients of two sums
     * @param out strips from {@code outFrom}. Modified.
     * @param outFrom first sum
     * @param outs number of sums
     * @param length elements of a strip
     */
    void addProducts(A[] x, int from, int count, double[] c, int stride, A[] out, int outFrom, int outs, int length);

    /**
     * Several weighted models, out_s = v_s ∘ Σ_k c_sk w_k.
     *
     * @param w strips. Not modified.
     * @param rank number of terms
     * @param c coefficients, c_sk at {@code s * rank + k}. Not modified.
     * @param v strips of weights from {@code vFrom}. Not modified.
     * @param vFrom first strip of weights
     * @param count number of models
     * @param out strips. Modified.
     * @param length elements of a strip, a multiple of twice {@link #lanes}
     */
    void models(A[] w, int rank, double[] c, A[] v, int vFrom, int count, A[] out, int length);

    /**
     * Sums along strips, Σ_i x_s[i] rows_r[i], one for each strip and row, split into lanes: lane l has the terms whose i
     * leaves l when divided by their number, so that sums of several tiles are added up before the lanes are.
     *
     * @param x strips. Not modified.
     * @param count number of strips
     * @param rows as long as strips. Not modified.
     * @param rowCount number of rows
     * @param sums lanes of the sum of strip s and row r begin at {@code positions[s] + offset + r * lanes()}; as many as those
     *            of all rows at the end are used as a buffer. Modified.
     * @param positions of the sums of each strip. Not modified.
     * @param offset see above
     * @param length elements of a strip, a multiple of {@link #lanes}
     */
    void dots(A[] x, int count, A[] rows, int rowCount, A sums, int[] positions, int offset, int length);

    /**
     * @param sums see {@link #dots}
     * @param position of the first lane
     * @return the sum of the lanes, in double precision
     */
    double wideSum(A sums, int position);
}
