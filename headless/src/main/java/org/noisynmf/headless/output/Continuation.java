package org.noisynmf.headless.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.DataChecksum;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.LoopState;

/** A run that goes on where an earlier one ended, as --keep-state and --resume want it. */
public final class Continuation {

    private static final String FILE = "state.json";

    private final @Nullable Path m_file;

    private final @Nullable StateFile m_earlier;

    private @Nullable DataChecksum m_checksum;

    /**
     * @param file state.json of the earlier run; null = there is none
     * @throws IOException if it cannot be read
     */
    public Continuation(final @Nullable Path file) throws IOException {
        m_file = file;
        m_earlier = file == null ? null : StateFile.read(file);
    }

    /**
     * @param data the data at hand
     * @param settings those that decide what an iteration does
     * @return where to go on; null = from the start
     * @throws IllegalArgumentException if the earlier run had other data or settings
     */
    public @Nullable LoopState state(final Observations data, final Map<String, String> settings) {
        if (m_file == null || m_earlier == null) {
            return null;
        }
        m_earlier.check(m_file, checksum(data), settings);
        return m_earlier.state();
    }

    /**
     * @param start how a run without an earlier one starts
     * @return how this one starts, for a line on the console
     */
    public String orElse(final String start) {
        return m_file == null ? start : "from " + m_file;
    }

    /**
     * @param out receives the state
     * @param state where this run ended
     * @param data its data
     * @param settings those that decide what an iteration does
     */
    public void keep(final OutputFolder out, final LoopState state, final Observations data,
        final Map<String, String> settings) {
        out.with(FILE, new StateFile(state, checksum(data), settings)::write);
    }

    private DataChecksum checksum(final Observations data) {
        if (m_checksum == null) {
            m_checksum = DataChecksum.of(data);
        }
        return m_checksum;
    }
}
