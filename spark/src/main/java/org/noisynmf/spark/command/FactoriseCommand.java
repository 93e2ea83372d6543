package org.noisynmf.spark.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.blocks.BlockFit;
import org.noisynmf.engine.blocks.SumTree;
import org.noisynmf.engine.data.DataSummary;
import org.noisynmf.engine.model.LoopState;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.solve.ReducedFit;
import org.noisynmf.spark.fit.Coefficients;
import org.noisynmf.spark.fit.SparkMoments;
import org.noisynmf.spark.output.OutputFolder;
import org.noisynmf.spark.output.Results;
import org.noisynmf.spark.output.StateFile;
import org.noisynmf.spark.rows.BlockedData;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Factorises a table on Spark. */
@Command(name = "factorise", mixinStandardHelpOptions = true, sortOptions = false, abbreviateSynopsis = true,
    description = {"Factorises observations in Parquet: X ≈ W H with templates W ≥ 0 and coefficients H ≥ 0.", "",
        "Writes templates.npy and templates.parquet (template, values), coefficients.parquet (id, coefficients, their "
            + "standard errors, chi2, dof, observed), trace.csv and summary.json; state.bin while it runs.",
        ""})
final class FactoriseCommand implements Callable<Integer> {

    /** Before Spark and the file systems close. */
    private static final int FIRST = 100;

    @Mixin
    private final TableOptions m_table = new TableOptions();

    @Mixin
    private final SearchOptions m_search = new SearchOptions();

    @Option(names = "--out", paramLabel = "URI", required = true, order = 11, description = "Folder for the results.")
    private String m_out = "";

    @Option(names = "--state-every", paramLabel = "N", order = 12,
        description = "Save the state, from which --resume continues, after every so many iterations. Default: 10.")
    private int m_stateEvery = 10;

    @Option(names = "--resume", order = 13,
        description = "Continue where a run of the same command ended or failed, with the same bits as an "
            + "uninterrupted run.")
    private boolean m_resume;

    @Option(names = "--overwrite", order = 14, description = "Replace results in the folder.")
    private boolean m_overwrite;

    private final Console m_console;

    private volatile boolean m_interrupted;

    FactoriseCommand(final Console console) {
        m_console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (m_stateEvery < 1) {
            throw new IllegalArgumentException("--state-every is " + m_stateEvery + ", but must be ≥ 1");
        }
        m_search.held();
        m_table.names();
        m_table.storage();
        if (m_search.templates == null) {
            m_search.settings(0);
        }
        try (Sessions.Opened opened = Sessions.open()) {
            return factorise(opened.session());
        }
    }

    private int factorise(final SparkSession session) throws IOException {
        final JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
        final OutputFolder folder = new OutputFolder(m_out, context.hadoopConfiguration());
        if (!m_overwrite && !m_resume && folder.has("summary.json")) {
            throw new IllegalArgumentException(
                m_out + " holds results already; choose another folder, or replace them with --overwrite");
        }
        final double[][] given =
            m_search.templates == null ? new double[0][] : Sessions.templates(session, m_search.templates);
        final NmfSettings settings = m_search.settings(given.length);
        final StateFile state = m_resume ? StateFile.read(folder) : null;
        final long started = System.nanoTime();
        try (BlockedData data = m_table.read(session)) {
            final DataSummary summary = data.summary();
            m_console.line("read: %d × %d in %s, %d entries observed (%.1f %%), %d blocks in %d partitions, %.1f s",
                summary.count(), summary.pixels(), data.precision().id(), summary.observedEntries(),
                100.0 * summary.observedEntries() / summary.count() / summary.pixels(), data.count(),
                data.blocks().getNumPartitions(), seconds(started));
            final double[] templates = given.length == 0 ? null
                : known(Sessions.joined(given, summary.pixels(), String.valueOf(m_search.templates)));
            final Map<String, String> belongs = belongs(data, settings, templates);
            if (state != null) {
                state.check(belongs);
            }
            final long fitting = System.nanoTime();
            final ReducedFit.Outcome outcome =
                fit(context, data, settings, templates, folder, belongs, state == null ? null : state.state());
            if (m_interrupted) {
                return CommandLine.ExitCode.SOFTWARE;
            }
            m_console.line("fit: %s after %d iterations, %.1f s", outcome.reason().text(), outcome.passes(),
                seconds(fitting));
            final Map<String, Object> told = new LinkedHashMap<>();
            told.put("seconds_read", (fitting - started) * 1e-9);
            told.put("seconds", seconds(fitting));
            write(session, folder, data, settings, outcome, told);
        }
        return 0;
    }

    /** Ends iterations that nobody waits for any more. */
    private final class UntilInterrupted implements Observer {
        @Override
        public boolean cancelled() {
            return m_interrupted;
        }

        @Override
        public void progress(final double fraction, final String message) {
            // rounds tell
        }
    }

    private static double[] known(final double[] templates) {
        return Arrays.stream(templates).map(value -> Double.isNaN(value) ? 0 : value).toArray();
    }

    private static double seconds(final long since) {
        return (System.nanoTime() - since) * 1e-9;
    }

    private ReducedFit.Outcome fit(final JavaSparkContext context, final BlockedData data, final NmfSettings settings,
        final double @Nullable [] templates, final OutputFolder folder, final Map<String, String> belongs,
        final @Nullable LoopState state) {
        final Rounds rounds = new Rounds(m_console, context, data, folder, belongs, m_stateEvery);
        final AtomicBoolean running = new AtomicBoolean(true);
        final Runnable atCtrlC = () -> {
            if (running.get()) {
                m_interrupted = true;
                // tasks that Spark now gives up are no errors
                context.setLogLevel("OFF");
                final int kept = rounds.end();
                m_console.line(kept < 0 ? "ended before the first iteration"
                    : "ended; the results after iteration %d were kept: the same command with --resume continues",
                    kept);
            }
        };
        ShutdownHookManager.get().addShutdownHook(atCtrlC, FIRST);
        try (Team team = new Team(0)) {
            final ReducedFit.Outcome outcome =
                new BlockFit(data.summary(), data.precision(), templates, m_search.held()).run(settings,
                    plan -> new SparkMoments(context, data, plan, settings.regularisation().coefficients()), team,
                    new UntilInterrupted(), rounds, state);
            rounds.keep();
            return outcome;
        } finally {
            context.setJobDescription(null);
            if (!ShutdownHookManager.get().isShutdownInProgress()) {
                running.set(false);
                ShutdownHookManager.get().removeShutdownHook(atCtrlC);
            }
        }
    }

    /** What a state belongs to: data, and settings that decide what an iteration does. */
    private Map<String, String> belongs(final BlockedData data, final NmfSettings settings,
        final double @Nullable [] templates) {
        final DataSummary summary = data.summary();
        final Map<String, String> belongs = new TreeMap<>();
        belongs.put("observations", Long.toString(summary.count()));
        belongs.put("pixels", Integer.toString(summary.pixels()));
        belongs.put("observed entries", Long.toString(summary.observedEntries()));
        belongs.put("weighted sum of squares", Double.toString(summary.weightedSquares()));
        belongs.put("units", summary.dataExponent() + ", " + summary.weightExponent());
        belongs.put("precision", data.precision().id());
        belongs.put("rows of a block", Integer.toString(m_table.blockRows));
        belongs.put("rank", Integer.toString(settings.rank()));
        // kept in saved states and compared with them: these words never change
        belongs.put("start", settings.start().method().id() + ", seed " + settings.start().seed() + ", growth passes "
            + settings.start().growthPasses());
        belongs.put("penalties", settings.regularisation().toString());
        belongs.put("sweeps", Integer.toString(settings.rule().sweeps()));
        belongs.put("start templates", templates == null ? "none" : Integer.toHexString(Arrays.hashCode(templates)));
        belongs.put("held templates", Arrays.toString(m_search.held()));
        return belongs;
    }

    private void write(final SparkSession session, final OutputFolder folder, final BlockedData data,
        final NmfSettings settings, final ReducedFit.Outcome outcome, final Map<String, Object> told)
        throws IOException {
        final DataSummary summary = data.summary();
        Results.templates(session, folder, outcome.templates(), settings.rank(), summary.pixelObserved(),
            m_table.pixelMetadata(m_table.table(session)));
        folder.write("trace.csv", out -> Results.trace(out, outcome.trace()));
        try (Coefficients coefficients = Coefficients.of(session, data, outcome.templates())) {
            coefficients.rows().write().mode(SaveMode.Overwrite).parquet(folder.path("coefficients.parquet"));
            final List<Integer> dead =
                IntStream.range(0, settings.rank()).filter(k -> !coefficients.used(k)).boxed().toList();
            final List<String> warnings = new ArrayList<>(coefficients.warnings());
            warnings.addAll(Warnings.of(data, settings, outcome, dead));
            final Map<String, Object> entries = new LinkedHashMap<>();
            entries.put("command", "factorise");
            entries.put("version", Main.version());
            entries.put("spark", session.version());
            entries.put("java", System.getProperty("java.version"));
            entries.put("algorithm", settings.algorithm().id());
            entries.put("rank", settings.rank());
            entries.put("passes", outcome.passes());
            entries.put("growth_passes", outcome.growthPasses());
            entries.put("stop_reason", outcome.reason().name());
            entries.put("stop_reason_text", outcome.reason().text());
            entries.put("chi2", coefficients.chi2());
            entries.put("objective", outcome.objective());
            entries.put("kkt", outcome.kkt());
            final long positive = Arrays.stream(outcome.templates()).filter(w -> w > 0).count();
            final long freedom = summary.observedEntries() - (positive + coefficients.positive() - settings.rank());
            entries.put("dof", freedom);
            entries.put("reduced_chi2", freedom > 0 ? coefficients.chi2() / freedom : Double.NaN);
            entries.putAll(told);
            entries.put("dead_templates", dead);
            entries.put("data", describe(data, m_table));
            entries.put("warnings", warnings);
            entries.put("settings", settings(settings));
            folder.write("summary.json", out -> Results.summary(out, entries));
            warnings.forEach(w -> m_console.line("warning: %s", w));
            m_console.line("χ² %.8g, reduced χ² %.4f; written to %s", coefficients.chi2(),
                coefficients.chi2() / freedom, m_out);
        }
    }

    /**
     * @param data the blocks
     * @param table its options
     * @return what a summary says of them
     */
    static Map<String, Object> describe(final BlockedData data, final TableOptions table) {
        final DataSummary summary = data.summary();
        final Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("from", table.data);
        entries.put("observations", summary.count());
        entries.put("pixels", summary.pixels());
        entries.put("observed_entries", summary.observedEntries());
        entries.put("negative_entries", data.survey().negative());
        entries.put("observations_without_weight", data.survey().empty());
        entries.put("precision", data.precision().id());
        entries.put("block_rows", table.blockRows);
        entries.put("blocks", data.count());
        entries.put("fan_in", SumTree.FAN_IN);
        entries.put("partitions", data.blocks().getNumPartitions());
        return entries;
    }

    private Map<String, Object> settings(final NmfSettings settings) {
        final Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("start", settings.start().method().id());
        entries.put("templates", m_search.templates == null ? "" : m_search.templates);
        entries.put("held", m_search.frozen);
        entries.put("seed", settings.start().seed());
        entries.put("growth_passes", settings.start().growthPasses());
        entries.put("sweeps", settings.rule().sweeps());
        entries.put("iterations", settings.stopping().iterations());
        entries.put("tolerance", settings.stopping().tolerance());
        entries.put("kkt_tolerance", settings.stopping().kktTolerance());
        entries.put("time_limit", settings.stopping().seconds());
        entries.put("l1_templates", m_search.l1Templates);
        entries.put("l2_templates", m_search.l2Templates);
        entries.put("l1_coefficients", m_search.l1Coefficients);
        entries.put("l2_coefficients", m_search.l2Coefficients);
        return entries;
    }
}
