package org.noisynmf.engine.opencl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.noisynmf.engine.model.Observations;
import org.noisynmf.engine.model.Penalty;
import org.noisynmf.engine.model.Precision;
import org.noisynmf.engine.moments.DeviceException;
import org.noisynmf.engine.moments.DevicePass;
import org.noisynmf.engine.step.Problems;

/**
 * One pass over the data on an OpenCL device, see pass.cl.
 *
 * <p>The data are stored and multiplied in the precision of the observations, or in single precision where the device
 * has no other. Sums end in double precision where the device has it; elsewhere long sums in single precision carry their
 * rounding errors along. The order of every sum is fixed, so that a device repeats its results bit for bit.
 */
final class OpenClPass implements DevicePass {

    /** Private arrays of a work item grow with the square of the rank. */
    static final int MAX_RANK = 16;

    /** Share of the device's memory that is used. */
    private static final double SHARE = 0.8;

    private static final int LOCAL_BYTES = 32 * 1024;

    private final OpenClDevice m_device;

    private final OpenClSession m_session;

    private final DeviceData m_data;

    private final int m_rank;

    private final int m_pixels;

    private final int m_count;

    private final int m_width;

    private final int m_tile;

    private final int m_padded;

    private final int m_sums;

    private final boolean m_doubles;

    private final boolean m_wideDoubles;

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
     * @param memory bytes of its memory to count on
     * @param observations X and V. Not modified.
     * @param rank q
     * @param rule the step
     * @param free templates that may change
     * @param templates penalty on W in stored units
     * @param coefficients penalty on H in stored units
     * @param shift y ≥ 0 in stored units
     */
    OpenClPass(final OpenClDevice device, final long memory, final Observations observations, final int rank,
        final DeviceRule rule, final int[] free, final Penalty templates, final Penalty coefficients,
        final double shift) {
        if (rank > MAX_RANK) {
            throw new DeviceException(
                "OpenCL devices handle up to " + MAX_RANK + " templates, but " + rank + " are asked for", null);
        }
        m_device = device;
        m_rank = rank;
        m_pixels = observations.pixels();
        m_count = observations.count();
        m_width = observations.tileWidth();
        m_wideDoubles = device.doubles();
        m_doubles = m_wideDoubles && observations.precision() == Precision.FLOAT64;
        final int lanes = lanes(device, m_doubles);
        m_tile = (m_width + lanes - 1) / lanes * lanes;
        m_padded = observations.tiles() * m_tile;
        m_sums = rank + Problems.pairs(rank) + (rule.shifted() ? rank : 0);
        m_threads = device.processor() ? 1 : threads(m_sums);
        m_parts = device.processor() ? 2 : m_tile / lanes;
        m_session = new OpenClSession(device);
        boolean ready = false;
        try {
            m_session.build(source(), options(lanes, rule, free));
            m_observationsKernel = m_session.kernel("observations");
            m_accumulateKernel = m_session.kernel("accumulate");
            m_pixelsKernel = m_session.kernel("pixels");
            final long factorBytes = (long)rank * Sizeof.cl_double * (3L * m_padded + 5L * m_count);
            final long momentBytes = 2L * m_sums * m_padded * Sizeof.cl_double;
            m_data = new DeviceData(m_session, observations, m_tile, m_doubles,
                (long)(SHARE * memory) - factorBytes - momentBytes, device.largestBuffer());
            m_templates = reals(rank * (long)m_padded);
            m_wideTemplates = wides(rank * (long)m_padded);
            m_steppedTemplates = wides(rank * (long)m_padded);
            m_from = wides(rank * (long)m_count);
            m_origin = wides(rank * (long)m_count);
            m_stepped = wides(rank * (long)m_count);
            m_used = wides(rank * (long)m_count);
            m_coefficients = reals(rank * (long)m_count);
            m_observationStatistics = wides(3L * m_count);
            m_pixelStatistics = wides(4L * m_padded);
            m_moments = wides(m_sums * (long)m_padded);
            m_carries = wides(m_wideDoubles ? 1 : m_sums * (long)m_padded);
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

    private static int lanes(final OpenClDevice device, final boolean doubles) {
        final int natural = doubles ? device.doubleLanes() : device.floatLanes();
        return device.processor() && natural > 1 ? Math.min(natural, 16) : 1;
    }

    /** Work items of an observation: as many as leave room for their sums in local memory. */
    private static int threads(final int sums) {
        int threads = 64;
        while (threads > 1 && (long)sums * threads * Sizeof.cl_double > LOCAL_BYTES) {
            threads /= 2;
        }
        return threads;
    }

    private static String source() {
        try (InputStream in = OpenClPass.class.getResourceAsStream("pass.cl")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String options(final int lanes, final DeviceRule rule, final int[] free) {
        int mask = 0;
        for (final int k : free) {
            mask |= 1 << k;
        }
        return "-DREAL=" + (m_doubles ? "double" : "float") + " -DWIDE=" + (m_wideDoubles ? "double" : "float")
            + (m_wideDoubles ? " -DFP64" : "") + " -DLANES=" + lanes + " -DTHREADS=" + m_threads + " -DPARTS=" + m_parts
            + " -DBATCH=" + (m_device.processor() ? 8 : 64) + " -DQ=" + m_rank + " -DTILE=" + m_tile + " -DPIXELS="
            + m_padded + " -DRULE=" + rule.number() + " -DSWEEPS=" + rule.sweeps() + " -DINNER=" + rule.inner()
            + " -DFREE=" + mask + " -DSHIFTED=" + (rule.shifted() ? 1 : 0) + " -DL1_BELOW=" + (rule.l1Below() ? 1 : 0)
            + " -DCOMPENSATED=" + (m_doubles ? 0 : 1) + " -DCARRIED=" + (m_wideDoubles ? 0 : 1);
    }

    private cl_mem reals(final long count) {
        return m_session.buffer(count * (m_doubles ? Sizeof.cl_double : Sizeof.cl_float));
    }

    private cl_mem wides(final long count) {
        return m_session.buffer(count * (m_wideDoubles ? Sizeof.cl_double : Sizeof.cl_float));
    }

    private cl_mem penalty(final Penalty penalty, final DeviceRule rule, final double shift) {
        final double[] values = {penalty.l1(), penalty.l2(), penalty.orthogonality(), rule.epsilon(), shift};
        final cl_mem buffer = wides(values.length);
        write(values, buffer, m_wideDoubles);
        return buffer;
    }

    private void write(final double[] values, final cl_mem buffer, final boolean doubles) {
        if (doubles) {
            m_session.write(buffer, 0, (long)values.length * Sizeof.cl_double, Pointer.to(values));
            return;
        }
        final float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float)values[i];
        }
        m_session.write(buffer, 0, (long)floats.length * Sizeof.cl_float, Pointer.to(floats));
    }

    private void read(final cl_mem buffer, final double[] values) {
        if (m_wideDoubles) {
            m_session.read(buffer, (long)values.length * Sizeof.cl_double, Pointer.to(values));
            return;
        }
        final float[] floats = new float[values.length];
        m_session.read(buffer, (long)floats.length * Sizeof.cl_float, Pointer.to(floats));
        for (int i = 0; i < values.length; i++) {
            values[i] = floats[i];
        }
    }

    /** W as the device has it: every tile padded to whole vectors. */
    private double[] padded(final double[] w) {
        final double[] padded = new double[m_rank * m_padded];
        for (int k = 0; k < m_rank; k++) {
            for (int first = 0, to = k * m_padded; first < m_pixels; first += m_width, to += m_tile) {
                System.arraycopy(w, k * m_pixels + first, padded, to, Math.min(m_width, m_pixels - first));
            }
        }
        return padded;
    }

    private void unpad(final double[] padded, final double[] w) {
        for (int k = 0; k < m_rank; k++) {
            for (int first = 0, from = k * m_padded; first < m_pixels; first += m_width, from += m_tile) {
                System.arraycopy(padded, from, w, k * m_pixels + first, Math.min(m_width, m_pixels - first));
            }
        }
    }

    @Override
    public String description() {
        return "OpenCL device " + m_device.index() + ", " + m_device.name() + ", "
            + (m_doubles ? Precision.FLOAT64 : Precision.FLOAT32).id()
            + (m_data.chunks().size() > 1 ? ", data in " + m_data.chunks().size() + " chunks" : "");
    }

    @Override
    public void observations(final double[] w, final double[] from, final double[] origin, final double beta,
        final double[] stepped, final double[] used) {
        write(padded(w), m_templates, m_doubles);
        write(from, m_from, m_wideDoubles);
        if (beta > 0) {
            write(origin, m_origin, m_wideDoubles);
        }
        final int wideBytes = m_wideDoubles ? Sizeof.cl_double : Sizeof.cl_float;
        m_session.clear(m_moments, (long)m_sums * m_padded * wideBytes);
        if (!m_wideDoubles) {
            m_session.clear(m_carries, (long)m_sums * m_padded * wideBytes);
        }
        final Number wideBeta = m_wideDoubles ? (Number)beta : (Number)(float)beta;
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
            m_session.run(m_accumulateKernel, (long)m_padded / m_tile * m_parts, m_device.processor() ? 1 : 0);
        }
        read(m_stepped, stepped);
        read(m_used, used);
        final double[] statistics = new double[3 * m_count];
        read(m_observationStatistics, statistics);
        double squares = 0;
        double linear = 0;
        m_formedQuadratic = 0;
        for (int j = 0; j < m_count; j++) {
            m_formedQuadratic += statistics[3 * j];
            squares += statistics[3 * j + 1];
            linear += statistics[3 * j + 2];
        }
        m_observationKkt = linear > 0 ? Math.sqrt(squares / linear) : 0;
    }

    @Override
    public void pixels(final double[] w, final double[] stepped) {
        write(padded(w), m_wideTemplates, m_wideDoubles);
        m_session.arguments(m_pixelsKernel, m_moments, m_carries, m_wideTemplates, m_steppedTemplates,
            m_pixelStatistics, m_templatePenalty);
        m_session.run(m_pixelsKernel, m_padded, 0);
        final double[] padded = new double[m_rank * m_padded];
        read(m_steppedTemplates, padded);
        unpad(padded, stepped);
        final double[] statistics = new double[4 * m_padded];
        read(m_pixelStatistics, statistics);
        double squares = 0;
        double linear = 0;
        m_steppedQuadratic = 0;
        for (int i = 0; i < m_pixels; i++) {
            final int at = 4 * (i / m_width * m_tile + i % m_width);
            squares += statistics[at + 1];
            linear += statistics[at + 2];
            m_steppedQuadratic += statistics[at + 3];
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
