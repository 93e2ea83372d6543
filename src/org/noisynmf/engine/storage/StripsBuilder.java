package org.noisynmf.engine.storage;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/** Takes strips one by one: into the heap, or into a store, and from the one to the other where the heap fills up. */
public final class StripsBuilder {

    /** Observations after which memory is estimated for the first time. */
    private static final int FIRST_CHECK = 8;

    /** Strips go to a store unless the heap has room for this many times what they take, since a fit needs more. */
    private static final double SPARE = 1.5;

    /** Header of an array and the reference to it. */
    private static final int STRIP_OVERHEAD = 24;

    private final int m_length;

    private Precision m_precision = Precision.FLOAT64;

    private Object[] m_weightedData = new Object[64];

    private Object[] m_weights = new Object[64];

    private int m_count;

    private int m_arrays;

    private @Nullable Object m_ones;

    private @Nullable StripStore m_store;

    private @Nullable Supplier<StripStore> m_spill;

    /** See {@link StoredStrips}. */
    private int[] m_address = new int[0];

    /** What is to be put next is made here, which stays in the processor's cache. */
    private Object m_data;

    private Object m_weight;

    private int m_dataExponent;

    private int m_weightExponent;

    /**
     * @param length elements of a strip
     */
    public StripsBuilder(final int length) {
        m_length = length;
        m_data = m_precision.array(length);
        m_weight = m_precision.array(length);
    }

    /**
     * @param precision type of the strips, before the first
     */
    public void setPrecision(final Precision precision) {
        m_precision = precision;
        m_data = precision.array(m_length);
        m_weight = precision.array(m_length);
    }

    /**
     * @param store makes an empty one, to which strips move if the heap has no room for them
     */
    public void spillTo(final Supplier<StripStore> store) {
        m_spill = store;
    }

    /**
     * Extrapolates what there is, whenever its observations have doubled, and moves it to a store if the rest would find no
     * room.
     *
     * @param observations whose strips these are
     * @param expected number of them in the end; as many again where it is smaller, since it is not known
     * @param pixels d, for the message
     * @throws IllegalArgumentException if the rest would find no room, and no store can be made
     */
    public void requireRoom(final int observations, final long expected, final int pixels) {
        if (observations < FIRST_CHECK || Integer.bitCount(observations) != 1 || m_store != null) {
            return;
        }
        final double bytesPerStrip = (double)m_length * m_precision.bytes() + STRIP_OVERHEAD;
        final double perObservation = m_arrays * bytesPerStrip / observations;
        final long total = expected >= observations ? expected : 2L * observations;
        final double bytes = (total - observations) * perObservation;
        if (m_spill != null && !Heap.hasRoomFor(SPARE * bytes)) {
            moveTo(m_spill.get());
            return;
        }
        if (Heap.hasRoomFor(bytes)) {
            // the message takes longer to make than most observations to store
            return;
        }
        Heap.require(bytes,
            String.format(Locale.ROOT, "Storing %d observations of %d pixels in %s (%d are stored)", total, pixels,
                m_precision.id(), observations),
            (m_precision == Precision.FLOAT64
                ? "store them in single precision (float32), which takes half, or " : "")
                + "keep them in a file (--cache FOLDER of the command line)");
    }

    /**
     * Moves what there is to a store, where what follows is kept as well.
     *
     * @param store an empty one
     */
    public void moveTo(final StripStore store) {
        m_store = store;
        m_address = new int[m_weightedData.length];
        m_arrays = 0;
        for (int s = 0; s < m_count; s++) {
            append(store, s, m_weightedData[s], m_weights[s]);
            m_weightedData[s] = m_data;
            m_weights[s] = m_weight;
        }
        m_weightedData = new Object[0];
        m_weights = new Object[0];
    }

    /**
     * @param width elements that will be set
     * @return a strip for V∘X of {@link #put}, 0 behind that width, the same one each time
     */
    public Object data(final int width) {
        return cleared(m_data, width);
    }

    /**
     * @param width elements that will be set
     * @return a strip for V of {@link #put}, 0 behind that width, the same one each time
     */
    public Object weights(final int width) {
        return cleared(m_weight, width);
    }

    /** @return the strip of weight 1, whose memory all share; beyond the last pixel it does no harm, as templates are 0 */
    public Object ones() {
        if (m_ones == null) {
            m_ones = StripScale.filled(m_precision, m_length, 1);
        }
        return m_ones;
    }

    /**
     * Adds a strip.
     *
     * @param weightedData V∘X, from {@link #data}. Copied.
     * @param weights V, from {@link #weights}, or {@link #ones}. Copied.
     */
    public void put(final Object weightedData, final Object weights) {
        if (m_store != null) {
            if (m_count == m_address.length) {
                m_address = Arrays.copyOf(m_address, Math.addExact(m_count, m_count));
            }
            append(m_store, m_count, weightedData, weights);
        } else {
            if (m_count == m_weightedData.length) {
                final int capacity = Math.addExact(m_count, m_count);
                m_weightedData = Arrays.copyOf(m_weightedData, capacity);
                m_weights = Arrays.copyOf(m_weights, capacity);
            }
            final boolean ones = weights == m_ones;
            m_weightedData[m_count] = copy(weightedData);
            m_weights[m_count] = ones ? weights : copy(weights);
            m_arrays += ones ? 1 : 2;
        }
        m_count++;
    }

    private void append(final StripStore store, final int strip, final Object weightedData, final Object weights) {
        final boolean ones = weights == m_ones;
        m_address[strip] = ones ? ~m_arrays : m_arrays;
        store.append(weightedData, m_length);
        if (!ones) {
            store.append(weights, m_length);
        }
        m_arrays = Math.addExact(m_arrays, ones ? 1 : 2);
    }

    /**
     * Multiplies all strips with powers of two.
     *
     * @param data exponent for V∘X
     * @param weight exponent for V
     */
    public void scale(final int data, final int weight) {
        if (m_store != null) {
            // whenever they are read
            m_dataExponent = data;
            m_weightExponent = weight;
            return;
        }
        final Object ones = weight == 0 ? ones() : StripScale.filled(m_precision, m_length, Math.scalb(1, weight));
        for (int s = 0; s < m_count; s++) {
            StripScale.scale(m_weightedData[s], data);
            if (m_weights[s] == m_ones) {
                m_weights[s] = ones;
            } else {
                StripScale.scale(m_weights[s], weight);
            }
        }
    }

    /** @return the strips; nothing can be added any more */
    public Strips build() {
        if (m_store == null) {
            return new Strips.Held(Arrays.copyOf(m_weightedData, m_count), Arrays.copyOf(m_weights, m_count), m_spill);
        }
        m_store.finish();
        return StoredStrips.of(m_store, Arrays.copyOf(m_address, m_count), m_length, m_precision, m_dataExponent,
            m_weightExponent);
    }

    /** Memory of a copy is written once, that of a new array twice: with zeros first. */
    private static Object copy(final Object strip) {
        return strip instanceof double[] d ? Arrays.copyOf(d, d.length)
            : Arrays.copyOf((float[])strip, ((float[])strip).length);
    }

    private static Object cleared(final Object strip, final int from) {
        if (strip instanceof double[] d) {
            Arrays.fill(d, from, d.length, 0);
        } else {
            Arrays.fill((float[])strip, from, ((float[])strip).length, 0);
        }
        return strip;
    }
}
