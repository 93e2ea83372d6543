package org.noisynmf.engine.moments;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.arithmetic.VectorProducts;

/**
 * The innermost loops, over strips of one element type. Every loop runs from index 0 over whole arrays and stores to an
 * array, because that is the form C2 turns into vector instructions. No loop touches more than eight arrays, or C2 gives
 * up unrolling and with it vectorising; docs/performance.md has the figures.
 *
 * @param <A> {@code double[]} or {@code float[]}
 */
interface Loops<A> {

    /** Elements of a line of the cache, of the larger type. */
    int LINE = 8;

    /** Strips that are turned at a time: as many pages of memory as a processor has at hand. */
    int TURNED = 64;

    /** Templates whose model is one loop. */
    int FEW = 5;

    /** Bytes of a line of the cache. */
    int LINE_BYTES = 64;

    /** Bytes before the first element of an array. */
    int HEADER_BYTES = 16;

    /**
     * Length of an array that fills whole lines of the cache, its header included: arrays made one after the other then
     * lie alike, and loops over several of them cross no more lines than they must. The number of lines is odd, since
     * arrays that lie a power of two apart would compete for the same places in the cache.
     *
     * @param length number of elements needed
     * @param bytes of an element
     * @return number of elements to allocate, ≥ length
     */
    static int padded(final int length, final int bytes) {
        final int lines = (HEADER_BYTES + length * bytes + LINE_BYTES - 1) / LINE_BYTES | 1;
        return (lines * LINE_BYTES - HEADER_BYTES) / bytes;
    }

    /**
     * @param length number of elements
     * @return a strip of zeros, at least that long
     */
    A strip(int length);

    /** @return the same products by vector instructions, or null if there are none */
    @Nullable
    VectorProducts<A> vectors();

    /**
     * @param strips number of strips
     * @return room for that many
     */
    A[] strips(int strips);

    /**
     * @param from source. Not modified.
     * @param offset first element to copy
     * @param length number of elements
     * @param to receives the elements from 0. Modified.
     */
    void fromDouble(double[] from, int offset, int length, A to);

    /**
     * @param strip a strip, from its first element set to 0. Modified.
     * @param length number of elements
     */
    void clear(A strip, int length);

    /**
     * out = a ∘ b.
     *
     * @param a a strip. Not modified.
     * @param b a strip. Not modified.
     * @param out a strip. Modified.
     * @param length elements of a strip
     */
    void multiply(A a, A b, A out, int length);

    /**
     * rows_i[m] = strips_m[i] for m from {@code from} to {@code to}, at most {@link #TURNED} of them.
     *
     * @param strips strips, in the cache already. Not modified.
     * @param from first strip
     * @param to end of the strips, exclusive
     * @param rows one row a pixel, at least {@code to} long. Modified.
     * @param length number of pixels, a multiple of {@link #LINE}
     */
    void turn(A[] strips, int from, int to, A[] rows, int length);

    /**
     * to_m = from[offset + positions_m · stride].
     *
     * @param from source. Not modified.
     * @param offset see above
     * @param stride see above
     * @param positions {@code count} positions. Not modified.
     * @param count number of elements
     * @param to receives the elements. Modified.
     */
    void gather(double[] from, int offset, int stride, int[] positions, int count, A to);

    /**
     * to[positions_m] += factor · sums_m, in double precision; the sums are cleared.
     *
     * @param sums {@code count} sums. Modified.
     * @param factor see above
     * @param positions {@code count} positions. Not modified.
     * @param count number of elements
     * @param to wide sums. Modified.
     */
    void scatter(A sums, double factor, int[] positions, int count, double[] to);

    /**
     * out += Σ_s c_s x_s.
     *
     * @param x strips from {@code from}. Not modified.
     * @param from first strip
     * @param c coefficients from {@code cFrom}. Not modified.
     * @param cFrom position of c_0
     * @param count number of terms
     * @param out a strip. Modified.
     * @param length elements of a strip
     */
    void addScaled(A[] x, int from, double[] c, int cFrom, int count, A out, int length);

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
     * The weighted model of a few templates, out = v ∘ Σ_k c_k w_k.
     *
     * @param w strips. Not modified.
     * @param c coefficients from {@code cFrom}. Not modified.
     * @param cFrom position of c_0
     * @param count number of terms, at most {@link #FEW}
     * @param v a strip of weights. Not modified.
     * @param out a strip. Modified.
     * @param length elements of a strip
     */
    void model(A[] w, double[] c, int cFrom, int count, A v, A out, int length);

    /**
     * Coefficients of several observations one after the other, as {@link #models} takes them.
     *
     * @param h H, q × n, coefficients of an observation contiguous. Not modified.
     * @param first where the coefficients of each observation begin. Not modified.
     * @param rank q
     * @param count number of observations
     * @param c receives them. Modified.
     */
    static void copy(final double[] h, final int[] first, final int rank, final int count, final double[] c) {
        for (int s = 0; s < count; s++) {
            System.arraycopy(h, first[s], c, s * rank, rank);
        }
    }

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
     * @param length elements of a strip
     */
    default void models(final A[] w, final int rank, final double[] c, final A[] v, final int vFrom, final int count,
        final A[] out, final int length) {
        final VectorProducts<A> vectors = vectors();
        if (vectors != null) {
            vectors.models(w, rank, c, v, vFrom, count, out, length);
            return;
        }
        if (rank <= FEW) {
            for (int s = 0; s < count; s++) {
                model(w, c, s * rank, rank, v[vFrom + s], out[s], length);
            }
            return;
        }
        for (int s = 0; s < count; s++) {
            clear(out[s], length);
        }
        addProducts(w, 0, rank, c, rank, out, 0, count, length);
        for (int s = 0; s < count; s++) {
            multiply(out[s], v[vFrom + s], out[s], length);
        }
    }

    /**
     * @param sums wide sums
     * @return the sums if they are of the element type, so that strips can be added to them directly, else null
     */
    A @Nullable [] direct(double[][] sums);

    /**
     * sums += strip, in double precision; the strip is cleared.
     *
     * @param strip a strip. Modified.
     * @param sums wide sums. Modified.
     * @param length elements of a strip
     */
    void flush(A strip, double[] sums, int length);

    /**
     * @param strip a strip. Not modified.
     * @param buffer receives the elements where the element type is not double. Modified.
     * @param length elements of a strip
     * @return the strip in double precision: itself or the buffer
     */
    double[] wide(A strip, double[] buffer, int length);

    /**
     * χ² pixel by pixel, chi2 += (V X − V model)² / V where there is weight.
     *
     * @param data V∘X. Not modified.
     * @param weights V. Not modified.
     * @param model W h. Not modified.
     * @param chi2 sums of the terms of several strips. Modified.
     * @param length elements of a strip
     */
    static void addResiduals(final double[] data, final double[] weights, final double[] model, final double[] chi2,
        final int length) {
        for (int i = 0; i < length; i++) {
            final double difference = data[i] - weights[i] * model[i];
            // without weight the difference is 0; the division is then by anything but 0
            chi2[i] += difference * difference / Math.max(weights[i], Double.MIN_NORMAL);
        }
    }

    /**
     * Brings strips into the cache by reading one element of every line, four strips at a time: many such reads are under way
     * at once, where the loops that follow would wait for each.
     *
     * @param strips strips. Not modified.
     * @param from first strip
     * @param to end of the strips, exclusive
     * @param length elements of a strip
     * @return a sum that must be kept, or the reads are optimised away
     */
    double wideFetch(A[] strips, int from, int to, int length);
}
