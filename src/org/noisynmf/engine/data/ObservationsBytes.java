package org.noisynmf.engine.data;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

import org.noisynmf.engine.storage.Precision;
import org.noisynmf.engine.storage.StripIndex;
import org.noisynmf.engine.storage.Strips;

/**
 * Observations as bytes, big-endian, exactly as they are stored: of every strip the window that has weight, V∘X, then V,
 * or one value where all weights of the strip are equal. For files and for other processes of the same version.
 */
public final class ObservationsBytes {

    private static final int MAGIC = 0x4e4d4631;

    /** Every weight of the strip has the one value that follows. */
    private static final int CONSTANT = -1;

    private ObservationsBytes() {
    }

    /**
     * @param data to write. Not modified.
     * @param out where to
     * @throws IOException if that fails
     */
    public static void write(final Observations data, final DataOutput out) throws IOException {
        out.writeInt(MAGIC);
        ObservationsHead.write(data, out);
        final ByteBuffer bytes = ByteBuffer.allocate(data.tileWidth() * data.precision().bytes());
        for (int s = 0; s < data.firstStrip(data.count()); s++) {
            writeStrip(data.tileOf(s), data.weightedData(s), data.weights(s), data.tileWidth(), bytes, out);
        }
    }

    private static void writeStrip(final int tile, final Object weighted, final Object weights, final int width,
        final ByteBuffer bytes, final DataOutput out) throws IOException {
        out.writeInt(tile);
        int from = 0;
        int to = width;
        while (from < to && value(weights, from) == 0) {
            from++;
        }
        while (to > from && value(weights, to - 1) == 0) {
            to--;
        }
        final boolean constant = from == 0 && to == width && isConstant(weights, width);
        out.writeShort(constant ? CONSTANT : from);
        out.writeShort(to - from);
        write(weighted, from, to, bytes, out);
        write(weights, from, constant ? from + 1 : to, bytes, out);
    }

    private static boolean isConstant(final Object strip, final int width) {
        for (int i = 1; i < width; i++) {
            if (value(strip, i) != value(strip, 0)) {
                return false;
            }
        }
        return true;
    }

    private static double value(final Object strip, final int i) {
        return strip instanceof double[] d ? d[i] : ((float[])strip)[i];
    }

    private static void write(final Object strip, final int from, final int to, final ByteBuffer bytes,
        final DataOutput out) throws IOException {
        if (strip instanceof double[] d) {
            bytes.asDoubleBuffer().put(d, from, to - from);
            out.write(bytes.array(), 0, (to - from) * Double.BYTES);
        } else {
            bytes.asFloatBuffer().put((float[])strip, from, to - from);
            out.write(bytes.array(), 0, (to - from) * Float.BYTES);
        }
    }

    /**
     * @param in where {@link #write} has written
     * @return the observations as they were written
     * @throws IOException if that fails, or what is read is something else
     */
    public static Observations read(final DataInput in) throws IOException {
        final int magic = in.readInt();
        if (magic != MAGIC) {
            throw new IOException("Bytes of observations begin with " + Integer.toHexString(MAGIC) + ", not with "
                + Integer.toHexString(magic));
        }
        final ObservationsHead head = ObservationsHead.read(in);
        return head.with(readStrips(head.index(), head.precision(), in));
    }

    /** Also fills in the tiles of the strips. */
    private static Strips readStrips(final StripIndex index, final Precision precision, final DataInput in)
        throws IOException {
        final int strips = index.tileOfStrip().length;
        final int width = index.tileWidth();
        final boolean single = precision == Precision.FLOAT32;
        final byte[] bytes = new byte[width * precision.bytes()];
        final Object[] data = new Object[strips];
        final Object[] weight = new Object[strips];
        Object constant = null;
        for (int s = 0; s < strips; s++) {
            index.tileOfStrip()[s] = in.readInt();
            final int from = in.readShort();
            final int length = in.readShort();
            final Object weighted = single ? new float[width] : new double[width];
            read(weighted, Math.max(from, 0), length, bytes, in);
            Object weights = single ? new float[width] : new double[width];
            if (from == CONSTANT) {
                read(weights, 0, 1, bytes, in);
                if (constant == null || value(constant, 0) != value(weights, 0)) {
                    constant = filled(weights);
                }
                weights = constant;
            } else {
                read(weights, from, length, bytes, in);
            }
            data[s] = weighted;
            weight[s] = weights;
        }
        return new Strips.Held(data, weight, null);
    }

    private static Object filled(final Object strip) {
        if (strip instanceof double[] d) {
            Arrays.fill(d, d[0]);
        } else {
            Arrays.fill((float[])strip, ((float[])strip)[0]);
        }
        return strip;
    }

    private static void read(final Object strip, final int from, final int length, final byte[] bytes,
        final DataInput in) throws IOException {
        if (strip instanceof double[] d) {
            in.readFully(bytes, 0, length * Double.BYTES);
            ByteBuffer.wrap(bytes).asDoubleBuffer().get(d, from, length);
        } else {
            in.readFully(bytes, 0, length * Float.BYTES);
            ByteBuffer.wrap(bytes).asFloatBuffer().get((float[])strip, from, length);
        }
    }
}
