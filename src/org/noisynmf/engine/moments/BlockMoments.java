package org.noisynmf.engine.moments;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

import org.noisynmf.engine.data.DataSummary;
import org.noisynmf.engine.step.Problems;

/**
 * What a block of observations contributes to a pass: the problems of the pixels, B = Σ_j (V∘X)_ij h_j and
 * A = Σ_j V_ij h_j h_jᵀ, and the sums from which the objective and the gradient of its own side follow. Moments of blocks
 * are added up, whoever made them.
 *
 * <p>Not thread-safe.
 */
public final class BlockMoments {

    /** Numbers that are turned into bytes together. */
    private static final int BATCH = 1024;

    private final Problems[] m_tiles;

    private final int m_pixels;

    private final int m_width;

    private long m_observations;

    private double m_quadratic;

    private double m_gradient;

    private double m_linear;

    private double m_penalty;

    /**
     * @param summary the data: their pixels and tiles
     * @param rank q
     * @param ownGram whether every pixel has a matrix of its own
     * @param product whether room for A w is needed
     * @param shift whether room for the shift moments is needed
     */
    public BlockMoments(final DataSummary summary, final int rank, final boolean ownGram, final boolean product,
        final boolean shift) {
        this(summary.pixels(), summary.tileWidth(), rank, ownGram, product, shift);
    }

    private BlockMoments(final int pixels, final int width, final int rank, final boolean ownGram,
        final boolean product, final boolean shift) {
        m_pixels = pixels;
        m_width = width;
        m_tiles = new Problems[(pixels + width - 1) / width];
        Arrays.setAll(m_tiles, t -> new Problems(rank, m_width, ownGram, product, shift));
    }

    /** @return number of tiles of the pixel axis */
    public int tiles() {
        return m_tiles.length;
    }

    /**
     * @param tile index of the tile
     * @return the problems of its pixels
     */
    public Problems tile(final int tile) {
        return m_tiles[tile];
    }

    /** @return H Hᵀ where all pixels share it, packed; {@link #share} gives it to all of them */
    public double[] sharedGram() {
        return m_tiles[0].sharedGram();
    }

    /** Gives all tiles the matrix of the first. */
    public void share() {
        for (int t = 1; t < m_tiles.length; t++) {
            System.arraycopy(sharedGram(), 0, m_tiles[t].sharedGram(), 0, sharedGram().length);
        }
    }

    /**
     * Empties the moments of the pixels, but for the shared matrix, which is always written as a whole.
     *
     * @param form how A is known
     */
    public void clear(final Problems.Form form) {
        for (final Problems pixels : m_tiles) {
            pixels.reset(m_width, form);
            fill(pixels.linear());
            fill(pixels.gram());
            fill(pixels.product());
            fill(pixels.shift());
        }
    }

    private static void fill(final double[][] rows) {
        for (final double[] row : rows) {
            Arrays.fill(row, 0);
        }
    }

    /**
     * @param observations how many there are in the block
     * @param quadratic Σ_j (hᵀ G h − 2 bᵀ h) as they were formed, penalties included
     * @param gradient Σ_j ‖projected gradient‖² as they were formed
     * @param linear Σ_j ‖b‖²
     * @param penalty 2 P of the H with which the moments of the pixels were accumulated
     */
    public void setSums(final long observations, final double quadratic, final double gradient, final double linear,
        final double penalty) {
        m_penalty = penalty;
        m_observations = observations;
        m_quadratic = quadratic;
        m_gradient = gradient;
        m_linear = linear;
    }

    /** @return observations whose contributions these are */
    public long observations() {
        return m_observations;
    }

    /** @return Σ_j (hᵀ G h − 2 bᵀ h) as the observations were formed, penalties on H included */
    public double quadratic() {
        return m_quadratic;
    }

    /** @return relative projected gradient of the observations as they were formed */
    public double kkt() {
        return m_linear > 0 ? Math.sqrt(m_gradient / m_linear) : 0;
    }

    /** @return 2 P of the H with which the moments of the pixels were accumulated */
    public double penalty() {
        return m_penalty;
    }

    /**
     * Adds the contributions of another block.
     *
     * @param other moments of the same shape and form. Not modified.
     */
    public void add(final BlockMoments other) {
        for (int t = 0; t < m_tiles.length; t++) {
            add(m_tiles[t].linear(), other.m_tiles[t].linear());
            add(m_tiles[t].gram(), other.m_tiles[t].gram());
            add(m_tiles[t].product(), other.m_tiles[t].product());
            add(m_tiles[t].shift(), other.m_tiles[t].shift());
            add(m_tiles[t].sharedGram(), other.m_tiles[t].sharedGram());
        }
        m_observations += other.m_observations;
        m_quadratic += other.m_quadratic;
        m_gradient += other.m_gradient;
        m_linear += other.m_linear;
        m_penalty += other.m_penalty;
    }

    private static void add(final double[][] sums, final double[][] terms) {
        for (int r = 0; r < sums.length; r++) {
            add(sums[r], terms[r]);
        }
    }

    private static void add(final double[] sums, final double[] terms) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += terms[i];
        }
    }

    /**
     * Writes the sums, big-endian, for another process: d (q + q (q + 1) / 2) doubles where every pixel has a matrix of its
     * own.
     *
     * @param out where to
     * @throws IOException if that fails
     */
    public void write(final DataOutput out) throws IOException {
        final Problems first = m_tiles[0];
        out.writeInt(m_pixels);
        out.writeInt(m_width);
        out.writeInt(first.rank());
        out.writeBoolean(first.gram().length > 0);
        out.writeBoolean(first.product().length > 0);
        out.writeBoolean(first.shift().length > 0);
        out.writeLong(m_observations);
        out.writeDouble(m_quadratic);
        out.writeDouble(m_gradient);
        out.writeDouble(m_linear);
        out.writeDouble(m_penalty);
        final ByteBuffer bytes = ByteBuffer.allocate(BATCH * Double.BYTES);
        write(first.sharedGram(), first.sharedGram().length, bytes, out);
        for (int t = 0; t < m_tiles.length; t++) {
            for (final double[][] sums : sums(t)) {
                for (final double[] row : sums) {
                    write(row, width(t), bytes, out);
                }
            }
        }
    }

    /**
     * @param in where {@link #write} has written
     * @return the moments as they were written
     * @throws IOException if that fails
     */
    public static BlockMoments read(final DataInput in) throws IOException {
        final BlockMoments moments = new BlockMoments(in.readInt(), in.readInt(), in.readInt(), in.readBoolean(),
            in.readBoolean(), in.readBoolean());
        moments.m_observations = in.readLong();
        moments.m_quadratic = in.readDouble();
        moments.m_gradient = in.readDouble();
        moments.m_linear = in.readDouble();
        moments.m_penalty = in.readDouble();
        final byte[] bytes = new byte[BATCH * Double.BYTES];
        read(moments.sharedGram(), moments.sharedGram().length, bytes, in);
        moments.share();
        for (int t = 0; t < moments.m_tiles.length; t++) {
            for (final double[][] sums : moments.sums(t)) {
                for (final double[] row : sums) {
                    read(row, moments.width(t), bytes, in);
                }
            }
        }
        return moments;
    }

    private int width(final int tile) {
        return Math.min(m_width, m_pixels - tile * m_width);
    }

    private double[][][] sums(final int tile) {
        final Problems problems = m_tiles[tile];
        return new double[][][]{problems.linear(), problems.gram(), problems.product(), problems.shift()};
    }

    private static void write(final double[] values, final int count, final ByteBuffer bytes, final DataOutput out)
        throws IOException {
        for (int from = 0; from < count; from += BATCH) {
            final int size = Math.min(BATCH, count - from);
            bytes.asDoubleBuffer().put(values, from, size);
            out.write(bytes.array(), 0, size * Double.BYTES);
        }
    }

    private static void read(final double[] values, final int count, final byte[] bytes, final DataInput in)
        throws IOException {
        for (int from = 0; from < count; from += BATCH) {
            final int size = Math.min(BATCH, count - from);
            in.readFully(bytes, 0, size * Double.BYTES);
            ByteBuffer.wrap(bytes).asDoubleBuffer().get(values, from, size);
        }
    }
}
