package org.noisynmf.spark.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Supplier;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.RDDInfo;
import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.model.LoopState;
import org.noisynmf.engine.model.TraceRow;
import org.noisynmf.engine.solve.ReducedFit;
import org.noisynmf.spark.output.OutputFolder;
import org.noisynmf.spark.output.StateFile;
import org.noisynmf.spark.rows.BlockedData;

/** Tells of every round in a line, and keeps its state: in the folder every few rounds, and the last one at Ctrl-C. */
final class Rounds implements ReducedFit.Rounds {

    private final Console m_console;

    private final JavaSparkContext m_context;

    private final int m_blocks;

    private final OutputFolder m_folder;

    private final Map<String, String> m_belongs;

    private final int m_every;

    private double m_seconds;

    private int m_rounds;

    private @Nullable LoopState m_latest;

    private boolean m_ended;

    private boolean m_written = true;

    /**
     * @param console where lines go
     * @param context of the data
     * @param data the blocks
     * @param folder where states go
     * @param belongs what a state belongs to
     * @param every rounds between states, ≥ 1
     */
    Rounds(final Console console, final JavaSparkContext context, final BlockedData data, final OutputFolder folder,
        final Map<String, String> belongs, final int every) {
        m_console = console;
        m_context = context;
        m_blocks = data.blocks().id();
        m_folder = folder;
        m_belongs = belongs;
        m_every = every;
        describe(1);
    }

    private void describe(final int round) {
        m_context.setJobDescription("iteration " + round);
    }

    @Override
    public synchronized void completed(final TraceRow row, final Supplier<LoopState> state) {
        if (m_ended) {
            return;
        }
        m_console.line("iteration %d%s: χ² %.8g, %.2f s, %s on disk", row.pass(),
            row.growth() > 0 ? " (growing template " + row.growth() + ")" : "", row.objective(),
            row.seconds() - m_seconds,
            Console.bytes(onDisk()));
        m_seconds = row.seconds();
        describe(row.pass() + 1);
        m_latest = state.get();
        m_written = false;
        m_rounds++;
        if (m_rounds % m_every == 0) {
            keep();
        }
    }

    private long onDisk() {
        for (final RDDInfo info : m_context.sc().getRDDStorageInfo()) {
            if (info.id() == m_blocks) {
                return info.diskSize();
            }
        }
        return 0;
    }

    /**
     * Hears of no further round.
     *
     * @return as {@link #keep}
     */
    synchronized int end() {
        m_ended = true;
        return keep();
    }

    /**
     * Writes the state of the last round, unless that has been done.
     *
     * @return iterations of the state in the folder; −1 if there is none
     */
    synchronized int keep() {
        final LoopState latest = m_latest;
        if (latest == null) {
            return -1;
        }
        if (!m_written) {
            try {
                m_folder.write(StateFile.NAME, new StateFile(m_belongs, latest)::write);
            } catch (final IOException e) {
                throw new UncheckedIOException("The state of the fit could not be written: " + e.getMessage(), e);
            }
            m_written = true;
        }
        return (int)latest.values().getOrDefault("progress", new double[]{0, 0, 0})[2] + latest.passes();
    }
}
