package org.noisynmf.knime.port;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

import org.noisynmf.engine.data.DataChecksum;
import org.noisynmf.engine.model.LoopState;
import org.noisynmf.view.Summary;

/**
 * A model as bytes, big-endian: a version number, the parts of {@link NmfModel} in order, the CRC-32C of all these bytes.
 * Version 1 had neither the checksums of the data nor that at the end.
 */
final class ModelStream {

    /** Changes when the order of the parts does; older versions must stay readable. */
    private static final int VERSION = 2;

    /** Numbers that are read before more memory is asked for: a length may be damaged. */
    private static final int CHUNK = 1 << 16;

    /** Texts and lists longer than this are none that a learner writes. */
    private static final int LONGEST = 1 << 24;

    private ModelStream() {
    }

    /**
     * @param model the model
     * @param stream receives it; flushed, not closed
     */
    static void write(final NmfModel model, final OutputStream stream) throws IOException {
        final CheckedOutputStream checked =
            new CheckedOutputStream(new BufferedOutputStream(stream, CHUNK), new CRC32C());
        final DataOutputStream out = new DataOutputStream(checked);
        out.writeInt(VERSION);
        out.writeInt(model.pixels());
        out.writeInt(model.rank());
        out.writeInt(model.imageRows());
        writeNumbers(out, model.templates());
        writeSummary(out, model.summary());
        out.writeLong(model.rowsChecksum());
        out.writeBoolean(model.data() != null);
        if (model.data() != null) {
            out.writeLong(model.data().data());
            out.writeLong(model.data().weights());
        }
        writeText(out, model.state().algorithm());
        out.writeInt(model.state().passes());
        out.writeInt(model.state().values().size());
        for (final Map.Entry<String, double[]> value : model.state().values().entrySet()) {
            writeText(out, value.getKey());
            writeNumbers(out, value.getValue());
        }
        out.writeLong(checked.getChecksum().getValue());
        out.flush();
    }

    /**
     * @param stream as {@link #write} wrote it; not closed
     * @return the model
     */
    static NmfModel read(final InputStream stream) throws IOException {
        final CheckedInputStream checked = new CheckedInputStream(new BufferedInputStream(stream, CHUNK), new CRC32C());
        try {
            return read(checked, new DataInputStream(checked));
        } catch (final EOFException e) {
            throw new IOException("The NMF model is damaged: it ends too early", e);
        } catch (final IllegalArgumentException | NullPointerException e) {
            throw new IOException("The NMF model is damaged: " + e.getMessage(), e);
        }
    }

    private static NmfModel read(final CheckedInputStream checked, final DataInputStream in) throws IOException {
        final int version = in.readInt();
        if (version < 1 || version > VERSION) {
            throw new IOException("The NMF model has version " + version + ", but this plug-in reads versions 1 to "
                + VERSION + ". Update the extension or learn the model again.");
        }
        final int pixels = in.readInt();
        final int rank = in.readInt();
        final int imageRows = in.readInt();
        final double[] templates = readNumbers(in);
        final Summary summary = readSummary(in);
        final long rowsChecksum = in.readLong();
        final DataChecksum data =
            version > 1 && in.readBoolean() ? new DataChecksum(in.readLong(), in.readLong()) : null;
        final String algorithm = readText(in);
        final int passes = in.readInt();
        final Map<String, double[]> values = new TreeMap<>();
        for (int left = length(in); left > 0; left--) {
            values.put(readText(in), readNumbers(in));
        }
        if (version > 1) {
            final long sum = checked.getChecksum().getValue();
            if (in.readLong() != sum) {
                throw new IOException("The NMF model is damaged: its checksum is wrong");
            }
        }
        if (in.read() >= 0) {
            throw new IOException("The NMF model is damaged: there is something after its end");
        }
        for (final double template : templates) {
            if (!(template >= 0 && template < Double.POSITIVE_INFINITY) && !Double.isNaN(template)) {
                throw new IOException("The NMF model is damaged: a template has the value " + template);
            }
        }
        return new NmfModel(pixels, rank, imageRows, templates, summary, rowsChecksum, data,
            new LoopState(algorithm, passes, values));
    }

    private static void writeSummary(final DataOutputStream out, final Summary s) throws IOException {
        writeText(out, s.algorithm());
        writeText(out, s.stopReason());
        out.writeBoolean(s.converged());
        out.writeInt(s.observations());
        out.writeInt(s.passes());
        out.writeDouble(s.seconds());
        out.writeDouble(s.chi2());
        out.writeDouble(s.degreesOfFreedom());
        out.writeDouble(s.missingFraction());
        out.writeDouble(s.negativeFraction());
        writeTexts(out, s.deadTemplates());
        writeText(out, s.device());
        writeTexts(out, s.warnings());
        writeTexts(out, s.further().stream().map(Summary.Entry::name).toList());
        writeTexts(out, s.further().stream().map(Summary.Entry::value).toList());
    }

    private static Summary readSummary(final DataInputStream in) throws IOException {
        final String algorithm = readText(in);
        final String stopReason = readText(in);
        final boolean converged = in.readBoolean();
        final int observations = in.readInt();
        final int passes = in.readInt();
        final double seconds = in.readDouble();
        final double chi2 = in.readDouble();
        final double degreesOfFreedom = in.readDouble();
        final double missing = in.readDouble();
        final double negative = in.readDouble();
        final List<String> dead = readTexts(in);
        final String device = readText(in);
        final List<String> warnings = readTexts(in);
        final List<String> names = readTexts(in);
        final List<String> values = readTexts(in);
        final List<Summary.Entry> further = new ArrayList<>();
        if (names.size() != values.size()) {
            throw new IllegalArgumentException(
                "its summary has " + names.size() + " names and " + values.size() + " values");
        }
        for (int i = 0; i < names.size(); i++) {
            further.add(new Summary.Entry(names.get(i), values.get(i)));
        }
        return new Summary(algorithm, stopReason, converged, observations, passes, seconds, chi2, degreesOfFreedom,
            missing, negative, dead, device, warnings, further);
    }

    private static void writeNumbers(final DataOutputStream out, final double[] values) throws IOException {
        out.writeInt(values.length);
        for (final double value : values) {
            out.writeDouble(value);
        }
    }

    private static double[] readNumbers(final DataInputStream in) throws IOException {
        final int length = in.readInt();
        if (length < 0) {
            throw new IllegalArgumentException("it has " + length + " numbers");
        }
        double[] values = new double[Math.min(length, CHUNK)];
        for (int i = 0; i < length; i++) {
            if (i == values.length) {
                values = Arrays.copyOf(values, (int)Math.min(length, 2L * i));
            }
            values[i] = in.readDouble();
        }
        return values;
    }

    private static void writeTexts(final DataOutputStream out, final List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (final String text : texts) {
            writeText(out, text);
        }
    }

    private static List<String> readTexts(final DataInputStream in) throws IOException {
        final List<String> texts = new ArrayList<>();
        for (int left = length(in); left > 0; left--) {
            texts.add(readText(in));
        }
        return texts;
    }

    /** Texts may exceed the 64 kB of writeUTF. */
    private static void writeText(final DataOutputStream out, final String text) throws IOException {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(final DataInputStream in) throws IOException {
        final int length = length(in);
        final byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static int length(final DataInputStream in) throws IOException {
        final int length = in.readInt();
        if (length < 0 || length > LONGEST) {
            throw new IllegalArgumentException("it has a text or list of length " + length);
        }
        return length;
    }
}
