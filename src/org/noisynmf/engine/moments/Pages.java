package org.noisynmf.engine.moments;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.Observations;

/**
 * The strips where the loops want them: those in the heap as they lie, those of a store copied into a buffer, which is in the
 * cache when the loops begin. A thread brings what follows into memory meanwhile.
 *
 * @param <A> {@code double[]} or {@code float[]}
 */
final class Pages<A> {

    private final Observations m_observations;

    private final Loops<A> m_loops;

    /** V∘X and V by strip; empty if they are stored. */
    private final A[] m_data;

    private final A[] m_weights;

    private final boolean m_stored;

    /** Fetches what follows. */
    private CompletableFuture<Void> m_fetching = CompletableFuture.completedFuture(null);

    Pages(final Observations observations, final Loops<A> loops) {
        m_observations = observations;
        m_loops = loops;
        m_stored = observations.stored();
        final int strips = m_stored ? 0 : observations.firstStrip(observations.count());
        m_data = loops.strips(strips);
        m_weights = loops.strips(strips);
        for (int s = 0; s < strips; s++) {
            m_data[s] = strip(observations.weightedData(s));
            m_weights[s] = strip(observations.weights(s));
        }
    }

    @SuppressWarnings("unchecked")
    private A strip(final Object strip) {
        return (A)strip;
    }

    /** @return whether buffers are needed */
    boolean stored() {
        return m_stored;
    }

    /**
     * @param strip index of a strip
     * @param buffer receives it if it is stored; null if not. Modified.
     * @return V∘X
     */
    A data(final int strip, final @Nullable A buffer) {
        return m_stored ? strip(m_observations.weightedData(strip, buffer)) : m_data[strip];
    }

    /**
     * @param strip index of a strip
     * @param buffer receives it if it is stored; null if not. Modified.
     * @return V
     */
    A weights(final int strip, final @Nullable A buffer) {
        return m_stored ? strip(m_observations.weights(strip, buffer)) : m_weights[strip];
    }

    /**
     * Brings strips into the cache, unless they lie in buffers, which are there.
     *
     * @param strips what {@link #data} or {@link #weights} gave. Not modified.
     * @param from first strip
     * @param to end of the strips, exclusive
     * @return see {@link Loops#wideFetch}
     */
    double fetch(final A[] strips, final int from, final int to) {
        return m_stored ? 0 : m_loops.wideFetch(strips, from, to, m_observations.tileWidth());
    }

    /**
     * Begins to bring as many observations into memory as follow behind a range, from the first after the last.
     *
     * @param from first observation of the range
     * @param to end of the range, exclusive
     */
    void open(final int from, final int to) {
        if (m_stored && m_fetching.isDone()) {
            final int n = m_observations.count();
            final int next = to < n ? to : 0;
            final int end = Math.min(next + (to - from), n);
            m_fetching = CompletableFuture.runAsync(() -> m_observations.fetch(next, end));
        }
    }
}
