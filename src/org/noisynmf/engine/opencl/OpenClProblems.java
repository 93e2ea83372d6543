package org.noisynmf.engine.opencl;

import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.device.DeviceException;
import org.noisynmf.engine.device.DeviceProblems;
import org.noisynmf.engine.step.Problems;
import org.noisynmf.engine.storage.Precision;

/**
 * The problems of observations on given templates, formed on an OpenCL device, see problems.cl.
 *
 * <p>Each observation is needed once only, so that the data are brought to the device in chunks of moderate size
 * however much room there is: the CPU solves the problems of one chunk while the device forms those of the next. The
 * order of every sum is fixed, so that a device repeats its results bit for bit.
 */
final class OpenClProblems implements DeviceProblems {

    /** Bytes of data in a chunk: long enough to occupy a device, short enough that the CPU need not wait long. */
    static final long CHUNK_BYTES = 32L << 20;

    private final DeviceLayout m_layout;

    private final OpenClSession m_session;

    private final DeviceData m_data;

    private final int m_sums;

    /** Numbers of an observation as they come from the device: its sums, and where those carry errors then these. */
    private final int m_numbers;

    private final int m_threads;

    private final cl_kernel m_kernel;

    private final cl_mem m_templates;

    private final cl_mem m_moments;

    private final double[] m_read;

    private final double[] m_problems;

    private int m_next;

    /**
     * @param device where to work
     * @param observations X and V. Not modified.
     * @param templates W, d × q, template k contiguous. Not modified.
     * @param chunkBytes bytes of data in a chunk, exceeded where a single observation has more
     * @throws DeviceException if the device fails, or has no room
     */
    OpenClProblems(final OpenClDevice device, final Observations observations, final double[] templates,
        final long chunkBytes) {
        final int rank = templates.length / observations.pixels();
        m_sums = rank + (observations.uniform() ? 0 : Problems.pairs(rank));
        m_layout = new DeviceLayout(device, observations, rank, m_sums);
        final long templateBytes = (long)rank * m_layout.padded() * m_layout.realBytes();
        m_numbers = m_layout.wideDoubles() ? m_sums : 2 * m_sums;
        final long momentBytes = (long)m_numbers * m_layout.wideBytes();
        final long most =
            Math.min(Math.min(chunkBytes, device.largestBuffer()) / momentBytes, Integer.MAX_VALUE / m_numbers);
        final int observationsOfChunk = (int)Math.max(1, Math.min(most, observations.count()));
        m_session = new OpenClSession(device);
        boolean ready = false;
        try {
            m_threads = m_session.build(DeviceLayout.source("problems.cl"),
                m_layout.options() + " -DSHIFTED=0 -DGRAM=" + (observations.uniform() ? 0 : 1), "problems",
                m_layout.threads());
            m_kernel = m_session.kernel("problems");
            m_data = new DeviceData(m_session, observations, m_layout,
                new DeviceData.Limits(m_layout.room() - templateBytes - observationsOfChunk * momentBytes,
                    device.largestBuffer(), chunkBytes, observationsOfChunk));
            int largest = 0;
            for (final DeviceData.Chunk chunk : m_data.chunks()) {
                largest = Math.max(largest, chunk.to() - chunk.from());
            }
            m_templates = m_session.buffer(templateBytes);
            m_moments = m_session.buffer(largest * momentBytes);
            m_problems = new double[largest * m_sums];
            m_read = m_layout.wideDoubles() ? m_problems : new double[largest * m_numbers];
            m_session.write(m_templates, m_layout.padded(templates), m_layout.doubles());
            ready = true;
        } finally {
            if (!ready) {
                m_session.close();
            }
        }
    }

    @Override
    public String description() {
        return m_layout.description();
    }

    @Override
    public Precision precision() {
        return m_layout.precision();
    }

    @Override
    public int start() {
        final DeviceData.Chunk chunk = m_data.chunks().get(m_next);
        m_data.load(m_next);
        m_session.arguments(m_kernel, m_data.data(), m_data.weights(), m_data.weightOf(), m_data.firstStrip(),
            m_data.tileOf(), m_templates, m_moments);
        m_session.run(m_kernel, (long)(chunk.to() - chunk.from()) * m_threads, m_threads);
        m_session.flush();
        m_next++;
        return chunk.to();
    }

    @Override
    public double[] problems() {
        final DeviceData.Chunk chunk = m_data.chunks().get(m_next - 1);
        final int count = chunk.to() - chunk.from();
        m_session.read(m_moments, m_read, count * m_numbers, m_layout.wideDoubles());
        if (m_read != m_problems) {
            for (int j = 0; j < count; j++) {
                for (int s = 0; s < m_sums; s++) {
                    m_problems[j * m_sums + s] = m_read[2 * j * m_sums + s] + m_read[(2 * j + 1) * m_sums + s];
                }
            }
        }
        return m_problems;
    }

    @Override
    public void close() {
        m_session.close();
    }
}
