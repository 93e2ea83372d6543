package org.noisynmf.io.fits.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

import org.noisynmf.io.source.Unfinished;

import nom.tam.fits.Header;
import nom.tam.util.FitsInputStream;

/**
 * Unpacks a FITS file that is compressed by gzip into a temporary file: each header, and as many bytes of data as it
 * promises, no more. What a header promises is believed only if it can be in the compressed file, is within a limit, and
 * fits on the disk.
 */
final class Unpacking {

    /** Names the limit: a system property, in GiB. */
    static final String LIMIT = "noisynmf.fits.unpackedGiB";

    private static final long DEFAULT_LIMIT = 16;

    private static final int GIB = 30;

    /** No byte of gzip holds more bytes: RFC 1951 codes 258 bytes in 2 bits. */
    private static final long DENSEST = 1032;

    private static final int BUFFER = 1 << 16;

    private final String m_name;

    private final InputStream m_plain;

    private final OutputStream m_out;

    private final long m_possible;

    private final long m_allowed;

    private long m_promised;

    private Unpacking(final String name, final InputStream plain, final OutputStream out, final long possible,
        final long allowed) {
        m_name = name;
        m_plain = plain;
        m_out = out;
        m_possible = possible;
        m_allowed = allowed;
    }

    /**
     * @param name of the file, for messages
     * @param stream its content, compressed
     * @param packed its length in bytes
     * @return a temporary file with its units. To be deleted.
     * @throws FitsFormatException if a header promises too much; says what
     * @throws IOException if it cannot be read or written
     */
    static Path of(final String name, final InputStream stream, final long packed) throws IOException {
        final Path temporary = Unfinished.temporary(".fits");
        final long allowed = Math.min(Long.getLong(LIMIT, DEFAULT_LIMIT) << GIB,
            usable(temporary));
        try (InputStream plain = new GZIPInputStream(stream, BUFFER);
            OutputStream out = Files.newOutputStream(temporary)) {
            new Unpacking(name, plain, out, packed * DENSEST, allowed).unpack();
            return temporary;
        } catch (final EOFException e) {
            // What is missing is told where it is looked for.
            return temporary;
        } catch (final IOException | RuntimeException | Error e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
    }

    /** File systems that do not know say 0. */
    private static long usable(final Path file) throws IOException {
        final long usable = Files.getFileStore(file).getUsableSpace();
        return usable > 0 ? usable : Long.MAX_VALUE;
    }

    private void unpack() throws IOException {
        String start = "SIMPLE  =";
        while (true) {
            final byte[] header = header(start);
            m_out.write(header);
            final long size = header.length == 0 ? -1 : size(header);
            if (size < 0) {
                return;
            }
            m_promised += header.length + size;
            checkPromise();
            copy((size + FitsContent.BLOCK - 1) / FitsContent.BLOCK * FitsContent.BLOCK);
            start = "XTENSION=";
        }
    }

    /** As far as its END, or what there is of it; empty if it does not begin as it must. */
    private byte[] header(final String start) throws IOException {
        final ByteArrayOutputStream header = new ByteArrayOutputStream();
        for (int b = 0; b < FitsContent.MOST_HEADER_BLOCKS; b++) {
            final byte[] block = m_plain.readNBytes(FitsContent.BLOCK);
            final String cards = new String(block, StandardCharsets.ISO_8859_1);
            if (b == 0 && !cards.startsWith(start)) {
                return start.startsWith("SIMPLE") ? block : new byte[0];
            }
            header.writeBytes(block);
            for (int at = 0; at + FitsContent.CARD <= cards.length(); at += FitsContent.CARD) {
                if (FitsContent.isEnd(cards.substring(at, at + FitsContent.CARD))) {
                    return header.toByteArray();
                }
            }
            if (block.length < FitsContent.BLOCK) {
                return header.toByteArray();
            }
        }
        return header.toByteArray();
    }

    /** −1 if it is no header: what is wrong with it is told where it is read. */
    private static long size(final byte[] header) {
        try (FitsInputStream in = new FitsInputStream(new ByteArrayInputStream(header))) {
            return DataSize.promised(new Header(in));
        } catch (final IOException | RuntimeException e) {
            return -1;
        }
    }

    private void checkPromise() throws FitsFormatException {
        if (m_promised > m_possible) {
            throw new FitsFormatException(m_name + ": its headers promise " + m_promised + " bytes, but so many cannot "
                + "be in " + m_possible / DENSEST + " bytes of gzip");
        }
        if (m_promised > m_allowed) {
            throw new FitsFormatException(m_name + ": its headers promise " + m_promised + " bytes unpacked, but at "
                + "most " + m_allowed + " are allowed and free: unpack the file yourself, or allow more GiB by -D"
                + LIMIT + "=…");
        }
    }

    private void copy(final long bytes) throws IOException {
        final byte[] buffer = new byte[BUFFER];
        long left = bytes;
        while (left > 0) {
            final int read = m_plain.read(buffer, 0, (int)Math.min(buffer.length, left));
            if (read < 0) {
                return;
            }
            m_out.write(buffer, 0, read);
            left -= read;
        }
    }
}
