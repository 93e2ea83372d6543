package org.noisynmf.spark.fit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.noisynmf.engine.blocks.BlockPass;
import org.noisynmf.engine.blocks.ReducedPlan;
import org.noisynmf.engine.blocks.SumTree;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.moments.BlockMoments;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.settings.Penalty;
import org.noisynmf.engine.solve.stepper.ReducedIteration;
import org.noisynmf.engine.step.Problems;
import org.noisynmf.spark.rows.Block;
import org.noisynmf.spark.rows.BlockedData;

import scala.Tuple2;

/**
 * Moments of blocks that lie on workers: W goes out, what a partition's blocks add up to comes back, always along
 * {@link SumTree}. Workers remember nothing, so that a lost one costs the work of its blocks and nothing else.
 */
public final class SparkMoments implements ReducedIteration.Source {

    /** Partitions up to which their sums go to the driver directly. */
    private static final int DIRECT = 32;

    /** Bytes of sums that the driver should receive at most; Spark's own limit is 1 GB (spark.driver.maxResultSize). */
    private static final long RECEIVED = 256L << 20;

    /** Parts that a partition sends, at most, if its blocks are many. */
    private static final int PARTS = 8;

    private final JavaSparkContext m_context;

    private final JavaRDD<Block> m_blocks;

    private final long m_count;

    private final ReducedPlan m_plan;

    private final Agreed m_agreed;

    private double[] m_from = new double[0];

    /**
     * @param context where the blocks are
     * @param data the blocks
     * @param plan what all blocks share
     * @param onCoefficients penalty on H in the caller's units
     */
    public SparkMoments(final JavaSparkContext context, final BlockedData data, final ReducedPlan plan,
        final Penalty onCoefficients) {
        m_context = context;
        m_blocks = data.blocks();
        m_count = data.count();
        m_plan = plan;
        m_agreed = Agreed.of(plan, onCoefficients);
    }

    @Override
    public BlockMoments moments(final double[] w) {
        m_from = w.clone();
        m_context.setCallSite("moments");
        final Agreed agreed = m_agreed;
        final long count = m_count;
        final Broadcast<double[]> sent = m_context.broadcast(m_from);
        try {
            JavaRDD<Sum> sums = m_blocks.mapPartitions(blocks -> ofPartition(blocks, agreed, sent.value(), count));
            final int partitions = m_blocks.getNumPartitions();
            final long received = Math.max(1, RECEIVED / bytes());
            if (partitions > DIRECT || Math.min(count, (long)PARTS * partitions) > received) {
                // about the root of as many groups as there are partitions, then fewer, until the driver can take them
                long span = 1;
                while (span * span * partitions < count * count) {
                    span *= SumTree.FAN_IN;
                }
                sums = joined(sums, span);
                while ((count + span - 1) / span > Math.max(received, SumTree.FAN_IN)) {
                    span *= SumTree.FAN_IN * SumTree.FAN_IN;
                    sums = joined(sums, span);
                }
            }
            final List<Sum> parts = new ArrayList<>(sums.collect());
            return sum(parts, count).sum();
        } finally {
            sent.destroy();
        }
    }

    /** Of the moments of all pixels: d (q + q (q + 1) / 2) doubles. */
    private long bytes() {
        return Double.BYTES * (long)m_agreed.pixels() * (m_agreed.rank() + Problems.pairs(m_agreed.rank()));
    }

    /** Adds up what lies under a node of so many blocks, on workers. */
    private JavaRDD<Sum> joined(final JavaRDD<Sum> sums, final long span) {
        final long count = m_count;
        final int groups = (int)((count + span - 1) / span);
        return sums.mapToPair(sum -> new Tuple2<>(sum.firstBlock() / span, sum)).groupByKey(groups).flatMap(group -> {
            final List<Sum> parts = new ArrayList<>();
            group._2().forEach(parts::add);
            return sums(sum(parts, count));
        });
    }

    private static SumTree sum(final List<Sum> parts, final long count) {
        parts.sort(Comparator.comparingLong(Sum::firstBlock));
        final SumTree tree = new SumTree(count);
        for (final Sum sum : parts) {
            tree.add(sum.part());
        }
        return tree;
    }

    private static Iterator<Sum> sums(final SumTree tree) {
        return tree.parts().stream().map(Sum::new).iterator();
    }

    private static Iterator<Sum> ofPartition(final Iterator<Block> blocks, final Agreed agreed, final double[] w,
        final long count) {
        final ReducedPlan plan = agreed.plan();
        final SumTree tree = new SumTree(count);
        try (Team one = new Team(1)) {
            while (blocks.hasNext()) {
                final Block block = blocks.next();
                tree.add(block.index(), new BlockPass(block.data(), plan, one, new UntilKilled()).moments(w));
            }
        }
        return sums(tree);
    }

    @Override
    public double objective(final double[] w) {
        m_context.setCallSite("residuals");
        final Agreed agreed = m_agreed;
        final Broadcast<double[]> from = m_context.broadcast(m_from);
        final Broadcast<double[]> sent = m_context.broadcast(w.clone());
        try {
            final List<Tuple2<Long, Double>> parts = new ArrayList<>(m_blocks.mapPartitions(blocks -> {
                final List<Tuple2<Long, Double>> found = new ArrayList<>();
                try (Team one = new Team(1)) {
                    while (blocks.hasNext()) {
                        final Block block = blocks.next();
                        found.add(new Tuple2<>(block.index(),
                            new BlockPass(block.data(), agreed.plan(), one, new UntilKilled()).objective(from.value(),
                                sent.value())));
                    }
                }
                return found.iterator();
            }).collect());
            parts.sort(Comparator.comparing(Tuple2::_1));
            double sum = m_plan.penalties().ofTemplates(w, m_plan.rank());
            for (final Tuple2<Long, Double> part : parts) {
                sum += part._2();
            }
            return sum;
        } finally {
            from.destroy();
            sent.destroy();
        }
    }

    /** Ends a task that Spark has given up. */
    static final class UntilKilled implements Observer {

        private final TaskContext m_task = TaskContext.get();

        @Override
        public boolean cancelled() {
            return m_task != null && m_task.isInterrupted();
        }

        @Override
        public void progress(final double fraction, final String message) {
            // the driver tells
        }
    }
}
