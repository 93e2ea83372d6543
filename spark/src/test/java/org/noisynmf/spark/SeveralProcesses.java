package org.noisynmf.spark;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.CRC32C;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.noisynmf.engine.blocks.BlockFit;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.moments.BlockMoments;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Penalty;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.engine.solve.ReducedFit;
import org.noisynmf.engine.solve.stepper.ReducedIteration;
import org.noisynmf.spark.fit.SparkMoments;
import org.noisynmf.spark.rows.BlockedData;
import org.noisynmf.spark.rows.ColumnNames;

/**
 * A fit in a virtual machine of its own, for {@link KilledExecutorTest}: prints a checksum of the sums of every round and of
 * the templates. Arguments: master, table, and the round in the middle of which an executor dies, 0 = none.
 */
public final class SeveralProcesses {

    private static final int ROUNDS = 12;

    private SeveralProcesses() {
    }

    public static void main(final String[] args) throws IOException {
        final int killed = Integer.parseInt(args[2]);
        try (SparkSession session = SparkSession.builder().master(args[0]).config("spark.ui.enabled", "false")
            .config("spark.executor.extraJavaOptions", "-Dnoisynmf.vectors=false")
            .config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.executor.extraClassPath", System.getProperty("java.class.path")).getOrCreate();
            JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
            BlockedData data = BlockedData.of(context, session.read().parquet(args[1]), ColumnNames.DEFAULT,
                new BlockedData.Storage(null, 128, 8));
            Team team = new Team(1)) {
            final NmfSettings settings = NmfSettings.builder().algorithm(Algorithm.REDUCED).rank(3)
                .stopping(new Stopping(ROUNDS, 0, 0, Double.POSITIVE_INFINITY)).build();
            final ReducedFit.Outcome outcome =
                new BlockFit(data.summary(), data.precision(), null, new int[0]).run(settings,
                    plan -> new Watched(new SparkMoments(context, data, plan, Penalty.NONE), killed), team,
                    Observer.NONE,
                    (row, state) -> {
                    }, null);
            print("templates " + Arrays.hashCode(outcome.templates()));
        }
    }

    private static void print(final String line) {
        System.out.println(line);
    }

    /** Prints what comes back, and kills an executor while it is being made. */
    private static final class Watched implements ReducedIteration.Source {

        private final ReducedIteration.Source m_source;

        private final int m_killed;

        private int m_round;

        Watched(final ReducedIteration.Source source, final int killed) {
            m_source = source;
            m_killed = killed;
        }

        @Override
        public BlockMoments moments(final double[] w) {
            if (++m_round == m_killed) {
                // masters and workers of local-cluster live in this process, so its children are the executors
                final ProcessHandle executor =
                    ProcessHandle.current().children().filter(ProcessHandle::isAlive).findFirst().orElseThrow();
                new Thread(() -> {
                    try {
                        Thread.sleep(20);
                    } catch (final InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    print("killed " + executor.destroyForcibly());
                }).start();
            }
            final BlockMoments moments = m_source.moments(w);
            print("round " + m_round + " " + checksum(moments));
            return moments;
        }

        private static long checksum(final BlockMoments moments) {
            final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                moments.write(new DataOutputStream(bytes));
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
            final CRC32C sum = new CRC32C();
            sum.update(bytes.toByteArray());
            return sum.getValue();
        }

        @Override
        public double objective(final double[] w) {
            return m_source.objective(w);
        }
    }
}
