package org.noisynmf.spark.output;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

import org.noisynmf.engine.model.LoopState;

/**
 * Where a fit is, as bytes: what it belongs to, and templates and a few numbers to go on from, bit for bit.
 *
 * @param belongs data and settings, each with its name
 * @param state where to go on
 */
public record StateFile(Map<String, String> belongs, LoopState state) {

    /** Name of the file in the folder of the results. */
    public static final String NAME = "state.bin";

    private static final int MAGIC = 0x4e4d4653;

    /**
     * @param out receives the bytes; not closed
     * @throws IOException if that fails
     */
    public void write(final OutputStream out) throws IOException {
        final CheckedOutputStream checked = new CheckedOutputStream(out, new CRC32C());
        final DataOutputStream data = new DataOutputStream(checked);
        data.writeInt(MAGIC);
        data.writeInt(belongs.size());
        for (final Map.Entry<String, String> entry : new TreeMap<>(belongs).entrySet()) {
            data.writeUTF(entry.getKey());
            data.writeUTF(entry.getValue());
        }
        data.writeUTF(state.algorithm());
        data.writeInt(state.passes());
        data.writeInt(state.values().size());
        for (final Map.Entry<String, double[]> value : state.values().entrySet()) {
            data.writeUTF(value.getKey());
            data.writeInt(value.getValue().length);
            for (final double number : value.getValue()) {
                data.writeDouble(number);
            }
        }
        final long sum = checked.getChecksum().getValue();
        data.writeLong(sum);
        data.flush();
    }

    /**
     * @param folder where the state is
     * @return the state
     * @throws IOException if there is none, or it is damaged
     */
    public static StateFile read(final OutputFolder folder) throws IOException {
        try (InputStream in = folder.read(NAME)) {
            if (in == null) {
                throw new IOException(
                    folder.path(NAME) + " does not exist: there is no state to resume; leave --resume out");
            }
            return read(in, folder.path(NAME));
        }
    }

    private static StateFile read(final InputStream in, final String name) throws IOException {
        final CheckedInputStream checked = new CheckedInputStream(new BufferedInputStream(in), new CRC32C());
        final DataInputStream data = new DataInputStream(checked);
        if (data.readInt() != MAGIC) {
            throw new IOException(name + " is not the state of a fit on Spark");
        }
        final Map<String, String> belongs = new TreeMap<>();
        for (int left = data.readInt(); left > 0; left--) {
            belongs.put(data.readUTF(), data.readUTF());
        }
        final String algorithm = data.readUTF();
        final int passes = data.readInt();
        final Map<String, double[]> values = new TreeMap<>();
        for (int left = data.readInt(); left > 0; left--) {
            final String key = data.readUTF();
            final double[] numbers = new double[data.readInt()];
            for (int p = 0; p < numbers.length; p++) {
                numbers[p] = data.readDouble();
            }
            values.put(key, numbers);
        }
        final long sum = checked.getChecksum().getValue();
        if (data.readLong() != sum) {
            throw new IOException(name + " was changed after it was written");
        }
        return new StateFile(belongs, new LoopState(algorithm, passes, values));
    }

    /**
     * @param wanted data and settings at hand
     * @throws IllegalArgumentException if the state belongs to others; says to which
     */
    public void check(final Map<String, String> wanted) {
        for (final Map.Entry<String, String> entry : wanted.entrySet()) {
            final String then = belongs.get(entry.getKey());
            if (!entry.getValue().equals(then)) {
                throw new IllegalArgumentException("The fit cannot be resumed: \"" + entry.getKey() + "\" was " + then
                    + " and is " + entry.getValue() + " now");
            }
        }
    }
}
