package org.noisynmf.io.npy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

import org.noisynmf.engine.storage.Heap;

/**
 * Lines that lie one after the other in a file, read across: a panel of some thousand entries of every line at a time,
 * within it a group of lines at a time, so that every page of the file is read once and memory is written in stretches.
 */
final class StoredLines {

    /** Lines whose entries are put side by side, a few of the processor's cache lines at a time. */
    private static final int GROUP = 64;

    /** Entries of a line in a panel, where memory allows it: a page of the file; more would be slower. */
    private static final int WIDEST = 1024;

    /** A panel takes no more than this, and no more than the given part of what the heap has left. */
    private static final long MOST_BYTES = 96L << 20;

    private static final int PART_OF_HEAP = 8;

    private final FileChannel m_file;

    private final long m_offset;

    private final NpyType m_type;

    private final NpyDecoder m_decoder;

    private final int m_lines;

    private final int m_length;

    /** Entries of every line that the panel holds at most. */
    private final int m_width;

    /** Lines that are read at once: those of a group where the panel has all of their entries, so that nothing lies between. */
    private final int m_together;

    private final ByteBuffer m_bytes;

    /** The panel in one of two forms: lines across, each of as many entries as there are lines. */
    private final float[] m_floats;

    private final double[] m_doubles;

    private final float[][] m_floatGroup;

    private final double[][] m_doubleGroup;

    private int m_next;

    private int m_firstOfPanel;

    private int m_inPanel;

    /**
     * @param file where they lie; not closed here
     * @param offset of the first entry of the first line, in bytes
     * @param type of an entry
     * @param lines number of lines ≥ 1
     * @param length entries of a line ≥ 1
     */
    StoredLines(final FileChannel file, final long offset, final NpyType type, final int lines, final int length) {
        m_file = file;
        m_offset = offset;
        m_type = type;
        m_decoder = new NpyDecoder(type);
        m_lines = lines;
        m_length = length;
        final boolean single = type.isSinglePrecision();
        final int bytes = single ? Float.BYTES : Double.BYTES;
        final long most = Math.min(MOST_BYTES, Heap.free() / PART_OF_HEAP);
        m_width = (int)Math.max(1, Math.min(Math.min(WIDEST, length), most / bytes / lines));
        final int panel = Math.multiplyExact(m_width, lines);
        m_floats = new float[single ? panel : 0];
        m_doubles = new double[single ? 0 : panel];
        m_floatGroup = new float[single ? GROUP : 0][m_width];
        m_doubleGroup = new double[single ? 0 : GROUP][m_width];
        m_together = m_width == length ? Math.min(GROUP, lines) : 1;
        m_bytes = ByteBuffer.allocateDirect(m_together * m_width * type.bytes()).order(type.order());
    }

    /** @return number of lines, which is the length of a line across */
    int lines() {
        return m_lines;
    }

    /**
     * @param out receives an entry of every line. Modified.
     * @return false if there was no line across left
     * @throws IOException if the file cannot be read
     */
    boolean next(final double[] out) throws IOException {
        if (m_next == m_length) {
            return false;
        }
        if (m_next == m_firstOfPanel + m_inPanel) {
            readPanel();
        }
        final int from = (m_next - m_firstOfPanel) * m_lines;
        if (m_floats.length == 0) {
            System.arraycopy(m_doubles, from, out, 0, m_lines);
        } else {
            for (int i = 0; i < m_lines; i++) {
                out[i] = m_floats[from + i];
            }
        }
        m_next++;
        return true;
    }

    private void readPanel() throws IOException {
        m_firstOfPanel = m_next;
        m_inPanel = Math.min(m_width, m_length - m_next);
        for (int first = 0; first < m_lines; first += GROUP) {
            final int group = Math.min(GROUP, m_lines - first);
            for (int g = 0; g < group; g++) {
                if (g % m_together == 0) {
                    read(first + g, Math.min(m_together, group - g));
                }
                if (m_floats.length == 0) {
                    m_decoder.decode(m_bytes, m_doubleGroup[g], 0, m_inPanel);
                } else {
                    m_decoder.decode(m_bytes, m_floatGroup[g], m_inPanel);
                }
            }
            for (int i = 0; i < m_inPanel; i++) {
                final int to = i * m_lines + first;
                if (m_floats.length == 0) {
                    for (int g = 0; g < group; g++) {
                        m_doubles[to + g] = m_doubleGroup[g][i];
                    }
                } else {
                    for (int g = 0; g < group; g++) {
                        m_floats[to + g] = m_floatGroup[g][i];
                    }
                }
            }
        }
    }

    /** Reads what the panel has of some lines, several only where it has all of them. */
    private void read(final int line, final int lines) throws IOException {
        m_bytes.clear().limit(lines * m_inPanel * m_type.bytes());
        long position = m_offset + ((long)line * m_length + m_firstOfPanel) * m_type.bytes();
        while (m_bytes.hasRemaining()) {
            final int read = m_file.read(m_bytes, position);
            if (read < 0) {
                throw new EOFException("the end of the file is missing");
            }
            position += read;
        }
        m_bytes.flip();
    }
}
