package org.noisynmf.io.fits.file;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.noisynmf.io.source.Excerpt;

import nom.tam.fits.BasicHDU;
import nom.tam.fits.Fits;
import nom.tam.fits.Header;
import nom.tam.util.FitsFile;

/**
 * The headers and data units of a FITS file. Data are read when asked for. Sizes are checked against the file before
 * anything is allocated. A file compressed by gzip is unpacked into a temporary file first.
 */
public final class FitsContent implements Closeable {

    /** The standard's piece of a file, in bytes. */
    static final int BLOCK = 2880;

    /** A line of a header, in bytes. */
    static final int CARD = 80;

    /** A header of more blocks than this (some 36,000 lines) is none. */
    static final int MOST_HEADER_BLOCKS = 1000;

    /** Bytes that are there without a look. */
    private static final int SMALL = 1 << 20;

    static {
        LibraryLog.silence();
    }

    private final String m_name;

    private final @Nullable Path m_temporary;

    private final FitsFile m_file;

    private final List<BasicHDU<?>> m_units = new ArrayList<>();

    private boolean m_complete;

    /** Something that the library does with a file. */
    @FunctionalInterface
    public interface Action<T> {
        T run() throws IOException;
    }

    private FitsContent(final String name, final Path file, final @Nullable Path temporary) throws IOException {
        m_name = name;
        m_temporary = temporary;
        m_file = new FitsFile(file.toFile(), "r");
    }

    /**
     * @param file a FITS file, perhaps compressed by gzip
     * @return its content. To be closed.
     * @throws FitsFormatException if it is no FITS file
     * @throws IOException if it cannot be read; the message names it
     */
    public static FitsContent open(final Path file) throws IOException {
        final String name = String.valueOf(file.getFileName());
        final FitsContent content;
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
            stream.mark(2);
            final boolean gzip = stream.read() == 0x1f && stream.read() == 0x8b;
            stream.reset();
            final Path temporary = gzip ? Unpacking.of(name, stream, Files.size(file)) : null;
            content = new FitsContent(name, temporary == null ? file : temporary, temporary);
        } catch (final FitsFormatException e) {
            throw e;
        } catch (final NoSuchFileException e) {
            throw new IOException(file + " does not exist", e);
        } catch (final IOException e) {
            throw new IOException(name + " cannot be read: " + reason(e), e);
        }
        try {
            content.readHeaders();
            return content;
        } catch (final IOException | RuntimeException | Error e) {
            content.close();
            throw e;
        }
    }

    private void readHeaders() throws IOException {
        long position = 0;
        while (startsWith(position, m_units.isEmpty() ? "SIMPLE  =" : "XTENSION=")) {
            checkEnd(position);
            final long start = position;
            final BasicHDU<?> unit = reading(() -> {
                m_file.seek(start);
                final Header header = Header.readHeader(m_file);
                final String problem = DataSize.problem(header, m_file.length() - m_file.getFilePointer());
                if (problem != null) {
                    throw new FitsFormatException(place() + problem);
                }
                final BasicHDU<?> made = Fits.makeHDU(header);
                made.getData().read(m_file);
                return made;
            });
            position = m_file.getFilePointer();
            m_units.add(unit);
        }
        if (m_units.isEmpty()) {
            throw new FitsFormatException(m_name + " is not a FITS file: it does not begin with \"SIMPLE  =\"");
        }
        m_complete = true;
    }

    private String place() {
        final String unit = m_units.isEmpty() ? "primary header" : "extension " + m_units.size();
        return m_complete ? m_name + ": " : m_name + ", " + unit + ": ";
    }

    /**
     * @param card of a header
     * @return whether it is its last
     */
    static boolean isEnd(final String card) {
        return card.startsWith("END") && card.substring(3).isBlank();
    }

    private boolean startsWith(final long position, final String start) throws IOException {
        return card(position).startsWith(start);
    }

    private String card(final long position) throws IOException {
        if (position + CARD > m_file.length()) {
            return "";
        }
        final byte[] card = new byte[CARD];
        m_file.seek(position);
        m_file.readFully(card);
        return new String(card, StandardCharsets.ISO_8859_1);
    }

    /** The library reads a file without END as one header, line by line, to its end. */
    private void checkEnd(final long start) throws IOException {
        for (long card = start; card < start + (long)MOST_HEADER_BLOCKS * BLOCK; card += CARD) {
            final String line = card(card);
            if (line.isEmpty()) {
                throw new FitsFormatException(place() + "the header is cut off, or its END is missing");
            }
            if (isEnd(line)) {
                return;
            }
        }
        throw new FitsFormatException(place() + "the header has no END within " + MOST_HEADER_BLOCKS + " blocks");
    }

    /**
     * Runs what the library may fail in.
     *
     * @param action reads from this file
     * @return what it gives
     * @throws FitsFormatException if the content is not as it should be
     * @throws IOException if the file cannot be read; the message names it
     */
    public <T> T reading(final Action<T> action) throws IOException {
        try {
            return action.run();
        } catch (final FitsFormatException e) {
            throw e;
        } catch (final RuntimeException e) {
            throw new FitsFormatException(place() + "it cannot be understood: " + reason(e), e);
        } catch (final IOException e) {
            throw new IOException(place() + "it cannot be read: " + reason(e), e);
        }
    }

    /**
     * @param problem that the library met, whose message may quote the file
     * @return what to say of it, in one short line
     */
    public static String reason(final Exception problem) {
        final String message = problem.getMessage();
        return message == null || message.isBlank() ? problem.getClass().getSimpleName()
            : problem instanceof IllegalArgumentException ? message : Excerpt.of(message);
    }

    /**
     * @param position in the file
     * @param array of numbers, filled from there on
     * @throws IOException if they cannot be read; the message names the file
     */
    public void read(final long position, final Object array) throws IOException {
        reading(() -> {
            m_file.seek(position);
            m_file.readArrayFully(array);
            return array;
        });
    }

    /**
     * Fails before the memory does.
     *
     * @param bytes that are about to be allocated
     * @throws FitsFormatException if so many are not free
     */
    public void checkMemory(final long bytes) throws FitsFormatException {
        if (bytes > SMALL && bytes > free()) {
            System.gc();
            if (bytes > free()) {
                throw new FitsFormatException(name() + " needs " + (bytes >> 20) + " MiB of memory for one piece, but "
                    + (free() >> 20) + " MiB are free: give Java more (-Xmx)");
            }
        }
    }

    private static long free() {
        final Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }

    /** @return the file's name without folders, for messages */
    public String name() {
        return m_name;
    }

    /** @return headers and data in the order of the file, the primary one first */
    public List<BasicHDU<?>> units() {
        return m_units;
    }

    @Override
    public void close() throws IOException {
        m_file.close();
        if (m_temporary != null) {
            Files.deleteIfExists(m_temporary);
        }
    }
}
