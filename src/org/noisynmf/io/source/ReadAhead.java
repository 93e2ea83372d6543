package org.noisynmf.io.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import org.jspecify.annotations.Nullable;

/**
 * Reads a stream in a thread of its own, a few pieces ahead of whoever takes them, so that unpacking and the work on what
 * was unpacked go on at the same time.
 */
public final class ReadAhead extends InputStream {

    private static final int PIECE = 1 << 17;

    private static final int PIECES_AHEAD = 4;

    private final InputStream m_in;

    private final BlockingQueue<Piece> m_pieces = new ArrayBlockingQueue<>(PIECES_AHEAD);

    /** Arrays of pieces that were taken, for those to come. */
    private final BlockingQueue<byte[]> m_used = new ArrayBlockingQueue<>(PIECES_AHEAD + 2);

    private final Thread m_thread;

    private volatile boolean m_closed;

    private Piece m_piece = new Piece(new byte[0], 0, null);

    private int m_next;

    /** Bytes, with what ended the stream after them: an exception, or nothing but its end if there are no bytes. */
    private record Piece(byte[] bytes, int length, @Nullable Throwable failure) {

        boolean isLast() {
            return length == 0 || failure != null;
        }
    }

    /**
     * @param in read to its end; closed with this stream
     */
    public ReadAhead(final InputStream in) {
        m_in = in;
        m_thread = new Thread(this::readAll, "noisynmf-read-ahead");
        m_thread.setDaemon(true);
        m_thread.start();
    }

    private void readAll() {
        try {
            Piece piece;
            do {
                piece = readPiece();
                m_pieces.put(piece);
            } while (!piece.isLast() && !m_closed);
        } catch (final InterruptedException e) {
            // nobody wants the rest
            Thread.currentThread().interrupt();
        }
    }

    private Piece readPiece() {
        final byte[] used = m_used.poll();
        final byte[] bytes = used == null ? new byte[PIECE] : used;
        int length = 0;
        try {
            int read = 0;
            while (length < PIECE && read >= 0) {
                read = m_in.read(bytes, length, PIECE - length);
                length += Math.max(0, read);
            }
            return new Piece(bytes, length, null);
        } catch (final IOException | RuntimeException | Error e) {
            return new Piece(bytes, length, e);
        }
    }

    /** @return whether there are bytes left in the piece at hand, after taking the next one if need be */
    private boolean hasBytes() throws IOException {
        while (m_next == m_piece.length()) {
            final Throwable failure = m_piece.failure();
            if (failure instanceof IOException e) {
                throw e;
            }
            if (failure != null) {
                throw new IOException(failure.toString(), failure);
            }
            if (m_piece.length() == 0 && m_piece.bytes().length > 0) {
                return false;
            }
            try {
                if (m_piece.length() > 0) {
                    m_used.offer(m_piece.bytes());
                }
                m_piece = m_pieces.take();
                m_next = 0;
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (IOException)new InterruptedIOException("reading was interrupted").initCause(e);
            }
        }
        return true;
    }

    @Override
    public int read() throws IOException {
        return hasBytes() ? m_piece.bytes()[m_next++] & 0xff : -1;
    }

    @Override
    public int read(final byte[] out, final int offset, final int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!hasBytes()) {
            return -1;
        }
        final int now = Math.min(length, m_piece.length() - m_next);
        System.arraycopy(m_piece.bytes(), m_next, out, offset, now);
        m_next += now;
        return now;
    }

    @Override
    public void close() throws IOException {
        m_closed = true;
        m_thread.interrupt();
        m_in.close();
    }
}
