package org.noisynmf.engine.moments;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.arithmetic.RowSums;
import org.noisynmf.engine.arithmetic.VectorProducts;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.step.Problems;

/**
 * The templates in the orders in which the loops of a pass read them.
 *
 * @param <A> {@code double[]} or {@code float[]}
 */
final class TemplateTiles<A> {

    /** Pixels of a slab, a multiple of three: their rows stay in the first cache level while all sums go through them. */
    static final int SLAB = 12;

    private final int m_pixels;

    private final int m_rank;

    private final int m_width;

    private final Loops<A> m_loops;

    private final double[][][] m_wide;

    private final A[][] m_strips;

    private final double[][][] m_slabs;

    /** The templates side by side, a row a pixel, where loops have vector instructions and sums take them so. */
    private final A[] m_rows;

    private final int m_columns;

    private long m_version;

    /**
     * @param observations X and V. Not modified.
     * @param rank q
     * @param loops for the element type
     */
    TemplateTiles(final Observations observations, final int rank, final Loops<A> loops) {
        m_pixels = observations.pixels();
        m_rank = rank;
        m_width = observations.tileWidth();
        m_loops = loops;
        final int tiles = observations.tiles();
        m_wide = new double[tiles][rank][Loops.padded(m_width, Double.BYTES)];
        m_strips = table(tiles);
        final int slabs = loops.vectors() == null ? (m_width + SLAB - 1) / SLAB : 0;
        m_slabs = new double[tiles][slabs][rank * SLAB];
        final VectorProducts<A> vectors = loops.vectors();
        m_columns = vectors == null ? 0 : columns(vectors, rank);
        m_rows = loops.strips(m_columns > 0 ? tiles : 0);
        for (int t = 0; t < m_rows.length; t++) {
            m_rows[t] = loops.strip((m_width + 1) * m_columns);
        }
    }

    /** @return those of the templates side by side, or 0 if no sums take them so */
    private static int columns(final VectorProducts<?> vectors, final int rank) {
        return RowSums.pays(vectors, rank) || RowSums.pays(vectors, Problems.pairs(rank))
            ? new RowSums<>(vectors, rank).columns() : 0;
    }

    /** Strips of the element type; where that is double, they are the wide ones. */
    @SuppressWarnings("unchecked")
    private A[][] table(final int tiles) {
        final A[][] table = (A[][])Array.newInstance(m_loops.strips(0).getClass(), tiles);
        for (int t = 0; t < tiles; t++) {
            final A[] direct = m_loops.direct(m_wide[t]);
            table[t] = direct == null ? m_loops.strips(m_rank) : direct;
            if (direct == null) {
                Arrays.setAll(table[t], k -> m_loops.strip(m_width));
            }
        }
        return table;
    }

    /**
     * Takes new templates.
     *
     * @param w W, d × q. Not modified.
     */
    void set(final double[] w) {
        m_version++;
        for (int t = 0; t < m_wide.length; t++) {
            final int first = t * m_width;
            final int length = Math.min(m_width, m_pixels - first);
            final boolean narrow = m_loops.direct(m_wide[t]) == null;
            for (int k = 0; k < m_rank; k++) {
                final int at = k * m_pixels + first;
                System.arraycopy(w, at, m_wide[t][k], 0, length);
                if (narrow) {
                    m_loops.fromDouble(w, at, length, m_strips[t][k]);
                }
                for (int s = 0; s < m_slabs[t].length && s * SLAB < length; s++) {
                    System.arraycopy(w, at + s * SLAB, m_slabs[t][s], k * SLAB, Math.min(SLAB, length - s * SLAB));
                }
            }
            if (m_columns > 0) {
                Objects.requireNonNull(m_loops.vectors()).turn(m_strips[t], m_rank, m_rows[t], m_columns, m_width);
            }
        }
    }

    /** @return a number that other templates have not, ≥ 1 once there are some */
    long version() {
        return m_version;
    }

    /** @return number of tiles */
    int tiles() {
        return m_wide.length;
    }

    /**
     * @param tile a tile
     * @return the templates there in double precision, one strip each
     */
    double[][] wide(final int tile) {
        return m_wide[tile];
    }

    /**
     * @param tile a tile
     * @return the templates there, one strip each
     */
    A[] strips(final int tile) {
        return m_strips[tile];
    }

    /**
     * Makes products of two templates each.
     *
     * @param tile a tile
     * @param products receive them, of the first with itself and all that follow, then of the next, a strip each; made where
     *            they are null. Modified.
     */
    void products(final int tile, final A[] products) {
        final A[] w = m_strips[tile];
        for (int k = 0, p = 0; k < m_rank; k++) {
            for (int l = k; l < m_rank; l++, p++) {
                products[p] = products[p] == null ? m_loops.strip(m_width) : products[p];
                m_loops.multiply(w[k], w[l], products[p], m_width);
            }
        }
    }

    /**
     * @param tile a tile
     * @return the templates there side by side, as {@link VectorProducts#turn} puts them; null where no sums take them so
     */
    @Nullable
    A rows(final int tile) {
        return m_columns > 0 ? m_rows[tile] : null;
    }

    /**
     * @param tile a tile
     * @param slab number of a slab of its pixels; there are none where loops have vector instructions
     * @return the templates there, pixel s of template k at {@code k * SLAB + s}
     */
    double[] slab(final int tile, final int slab) {
        return m_slabs[tile][slab];
    }
}
