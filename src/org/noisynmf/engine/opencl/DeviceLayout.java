package org.noisynmf.engine.opencl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.jocl.Sizeof;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.device.DeviceException;
import org.noisynmf.engine.storage.Precision;

/**
 * How observations, templates and their sums lie on a device; what sums.cl is built with.
 *
 * <p>Data are stored and multiplied in the precision of the observations, or in single precision where the device has
 * no other. Sums end in double precision where the device has it; elsewhere long sums in single precision carry their
 * rounding errors along.
 */
final class DeviceLayout {

    /** Private arrays of a work item grow with the square of the rank. */
    static final int MAX_RANK = 16;

    /** Share of the device's memory that is used. */
    private static final double SHARE = 0.8;

    /** Most bytes of local memory for a work group: what every device of OpenCL 1.1 has. */
    private static final int LOCAL_BYTES = 32 * 1024;

    private static final int MOST_THREADS = 64;

    private static final int MOST_LANES = 16;

    private final OpenClDevice m_device;

    private final int m_rank;

    private final int m_pixels;

    private final int m_width;

    private final boolean m_wideDoubles;

    private final boolean m_doubles;

    private final int m_lanes;

    private final int m_tile;

    private final int m_padded;

    private final int m_threads;

    /**
     * @param device where to work
     * @param observations X and V. Not modified.
     * @param rank q
     * @param sums of an observation
     * @throws DeviceException if there are more templates than devices handle
     */
    DeviceLayout(final OpenClDevice device, final Observations observations, final int rank, final int sums) {
        checkRank(rank);
        m_device = device;
        m_rank = rank;
        m_pixels = observations.pixels();
        m_width = observations.tileWidth();
        m_wideDoubles = device.doubles();
        m_doubles = m_wideDoubles && observations.precision() == Precision.FLOAT64;
        final int natural = m_doubles ? device.doubleLanes() : device.floatLanes();
        m_lanes = device.processor() && natural > 1 ? Math.min(natural, MOST_LANES) : 1;
        m_tile = (m_width + m_lanes - 1) / m_lanes * m_lanes;
        m_padded = observations.tiles() * m_tile;
        m_threads = device.processor() ? 1 : threads(device, sums);
    }

    /**
     * @param rank q
     * @throws DeviceException if there are more templates than devices handle
     */
    static void checkRank(final int rank) {
        if (rank > MAX_RANK) {
            throw new DeviceException(
                "OpenCL devices handle up to " + MAX_RANK + " templates, but " + rank + " are asked for", null);
        }
    }

    /** As many as the device allows, with room in local memory for their sums, single ones with their errors. */
    private static int threads(final OpenClDevice device, final int sums) {
        final long room = Math.min(LOCAL_BYTES, device.localMemory());
        int threads = MOST_THREADS;
        while (threads > 1 && (threads > device.workGroup() || (long)sums * threads * Sizeof.cl_double > room)) {
            threads /= 2;
        }
        return threads;
    }

    /** @return most work items that can share an observation; a kernel may allow fewer */
    int threads() {
        return m_threads;
    }

    /** @return type of data and products on the device */
    Precision precision() {
        return m_doubles ? Precision.FLOAT64 : Precision.FLOAT32;
    }

    /** @return whether data and products are in double precision */
    boolean doubles() {
        return m_doubles;
    }

    /** @return whether sums are in double precision */
    boolean wideDoubles() {
        return m_wideDoubles;
    }

    /** @return bytes of a number of the data */
    int realBytes() {
        return m_doubles ? Sizeof.cl_double : Sizeof.cl_float;
    }

    /** @return bytes of a sum */
    int wideBytes() {
        return m_wideDoubles ? Sizeof.cl_double : Sizeof.cl_float;
    }

    /** @return numbers of a vector */
    int lanes() {
        return m_lanes;
    }

    /** @return width of a tile on the device, a multiple of {@link #lanes} */
    int tile() {
        return m_tile;
    }

    /** @return length of a template on the device */
    int padded() {
        return m_padded;
    }

    /**
     * @param i index of a pixel
     * @return where it lies in a template on the device
     */
    int place(final int i) {
        return i / m_width * m_tile + i % m_width;
    }

    /** @return bytes of the device's memory to count on */
    long room() {
        return (long)(SHARE * m_device.memory());
    }

    /** @return what sums.cl is built with, but for THREADS, GRAM and SHIFTED */
    String options() {
        return "-DREAL=" + (m_doubles ? "double" : "float") + " -DWIDE=" + (m_wideDoubles ? "double" : "float")
            + (m_wideDoubles ? " -DFP64" : "") + " -DLANES=" + m_lanes + " -DQ=" + m_rank + " -DTILE=" + m_tile
            + " -DPIXELS=" + m_padded + " -DCOMPENSATED=" + (m_doubles ? 0 : 1) + " -DCARRIED="
            + (m_wideDoubles ? 0 : 1);
    }

    /**
     * @param name of the file with the kernels
     * @return sums.cl and that file
     */
    static String source(final String name) {
        return text("sums.cl") + "\n" + text(name);
    }

    private static String text(final String name) {
        try (InputStream in = DeviceLayout.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return device and precision, for people */
    String description() {
        return m_device.label() + ", " + precision().id();
    }

    /**
     * @param w W, d × q. Not modified.
     * @return W as the device has it: every tile padded to whole vectors
     */
    double[] padded(final double[] w) {
        final double[] padded = new double[Math.multiplyExact(m_rank, m_padded)];
        for (int k = 0; k < m_rank; k++) {
            for (int first = 0, to = k * m_padded; first < m_pixels; first += m_width, to += m_tile) {
                System.arraycopy(w, k * m_pixels + first, padded, to, Math.min(m_width, m_pixels - first));
            }
        }
        return padded;
    }

    /**
     * @param padded W as the device has it. Not modified.
     * @param w receives W, d × q. Modified.
     */
    void unpad(final double[] padded, final double[] w) {
        for (int k = 0; k < m_rank; k++) {
            for (int first = 0, from = k * m_padded; first < m_pixels; first += m_width, from += m_tile) {
                System.arraycopy(padded, from, w, k * m_pixels + first, Math.min(m_width, m_pixels - first));
            }
        }
    }
}
