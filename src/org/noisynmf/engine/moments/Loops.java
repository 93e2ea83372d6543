package org.noisynmf.engine.moments;

/**
 * The innermost loops, over strips of one element type. Every loop runs from index 0 over whole arrays and stores to an
 * array, because that is the form C2 turns into vector instructions: sums are kept in lanes, an array as long as a
 * strip, and added up once at the end.
 *
 * @param <A> {@code double[]} or {@code float[]}
 */
interface Loops<A> {

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
     * The sum of products of pairs of strips, Σ_s ⟨a_s, b_s⟩.
     *
     * @param a strips. Not modified.
     * @param b strips. Not modified.
     * @param count number of pairs, ≥ 1
     * @param lanes buffer of a strip's length
     * @param length elements of a strip
     * @return the sum
     */
    double wideDot(A[] a, A[] b, int count, A lanes, int length);

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
     * The weighted model, out = v ∘ Σ_k c_k w_k.
     *
     * @param w strips. Not modified.
     * @param c coefficients, from {@code offset}. Not modified.
     * @param offset position of c_0
     * @param count number of terms
     * @param v a strip of weights. Not modified.
     * @param out a strip. Modified.
     * @param length elements of a strip
     */
    void model(A[] w, double[] c, int offset, int count, A v, A out, int length);

    /**
     * out += Σ_s c_s x_s.
     *
     * @param x strips. Not modified.
     * @param c coefficients. Not modified.
     * @param count number of terms
     * @param out a strip. Modified.
     * @param length elements of a strip
     */
    void addScaled(A[] x, double[] c, int count, A out, int length);

    /**
     * @param sums wide sums
     * @return the sums if they are of the element type, so that strips can be added to them directly, else null
     */
    A direct(double[] sums);

    /**
     * sums += strip, in double precision.
     *
     * @param strip a strip. Not modified.
     * @param sums wide sums. Modified.
     * @param length elements of a strip
     */
    void addTo(A strip, double[] sums, int length);

    /**
     * @param strip a strip. Modified: filled with 0.
     * @param length elements of a strip
     */
    void clear(A strip, int length);

    /**
     * χ² of a strip, Σ (V X − V model)² / V over entries with weight, in double precision.
     *
     * @param data V∘X. Not modified.
     * @param weights V. Not modified.
     * @param model W h. Not modified.
     * @param length elements of a strip
     * @return χ² ≥ 0
     */
    double wideResidual(A data, A weights, double[] model, int length);
}
