package org.noisynmf.engine.blocks;

import java.util.stream.DoubleStream;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.moments.BlockMoments;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.pass.DataBlock;
import org.noisynmf.engine.pass.ObservationSide;
import org.noisynmf.engine.pass.PixelSide;
import org.noisynmf.engine.pass.ShiftMoments;

/**
 * What one block of observations gives for W: moments of the pixels with the exact minimum over its H. A function of the
 * block and W alone; nothing is remembered.
 */
public final class BlockPass {

    private final ReducedPlan m_plan;

    private final ObservationSide m_side;

    private final BlockMoments m_moments;

    private final double[] m_h;

    /**
     * @param block the observations, stored in the units of the plan. Not modified.
     * @param plan what all blocks share
     * @param team the threads
     * @param observer asked again and again whether to go on
     */
    public BlockPass(final Observations block, final ReducedPlan plan, final Team team, final Observer observer) {
        m_plan = plan;
        m_side = new ObservationSide(DataBlock.of(block, plan.rank(), team.size(), false), plan.onCoefficients(),
            ShiftMoments.NONE, team, observer);
        m_moments = new PixelSide(plan.summary(), plan.steps(), team, observer).newMoments();
        m_h = new double[plan.rank() * block.count()];
    }

    /**
     * @param w W in stored units, d × q. Not modified.
     * @return the moments; the next call reuses them
     */
    public BlockMoments moments(final double[] w) {
        m_side.minimise(w, m_h, m_moments);
        return m_moments;
    }

    /**
     * χ² + 2 P of H with another W than the one whose minimum it is.
     *
     * @param from W with which H is the minimum, d × q. Not modified.
     * @param w W that is measured, d × q. Not modified.
     * @return from the residuals of the block, without the penalty on W, in stored units
     */
    public double objective(final double[] from, final double[] w) {
        moments(from);
        return DoubleStream.of(m_side.residuals(w, m_h)).sequential().reduce(0, Double::sum)
            + m_plan.penalties().ofCoefficients(m_h, m_plan.rank());
    }
}
