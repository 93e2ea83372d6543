package org.noisynmf.engine.moments;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.noisynmf.engine.step.Problems;
import org.noisynmf.engine.step.Problems.Form;

/**
 * Sums over the observations of a block for the pixels of a tile in the element type of the data, where that is not double.
 * They are added to those in double precision when the block is complete.
 *
 * @param <A> the element type's array
 */
final class TileSums<A> {

    /**
     * Those of all tiles.
     *
     * @param <A> the element type's array
     */
    static final class OfBlock<A> implements Kernels.Sums {

        private final List<TileSums<A>> m_tiles;

        /**
         * @param tiles number of tiles
         * @param rows sums of each pixel
         * @param width pixels of a tile
         * @param loops for the element type
         */
        OfBlock(final int tiles, final int rows, final int width, final Loops<A> loops) {
            m_tiles = Stream.generate(() -> new TileSums<>(width, loops)).limit(tiles).toList();
            m_tiles.forEach(tile -> tile.strips(rows));
        }

        TileSums<A> tile(final int tile) {
            return m_tiles.get(tile);
        }

        @Override
        public void clear() {
            m_tiles.forEach(TileSums::clear);
        }
    }

    private final int m_width;

    private final Loops<A> m_loops;

    /** A strip for every sum of a pixel, as far as they have been needed: those of A or A w, of the shift, of b. */
    private A[] m_strips;

    /**
     * @param width pixels of a tile
     * @param loops for the element type
     */
    TileSums(final int width, final Loops<A> loops) {
        m_width = width;
        m_loops = loops;
        m_strips = loops.strips(0);
    }

    /**
     * @param count number of strips
     * @return at least as many strips, to be added to
     */
    A[] strips(final int count) {
        final int had = m_strips.length;
        if (count > had) {
            m_strips = Arrays.copyOf(m_strips, count);
            for (int r = had; r < count; r++) {
                m_strips[r] = m_loops.strip(m_width);
            }
        }
        return m_strips;
    }

    /** Sets them to 0. */
    void clear() {
        for (final A strip : m_strips) {
            m_loops.clear(strip, m_width);
        }
    }

    /**
     * Adds these sums, which then are 0 again, to those in double precision.
     *
     * @param pixels the problems of the pixels. Modified.
     * @param shift y; with 0 there are no sums for it
     */
    void addTo(final Problems pixels, final double shift) {
        int row = 0;
        if (pixels.form() == Form.PRODUCT) {
            row = add(row, pixels.product(), pixels.size());
        }
        if (pixels.form() == Form.OWN_GRAM) {
            row = add(row, pixels.gram(), pixels.size());
        }
        if (shift > 0) {
            row = add(row, pixels.shift(), pixels.size());
        }
        add(row, pixels.linear(), pixels.size());
    }

    /** @return the row behind these */
    private int add(final int row, final double[][] sums, final int length) {
        final A[] strips = strips(row + sums.length);
        for (int r = 0; r < sums.length; r++) {
            m_loops.flush(strips[row + r], sums[r], length);
        }
        return row + sums.length;
    }
}
