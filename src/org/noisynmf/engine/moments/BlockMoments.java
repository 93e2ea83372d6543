package org.noisynmf.engine.moments;

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

    private final Problems[] m_tiles;

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
        m_width = summary.tileWidth();
        m_tiles = new Problems[summary.tiles()];
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
}
