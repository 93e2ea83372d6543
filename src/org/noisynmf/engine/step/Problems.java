package org.noisynmf.engine.step;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A batch of small non-negative quadratic programmes that share one rank, minimise ½ zᵀ G z − bᵀ z over z ≥ 0 each.
 *
 * <p>Structure of arrays: entry {@code [k][m]} belongs to unknown k of problem m, so that rules are loops over problems,
 * which the JIT vectorises. G comes in one of three forms, and rules see none of them: own for every problem, shared by
 * all problems (data without weights), or only as the product G z at the z the batch was formed at (the cheaper route
 * for rules that take a single gradient). See docs/adr/0002-additive-moments.md.
 *
 * <p>Not thread-safe: one batch belongs to one thread at a time.
 */
public final class Problems {

    /** How G is known. */
    public enum Form {
        /** Every problem has its own G, q × q. */
        OWN_GRAM,
        /** One G for all problems of the batch. */
        SHARED_GRAM,
        /** Only the product G z at the present z. */
        PRODUCT
    }

    /** Problems that loops take at a time. */
    private static final int WHOLE = 32;

    private final int m_rank;

    private final int m_capacity;

    private final double[][] m_z;

    private final double[][] m_linear;

    private final double[][] m_gram;

    private final double[] m_sharedGram;

    private final double[][] m_product;

    private final double[][] m_shift;

    private final double[] m_scratch;

    private final double[] m_changes;

    private int m_size;

    private Form m_form;

    private int[] m_free;

    private double m_l1Denominator;

    /**
     * @param rank q ≥ 1
     * @param capacity largest number of problems, ≥ 1
     * @param ownGram whether room for a G of each problem is needed
     * @param product whether room for G z is needed
     * @param shift whether room for the shift moments is needed
     */
    public Problems(final int rank, final int capacity, final boolean ownGram, final boolean product,
        final boolean shift) {
        m_rank = rank;
        m_capacity = capacity;
        m_size = capacity;
        m_z = new double[rank][capacity];
        m_linear = new double[rank][capacity];
        m_gram = ownGram ? new double[pairs(rank)][capacity] : new double[0][];
        m_sharedGram = new double[pairs(rank)];
        m_product = product ? new double[rank][capacity] : new double[0][];
        m_shift = shift ? new double[rank][capacity] : new double[0][];
        m_scratch = new double[capacity];
        m_changes = new double[capacity];
        m_form = ownGram ? Form.OWN_GRAM : product ? Form.PRODUCT : Form.SHARED_GRAM;
        m_free = IntStream.range(0, rank).toArray();
    }

    /**
     * @param rank q
     * @return number of entries in the upper triangle of a q × q matrix
     */
    public static int pairs(final int rank) {
        return rank * (rank + 1) / 2;
    }

    /**
     * @param rank q
     * @param k row
     * @param l column
     * @return position of entry (k, l) of a symmetric matrix packed by rows of its upper triangle
     */
    public static int pair(final int rank, final int k, final int l) {
        final int row = Math.min(k, l);
        final int column = Math.max(k, l);
        return row * rank - row * (row - 1) / 2 + column - row;
    }

    /**
     * @param form how G is known
     * @param rank q
     * @param shifted whether there are shift moments
     * @return sums over data that form a problem: b, and G, G z or none of it, and y s
     */
    public static int sums(final Form form, final int rank, final boolean shifted) {
        final int products = switch (form) {
            case OWN_GRAM -> pairs(rank);
            case PRODUCT -> rank;
            case SHARED_GRAM -> 0;
        };
        return products + (shifted ? rank : 0) + rank;
    }

    /** @return q, the number of unknowns of each problem */
    public int rank() {
        return m_rank;
    }

    /** @return the number of problems in the batch at present */
    public int size() {
        return m_size;
    }

    /**
     * Sets the number of problems and how G is given; contents are the caller's to fill.
     *
     * @param size 0 ≤ size ≤ capacity
     * @param form one of the forms for which there is room
     */
    public void reset(final int size, final Form form) {
        if (size < 0 || size > m_capacity) {
            throw new IllegalArgumentException("A batch of " + size + " problems does not fit into " + m_capacity);
        }
        m_size = size;
        m_form = form;
        Arrays.fill(m_changes, 0);
        m_l1Denominator = 0;
    }

    /**
     * Loops over problems are fastest over whole registers. What they make of elements beyond the size, nobody looks at.
     *
     * @return the size, rounded up to a multiple of {@link #WHOLE} where there is room
     */
    int paddedSize() {
        return Math.min((m_size + WHOLE - 1) / WHOLE * WHOLE, m_capacity);
    }

    /** @return how G is given */
    public Form form() {
        return m_form;
    }

    /**
     * @param free the unknowns that rules may change, ascending; the others are held
     */
    public void setFree(final int[] free) {
        m_free = free.clone();
    }

    /** @return the unknowns that rules may change. Treat as read-only. */
    public int[] free() {
        return m_free;
    }

    /** @return the unknowns z ≥ 0, [q][size]; rules change them in place */
    public double[][] z() {
        return m_z;
    }

    /** @return b, [q][size] */
    public double[][] linear() {
        return m_linear;
    }

    /** @return the upper triangles of the own matrices, [q(q+1)/2][size]; see {@link #pair} */
    public double[][] gram() {
        return m_gram;
    }

    /** @return the upper triangle of the shared matrix, q(q+1)/2 values */
    public double[] sharedGram() {
        return m_sharedGram;
    }

    /** @return G z at the present z, [q][size]; only with {@link Form#PRODUCT}, or after {@link #refreshProduct} */
    public double[][] product() {
        return m_product;
    }

    /** @return y s of Shift-NMF, [q][size]: what eq. 13 adds to numerator and denominator */
    public double[][] shift() {
        return m_shift;
    }

    /**
     * @return by how much steps have changed ½ zᵀ G z − bᵀ z of each problem since {@link #reset}, for rules that tell, see {@link
     *         StepRule#tellsChanges}
     */
    public double[] changes() {
        return m_changes;
    }

    /** @return the L1 penalty that multiplicative rules add to the denominator, ≥ 0 */
    public double l1Denominator() {
        return m_l1Denominator;
    }

    /**
     * Adds the derivative of λ₁ Σ z + ½ λ₂ Σ z² + ½ γ Σ_{k≠l} z_k z_l to the problems.
     *
     * @param l1 λ₁ ≥ 0
     * @param l2 λ₂ ≥ 0
     * @param orthogonality γ ≥ 0
     * @param l1InDenominator whether λ₁ goes to the denominator (rules whose numerator must stay ≥ 0) or into b
     */
    public void addPenalty(final double l1, final double l2, final double orthogonality,
        final boolean l1InDenominator) {
        m_l1Denominator = l1InDenominator ? l1 : 0;
        if (!l1InDenominator && l1 != 0) {
            PenaltyTerms.subtractFromLinear(l1, m_linear, m_size);
        }
        if (l2 == 0 && orthogonality == 0) {
            return;
        }
        if (m_form == Form.PRODUCT) {
            PenaltyTerms.addToProduct(l2, orthogonality, m_z, m_scratch, m_product, m_size);
        } else if (m_form == Form.SHARED_GRAM) {
            PenaltyTerms.addToShared(l2, orthogonality, m_rank, m_sharedGram);
        } else {
            PenaltyTerms.addToOwn(l2, orthogonality, m_rank, m_gram, m_size);
        }
    }

    /**
     * (G x)_k for every problem.
     *
     * @param k row of G
     * @param x [q][size]. Not modified.
     * @param out receives {@code size} values. Modified.
     */
    public void multiplyRow(final int k, final double[][] x, final double[] out) {
        Arrays.fill(out, 0, m_size, 0);
        if (m_form == Form.SHARED_GRAM) {
            GramRow.addShared(m_sharedGram, m_rank, k, x, out, m_size);
        } else {
            GramRow.addOwn(m_gram, m_rank, k, x, out, m_size);
        }
    }

    /**
     * Gradient (G z − b)_k at the present z for every problem.
     *
     * @param k the unknown
     * @param out receives {@code size} values. Modified.
     */
    public void gradientRow(final int k, final double[] out) {
        final double[] b = m_linear[k];
        if (m_form == Form.PRODUCT) {
            System.arraycopy(m_product[k], 0, out, 0, m_size);
        } else {
            multiplyRow(k, m_z, out);
        }
        for (int m = 0; m < m_size; m++) {
            out[m] -= b[m];
        }
    }

    /**
     * Diagonal entry G_kk of every problem.
     *
     * @param k the unknown
     * @param out receives {@code size} values. Modified.
     */
    public void diagonalRow(final int k, final double[] out) {
        final int p = pair(m_rank, k, k);
        if (m_form == Form.SHARED_GRAM) {
            Arrays.fill(out, 0, m_size, m_sharedGram[p]);
        } else {
            System.arraycopy(m_gram[p], 0, out, 0, m_size);
        }
    }

    /** Writes G z at the present z to {@link #product()}; needs room for it, and G. */
    public void refreshProduct() {
        for (int k = 0; k < m_rank; k++) {
            multiplyRow(k, m_z, m_product[k]);
        }
    }
}
