package org.noisynmf.io.npy;

import java.util.ArrayList;
import java.util.List;

import org.noisynmf.engine.storage.Heap;

/**
 * Lines held in memory so that they can be read across. Some lines at a time make a block, in which the entries at one place
 * of all of them lie side by side, so that both ways go along memory.
 */
final class TurnedLines {

    /** Lines of a block, a few of the processor's cache lines of each place. */
    private static final int GROUP = 64;

    /** A block takes about as much at most. */
    private static final int MOST_OF_BLOCK = 4 << 20;

    /** So much is held whatever the heap. */
    private static final long SMALL = 1 << 20;

    /** No more than this part of what the heap has left is held, since what is read takes its own, and two files are. */
    private static final int PART_OF_HEAP = 8;

    private final int m_length;

    private final boolean m_single;

    private final int m_group;

    /** The lines of the next block, as they came. */
    private final double[][] m_lines;

    /** {@code float[]} or {@code double[]} of {@link #m_group} values for each place. */
    private final List<Object> m_blocks = new ArrayList<>();

    private final double m_most;

    private int m_inGroup;

    /**
     * @param length entries of a line ≥ 1
     * @param single whether every value is a number of single precision, too
     * @param most bytes that may be held, see {@link #most}
     */
    TurnedLines(final int length, final boolean single, final double most) {
        m_length = length;
        m_most = most;
        m_single = single;
        m_group = (int)Math.max(1, Math.min(GROUP, MOST_OF_BLOCK / ((long)length * Double.BYTES)));
        m_lines = new double[m_group][];
    }

    /** @return bytes that may be held with what the heap has left now */
    static double most() {
        return Math.max(SMALL, (double)Heap.free() / PART_OF_HEAP);
    }

    /**
     * @param lines number of lines
     * @return whether as many may be held
     */
    boolean hasRoomFor(final long lines) {
        return (double)lines * m_length * (m_single ? Float.BYTES : Double.BYTES) <= m_most;
    }

    /** @return number of lines held */
    int count() {
        return m_blocks.size() * m_group + m_inGroup;
    }

    /** @return whether no block is begun */
    boolean isBlockFull() {
        return m_inGroup == 0;
    }

    /** @return an array for the next line, to be filled and then {@linkplain #add() added} */
    double[] line() {
        if (m_lines[m_inGroup] == null) {
            m_lines[m_inGroup] = new double[m_length];
        }
        return m_lines[m_inGroup];
    }

    /** Adds what {@link #line()} holds. */
    void add() {
        if (++m_inGroup == m_group) {
            m_blocks.add(m_single ? floats() : doubles());
            m_inGroup = 0;
        }
    }

    private double[] doubles() {
        final double[] block = new double[m_length * m_group];
        for (int i = 0; i < m_length; i++) {
            for (int g = 0; g < m_group; g++) {
                block[i * m_group + g] = m_lines[g][i];
            }
        }
        return block;
    }

    private float[] floats() {
        final float[] block = new float[m_length * m_group];
        for (int i = 0; i < m_length; i++) {
            for (int g = 0; g < m_group; g++) {
                block[i * m_group + g] = (float)m_lines[g][i];
            }
        }
        return block;
    }

    /**
     * @param place of an entry within its line
     * @param out receives the entries of all lines there. Modified.
     */
    void across(final int place, final double[] out) {
        int to = 0;
        for (final Object block : m_blocks) {
            if (block instanceof double[] doubles) {
                System.arraycopy(doubles, place * m_group, out, to, m_group);
            } else {
                final float[] floats = (float[])block;
                for (int g = 0; g < m_group; g++) {
                    out[to + g] = floats[place * m_group + g];
                }
            }
            to += m_group;
        }
        for (int g = 0; g < m_inGroup; g++) {
            out[to + g] = m_lines[g][place];
        }
    }

    /**
     * @param index of a line held
     * @param out receives its entries. Modified.
     */
    void copy(final int index, final double[] out) {
        final int b = index / m_group;
        final int g = index % m_group;
        if (b == m_blocks.size()) {
            System.arraycopy(m_lines[g], 0, out, 0, m_length);
            return;
        }
        for (int i = 0; i < m_length; i++) {
            out[i] = m_blocks.get(b) instanceof double[] doubles ? doubles[i * m_group + g]
                : ((float[])m_blocks.get(b))[i * m_group + g];
        }
    }
}
