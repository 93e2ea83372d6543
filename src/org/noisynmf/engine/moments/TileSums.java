package org.noisynmf.engine.moments;

import java.util.Arrays;

import org.noisynmf.engine.step.Problems;
import org.noisynmf.engine.step.Problems.Form;

/**
 * Sums over the observations of a block for the pixels of a tile in the element type of the data, where that is not double.
 * They are added to those in double precision when the block is complete.
 *
 * @param <A> the element type's array
 */
final class TileSums<A> {

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
