package org.noisynmf.io;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

import org.noisynmf.engine.storage.Heap;
import org.noisynmf.io.npy.NpyHeader;
import org.noisynmf.io.npy.NpyLines;
import org.noisynmf.io.npy.NpzFile;
import org.noisynmf.io.npy.TransposedLines;
import org.noisynmf.io.source.Lines;
import org.noisynmf.io.source.MatrixFormatException;
import org.noisynmf.io.source.MatrixSource;
import org.noisynmf.io.source.Orientation;
import org.noisynmf.io.source.ReadAhead;
import org.noisynmf.io.text.CsvLines;
import org.noisynmf.io.text.NumberField;
import org.noisynmf.io.text.ReadOptions;
import org.noisynmf.io.text.TextEncoding;

/**
 * Opens matrices in npy, npz and CSV files, each also compressed by gzip. What a file holds is told from its first bytes, so
 * that streams without a name can be read too.
 */
public final class MatrixFile {

    /** Enough to tell what a file is, and what separates the fields of a text. */
    private static final int HEAD = 1 << 16;

    /** Text has no zero bytes; they are looked for up to here. */
    private static final int SEARCHED = 512;

    private static final int BUFFER = 1 << 16;

    /** An array of an npz file: x.npz:X, or x.npz@X where a colon is not allowed in names of files. */
    private static final Pattern MEMBER = Pattern.compile("(.*\\.npz)[:@]([^/\\\\]+)", Pattern.DOTALL);

    private MatrixFile() {
    }

    /**
     * @param file as a user names it, x.npz:X for an array of an archive
     * @return the file itself, x.npz
     */
    public static Path withoutMember(final Path file) {
        final Matcher member = MEMBER.matcher(file.toString());
        return member.matches() && Files.notExists(file)
            ? file.resolveSibling(Path.of(member.group(1)).getFileName()) : file;
    }

    /**
     * @param file a file
     * @param options how it is to be read
     * @return its matrix. To be closed.
     * @throws MatrixFormatException if the file does not hold a matrix
     * @throws IOException if the file cannot be read; the message names it
     */
    public static MatrixSource open(final Path file, final ReadOptions options) throws IOException {
        final Matcher member = MEMBER.matcher(file.toString());
        if (member.matches() && Files.notExists(file)) {
            return open(withoutMember(file), options.withArray(member.group(2)));
        }
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder, but must be a file");
        }
        try {
            if (Files.isRegularFile(file)) {
                final byte[] head;
                try (InputStream in = Files.newInputStream(file)) {
                    head = in.readNBytes(Long.BYTES);
                }
                if (NpyHeader.isMagic(head)) {
                    return openNpy(file, options);
                }
                if (NpzFile.isMagic(head)) {
                    return openNpz(file, options);
                }
            }
            return open(Files.newInputStream(file), file.toString(), options);
        } catch (final NoSuchFileException e) {
            final IOException readable = new FileNotFoundException(file + " does not exist");
            readable.initCause(e);
            throw readable;
        }
    }

    private static MatrixSource openNpy(final Path file, final ReadOptions options) throws IOException {
        final String name = file.toString();
        final FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return new LineSource(name, new NpyLines(channel, name), options);
        } catch (final IOException e) {
            channel.close();
            throw named(e, name);
        } catch (final RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    private static MatrixSource openNpz(final Path file, final ReadOptions options) throws IOException {
        final String name = file.toString();
        try {
            return source(name, NpzFile.open(file, name, options.array()), options);
        } catch (final IOException e) {
            throw named(e, name);
        }
    }

    private static MatrixSource source(final String name, final Lines lines, final ReadOptions options)
        throws IOException {
        try {
            return new LineSource(name, lines, options);
        } catch (final IOException | RuntimeException | Error e) {
            lines.close();
            throw e;
        }
    }

    /**
     * @param stream a file's content; closed with the source, or here if this method throws
     * @param name the file's name, for messages
     * @param options how it is to be read
     * @return its matrix. To be closed.
     * @throws MatrixFormatException if the stream does not hold a matrix
     * @throws IOException if the stream cannot be read
     */
    public static MatrixSource open(final InputStream stream, final String name, final ReadOptions options)
        throws IOException {
        try {
            return source(name, lines(plain(stream), name, options), options);
        } catch (final IOException e) {
            stream.close();
            throw named(e, name);
        } catch (final RuntimeException | Error e) {
            stream.close();
            throw e;
        }
    }

    /** What streams throw (a broken gzip file, a lost connection) does not say which file it was. */
    private static IOException named(final IOException e, final String name) {
        return e instanceof MatrixFormatException ? e : new IOException(name + " cannot be read: " + e.getMessage(), e);
    }

    private static Lines lines(final BufferedInputStream content, final String name, final ReadOptions options)
        throws IOException {
        final byte[] head = head(content);
        if (NpyHeader.isMagic(head)) {
            return new NpyLines(content, name);
        }
        if (NpzFile.isMagic(head)) {
            return NpzFile.open(content, name, options.array());
        }
        final String lowerCase = name.toLowerCase(Locale.ROOT);
        if (lowerCase.endsWith(".npy") || lowerCase.endsWith(".npy.gz")) {
            throw new MatrixFormatException(name + " is not an npy file: it does not begin with the npy signature");
        }
        if (new String(head, StandardCharsets.US_ASCII).startsWith("SIMPLE  =")) {
            throw new MatrixFormatException(
                name + " is a FITS file, but an npy or CSV file is needed here; the node Spectra Reader reads FITS");
        }
        final TextEncoding encoding = TextEncoding.of(Arrays.copyOf(head, Math.min(head.length, SEARCHED)));
        if (encoding == null) {
            throw new MatrixFormatException(name + " is neither an npy file nor a text file with numbers");
        }
        content.skipNBytes(encoding.markBytes());
        return new CsvLines(content, name, options, encoding,
            new String(head, encoding.markBytes(), head.length - encoding.markBytes(), encoding.charset()));
    }

    private static BufferedInputStream plain(final InputStream stream) throws IOException {
        final BufferedInputStream buffered = new BufferedInputStream(stream, BUFFER);
        final byte[] head = head(buffered);
        final boolean gzip = head.length > 1 && head[0] == (byte)0x1f && head[1] == (byte)0x8b;
        return gzip ? new BufferedInputStream(new ReadAhead(new GZIPInputStream(buffered, BUFFER)), BUFFER) : buffered;
    }

    private static byte[] head(final BufferedInputStream stream) throws IOException {
        stream.mark(HEAD);
        final byte[] head = stream.readNBytes(HEAD);
        stream.reset();
        return head;
    }

    /** Observations, with weights and what is on the way, that are in memory at a time. */
    private static final int OBSERVATIONS_HELD = 4;

    /** Observations from lines: as they come, or across if each line is a pixel. */
    private static final class LineSource implements MatrixSource {

        private final String m_name;

        private final Lines m_lines;

        private final Orientation m_orientation;

        /** Numbers that stand for a missing value; those of a text are none already. */
        private final double[] m_missing;

        LineSource(final String name, final Lines lines, final ReadOptions options) throws IOException {
            m_name = name;
            m_orientation = options.orientation();
            m_missing = lines.areText() ? new double[0] : new NumberField(options.missing()).missingNumbers();
            m_lines = lines.areRows() == (m_orientation == Orientation.ROWS) ? lines : TransposedLines.of(lines);
            if (m_lines.length() < 1) {
                throw new MatrixFormatException(name + " holds no values");
            }
            try {
                Heap.require((double)OBSERVATIONS_HELD * m_lines.length() * Double.BYTES,
                    "Reading observations of " + m_lines.length() + " pixels", "");
            } catch (final IllegalArgumentException e) {
                throw new MatrixFormatException(name + ": " + e.getMessage());
            }
        }

        @Override
        public String name() {
            return m_name;
        }

        @Override
        public Orientation orientation() {
            return m_orientation;
        }

        @Override
        public long observations() {
            return m_lines.count();
        }

        @Override
        public int pixels() {
            return m_lines.length();
        }

        @Override
        public List<String> pixelNames() {
            return m_lines.entryNames();
        }

        @Override
        public boolean next(final double[] out) throws IOException {
            if (out.length != pixels()) {
                throw new IllegalArgumentException(
                    "The array has " + out.length + " places, but the file has " + pixels() + " pixels");
            }
            try {
                if (!m_lines.next(out)) {
                    return false;
                }
                for (final double missing : m_missing) {
                    // what was given in decimals may have been rounded to single precision in the file
                    for (int i = 0; i < out.length; i++) {
                        out[i] = out[i] == missing || out[i] == (float)missing ? Double.NaN : out[i];
                    }
                }
                return true;
            } catch (final IOException e) {
                throw named(e, m_name);
            }
        }

        @Override
        public boolean isNanMissing() {
            return m_lines.areText() || m_missing.length > 0;
        }

        @Override
        public List<String> warnings() {
            return m_lines.warnings();
        }

        @Override
        public Optional<String> label() {
            return m_lines.name();
        }

        @Override
        public void close() throws IOException {
            m_lines.close();
        }
    }
}
