package org.noisynmf.headless.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.PhotonNoise;
import org.noisynmf.engine.model.LoopState;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.naming.Counted;
import org.noisynmf.engine.posterior.DrawProjection;
import org.noisynmf.engine.posterior.Posterior;
import org.noisynmf.engine.posterior.PosteriorResult;
import org.noisynmf.engine.posterior.PosteriorSettings;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Scaling;
import org.noisynmf.headless.cache.DataCache;
import org.noisynmf.headless.option.Choices;
import org.noisynmf.headless.option.MachineOptions;
import org.noisynmf.headless.option.NoiseScale;
import org.noisynmf.headless.option.OutputOptions;
import org.noisynmf.headless.option.ReportOptions;
import org.noisynmf.headless.option.StartTemplates;
import org.noisynmf.headless.output.Console;
import org.noisynmf.headless.output.Continuation;
import org.noisynmf.headless.output.InputFiles;
import org.noisynmf.headless.output.OutputFolder;
import org.noisynmf.headless.output.PosteriorFiles;
import org.noisynmf.headless.output.Progress;
import org.noisynmf.headless.output.Summaries;
import org.noisynmf.io.ObservationsReader;
import org.noisynmf.io.SeparableWeights;
import org.noisynmf.io.source.NameOrder;
import org.noisynmf.view.Band;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Samples the posterior of a factorisation of a file of observations. */
@Command(name = "posterior", mixinStandardHelpOptions = true, sortOptions = false, abbreviateSynopsis = true,
    description = {
        "Samples the factorisations that agree with the data, and so gives templates and coefficients with errors.", "",
        "Needs weights that are inverse variances, or --noise-scale free. Writes templates and coefficients (posterior "
            + "means, npy and csv), their standard deviations and the probability that an entry is 0 (templates-sd.npy, "
            + "templates-zero.npy, coefficients-sd.npy, coefficients-zero.npy; also columns of coefficients.csv), "
            + "template-draws.npy, chains.csv and summary.json. Warns if the data do not settle the templates.",
        ""},
    footer = {"", "Examples:",
        "  noisynmf posterior --data X.npy --weights V.npy --rank 3 --out errors",
        "  noisynmf posterior --data X.npy --weights V.npy --templates fit/templates.npy --quantiles --report --out errors"})
public final class PosteriorCommand extends DataCommand {

    @Mixin
    private MachineOptions m_machine;

    @Mixin
    private OutputOptions m_output;

    @Mixin
    private StartTemplates m_start;

    @Mixin
    private ReportOptions m_report;

    @Option(names = "--chains", paramLabel = "N", defaultValue = "2", order = 30,
        description = "Number of chains, 1 to 16, that begin apart and are compared. Default: ${DEFAULT-VALUE}.")
    private int m_chains;

    @Option(names = "--sweeps", paramLabel = "N", defaultValue = "" + PosteriorSettings.DEFAULT_SWEEPS, order = 31,
        description = "Largest number of sweeps of each chain, ≥ 20; fewer are made if the chains agree earlier. The "
            + "first 40 %% do not count. Default: ${DEFAULT-VALUE}.")
    private int m_sweeps;

    @Option(names = "--draws", paramLabel = "N", defaultValue = "" + PosteriorSettings.DEFAULT_DRAWS, order = 32,
        description = "Draws of the templates to keep, from all chains together. Default: ${DEFAULT-VALUE}.")
    private int m_draws;

    @Option(names = "--noise-scale", paramLabel = "WHAT", defaultValue = "fixed", order = 33,
        completionCandidates = Choices.NoiseScales.class,
        description = "${COMPLETION-CANDIDATES}: weights are inverse variances (fixed), or only proportional to them "
            + "(free): then the common factor φ of the variances is sampled, too. Default: ${DEFAULT-VALUE}.")
    private NoiseScale m_noiseScale;

    @Option(names = "--seed", paramLabel = "s", defaultValue = "1", order = 34,
        description = "Seed of all random numbers. Default: ${DEFAULT-VALUE}.")
    private long m_seed;

    @Option(names = "--restarts", paramLabel = "N", defaultValue = "1", order = 35,
        description = "Number of starts of the fit; chains begin at the best. Default: ${DEFAULT-VALUE}.")
    private int m_restarts;

    @Option(names = "--scale", paramLabel = "NORM", defaultValue = "sum", order = 40,
        completionCandidates = Choices.Scalings.class,
        description = "Norm of the templates, coefficients compensated: ${COMPLETION-CANDIDATES}; none is sum. Default: "
            + "${DEFAULT-VALUE}.")
    private Scaling m_scaling;

    @Option(names = "--quantiles", order = 41,
        description = "Also write the quantiles 0.025, 0.16, 0.5, 0.84 and 0.975 of templates and coefficients, each "
            + "to a file such as templates-quantile-0.16.npy.")
    private boolean m_quantiles;

    @Option(names = "--reconstruction", order = 42,
        description = "Also write reconstruction.npy, the posterior mean of W H.")
    private boolean m_reconstruction;

    @Option(names = "--keep-state", order = 43,
        description = "Also write state.json, from which --resume continues.")
    private boolean m_keepState;

    @Option(names = "--resume", paramLabel = "FILE", order = 44,
        description = "Continue from a state.json where sampling ended, with the same data and settings and a larger "
            + "--sweeps: the result is that of one longer run, bit for bit.")
    private @Nullable Path m_resume;

    public PosteriorCommand(final Console console) {
        super(console);
    }

    @Override
    int work(final DataCache cache, final Progress progress) throws IOException {
        final OutputFolder out = m_output.folder();
        final InputFiles inputs = inputs(cache);
        m_start.read(m_input, inputs);
        final Continuation continuation = new Continuation(m_resume);
        final PosteriorSettings settings = settings();
        final ObservationsReader.Named data = read(cache, inputs, SeparableWeights.NONE, progress);
        final NmfProblem problem = m_start.problem(m_input, data);
        final LoopState state = continuation.state(data.observations(), sampling(settings, problem));

        final long start = System.nanoTime();
        final PosteriorResult result = state == null ? Posterior.sample(problem, settings, progress)
            : Posterior.resume(problem, settings, state, progress);
        final DrawProjection quantiles = m_quantiles
            ? DrawProjection.of(result.data(), result.draws(), PosteriorFiles.probabilities(), m_seed,
                m_machine.threads, progress)
            : null;
        final double seconds = (System.nanoTime() - start) * 1e-9;

        final List<String> warnings = Stream.of(data.warnings(),
            m_input.weights == null ? withoutWeights() : List.<String>of(), result.warnings())
            .flatMap(List::stream).toList();
        final NameOrder.Axis templateAxis = m_start.axis();
        final PosteriorFiles files =
            new PosteriorFiles(result, m_input.orientation, data.names(), templateAxis.names());
        m_output.with(out, "templates", files.templateTable(), files.templates(result.templates().mean()),
            m_input.orientation);
        m_output.with(out, "coefficients", files.coefficientTable(),
            files.coefficients(result.coefficients().mean()), m_input.orientation);
        files.addTo(out, quantiles);
        if (m_keepState) {
            continuation.keep(out, result.state(), data.observations(), sampling(settings, problem));
        }
        if (m_report.report) {
            m_report.to(out, Objects.toString(m_input.data().getFileName()), data.names()).posterior(result,
                quantiles == null ? null : Band.ends(PosteriorFiles.probabilities(), quantiles.quantiles()), seconds,
                warnings);
        }
        m_output.with(out, m_input.aligned());
        return finish(out, m_output.out, m_output.provenance(m_input,
            Summaries.posterior(result, settings, problem, warnings, seconds, inputs)), warnings,
            String.format(Locale.ROOT,
                "Posterior of %s: R-hat %.3f, effective sample size %.0f after %d sweeps of %d %s, results in %s",
                Counted.of(settings.fit().rank(), "template"), result.diagnosis().rotation().rHat(),
                result.diagnosis().rotation().ess(),
                result.sweeps(), result.chains(), result.chains() == 1 ? "chain" : "chains", m_output.out));
    }

    /** What decides the draws, but for the number of sweeps. */
    private static Map<String, String> sampling(final PosteriorSettings settings, final NmfProblem problem) {
        final Map<String, String> sampling = new LinkedHashMap<>();
        sampling.put("rank", Integer.toString(settings.fit().rank()));
        sampling.put("chains", Integer.toString(settings.chains()));
        sampling.put("draws", Integer.toString(settings.draws()));
        sampling.put("seed", Long.toString(settings.fit().start().seed()));
        sampling.put("scale", settings.fit().output().scaling().id());
        sampling.put("noise-scale", settings.freeNoiseScale() ? "free" : "fixed");
        sampling.put("reconstruction", Boolean.toString(settings.reconstruction()));
        sampling.put("freeze", Arrays.toString(problem.held()));
        final PhotonNoise photons = problem.photonNoise();
        sampling.put("gain", photons == null ? "none" : Double.toString(photons.gain()));
        return sampling;
    }

    private List<String> withoutWeights() {
        return m_noiseScale == NoiseScale.FREE ? List.of()
            : List.of("Without weights every value is taken to have a standard deviation of 1; if that is wrong, give "
                + "--weights or --noise-scale free");
    }

    private PosteriorSettings settings() {
        final NmfSettings fit = NmfSettings.builder().rank(m_start.rank()).start(m_start.method())
            .seed(m_seed).restarts(m_restarts)
            .scaling(m_scaling).threads(m_machine.threads).device(m_machine.device).build();
        fit.check();
        return new PosteriorSettings(fit, !m_start.fitted(), m_chains, m_sweeps, m_noiseScale == NoiseScale.FREE,
            m_draws,
            m_reconstruction);
    }
}
