package org.noisynmf.engine.blocks;

import java.util.List;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.moments.BlockMoments;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.solve.stepper.ReducedIteration;

/** Moments of blocks that lie in memory, one after the other: what every other maker of moments must agree with. */
public final class BlocksInMemory implements ReducedIteration.Source {

    private final List<BlockPass> m_blocks;

    private final ReducedPlan m_plan;

    private double[] m_from = new double[0];

    /**
     * @param blocks all observations, in order, stored in the units of the plan. Not modified.
     * @param plan what all blocks share
     * @param team the threads
     * @param observer asked again and again whether to go on
     */
    public BlocksInMemory(final List<Observations> blocks, final ReducedPlan plan, final Team team,
        final Observer observer) {
        m_plan = plan;
        m_blocks = blocks.stream().map(block -> new BlockPass(block, plan, team, observer)).toList();
    }

    @Override
    public BlockMoments moments(final double[] w) {
        m_from = w.clone();
        final SumTree tree = new SumTree(m_blocks.size());
        for (int b = 0; b < m_blocks.size(); b++) {
            tree.add(b, m_blocks.get(b).moments(w));
        }
        return tree.sum();
    }

    @Override
    public double objective(final double[] w) {
        double sum = m_plan.penalties().ofTemplates(w, m_plan.rank());
        for (final BlockPass block : m_blocks) {
            sum += block.objective(m_from, w);
        }
        return sum;
    }
}
