package org.noisynmf.engine.arithmetic;

import java.util.ArrayList;
import java.util.List;

/**
 * Products of two rows each, side by side, for sums along them, as one thread makes them. Where they are few they are kept
 * until the rows change.
 *
 * @param <A> {@code double[]} or {@code float[]}
 */
public final class RowPairs<A> {

    /** Products that are made at a time, about. */
    private static final int PAIRS = 64;

    /** Bytes of products that each thread keeps, at most: to read them from the third cache level takes less than to make them. */
    public static final int KEPT_BYTES = 1 << 22;

    /**
     * Products of some rows with themselves and all that follow.
     *
     * @param <A> {@code double[]} or {@code float[]}
     * @param first first row
     * @param end end of the rows, exclusive
     * @param count number of products
     * @param sums sums along them
     */
    public record Group<A>(int first, int end, int count, RowSums<A> sums) {
    }

    /** Makes arrays. */
    @FunctionalInterface
    public interface Room<A> {
        /**
         * @param length number of elements
         * @return an array
         */
        A of(int length);
    }

    private final VectorProducts<A> m_vectors;

    private final List<Group<A>> m_groups;

    private final int m_rank;

    private final int m_columns;

    private final int m_length;

    private final boolean m_kept;

    /** By tile and group where they are kept, else one for all. */
    private final List<A> m_products = new ArrayList<>();

    /** Which rows they are made of. */
    private final long[] m_madeOf;

    /**
     * @param vectors the loops
     * @param groups the products, see {@link #groups}
     * @param rank number of rows
     * @param length elements of a row of a tile
     * @param tiles number of tiles
     * @param room makes arrays
     */
    public RowPairs(final VectorProducts<A> vectors, final List<Group<A>> groups, final int rank, final int length,
        final int tiles, final Room<A> room) {
        m_vectors = vectors;
        m_groups = groups;
        m_rank = rank;
        m_length = length;
        m_columns = new RowSums<>(vectors, rank).columns();
        final long columns = groups.stream().mapToLong(group -> group.sums.columns()).sum();
        m_kept = (double)tiles * length * columns * VectorProducts.LANE_BYTES / vectors.lanes() <= KEPT_BYTES;
        final int most = groups.stream().mapToInt(group -> group.sums.columns()).max().orElse(0);
        for (int t = 0; t < (m_kept ? tiles : 1); t++) {
            for (int g = 0; g < (m_kept ? groups.size() : 1); g++) {
                m_products.add(room.of((length + 1) * (m_kept ? groups.get(g).sums.columns() : most)));
            }
        }
        m_madeOf = new long[m_products.size()];
    }

    /**
     * @param <A> {@code double[]} or {@code float[]}
     * @param vectors the loops
     * @param rank number of rows
     * @param sideBySide whether products lie side by side
     * @return all products, in groups
     */
    public static <A> List<Group<A>> groups(final VectorProducts<A> vectors, final int rank, final boolean sideBySide) {
        final List<Group<A>> groups = new ArrayList<>();
        for (int k = 0, end; k < rank; k = end) {
            int count = rank - k;
            for (end = k + 1; end < rank && count + rank - end <= PAIRS; end++) {
                count += rank - end;
            }
            groups.add(new Group<>(k, end, count, new RowSums<>(vectors, count, sideBySide)));
        }
        return groups;
    }

    /**
     * @param tile index of a tile
     * @param group index of a group
     * @param rows the rows there, side by side, see {@link VectorProducts#turn}. Not modified.
     * @param version a number that rows of the tile with other elements have not, ≥ 1
     * @return the products, see {@link VectorProducts#pairs}, until the next call. Treat as read-only.
     */
    public A of(final int tile, final int group, final A rows, final long version) {
        final int at = m_kept ? tile * m_groups.size() + group : 0;
        final A products = m_products.get(at);
        if (!m_kept || m_madeOf[at] != version) {
            final Group<A> made = m_groups.get(group);
            m_vectors.pairs(rows, m_columns, m_rank, made.first, made.end, products, made.sums.columns(), m_length);
            m_madeOf[at] = version;
        }
        return products;
    }
}
