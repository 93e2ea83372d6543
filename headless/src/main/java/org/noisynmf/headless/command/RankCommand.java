package org.noisynmf.headless.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.PhotonNoise;
import org.noisynmf.engine.rank.RankResult;
import org.noisynmf.engine.rank.RankSearch;
import org.noisynmf.engine.rank.RankSettings;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.NmfSettingsBuilder;
import org.noisynmf.headless.cache.DataCache;
import org.noisynmf.headless.option.Choices;
import org.noisynmf.headless.option.MachineOptions;
import org.noisynmf.headless.option.ReportOptions;
import org.noisynmf.headless.output.Console;
import org.noisynmf.headless.output.InputFiles;
import org.noisynmf.headless.output.Interruption;
import org.noisynmf.headless.output.OutputFolder;
import org.noisynmf.headless.output.Progress;
import org.noisynmf.headless.output.Summaries;
import org.noisynmf.headless.output.table.RankTables;
import org.noisynmf.io.ObservationsReader;
import org.noisynmf.io.SeparableWeights;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares numbers of templates for a file of observations. */
@Command(name = "rank", mixinStandardHelpOptions = true, sortOptions = false, abbreviateSynopsis = true,
    description = {
        "Recommends how many templates to use: fits each number to the data, to parts of them and to masked copies.",
        "",
        "Writes ranks.csv (a line for each number of templates with every criterion and its standard error) and "
            + "summary.json (the recommended rank, the reason, what each criterion alone would choose).",
        ""},
    footer = {"", "Examples:",
        "  noisynmf rank --data X.npy --weights V.npy --to 8 --report --out ranks",
        "  noisynmf rank --data table.csv --header --labels --weights sigma.csv --weights-are standard-deviation --from 2 --to 6"
            + " --out ranks"})
public final class RankCommand extends DataCommand {

    @Mixin
    private MachineOptions m_machine;

    @Mixin
    private ReportOptions m_report;

    @Option(names = "--from", paramLabel = "q", defaultValue = "1", order = 8,
        description = "Smallest number of templates. Default: ${DEFAULT-VALUE}.")
    private int m_from;

    @Option(names = "--to", paramLabel = "q", defaultValue = "8", order = 8,
        description = "Largest number of templates. Default: ${DEFAULT-VALUE}.")
    private int m_to;

    @Option(names = "--out", required = true, paramLabel = "DIR", order = 10,
        description = "Folder for the results. May exist; files of the same names are replaced, and only on success.")
    private Path m_out;

    @Option(names = "--algorithm", paramLabel = "NAME", order = 20, completionCandidates = Choices.Algorithms.class,
        description = "How to factorise: ${COMPLETION-CANDIDATES}. Default: accelerated.")
    private @Nullable Algorithm m_algorithm;

    @Option(names = "--folds", paramLabel = "N", defaultValue = "5", order = 30,
        description = "Parts of the observations, each held out once; 0 = neither parts nor halves. Default: "
            + "${DEFAULT-VALUE}.")
    private int m_folds;

    @Option(names = "--masks", paramLabel = "N", defaultValue = "5", order = 31,
        description = "Random masks, each hiding a share of the entries; 0 = none. Default: ${DEFAULT-VALUE}.")
    private int m_masks;

    @Option(names = "--masked", paramLabel = "SHARE", defaultValue = "0.1", order = 32,
        description = "Share of the observed entries that a mask hides. Default: ${DEFAULT-VALUE}.")
    private double m_masked;

    @Option(names = "--starts", paramLabel = "N", defaultValue = "3", order = 33,
        description = "Fits of all data for each number, ≥ 1: one grows from the number before, the others start at "
            + "random. Default: ${DEFAULT-VALUE}.")
    private int m_starts;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", order = 34,
        description = "Seed of all random numbers. Default: ${DEFAULT-VALUE}.")
    private long m_seed;

    public RankCommand(final Console console) {
        super(console, "Ctrl-C: ending and keeping the numbers of templates that are done; once more ends at"
            + " once and keeps nothing");
    }

    @Override
    int work(final DataCache cache, final Progress progress) throws IOException {
        final OutputFolder out = new OutputFolder(m_out, "--out");
        final InputFiles inputs = inputs(cache);
        final NmfSettingsBuilder method =
            NmfSettings.builder().stopping(RankSettings.STOPPING).seed(m_seed).threads(m_machine.threads);
        final RankSettings settings = new RankSettings(m_from, m_to, m_folds, m_masks, m_masked, m_starts,
            (m_algorithm == null ? method : method.algorithm(m_algorithm)).build());
        final PhotonNoise noise = m_input.photonNoise();
        final ObservationsReader.Named read = read(cache, inputs, SeparableWeights.NONE, progress);
        final Observations data = read.observations();

        final long start = System.nanoTime();
        final RankResult result = noise == null ? RankSearch.search(data, settings, progress)
            : RankSearch.search(data, noise, settings, progress);
        final double seconds = (System.nanoTime() - start) * 1e-9;

        final List<String> warnings = Stream.concat(read.warnings().stream(), result.warnings().stream()).toList();
        out.with("ranks.csv", o -> RankTables.ranks(o, result));
        if (m_report.report) {
            m_report.to(out, Objects.toString(m_input.data().getFileName()), read.names()).rank(result, seconds,
                warnings);
        }
        final Map<String, Object> summary = Summaries.rank(result, settings, data, warnings, seconds, inputs);
        m_input.addTo(summary);
        final int done = finish(out, m_out, summary, warnings, result.reason());
        return result.rows().size() < m_to - m_from + 1 ? Interruption.EXIT_CODE : done;
    }
}
