package org.noisynmf.engine.moments;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The strips of a group of observations, turned: a row for each pixel of the tile.
 *
 * @param <A> {@code double[]} or {@code float[]}
 */
final class TurnedRows<A> {

    private final A[] m_data;

    /** Null until a sum needs weights. */
    private A @Nullable [] m_weights;

    /**
     * @param data rows that will hold V∘X
     */
    TurnedRows(final A[] data) {
        m_data = data;
    }

    /** @return rows of V∘X */
    A[] data() {
        return m_data;
    }

    /** @return whether there is room for rows of V */
    boolean hasWeights() {
        return m_weights != null;
    }

    /** @return rows of V, for which there is room */
    A[] weights() {
        return Objects.requireNonNull(m_weights, "rows of weights");
    }

    /**
     * @param loops make the rows
     * @param width pixels of a tile
     * @return rows to hold V, empty at first
     */
    A[] roomForWeights(final Loops<A> loops, final int width) {
        if (m_weights == null) {
            m_weights = loops.strips(width);
        }
        return weights();
    }
}
