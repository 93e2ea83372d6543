package org.noisynmf.engine.moments;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.noisynmf.engine.data.Observations;

/**
 * The strips that are in the heap: all of them, or, of observations that lie in a store, those of one range, while a thread
 * reads the range that follows.
 *
 * @param <A> {@code double[]} or {@code float[]}
 */
final class Pages<A> {

    private final Observations m_observations;

    private final Loops<A> m_loops;

    /** V∘X and V by strip; null where they are not in the heap. */
    private final A[] m_data;

    private final A[] m_weights;

    private final boolean m_stored;

    private Page<A> m_open = new Page<>();

    private Page<A> m_next = new Page<>();

    /** Reads the next page; done where none is being read. */
    private CompletableFuture<Void> m_reading = CompletableFuture.completedFuture(null);

    /** A range of observations, and what their strips are read into. */
    private static final class Page<A> {

        private int m_from;

        private int m_to;

        private final List<A> m_buffers = new ArrayList<>();

        private final List<A> m_dataOf = new ArrayList<>();

        private final List<A> m_weightsOf = new ArrayList<>();

        private boolean covers(final int from, final int to) {
            return m_from <= from && m_to >= to;
        }
    }

    Pages(final Observations observations, final Loops<A> loops) {
        m_observations = observations;
        m_loops = loops;
        m_stored = observations.stored();
        final int strips = observations.firstStrip(observations.count());
        m_data = loops.strips(strips);
        m_weights = loops.strips(strips);
        for (int s = 0; s < strips && !m_stored; s++) {
            m_data[s] = strip(observations.weightedData(s));
            m_weights[s] = strip(observations.weights(s));
        }
    }

    @SuppressWarnings("unchecked")
    private A strip(final Object strip) {
        return (A)strip;
    }

    /**
     * @param strip index of a strip
     * @return V∘X, read anew if it is not in the heap
     */
    A data(final int strip) {
        final A held = m_data[strip];
        return held != null ? held : strip(m_observations.weightedData(strip));
    }

    /**
     * @param strip index of a strip
     * @return V, read anew if it is not in the heap
     */
    A weights(final int strip) {
        final A held = m_weights[strip];
        return held != null ? held : strip(m_observations.weights(strip));
    }

    /**
     * Brings a range into the heap, and begins to read as many observations that follow, from the first after the last.
     *
     * @param from first observation
     * @param to end of the range, exclusive
     */
    void open(final int from, final int to) {
        if (!m_stored || m_open.covers(from, to)) {
            return;
        }
        for (int s = m_observations.firstStrip(m_open.m_from); s < m_observations.firstStrip(m_open.m_to); s++) {
            m_data[s] = null;
            m_weights[s] = null;
        }
        await();
        if (!m_next.covers(from, to)) {
            read(m_next, from, to);
        }
        final Page<A> page = m_next;
        m_next = m_open;
        m_open = page;
        final int first = m_observations.firstStrip(page.m_from);
        for (int s = 0; s < page.m_dataOf.size(); s++) {
            m_data[first + s] = page.m_dataOf.get(s);
            m_weights[first + s] = page.m_weightsOf.get(s);
        }
        final int n = m_observations.count();
        final int next = page.m_to < n ? page.m_to : 0;
        final int end = Math.min(next + (to - from), n);
        m_reading = CompletableFuture.runAsync(() -> read(m_next, next, end));
    }

    private void await() {
        try {
            m_reading.join();
        } catch (final CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void read(final Page<A> page, final int from, final int to) {
        page.m_from = 0;
        page.m_to = 0;
        page.m_dataOf.clear();
        page.m_weightsOf.clear();
        int used = 0;
        for (int s = m_observations.firstStrip(from); s < m_observations.firstStrip(to); s++) {
            page.m_dataOf.add(strip(m_observations.weightedData(s, buffer(page, used++))));
            final A buffer = buffer(page, used);
            final A weights = strip(m_observations.weights(s, buffer));
            used += weights == buffer ? 1 : 0;
            page.m_weightsOf.add(weights);
        }
        page.m_from = from;
        page.m_to = to;
    }

    private A buffer(final Page<A> page, final int index) {
        if (index == page.m_buffers.size()) {
            page.m_buffers.add(m_loops.strip(m_observations.tileWidth()));
        }
        return page.m_buffers.get(index);
    }
}
