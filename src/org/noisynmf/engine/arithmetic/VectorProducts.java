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

    /** Times {@link #lanes} sums that {@link #across} works on at a time: eight strips by two registers. */
    int PARTS = 16;

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
    void addProducts(A[] x, int from, int count, A c, int stride, A[] out, int outFrom, int outs, int length);

    /**
     * Coefficients of several observations for {@link #addProducts}, c_ks = factor · h_sk.
     *
     * @param h H, q × n, coefficients of an observation contiguous. Not modified.
     * @param first where the coefficients of each observation begin. Not modified.
     * @param rank q
     * @param factor see above
     * @param count number of observations
     * @param stride distance between the coefficients of two sums, ≥ {@code count}
     * @param c receives them, c_ks at {@code k * stride + s}. Modified.
     */
    void coefficients(double[] h, int[] first, int rank, double factor, int count, int stride, A c);

    /**
     * Products of each coefficient of an observation with itself and all that follow, for {@link #addProducts}.
     *
     * @param c coefficients, c_ks at {@code k * stride + s}. Not modified.
     * @param rank q
     * @param count number of observations
     * @param stride distance between the coefficients of two sums, ≥ {@code count}
     * @param out receives them, product p of observation s at {@code p * stride + s}. Modified.
     */
    void products(A c, int rank, int count, int stride, A out);

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
     * Sums along strips, Σ_i x_s[i] rows[i · columns + r], for rows that lie side by side: faster than {@link #dots} where they
     * fill whole registers. The terms of a sum are added up one after the other, and then to what it was.
     *
     * @param x strips. Not modified.
     * @param count number of strips
     * @param rows element i of all rows from {@code i * columns}. Not modified.
     * @param columns number of rows, a multiple of {@link #lanes}
     * @param part room for the sums of some strips, {@link #PARTS} times {@link #lanes} elements. Modified.
     * @param sums the sum of strip s and row r is at {@code positions[s] + offset + r}. Modified.
     * @param positions of the sums of each strip. Not modified.
     * @param offset see above
     * @param length elements of a strip
     */
    void across(A[] x, int count, A rows, int columns, A part, A sums, int[] positions, int offset, int length);

    /**
     * Puts strips side by side, rows[i · columns + k] = w_k[i].
     *
     * @param w strips. Not modified.
     * @param rank number of strips
     * @param rows receives them; what is between {@code rank} and {@code columns} is left as it is. Modified.
     * @param columns elements from one i to the next, ≥ {@code rank}
     * @param length elements of a strip
     */
    void turn(A[] w, int rank, A rows, int columns, int length);

    /**
     * Products of each of some strips with itself and all that follow, side by side: w_k[i] w_l[i] at {@code i * outColumns}
     * and behind, all l ≥ k of the first k, then those of the next. What follows up to {@code outColumns} is unspecified.
     *
     * @param rows strips side by side, see {@link #turn}, and {@link #lanes} elements more. Not modified.
     * @param columns elements from one i to the next
     * @param rank number of strips
     * @param first first k
     * @param end end of the k, exclusive
     * @param out receives the products; {@link #lanes} elements longer than {@code length * outColumns}. Modified.
     * @param outColumns elements from one i to the next, at least the number of products
     * @param length elements of a strip
     */
    void pairs(A rows, int columns, int rank, int first, int end, A out, int outColumns, int length);

    /**
     * @param sums see {@link #across}
     * @param position of a sum
     * @return that sum
     */
    double wideElement(A sums, int position);

    /**
     * @param sums see {@link #dots}
     * @param position of the first lane
     * @return the sum of the lanes, in double precision
     */
    double wideSum(A sums, int position);
}
