package org.noisynmf.engine.opencl;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_mem;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.device.DeviceException;

/**
 * The observations on the device: all of them if they fit, else chunk by chunk in the same buffers, once a pass.
 */
final class DeviceData {

    /** Strips copied to the device in one go. */
    private static final int STAGED = 1024;

    private final OpenClSession m_session;

    private final Observations m_observations;

    private final DeviceLayout m_layout;

    private final List<Chunk> m_chunks;

    private final cl_mem m_data;

    private final cl_mem m_weights;

    private final cl_mem m_weightOf;

    private final cl_mem m_firstStrip;

    private final cl_mem m_tileOf;

    private final cl_mem m_tileStart;

    private final cl_mem m_observationOf;

    private final cl_mem m_stripOf;

    private int m_present = -1;

    /**
     * Observations that are on the device together.
     *
     * @param from first observation
     * @param to end of the range, exclusive
     */
    record Chunk(int from, int to) {
    }

    /**
     * How much of the data may be on the device together.
     *
     * @param bytes there are for them
     * @param buffer most bytes of one buffer
     * @param wanted bytes after which a chunk ends, though there may be room for more
     * @param observations most observations of a chunk, ≥ 1
     */
    record Limits(long bytes, long buffer, long wanted, int observations) {
    }

    /**
     * @param session the device
     * @param observations X and V. Not modified.
     * @param layout how they lie on the device
     * @param limits how many may be there together
     * @throws DeviceException if there is no room for them
     */
    DeviceData(final OpenClSession session, final Observations observations, final DeviceLayout layout,
        final Limits limits) {
        m_session = session;
        m_observations = observations;
        m_layout = layout;
        final long stripBytes = stripBytes();
        final long entryBytes = 2 * stripBytes + 4L * Sizeof.cl_int;
        m_chunks = split(observations, Math.min(limits.buffer() / stripBytes, limits.bytes() / entryBytes),
            limits.wanted() / entryBytes, limits.observations());
        int strips = 0;
        int weights = 0;
        int count = 0;
        for (final Chunk chunk : m_chunks) {
            strips = Math.max(strips, observations.firstStrip(chunk.to()) - observations.firstStrip(chunk.from()));
            weights = Math.max(weights, distinctWeights(chunk).size());
            count = Math.max(count, chunk.to() - chunk.from());
        }
        m_data = session.buffer(strips * stripBytes);
        m_weights = session.buffer(weights * stripBytes);
        m_weightOf = ints(strips);
        m_firstStrip = ints(count + 1);
        m_tileOf = ints(strips);
        m_tileStart = ints(observations.tiles() + 1);
        m_observationOf = ints(strips);
        m_stripOf = ints(strips);
    }

    private long stripBytes() {
        return (long)m_layout.tile() * m_layout.realBytes();
    }

    /** Cuts the observations where one more would make more strips than there can be or are wanted. */
    private static List<Chunk> split(final Observations observations, final long most, final long wanted,
        final int mostObservations) {
        final List<Chunk> chunks = new ArrayList<>();
        int from = 0;
        for (int j = 0; j < observations.count(); j++) {
            if (observations.firstStrip(j + 1) - observations.firstStrip(j) > most) {
                throw new DeviceException("The device has no room for a single observation", null);
            }
            final int strips = observations.firstStrip(j + 1) - observations.firstStrip(from);
            if (j > from && (strips > Math.min(most, wanted) || j - from == mostObservations)) {
                chunks.add(new Chunk(from, j));
                from = j;
            }
        }
        chunks.add(new Chunk(from, observations.count()));
        return chunks;
    }

    private cl_mem ints(final int count) {
        return m_session.buffer((long)count * Sizeof.cl_int);
    }

    /** @return the parts of the data, one after the other on the device */
    List<Chunk> chunks() {
        return m_chunks;
    }

    cl_mem data() {
        return m_data;
    }

    cl_mem weights() {
        return m_weights;
    }

    cl_mem weightOf() {
        return m_weightOf;
    }

    cl_mem firstStrip() {
        return m_firstStrip;
    }

    cl_mem tileOf() {
        return m_tileOf;
    }

    cl_mem tileStart() {
        return m_tileStart;
    }

    cl_mem observationOf() {
        return m_observationOf;
    }

    cl_mem stripOf() {
        return m_stripOf;
    }

    /**
     * Brings a chunk to the device, if it is not there.
     *
     * @param index of the chunk
     */
    void load(final int index) {
        if (m_present == index) {
            return;
        }
        m_present = -1;
        final Chunk chunk = m_chunks.get(index);
        final int first = m_observations.firstStrip(chunk.from());
        final int strips = m_observations.firstStrip(chunk.to()) - first;
        final Object[] data = new Object[strips];
        final Map<Object, Integer> distinct = distinctWeights(chunk);
        final Object[] weights = new Object[distinct.size()];
        final int[] weightOf = new int[strips];
        final int[] tileOf = new int[strips];
        final int[] tileStart = new int[m_observations.tiles() + 1];
        for (int s = 0; s < strips; s++) {
            data[s] = m_observations.weightedData(first + s);
            weightOf[s] = Objects.requireNonNull(distinct.get(m_observations.weights(first + s)));
            weights[weightOf[s]] = m_observations.weights(first + s);
            tileOf[s] = m_observations.tileOf(first + s);
            tileStart[tileOf[s] + 1]++;
        }
        for (int t = 0; t < m_observations.tiles(); t++) {
            tileStart[t + 1] += tileStart[t];
        }
        final int[] firstStrip = new int[chunk.to() - chunk.from() + 1];
        final int[] observationOf = new int[strips];
        final int[] stripOf = new int[strips];
        final int[] next = tileStart.clone();
        for (int j = chunk.from(); j < chunk.to(); j++) {
            firstStrip[j - chunk.from() + 1] = m_observations.firstStrip(j + 1) - first;
            for (int s = m_observations.firstStrip(j) - first; s < m_observations.firstStrip(j + 1) - first; s++) {
                observationOf[next[tileOf[s]]] = j - chunk.from();
                stripOf[next[tileOf[s]]++] = s;
            }
        }
        write(data, m_data);
        write(weights, m_weights);
        write(weightOf, m_weightOf);
        write(tileOf, m_tileOf);
        write(tileStart, m_tileStart);
        write(firstStrip, m_firstStrip);
        write(observationOf, m_observationOf);
        write(stripOf, m_stripOf);
        m_present = index;
    }

    /** Strips of ones are one array however many observations use it, on the device too. */
    private Map<Object, Integer> distinctWeights(final Chunk chunk) {
        final Map<Object, Integer> distinct = new IdentityHashMap<>();
        for (int s = m_observations.firstStrip(chunk.from()); s < m_observations.firstStrip(chunk.to()); s++) {
            distinct.putIfAbsent(m_observations.weights(s), distinct.size());
        }
        return distinct;
    }

    private void write(final int[] values, final cl_mem buffer) {
        m_session.write(buffer, 0, (long)values.length * Sizeof.cl_int, Pointer.to(values));
    }

    private void write(final Object[] strips, final cl_mem buffer) {
        final int width = m_observations.tileWidth();
        final int tile = m_layout.tile();
        final int staged = Math.min(STAGED, strips.length);
        final double[] doubles = new double[m_layout.doubles() ? staged * tile : 0];
        final float[] floats = new float[m_layout.doubles() ? 0 : staged * tile];
        for (int from = 0; from < strips.length; from += STAGED) {
            final int count = Math.min(STAGED, strips.length - from);
            for (int s = 0; s < count; s++) {
                copy(strips[from + s], width, doubles, floats, s * tile);
            }
            m_session.write(buffer, from * stripBytes(), count * stripBytes(),
                m_layout.doubles() ? Pointer.to(doubles) : Pointer.to(floats));
        }
    }

    private void copy(final Object strip, final int width, final double[] doubles, final float[] floats,
        final int offset) {
        if (m_layout.doubles()) {
            System.arraycopy(strip, 0, doubles, offset, width);
        } else if (strip instanceof float[] values) {
            System.arraycopy(values, 0, floats, offset, width);
        } else {
            final double[] values = (double[])strip;
            for (int i = 0; i < width; i++) {
                floats[offset + i] = (float)values[i];
            }
        }
    }
}
