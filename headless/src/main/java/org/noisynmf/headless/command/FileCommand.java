package org.noisynmf.headless.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.noisynmf.headless.cache.DataCache;
import org.noisynmf.headless.option.CacheOptions;
import org.noisynmf.headless.option.Choices;
import org.noisynmf.headless.option.InputOptions;
import org.noisynmf.headless.output.Console;
import org.noisynmf.headless.output.Index;
import org.noisynmf.headless.output.InputFiles;
import org.noisynmf.headless.output.Interruption;
import org.noisynmf.headless.output.OutputFolder;
import org.noisynmf.headless.output.Progress;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that makes a folder of results from files: what all such commands do around their work. */
abstract class FileCommand implements Callable<Integer> {

    @Option(names = {"-v", "--verbose"}, order = 92,
        description = "Print a line for each stage on standard error: what was read, how the work went, what was written.")
    private boolean m_verbose;

    @Spec
    private CommandSpec m_spec;

    private final Console m_console;

    private final String m_atCtrlC;

    /**
     * @param console where it prints
     * @param atCtrlC what the first Ctrl-C is answered with
     */
    FileCommand(final Console console, final String atCtrlC) {
        m_console = console;
        m_atCtrlC = atCtrlC;
    }

    /** @param console where it prints; the first Ctrl-C ends the command without results */
    FileCommand(final Console console) {
        this(console, "Ctrl-C: ending, nothing will be written");
    }

    @Override
    public final Integer call() throws IOException {
        m_console.setVerbose(m_verbose);
        try (Interruption interruption = new Interruption(m_console, m_atCtrlC)) {
            return work(new Progress(m_console, interruption));
        }
    }

    /**
     * @param progress hears of progress and says when the work is to end
     * @return the exit code
     * @throws IOException if a file cannot be read or written
     */
    abstract int work(Progress progress) throws IOException;

    /** @return the files that the options name, whose checksums are formed meanwhile */
    final InputFiles inputs() throws IOException {
        return Choices.inputs(m_spec, Map.of());
    }

    /**
     * @param cache which may know checksums already
     * @return the files that the options name, whose checksums are formed meanwhile
     */
    final InputFiles inputs(final DataCache cache) throws IOException {
        return Choices.inputs(m_spec, cache.checksums());
    }

    /**
     * @param options where data are to lie
     * @param input where they come from
     * @return their place, to be closed at the end
     */
    final DataCache cache(final CacheOptions options, final InputOptions input) {
        return options.open(m_spec, input, m_console::error);
    }

    /** @return whether somebody wants to know what was done */
    final boolean verbose() {
        return m_console.verbose();
    }

    /** @param text what was just done, for those who want to know */
    final void stage(final String text) {
        m_console.stage(text);
    }

    /**
     * Writes the results and says so.
     *
     * @param out the results
     * @param folder where they lie, as the user named it
     * @param summary what summary.json says
     * @param warnings what the user should know
     * @param sentence the outcome in one line
     * @return the exit code of success
     * @throws IOException if they cannot be written
     */
    final int finish(final OutputFolder out, final Path folder, final Map<String, Object> summary,
        final List<String> warnings, final String sentence) throws IOException {
        out.write(Index.SUMMARY, summary);
        m_console.done(out, folder, warnings, sentence);
        return 0;
    }
}
