package org.noisynmf.engine.pass;

import java.util.Arrays;

import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfSettings;
import org.noisynmf.engine.model.Observations;
import org.noisynmf.engine.moments.Kernels;
import org.noisynmf.engine.step.Problems;

/**
 * The shift moments of Shift-NMF: y Wᵀ V_j and y Σ_j V_ij h_j for a scalar shift y, which the kernels add while they read
 * V; or Wᵀ (V∘Y)_j and Σ_j (V∘Y)_ij h_j for a shift of each entry, which are the linear moments of data Y.
 */
public class ShiftMoments {

    /** No shift. */
    public static final ShiftMoments NONE = new ShiftMoments(0);

    private final double m_scalar;

    private ShiftMoments(final double scalar) {
        m_scalar = scalar;
    }

    /**
     * @param problem the problem
     * @param settings the settings
     * @param rank number of templates at present
     * @return the given shift, or the smallest scalar one times the factor of the settings
     */
    public static ShiftMoments of(final NmfProblem problem, final NmfSettings settings, final int rank) {
        return problem.shift() == null
            ? new ShiftMoments(Math.max(0, -problem.data().minimum()) * settings.shiftFactor())
            : new OfEachEntry(problem.shift(), problem.data(), rank);
    }

    /** @return y ≥ 0 in stored units, for the kernels of the data */
    public double scalar() {
        return m_scalar;
    }

    /**
     * @param w W, d × q. Not modified.
     */
    void setTemplates(final double[] w) {
        // a scalar shift needs no loops of its own
    }

    /**
     * Completes what {@link Kernels#form} has formed.
     *
     * @param from first observation
     * @param to end of the range
     * @param h H, q × n. Not modified.
     * @param problems their batch; the shift moments are modified
     * @param firstSlot slot of the first observation
     */
    void form(final int from, final int to, final double[] h, final Problems problems, final int firstSlot) {
        // done by the kernels
    }

    /**
     * Completes what {@link Kernels#accumulate} has accumulated.
     *
     * @param tile the tile
     * @param from first observation
     * @param to end of the range
     * @param h H, q × n. Not modified.
     * @param pixels problems of the tile; the shift moments are modified
     */
    void accumulate(final int tile, final int from, final int to, final double[] h, final Problems pixels) {
        // done by the kernels
    }

    /** A shift of each entry. */
    private static final class OfEachEntry extends ShiftMoments {

        private final Kernels m_kernels;

        private final int m_rank;

        private final int m_tileWidth;

        /** From stored units of the shift to those of the data, whose largest value may differ. */
        private final int m_exponent;

        OfEachEntry(final Observations shift, final Observations data, final int rank) {
            super(0);
            m_kernels = Kernels.of(shift, rank);
            m_rank = rank;
            m_tileWidth = shift.tileWidth();
            m_exponent = shift.dataExponent() - data.dataExponent();
        }

        @Override
        void setTemplates(final double[] w) {
            m_kernels.setTemplates(w);
        }

        @Override
        void form(final int from, final int to, final double[] h, final Problems problems, final int firstSlot) {
            final Problems linear = new Problems(m_rank, Kernels.GROUP, false, false, false);
            linear.reset(to - from, Problems.Form.SHARED_GRAM);
            m_kernels.form(from, to, h, 0, linear, 0, m_kernels.newScratch());
            for (int k = 0; k < m_rank; k++) {
                for (int m = 0; m < to - from; m++) {
                    problems.shift()[k][firstSlot + m] = Math.scalb(linear.linear()[k][m], m_exponent);
                }
            }
        }

        @Override
        void accumulate(final int tile, final int from, final int to, final double[] h, final Problems pixels) {
            final Problems linear = new Problems(m_rank, m_tileWidth, false, false, false);
            linear.reset(pixels.size(), Problems.Form.SHARED_GRAM);
            for (final double[] row : linear.linear()) {
                Arrays.fill(row, 0);
            }
            m_kernels.accumulate(tile, from, to, h, 0, linear, m_kernels.newScratch());
            for (int k = 0; k < m_rank; k++) {
                for (int m = 0; m < pixels.size(); m++) {
                    pixels.shift()[k][m] += Math.scalb(linear.linear()[k][m], m_exponent);
                }
            }
        }
    }
}
