package org.noisynmf.headless.command;

import java.io.IOException;

import org.noisynmf.engine.model.Observer;
import org.noisynmf.headless.cache.DataCache;
import org.noisynmf.headless.option.CacheOptions;
import org.noisynmf.headless.option.InputOptions;
import org.noisynmf.headless.output.Console;
import org.noisynmf.headless.output.InputFiles;
import org.noisynmf.headless.output.Progress;
import org.noisynmf.headless.output.Summaries;
import org.noisynmf.io.ObservationsReader;
import org.noisynmf.io.SeparableWeights;

import picocli.CommandLine.Mixin;

/** A command that reads observations, which may be larger than memory, and goes over them again and again. */
abstract class DataCommand extends FileCommand {

    @Mixin
    InputOptions m_input;

    @Mixin
    private CacheOptions m_cache;

    /**
     * @param console where it prints
     * @param atCtrlC what the first Ctrl-C is answered with
     */
    DataCommand(final Console console, final String atCtrlC) {
        super(console, atCtrlC);
    }

    /** @param console where it prints; the first Ctrl-C ends the command without results */
    DataCommand(final Console console) {
        super(console);
    }

    @Override
    final int work(final Progress progress) throws IOException {
        try (DataCache cache = cache(m_cache, m_input)) {
            return work(cache, progress);
        }
    }

    /**
     * @param cache where the data lie until the work is done
     * @param progress hears of progress and says when the work is to end
     * @return the exit code
     * @throws IOException if a file cannot be read or written
     */
    abstract int work(DataCache cache, Progress progress) throws IOException;

    /**
     * @param cache where the data are to lie
     * @param inputs the files that are read
     * @param separable weights of whole observations and pixels
     * @param observer hears of progress and may cancel
     * @return the data with their weights
     * @throws IOException if a file cannot be read or does not hold what it should
     */
    final ObservationsReader.Named read(final DataCache cache, final InputFiles inputs,
        final SeparableWeights separable, final Observer observer) throws IOException {
        final ObservationsReader.Named data =
            cache.read(store -> m_input.readObservations(separable, store, observer), inputs);
        stage("read: " + Summaries.sentence(data.observations()));
        cache.stages().forEach(this::stage);
        return data;
    }
}
