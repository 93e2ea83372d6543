package org.noisynmf.engine.moments;

/**
 * The innermost loops, over strips of one element type. Every loop runs from index 0 over whole arrays and stores to an
 * array, because that is the form C2 turns into vector instructions: sums are kept in lanes, an array as long as a
 * strip, and added up once at the end. No loop touches more than eight arrays, or C2 gives up unrolling and with it
 * vectorising; docs/performance.md has the figures.
 *
 * @param <A> {@code double[]} or {@code float[]}
 */
interface Loops<A> {

    /** Longest strip; lanes are this long, with zeros behind the strip's length. */
    int MAX_LENGTH = 512;

    /** Elements of a line of the cache, of the larger type. */
    int LINE = 8;

    /** Partial sums to which lanes are folded before they are added up one by one. */
    int FOLDED = 64;

    /**
     * @param length number of elements
     * @return a strip of zeros
     */
    A strip(int length);

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
     * lanes = Σ_s a_s ∘ b_s, or added to what they hold.
     *
     * @param a strips from {@code aFrom}. Not modified.
     * @param aFrom first strip
     * @param b strips from {@code bFrom}. Not modified.
     * @param bFrom first strip
     * @param count number of pairs, ≥ 1
     * @param fresh whether to overwrite the lanes
     * @param lanes {@link #MAX_LENGTH} sums. Modified.
     * @param length elements of a strip
     */
    void products(A[] a, int aFrom, A[] b, int bFrom, int count, boolean fresh, A lanes, int length);

    /**
     * @param lanes {@link #MAX_LENGTH} sums, 0 beyond {@code length}. Not modified.
     * @param folded buffer of {@link #FOLDED} elements
     * @param length elements of a strip
     * @return the sum of the lanes
     */
    double wideSum(A lanes, A folded, int length);

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
     * Strips turned into one row a pixel, row_i = (a_0[i], a_1[i], …).
     *
     * @param strips one strip an entry of a row. Not modified.
     * @param rows one row a pixel. Modified.
     * @param length number of pixels
     */
    void transpose(A[] strips, A[] rows, int length);

    /**
     * Products of all pairs of strips, one row a pixel, row_i = (a_0[i] a_0[i], a_0[i] a_1[i], …).
     *
     * @param strips strips. Not modified.
     * @param rows one row a pixel, as long as there are pairs. Modified.
     * @param length number of pixels
     */
    void pairRows(A[] strips, A[] rows, int length);

    /**
     * @param strip a strip. Not modified.
     * @param out receives its elements. Modified.
     * @param length elements of a strip
     */
    void widen(A strip, double[] out, int length);

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
     * The weighted model, out = v ∘ Σ_k c_k w_k.
     *
     * @param w strips. Not modified.
     * @param c coefficients from {@code cFrom}. Not modified.
     * @param cFrom position of c_0
     * @param count number of terms
     * @param v a strip of weights. Not modified.
     * @param out a strip. Modified.
     * @param length elements of a strip
     */
    void model(A[] w, double[] c, int cFrom, int count, A v, A out, int length);

    /**
     * @param sums wide sums
     * @return the sums if they are of the element type, so that strips can be added to them directly, else null
     */
    A direct(double[] sums);

    /**
     * sums += strip, in double precision; the strip is cleared.
     *
     * @param strip a strip. Modified.
     * @param sums wide sums. Modified.
     * @param length elements of a strip
     */
    void flush(A strip, double[] sums, int length);

    /**
     * χ² of a strip, Σ (V X − V model)² / V over entries with weight, in double precision.
     *
     * @param data V∘X. Not modified.
     * @param weights V. Not modified.
     * @param model W h. Modified: used as a buffer.
     * @param length elements of a strip
     * @return χ² ≥ 0
     */
    double wideResidual(A data, A weights, double[] model, int length);

    /**
     * Brings a strip into the cache by reading one element of every line: many such reads are under way at once, where
     * the loops that follow would wait for each.
     *
     * @param strip a strip. Not modified.
     * @param length elements of a strip
     * @return a sum that must be kept, or the reads are optimised away
     */
    double wideFetch(A strip, int length);
}
