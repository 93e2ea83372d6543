package org.noisynmf.engine.pass;

import java.util.Arrays;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.moments.Kernels;
import org.noisynmf.engine.settings.NmfSettings;
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
     * @param threads number of threads of the team that makes the passes
     * @return the given shift, or the smallest scalar one times the factor of the settings
     */
    public static ShiftMoments of(final NmfProblem problem, final NmfSettings settings, final int rank,
        final int threads) {
        return problem.shift() == null
            ? new ShiftMoments(Math.max(0, -problem.data().minimum()) * settings.rule().shiftFactor())
            : new OfEachEntry(problem.shift(), problem.data(), rank, threads);
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
     * @param worker index of the calling thread in its team
     */
    void form(final int from, final int to, final double[] h, final Problems problems, final int firstSlot,
        final int worker) {
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
     * @param worker index of the calling thread in its team
     */
    void accumulate(final int tile, final int from, final int to, final double[] h, final Problems pixels,
        final int worker) {
        // done by the kernels
    }

    /** A shift of each entry. */
    private static final class OfEachEntry extends ShiftMoments {

        private final Kernels m_kernels;

        private final int m_rank;

        private final int m_tileWidth;

        /** From stored units of the shift to those of the data, whose largest value may differ. */
        private final int m_exponent;

        /** One for each thread, made by it when it first has work. */
        private final Buffers[] m_buffers;

        /** Linear moments of the shift, of observations and of a tile of pixels. */
        private static final class Buffers {

            private final Kernels.Scratch m_scratch;

            private final Problems m_pixels;

            private Problems m_observations;

            Buffers(final Kernels kernels, final int rank, final int tileWidth) {
                m_scratch = kernels.newScratch();
                m_pixels = new Problems(rank, tileWidth, false, false, false);
                m_observations = new Problems(rank, Kernels.GROUP, false, false, false);
            }

            /** Room for the largest batch so far, which all later ones reuse. */
            Problems observations(final int size) {
                if (m_observations.linear()[0].length < size) {
                    m_observations = new Problems(m_pixels.rank(), size, false, false, false);
                }
                m_observations.reset(size, Problems.Form.SHARED_GRAM);
                return m_observations;
            }
        }

        OfEachEntry(final Observations shift, final Observations data, final int rank, final int threads) {
            super(0);
            m_kernels = Kernels.of(shift, rank);
            m_rank = rank;
            m_tileWidth = shift.tileWidth();
            m_exponent = shift.dataExponent() - data.dataExponent();
            m_buffers = new Buffers[threads];
        }

        private Buffers buffers(final int worker) {
            if (m_buffers[worker] == null) {
                m_buffers[worker] = new Buffers(m_kernels, m_rank, m_tileWidth);
            }
            return m_buffers[worker];
        }

        @Override
        void setTemplates(final double[] w) {
            m_kernels.setTemplates(w);
        }

        @Override
        void form(final int from, final int to, final double[] h, final Problems problems, final int firstSlot,
            final int worker) {
            final Buffers buffers = buffers(worker);
            final Problems linear = buffers.observations(to - from);
            m_kernels.form(from, to, h, 0, linear, 0, buffers.m_scratch);
            for (int k = 0; k < m_rank; k++) {
                for (int m = 0; m < to - from; m++) {
                    problems.shift()[k][firstSlot + m] = Math.scalb(linear.linear()[k][m], m_exponent);
                }
            }
        }

        @Override
        void accumulate(final int tile, final int from, final int to, final double[] h, final Problems pixels,
            final int worker) {
            // block by block, as the sums must not depend on how many threads share the observations
            for (int first = from; first < to; first += Kernels.BLOCK) {
                accumulateBlock(tile, first, Math.min(first + Kernels.BLOCK, to), h, pixels, buffers(worker));
            }
        }

        private void accumulateBlock(final int tile, final int from, final int to, final double[] h,
            final Problems pixels, final Buffers buffers) {
            final Problems linear = buffers.m_pixels;
            linear.reset(pixels.size(), Problems.Form.SHARED_GRAM);
            for (final double[] row : linear.linear()) {
                Arrays.fill(row, 0);
            }
            m_kernels.accumulate(tile, from, to, h, 0, linear, buffers.m_scratch);
            for (int k = 0; k < m_rank; k++) {
                for (int m = 0; m < pixels.size(); m++) {
                    pixels.shift()[k][m] += Math.scalb(linear.linear()[k][m], m_exponent);
                }
            }
        }
    }
}
