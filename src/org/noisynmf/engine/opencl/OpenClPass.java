package org.noisynmf.engine.opencl;

import org.jocl.Sizeof;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.device.DeviceException;
import org.noisynmf.engine.device.Pass;
import org.noisynmf.engine.settings.Penalty;
import org.noisynmf.engine.step.Problems;

/**
 * One pass over the data on an OpenCL device, see pass.cl.
 *
 * <p>Precision is that of {@link DeviceLayout}. The order of every sum is fixed, so that a device repeats its results
 * bit for bit.
 */
final class OpenClPass implements Pass {

    /** Bytes of the sums of a segment, which are to stay in the first cache level of a processor. */
    private static final int SEGMENT_BYTES = 24 * 1024;

    /** Numbers of an observation: zᵀ G z − 2 bᵀ z and its error, squared gradient, squared b. */
    private static final int OBSERVATION_STATISTICS = 4;

    /** The same of a pixel, and zᵀ G z − 2 bᵀ z and its error after the step. */
    private static final int PIXEL_STATISTICS = 6;

    private final OpenClDevice m_device;

    private final DeviceLayout m_layout;

    private final OpenClSession m_session;

    private final DeviceData m_data;

    private final int m_rank;

    private final int m_pixels;

    private final int m_count;

    private final int m_sums;

    private final int m_threads;

    private final int m_parts;

    private final cl_kernel m_observationsKernel;

    private final cl_kernel m_accumulateKernel;

    private final cl_kernel m_pixelsKernel;

    private final cl_mem m_templates;

    private final cl_mem m_wideTemplates;

    private final cl_mem m_from;

    private final cl_mem m_origin;

    private final cl_mem m_stepped;

    private final cl_mem m_used;

    private final cl_mem m_coefficients;

    private final cl_mem m_observationStatistics;

    private final cl_mem m_coefficientPenalty;

    private final cl_mem m_templatePenalty;

    private final cl_mem m_moments;

    private final cl_mem m_carries;

    private final cl_mem m_steppedTemplates;

    private final cl_mem m_pixelStatistics;

    private double m_formedQuadratic;

    private double m_observationKkt;

    private double m_steppedQuadratic;

    private double m_pixelKkt;

    /**
     * @param device where to work
     * @param observations X and V. Not modified.
     * @param rank q
     * @param rule the step
     * @param free templates that may change
     * @param templates penalty on W in stored units
     * @param coefficients penalty on H in stored units
     * @param shift y ≥ 0 in stored units
     * @throws DeviceException if the device fails, or has no room
     */
    OpenClPass(final OpenClDevice device, final Observations observations, final int rank, final DeviceRule rule,
        final int[] free, final Penalty templates, final Penalty coefficients, final double shift) {
        m_device = device;
        m_rank = rank;
        m_pixels = observations.pixels();
        m_count = observations.count();
        m_sums = rank + Problems.pairs(rank) + (rule.shifted() ? rank : 0);
        m_layout = new DeviceLayout(device, observations, rank, m_sums);
        m_parts = parts(observations.tiles());
        m_session = new OpenClSession(device);
        boolean ready = false;
        try {
            m_threads = m_session.build(DeviceLayout.source("pass.cl"), options(rule, free), "observations",
                m_layout.threads());
            m_observationsKernel = m_session.kernel("observations");
            m_accumulateKernel = m_session.kernel("accumulate");
            m_pixelsKernel = m_session.kernel("pixels");
            final long padded = m_layout.padded();
            final long factorBytes =
                Sizeof.cl_double * (rank * (3 * padded + 5L * m_count) + PIXEL_STATISTICS * padded
                    + OBSERVATION_STATISTICS * (long)m_count);
            final long momentBytes = 2 * m_sums * padded * Sizeof.cl_double;
            final long room = m_layout.room() - factorBytes - momentBytes;
            m_data = new DeviceData(m_session, observations, m_layout,
                new DeviceData.Limits(room, device.largestBuffer(), Long.MAX_VALUE, Integer.MAX_VALUE));
            m_templates = m_session.buffer(rank * padded * m_layout.realBytes());
            m_wideTemplates = wides(rank * padded);
            m_steppedTemplates = wides(rank * padded);
            m_from = wides(rank * (long)m_count);
            m_origin = wides(rank * (long)m_count);
            m_stepped = wides(rank * (long)m_count);
            m_used = wides(rank * (long)m_count);
            m_coefficients = m_session.buffer(rank * (long)m_count * m_layout.realBytes());
            m_observationStatistics = wides(OBSERVATION_STATISTICS * (long)m_count);
            m_pixelStatistics = wides(PIXEL_STATISTICS * padded);
            m_moments = wides(m_sums * padded);
            m_carries = wides(m_layout.wideDoubles() ? 1 : m_sums * padded);
            m_coefficientPenalty = penalty(coefficients, rule, shift);
            m_templatePenalty = penalty(templates, rule, shift);
            m_data.load(0);
            ready = true;
        } finally {
            if (!ready) {
                m_session.close();
            }
        }
    }

    /** One vector each on an accelerator; on a processor a few for each of its cores, since the last tiles are shorter. */
    private int parts(final int tiles) {
        return m_device.processor() ? Math.min(vectors(), (4 * m_device.units() + tiles - 1) / tiles) : vectors();
    }

    /** As long as there is room for its sums. */
    private int segment() {
        final int room = SEGMENT_BYTES / (m_sums * m_layout.lanes() * m_layout.realBytes());
        return Math.max(1, Math.min(room, (vectors() + m_parts - 1) / m_parts));
    }

    /** @return vectors of a tile */
    private int vectors() {
        return m_layout.tile() / m_layout.lanes();
    }

    private String options(final DeviceRule rule, final int[] free) {
        int mask = 0;
        for (final int k : free) {
            mask |= 1 << k;
        }
        return m_layout.options() + rule.options() + " -DGRAM=1 -DPARTS=" + m_parts + " -DSEGMENT=" + segment()
            + " -DBATCH=" + (m_device.processor() ? 32 : 64) + " -DSWEEPS=" + rule.sweeps()
            + " -DINNER=" + rule.inner() + " -DFREE=" + mask
            + " -DSHIFTED=" + (rule.shifted() ? 1 : 0) + " -DL1_BELOW=" + (rule.l1Below() ? 1 : 0);
    }

    private cl_mem wides(final long count) {
        return m_session.buffer(count * m_layout.wideBytes());
    }

    private cl_mem penalty(final Penalty penalty, final DeviceRule rule, final double shift) {
        final double[] values = {penalty.l1(), penalty.l2(), penalty.orthogonality(), rule.epsilon(), shift};
        final cl_mem buffer = wides(values.length);
        write(values, buffer);
        return buffer;
    }

    private void write(final double[] values, final cl_mem buffer) {
        m_session.write(buffer, values, m_layout.wideDoubles());
    }

    private void read(final cl_mem buffer, final double[] values) {
        m_session.read(buffer, values, values.length, m_layout.wideDoubles());
    }

    @Override
    public String description() {
        return m_layout.description()
            + (m_data.chunks().size() > 1 ? ", data in " + m_data.chunks().size() + " chunks" : "");
    }

    @Override
    public void observations(final double[] w, final double[] from, final double[] origin, final double beta,
        final double[] stepped, final double[] used) {
        m_session.write(m_templates, m_layout.padded(w), m_layout.doubles());
        write(from, m_from);
        if (beta > 0) {
            write(origin, m_origin);
        }
        final long momentBytes = (long)m_sums * m_layout.padded() * m_layout.wideBytes();
        m_session.clear(m_moments, momentBytes);
        if (!m_layout.wideDoubles()) {
            m_session.clear(m_carries, momentBytes);
        }
        final Number wideBeta = m_layout.wideDoubles() ? (Number)beta : (Number)(float)beta;
        for (int c = 0; c < m_data.chunks().size(); c++) {
            final DeviceData.Chunk chunk = m_data.chunks().get(c);
            m_data.load(c);
            m_session.arguments(m_observationsKernel, m_data.data(), m_data.weights(), m_data.weightOf(),
                m_data.firstStrip(), m_data.tileOf(), m_templates, m_from, m_origin, wideBeta, m_stepped, m_used,
                m_coefficients, m_observationStatistics, m_coefficientPenalty, chunk.from());
            m_session.run(m_observationsKernel, (long)(chunk.to() - chunk.from()) * m_threads, m_threads);
            m_session.arguments(m_accumulateKernel, m_data.data(), m_data.weights(), m_data.weightOf(),
                m_data.tileStart(), m_data.observationOf(), m_data.stripOf(), m_coefficients, m_moments, m_carries,
                chunk.from());
            m_session.run(m_accumulateKernel, (long)m_layout.padded() / m_layout.tile() * m_parts,
                m_device.processor() ? 1 : 0);
        }
        read(m_stepped, stepped);
        read(m_used, used);
        final double[] statistics = new double[OBSERVATION_STATISTICS * m_count];
        read(m_observationStatistics, statistics);
        double squares = 0;
        double linear = 0;
        m_formedQuadratic = 0;
        for (int j = 0; j < m_count; j++) {
            final int at = OBSERVATION_STATISTICS * j;
            m_formedQuadratic += statistics[at] + statistics[at + 1];
            squares += statistics[at + 2];
            linear += statistics[at + 3];
        }
        m_observationKkt = linear > 0 ? Math.sqrt(squares / linear) : 0;
    }

    @Override
    public void pixels(final double[] w, final double[] stepped) {
        write(m_layout.padded(w), m_wideTemplates);
        m_session.arguments(m_pixelsKernel, m_moments, m_carries, m_wideTemplates, m_steppedTemplates,
            m_pixelStatistics, m_templatePenalty);
        m_session.run(m_pixelsKernel, m_layout.padded(), 0);
        final double[] padded = new double[m_rank * m_layout.padded()];
        read(m_steppedTemplates, padded);
        m_layout.unpad(padded, stepped);
        final double[] statistics = new double[PIXEL_STATISTICS * m_layout.padded()];
        read(m_pixelStatistics, statistics);
        double squares = 0;
        double linear = 0;
        m_steppedQuadratic = 0;
        for (int i = 0; i < m_pixels; i++) {
            final int at = PIXEL_STATISTICS * m_layout.place(i);
            squares += statistics[at + 2];
            linear += statistics[at + 3];
            m_steppedQuadratic += statistics[at + 4] + statistics[at + 5];
        }
        m_pixelKkt = linear > 0 ? Math.sqrt(squares / linear) : 0;
    }

    @Override
    public double formedQuadratic() {
        return m_formedQuadratic;
    }

    @Override
    public double steppedQuadratic() {
        return m_steppedQuadratic;
    }

    @Override
    public double kkt() {
        return Math.max(m_observationKkt, m_pixelKkt);
    }

    @Override
    public void close() {
        m_session.close();
    }
}
