package org.noisynmf.io.text;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Locale;

import org.noisynmf.engine.storage.Heap;
import org.noisynmf.io.source.MatrixFormatException;

/** A reader that refuses a record of more than 64 MiB, so that an open quotation mark does not fill the memory. */
final class RecordReader extends FilterReader {

    private static final long LONGEST = 64L << 20;

    /** From here on the heap is looked at whenever the length of a record has doubled. */
    private static final long FIRST_CHECK = 1L << 20;

    /** Bytes that a character of a record of short fields takes once it is split. */
    private static final double BYTES_A_CHARACTER = 40;

    private final String m_name;

    private long m_length;

    private long m_nextCheck = FIRST_CHECK;

    /**
     * @param in the file's text
     * @param name the file's name, for messages
     */
    RecordReader(final Reader in, final String name) {
        super(in);
        m_name = name;
    }

    /** Says that a record has been read to its end. What was read ahead counts for it. */
    void endOfRecord() {
        m_length = 0;
        m_nextCheck = FIRST_CHECK;
    }

    @Override
    public int read() throws IOException {
        final int c = super.read();
        count(c < 0 ? 0 : 1);
        return c;
    }

    @Override
    public int read(final char[] buffer, final int offset, final int length) throws IOException {
        final int read = super.read(buffer, offset, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(final int characters) throws MatrixFormatException {
        m_length += characters;
        if (m_length > LONGEST) {
            throw new MatrixFormatException(m_name + " has a line of more than 64 MiB, but lines must be shorter; is "
                + "a quotation mark left open?");
        }
        if (m_length > m_nextCheck) {
            m_nextCheck *= 2;
            try {
                Heap.require(m_length * BYTES_A_CHARACTER,
                    String.format(Locale.ROOT, "Splitting a line of %d MiB", m_length >> 20), "");
            } catch (final IllegalArgumentException e) {
                throw new MatrixFormatException(m_name + ": " + e.getMessage());
            }
        }
    }
}
