package org.noisynmf.headless.command;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.errors.Bootstrap;
import org.noisynmf.engine.errors.Displacement;
import org.noisynmf.engine.errors.ErrorEstimates;
import org.noisynmf.engine.errors.ErrorMethod;
import org.noisynmf.engine.errors.ErrorSettings;
import org.noisynmf.engine.errors.Jackknife;
import org.noisynmf.engine.errors.TemplateSets;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.naming.Counted;
import org.noisynmf.engine.posterior.PosteriorSettings;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Scaling;
import org.noisynmf.engine.settings.Starting;
import org.noisynmf.headless.cache.DataCache;
import org.noisynmf.headless.option.Choices;
import org.noisynmf.headless.option.MachineOptions;
import org.noisynmf.headless.option.OutputOptions;
import org.noisynmf.headless.option.StartTemplates;
import org.noisynmf.headless.output.Console;
import org.noisynmf.headless.output.InputFiles;
import org.noisynmf.headless.output.OutputFolder;
import org.noisynmf.headless.output.Progress;
import org.noisynmf.headless.output.Summaries;
import org.noisynmf.headless.output.table.ErrorTables;
import org.noisynmf.io.ObservationsReader;
import org.noisynmf.io.SeparableWeights;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Estimates errors of the templates of a file of observations. */
@Command(name = "errors", mixinStandardHelpOptions = true, sortOptions = false, abbreviateSynopsis = true,
    description = {
        "Estimates the errors of templates by bootstrap, displacement, jackknife or posterior.",
        "",
        "Fits the data, from given templates or new starts, and estimates the errors of the templates. Writes "
            + "templates (npy and csv), errors.csv (a line for each entry of each template), an npy file for each of "
            + "its columns, sets of templates for project, and summary.json. Only the posterior corrects the bias of "
            + "the best fit where coefficients are 0.",
        ""},
    footer = {"", "Examples:",
        "  noisynmf errors --data X.npy --weights V.npy --rank 3 --method bootstrap --out errors",
        "  noisynmf errors --data X.npy --weights V.npy --from fit --method displacement --pixels 10,20,30 --out errors"})
public final class ErrorsCommand extends DataCommand {

    @Mixin
    private MachineOptions m_machine;

    @Mixin
    private OutputOptions m_output;

    @Mixin
    private StartTemplates m_start;

    @Option(names = "--method", required = true, paramLabel = "NAME", order = 8,
        completionCandidates = Choices.ErrorMethods.class,
        description = "${COMPLETION-CANDIDATES}.")
    private ErrorMethod m_method;

    @Option(names = "--samples", paramLabel = "N", defaultValue = "" + Bootstrap.DEFAULT_SAMPLES, order = 30,
        description = "Bootstrap samples, ≥ 2. Default: ${DEFAULT-VALUE}.")
    private int m_samples;

    @Option(names = "--block", paramLabel = "N", defaultValue = "1", order = 31,
        description = "Neighbouring observations that the bootstrap draws together, such as those of a day. Default: "
            + "${DEFAULT-VALUE}.")
    private int m_block;

    @Option(names = "--groups", paramLabel = "N", defaultValue = "" + Jackknife.GROUPS, order = 32,
        description = "Groups of observations that the jackknife leaves out in turn, ≥ 2. Default: ${DEFAULT-VALUE}.")
    private int m_groups;

    @Option(names = "--levels", paramLabel = "dQ", split = ",", order = 33,
        description = "Rises of χ² for the displacement, increasing; if weights are inverse variances, 1 is one "
            + "standard deviation and 4 two. Default: 4,8,15,25.")
    private double @Nullable [] m_levels;

    @Option(names = "--pixels", paramLabel = "i", split = ",", order = 34,
        description = "Numbers, from 0, of the pixels to displace. Default: all.")
    private int @Nullable [] m_pixels;

    @Option(names = "--sweeps", paramLabel = "N", defaultValue = "" + PosteriorSettings.DEFAULT_SWEEPS, order = 35,
        description = "Largest number of sweeps of each of the two chains of the posterior. Default: ${DEFAULT-VALUE}.")
    private int m_sweeps;

    @Option(names = "--seed", paramLabel = "s", defaultValue = "1", order = 36,
        description = "Seed of all random numbers. Default: ${DEFAULT-VALUE}.")
    private long m_seed;

    public ErrorsCommand(final Console console) {
        super(console);
    }

    @Override
    int work(final DataCache cache, final Progress progress) throws IOException {
        final OutputFolder out = m_output.folder();
        final InputFiles inputs = inputs(cache);
        m_start.read(m_input, inputs);
        final NmfSettings fit = fit();
        final ErrorSettings settings = new ErrorSettings(m_method, m_samples, m_block, m_groups,
            m_levels == null ? Displacement.defaultLevels() : m_levels, m_pixels == null ? new int[0] : m_pixels,
            m_sweeps, m_seed, m_machine.threads);
        final ObservationsReader.Named data = read(cache, inputs, SeparableWeights.NONE, progress);
        final NmfProblem problem = m_start.problem(m_input, data);

        final long begin = System.nanoTime();
        final NmfResult base = Nmf.factorise(problem, fit, progress);
        progress.throwIfCancelled();
        stage("fit: χ² " + base.chi2());
        final ErrorEstimates errors = ErrorEstimates.of(problem, base, settings, progress);
        final double seconds = (System.nanoTime() - begin) * 1e-9;

        final List<String> warnings =
            Stream.of(data.warnings(), base.warnings(), errors.warnings()).flatMap(List::stream).toList();
        final ErrorTables tables = new ErrorTables(errors, fit.rank(), m_input.orientation, data.names(),
            m_start.axis().names(), m_output.texts());
        m_output.with(out, "templates", tables.templates(), tables.content(errors.templates()), m_input.orientation);
        tables.addTo(out);
        m_output.with(out, m_input.aligned());
        final TemplateSets sets = errors.sets();
        return finish(out, m_output.out, m_output.provenance(m_input,
            Summaries.errors(errors, base, problem, settings, warnings, seconds, inputs)), warnings,
            String.format(Locale.ROOT, "%s of %s%s, results in %s",
                m_method.title(), Counted.of(fit.rank(), "template"),
                sets == null ? "" : ", " + Counted.of(sets.count(), "set"), m_output.out));
    }

    private NmfSettings fit() {
        return NmfSettings.builder().rank(m_start.rank()).start(m_start.method()).seed(m_seed)
            .restarts(Starting.AUTOMATIC).scaling(Scaling.SUM).threads(m_machine.threads).build();
    }
}
