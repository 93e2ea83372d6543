package org.noisynmf.engine.blocks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.noisynmf.engine.moments.BlockMoments;

/**
 * Adds up the moments of numbered blocks by a fixed tree: {@value #FAN_IN} neighbours make a node, {@value #FAN_IN}
 * neighbouring nodes one of the next level, always added from left to right. Whoever holds neighbours may add what belongs
 * together and hand on the rest, so that the sum of all has the same bits however the blocks are spread.
 *
 * <p>Holds at most the rest, not the moments of all blocks. Not thread-safe.
 */
public final class SumTree {

    /** Nodes that make one of the next level. */
    public static final int FAN_IN = 4;

    /**
     * A sum that is under way: children of one node, side by side; more than one only from the first child on.
     *
     * @param level of the children; 0 = blocks
     * @param parent index of the node among those of its level
     * @param first first child, 0 ≤ first &lt; {@value #FAN_IN}
     * @param end the child after the last
     * @param moments their sum
     */
    public record Part(int level, long parent, int first, int end, BlockMoments moments) {

        /** @return index of the first block in it */
        public long firstBlock() {
            return (parent * FAN_IN + first) * span(level);
        }
    }

    private final long m_blocks;

    private final Deque<Part> m_parts = new ArrayDeque<>();

    /**
     * @param blocks number of all blocks, ≥ 1
     */
    public SumTree(final long blocks) {
        m_blocks = blocks;
    }

    /** Blocks under a node of a level. */
    private static long span(final int level) {
        return 1L << (2 * level);
    }

    /**
     * @param block index of a block, larger than all that were added
     * @param moments of the block, from now on this tree's
     */
    public void add(final long block, final BlockMoments moments) {
        add(new Part(0, block / FAN_IN, (int)(block % FAN_IN), (int)(block % FAN_IN) + 1, moments));
    }

    /**
     * @param part of another tree over the same blocks, to the right of all that were added; from now on this tree's
     */
    public void add(final Part part) {
        final Part left = m_parts.peekLast();
        Part grown = part;
        if (left != null && left.level() == part.level() && left.parent() == part.parent() && left.first() == 0
            && left.end() == part.first()) {
            left.moments().add(part.moments());
            m_parts.removeLast();
            grown = new Part(left.level(), left.parent(), 0, part.end(), left.moments());
        }
        if (grown.first() == 0 && grown.end() == children(grown) && nodes(grown.level()) > 1) {
            final long index = grown.parent();
            add(new Part(grown.level() + 1, index / FAN_IN, (int)(index % FAN_IN), (int)(index % FAN_IN) + 1,
                grown.moments()));
        } else {
            m_parts.addLast(grown);
        }
    }

    /** Nodes of a level, the blocks being those of level 0. */
    private long nodes(final int level) {
        return (m_blocks + span(level) - 1) / span(level);
    }

    private int children(final Part part) {
        return (int)Math.min(FAN_IN, nodes(part.level()) - part.parent() * FAN_IN);
    }

    /** @return what could not be added to one another here, from left to right */
    public List<Part> parts() {
        return new ArrayList<>(m_parts);
    }

    /**
     * @return the sum of all blocks
     * @throws IllegalStateException if blocks are missing
     */
    public BlockMoments sum() {
        final Part root = m_parts.peekLast();
        if (m_parts.size() != 1 || root == null || root.first() != 0 || root.parent() != 0
            || root.end() != nodes(root.level())) {
            throw new IllegalStateException("Of " + m_blocks + " blocks some are missing from the sum, which has "
                + m_parts.size() + " parts that do not join");
        }
        return root.moments();
    }
}
