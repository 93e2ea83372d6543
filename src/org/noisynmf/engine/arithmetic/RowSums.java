package org.noisynmf.engine.arithmetic;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Sums of strips along a number of rows, Σ_i x_s[i] row_r[i], by vector instructions: those of a few rows are split into lanes
 * of elements, those of many lie side by side, one to a lane.
 *
 * @param <A> {@code double[]} or {@code float[]}
 */
public final class RowSums<A> {

    /** Strips that are summed up together, at most. */
    public static final int STRIPS = 24;

    /** The same with few rows: they stay in the first cache level. */
    private static final int FEW = 4;

    /** Part of the lanes that rows must fill to lie side by side. */
    private static final double FULL = 0.6;

    private final VectorProducts<A> m_vectors;

    private final int m_rows;

    private final int m_columns;

    private final boolean m_sideBySide;

    /**
     * @param vectors the loops
     * @param rows number of rows
     */
    public RowSums(final VectorProducts<A> vectors, final int rows) {
        this(vectors, rows, pays(vectors, rows));
    }

    /**
     * @param vectors the loops
     * @param rows number of rows
     * @param sideBySide whether rows lie side by side
     */
    public RowSums(final VectorProducts<A> vectors, final int rows, final boolean sideBySide) {
        m_vectors = vectors;
        m_rows = rows;
        m_columns = columns(rows, vectors.lanes());
        m_sideBySide = sideBySide;
    }

    /**
     * @param vectors the loops
     * @param rows number of rows
     * @return whether it pays that so many lie side by side: they are more than fill one register, and fill most of the lanes
     */
    public static boolean pays(final VectorProducts<?> vectors, final int rows) {
        return rows > vectors.lanes() && FULL * columns(rows, vectors.lanes()) <= rows;
    }

    private static int columns(final int rows, final int lanes) {
        return (rows + lanes - 1) / lanes * lanes;
    }

    /** @return elements of rows side by side from one element of a strip to the next */
    public int columns() {
        return m_columns;
    }

    /** @return elements of the sums of a strip */
    public int size() {
        return m_sideBySide ? m_columns : m_rows * m_vectors.lanes();
    }

    /** @return strips that are best summed up together, at most {@link #STRIPS} */
    public int strips() {
        return m_sideBySide ? STRIPS : FEW;
    }

    /**
     * Adds to the sums.
     *
     * @param x strips. Not modified.
     * @param count number of strips
     * @param rows one after the other; may be null if they lie side by side. Not modified.
     * @param sideBySide rows side by side, see {@link VectorProducts#across}; may be null if they do not. Not modified.
     * @param part room, see {@link VectorProducts#across}. Modified.
     * @param sums those of strip s from {@code positions[s] + offset}, {@link #size} elements, and as many at the end that are
     *            used as a buffer. Modified.
     * @param positions of the sums of each strip. Not modified.
     * @param offset see above
     * @param length elements of a strip
     */
    public void add(final A[] x, final int count, final A @Nullable [] rows, final @Nullable A sideBySide, final A part,
        final A sums, final int[] positions, final int offset, final int length) {
        if (m_sideBySide) {
            m_vectors.across(x, count, Objects.requireNonNull(sideBySide), m_columns, part, sums, positions, offset,
                length);
        } else {
            m_vectors.dots(x, count, Objects.requireNonNull(rows), m_rows, sums, positions, offset, length);
        }
    }

    /**
     * Sums of one strip, in double precision.
     *
     * @param sums see {@link #add}. Not modified.
     * @param position where its sums begin
     * @param factor of all of them
     * @param out row r at {@code out[first + r][slot]}. Modified.
     * @param first see above
     * @param slot see above
     */
    public void read(final A sums, final int position, final double factor, final double[][] out, final int first,
        final int slot) {
        for (int r = 0; r < m_rows; r++) {
            out[first + r][slot] = factor * (m_sideBySide ? m_vectors.wideElement(sums, position + r)
                : m_vectors.wideSum(sums, position + r * m_vectors.lanes()));
        }
    }
}
