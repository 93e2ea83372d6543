package org.noisynmf.engine.moments;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.storage.Heap;

/**
 * The strips where the loops want them: those in the heap as they lie, those of a store copied into a buffer, which is in the
 * cache when the loops begin. Where they come from a disk, a thread brings what follows meanwhile.
 *
 * <p>Where few observations are formed together, their stored strips are copied once for both sides, in the order in which
 * they lie there, which is several times as fast as by tile.
 *
 * @param <A> {@code double[]} or {@code float[]}
 */
final class Pages<A> {

    /**
     * Bytes of {@link Kernels#BLOCK} observations, of which each thread forms as many, that are held at most: both sides find
     * them in the last cache level.
     */
    private static final int HELD_BYTES = 12 << 20;

    /** Nanoseconds a byte of V∘X and V that say that strips came from a disk; a copy in memory takes 0.05 to 0.3. */
    private static final double SLOW = 0.5;

    /** Ranges that are fetched after one that came from a disk. */
    private static final int AHEAD = 8;

    private final Observations m_observations;

    private final Loops<A> m_loops;

    /** V∘X and V by strip; empty if they are stored. */
    private final A[] m_data;

    private final A[] m_weights;

    private final boolean m_stored;

    /** Whether observations that are formed may be held until they have been accumulated. */
    private final boolean m_mayHold;

    /** V∘X and V of the strips that are held, from {@link #m_firstHeld}; those that are not yet are null. */
    private A[] m_heldData;

    private A[] m_heldWeights;

    /** The arrays that receive them, kept from one range to the next. */
    private A[] m_dataRoom;

    private A[] m_weightRoom;

    private int m_firstHeld;

    private int m_held;

    /** Whether observations of the range last opened are held. */
    private volatile boolean m_holds;

    /** Ranges to be fetched, since one that was held came from a disk. */
    private final AtomicInteger m_toFetch = new AtomicInteger();

    /** Fetches what follows. */
    private CompletableFuture<Void> m_fetching = CompletableFuture.completedFuture(null);

    /**
     * @param observations X and V. Not modified.
     * @param loops for the element type
     * @param few whether few observations are formed together
     */
    Pages(final Observations observations, final Loops<A> loops, final boolean few) {
        m_observations = observations;
        m_loops = loops;
        m_stored = observations.stored();
        m_mayHold = m_stored && few;
        m_heldData = loops.strips(0);
        m_heldWeights = loops.strips(0);
        m_dataRoom = loops.strips(0);
        m_weightRoom = loops.strips(0);
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
        if (!m_stored) {
            return m_data[strip];
        }
        return isHeld(strip) ? m_heldData[strip - m_firstHeld] : strip(m_observations.weightedData(strip, buffer));
    }

    /**
     * @param strip index of a strip
     * @param buffer receives it if it is stored; null if not. Modified.
     * @return V
     */
    A weights(final int strip, final @Nullable A buffer) {
        if (!m_stored) {
            return m_weights[strip];
        }
        return isHeld(strip) ? m_heldWeights[strip - m_firstHeld] : strip(m_observations.weights(strip, buffer));
    }

    private boolean isHeld(final int strip) {
        final int index = strip - m_firstHeld;
        return index >= 0 && index < m_held && m_heldData[index] != null;
    }

    /**
     * Copies stored observations for both sides, if the range last opened may be held: to be called before they are formed, by
     * the thread that forms them.
     *
     * @param from first observation
     * @param to end of the observations, exclusive
     */
    void hold(final int from, final int to) {
        final int first = m_observations.firstStrip(from);
        final int end = m_observations.firstStrip(to);
        if (first == end || first < m_firstHeld || end > m_firstHeld + m_held) {
            return;
        }
        final long start = System.nanoTime();
        m_observations.reader().read(from, to, m_firstHeld, m_dataRoom, m_weightRoom, m_heldData, m_heldWeights);
        m_holds = true;
        if (System.nanoTime() - start > SLOW * bytes(end - first)) {
            m_toFetch.set(AHEAD);
        }
    }

    /**
     * Brings strips into the cache, unless they have just been copied into buffers, which are there.
     *
     * @param strips what {@link #data} or {@link #weights} gave. Not modified.
     * @param from first strip
     * @param to end of the strips, exclusive
     * @return see {@link Loops#wideFetch}
     */
    double fetch(final A[] strips, final int from, final int to) {
        return m_stored && !m_holds ? 0 : m_loops.wideFetch(strips, from, to, m_observations.tileWidth());
    }

    /**
     * Says which observations are read next, and which of them {@link #hold} may hold; begins to bring as many into memory
     * as follow behind them, from the first after the last. Called by one thread, while no other reads.
     *
     * @param from first observation of the range
     * @param to end of the range, exclusive
     */
    void open(final int from, final int to) {
        if (m_mayHold) {
            makeRoom(from, to);
        }
        final boolean held = m_holds;
        m_holds = false;
        // what was held from memory needs no thread, for which others would have to wait
        if (m_stored && m_fetching.isDone()
            && (!held || m_toFetch.getAndUpdate(ranges -> Math.max(ranges - 1, 0)) > 0)) {
            final int n = m_observations.count();
            final int next = to < n ? to : 0;
            final int end = Math.min(next + (to - from), n);
            m_fetching = CompletableFuture.runAsync(() -> m_observations.fetch(next, end));
        }
    }

    private double bytes(final int strips) {
        return 2.0 * strips * m_observations.tileWidth() * m_observations.precision().bytes();
    }

    /** Makes room for a range, where it is no larger than both sides still find in the cache. */
    private void makeRoom(final int from, final int to) {
        m_firstHeld = m_observations.firstStrip(from);
        final int strips = m_observations.firstStrip(to) - m_firstHeld;
        final int width = m_observations.tileWidth();
        final boolean small = bytes(strips) * Kernels.BLOCK <= (double)HELD_BYTES * Math.max(to - from, Kernels.BLOCK);
        m_held = small && (strips <= m_dataRoom.length || Heap.hasPlenty(bytes(strips))) ? strips : 0;
        if (m_held > m_heldData.length) {
            m_heldData = m_loops.strips(m_held);
            m_heldWeights = m_loops.strips(m_held);
            final int had = m_dataRoom.length;
            m_dataRoom = Arrays.copyOf(m_dataRoom, m_held);
            m_weightRoom = Arrays.copyOf(m_weightRoom, m_held);
            for (int s = had; s < m_held; s++) {
                m_dataRoom[s] = m_loops.strip(width);
                m_weightRoom[s] = m_loops.strip(width);
            }
        }
        Arrays.fill(m_heldData, null);
    }
}
