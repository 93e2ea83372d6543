package org.noisynmf.headless.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.PhotonNoise;
import org.noisynmf.engine.evaluate.PixelScores;
import org.noisynmf.engine.evaluate.StartAgreement;
import org.noisynmf.engine.evaluate.Uniqueness;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.LoopState;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.headless.cache.DataCache;
import org.noisynmf.headless.option.FitOptions;
import org.noisynmf.headless.option.InputOptions;
import org.noisynmf.headless.option.MachineOptions;
import org.noisynmf.headless.option.MatrixOptions;
import org.noisynmf.headless.option.OutputOptions;
import org.noisynmf.headless.option.ReportOptions;
import org.noisynmf.headless.output.Console;
import org.noisynmf.headless.output.Continuation;
import org.noisynmf.headless.output.InputFiles;
import org.noisynmf.headless.output.Interruption;
import org.noisynmf.headless.output.OutputFolder;
import org.noisynmf.headless.output.Progress;
import org.noisynmf.headless.output.Summaries;
import org.noisynmf.headless.output.table.CsvTables;
import org.noisynmf.headless.output.table.FactorTable;
import org.noisynmf.headless.output.table.PixelTable;
import org.noisynmf.headless.output.table.RankTables;
import org.noisynmf.io.ObservationsReader;
import org.noisynmf.io.Vectors;
import org.noisynmf.io.npy.NpyWriter;
import org.noisynmf.io.source.NameOrder;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Factorises a file of observations. */
@Command(name = "factorise", mixinStandardHelpOptions = true, sortOptions = false, abbreviateSynopsis = true,
    description = {"Factorises data: X ≈ W H with templates W ≥ 0 and coefficients H ≥ 0.", "",
        "Writes templates and coefficients (npy and csv), chi2.csv (χ² of each observation), trace.csv (a row for "
            + "each iteration of each start: pass, chi2, seconds since the start of the loop, kkt, restart, growth; "
            + "with penalties or another misfit chi2 is the whole objective), starts.csv (where each start ended), "
            + "pixels.csv (χ² of each pixel, and moments of its residuals in units of σ) and summary.json.",
        ""},
    footer = {"", "Examples:",
        "  noisynmf factorise --data X.npy --weights V.npy --rank 4 --out fit",
        "  noisynmf factorise --data table.csv --header --labels --rank 3 --restarts 5 --report --out fit"})
public final class FactoriseCommand extends DataCommand {

    @Mixin
    private FitOptions m_fit;

    @Mixin
    private MatrixOptions m_matrices;

    @Mixin
    private MachineOptions m_machine;

    @Mixin
    private OutputOptions m_output;

    @Option(names = "--uniqueness", order = 82,
        description = "Also write uniqueness.csv: by which share each template may contain less, or more, of each "
            + "other one at an equally good fit.")
    private boolean m_uniqueness;

    @Mixin
    private ReportOptions m_report;

    @Option(names = "--keep-state", order = 82,
        description = "Also write state.json, from which --resume continues.")
    private boolean m_keepState;

    @Option(names = "--resume", paramLabel = "FILE", order = 83,
        description = "Continue from a state.json exactly where it ended, with the same data and settings: 100 "
            + "iterations and 100 more are 200, bit for bit. --iterations counts the further iterations.")
    private @Nullable Path m_resume;

    public FactoriseCommand(final Console console) {
        super(console,
            "Ctrl-C: ending after this iteration and keeping the results; once more ends at once and keeps nothing");
    }

    @Override
    int work(final DataCache cache, final Progress progress) throws IOException {
        final OutputFolder out = m_output.folder();
        final InputFiles inputs = inputs(cache);
        final Vectors templates = m_fit.templates == null ? null : m_input.readFactor(m_fit.templates);
        final Vectors coefficients = m_fit.coefficients == null ? null : m_input.readFactor(m_fit.coefficients);
        final NmfSettings settings =
            m_fit.settings(rank(templates, coefficients), m_machine.threads, m_machine.device);
        final PhotonNoise noise = m_input.photonNoise();
        final Continuation continuation = new Continuation(m_resume);
        final MatrixOptions.Weights weights = m_matrices.readWeights(m_input);
        if (noise != null && !weights.separable().isNone()) {
            throw new IllegalArgumentException(
                "Weights of whole observations or pixels multiply given weights, but with"
                    + " --weights-are background-variance the weights come from the model");
        }
        final ObservationsReader.Named data = read(cache, inputs, weights.separable(), progress);
        final NameOrder.Axis templateAxis = InputOptions.templateAxis(templates);
        final NmfProblem problem = problem(data, templates, coefficients, templateAxis)
            .withMatrixTerms(m_matrices.readTerms(m_input, weights, data, templateAxis))
            .withPhotonNoise(noise);

        final LoopState state = continuation.state(data.observations(), Summaries.iteration(settings, problem));
        stage("fit: " + settings.algorithm().title() + ", rank " + settings.rank() + ", "
            + continuation.orElse("start " + settings.start().method().id()));

        final long start = System.nanoTime();
        final NmfResult result = state == null ? Nmf.factorise(problem, settings, progress)
            : Nmf.resume(problem, settings, state, progress);
        final double seconds = (System.nanoTime() - start) * 1e-9;

        final Uniqueness uniqueness =
            m_uniqueness && !progress.cancelled()
                ? Uniqueness.of(result.data(), result.factors(), m_machine.threads, progress) : null;
        final List<String> warnings = Stream.of(data.warnings(), result.warnings(),
            StartAgreement.of(result).warnings(),
            uniqueness == null ? List.<String>of() : uniqueness.warnings()).flatMap(List::stream).toList();
        final Factors f = result.factors();
        final List<String> templateNames = m_fit.ordered ? List.of() : templateAxis.names();
        m_output.with(out, "templates", FactorTable.templates(f, templateNames, data.names().entries()),
            o -> NpyWriter.write(o, f.w(), f.rank(), f.pixels(), m_input.orientation), m_input.orientation);
        m_output.with(out, "coefficients",
            FactorTable.coefficients(f, data.names().vectors(), templateNames, null, null),
            o -> NpyWriter.write(o, f.h(), f.observations(), f.rank(), m_input.orientation), m_input.orientation);
        out.with("chi2.csv", o -> CsvTables.chi2(o, result, data.names().vectors(), m_output.texts()))
            .with("trace.csv", o -> CsvTables.trace(o, result))
            .with("starts.csv", o -> CsvTables.starts(o, result))
            .with("pixels.csv", o -> PixelTable.write(o,
                PixelScores.of(result.data(), result.factors(), m_machine.threads),
                data.names().entries(), m_output.texts()));
        if (uniqueness != null) {
            out.with("uniqueness.csv", o -> RankTables.uniqueness(o, uniqueness));
        }
        if (m_report.report) {
            m_report.to(out, Objects.toString(m_input.data().getFileName()), data.names())
                .factorisation(settings.algorithm().title(), result, uniqueness);
        }
        if (m_keepState) {
            continuation.keep(out, result.state(), data.observations(), Summaries.iteration(settings, problem));
        }
        m_output.with(out, m_input.aligned());
        final Map<String, Object> summary =
            Summaries.factorisation(result, settings, problem, warnings, seconds, inputs);
        if (verbose()) {
            Summaries.stages(result).forEach(this::stage);
        }
        final int done = finish(out, m_output.out, m_output.provenance(m_input, summary), warnings,
            Summaries.sentence(result, settings, m_output.out));
        return result.stopReason() == StopReason.CANCELLED ? Interruption.EXIT_CODE : done;
    }

    private int rank(final @Nullable Vectors templates, final @Nullable Vectors coefficients) {
        Integer rank = m_fit.rank;
        if (templates != null) {
            rank = agreed(rank, templates.count(), m_fit.templates + " holds " + templates.count() + " templates");
        }
        if (coefficients != null) {
            rank = agreed(rank, coefficients.length(),
                m_fit.coefficients + " holds coefficients of " + coefficients.length() + " templates");
        }
        if (rank == null) {
            throw new IllegalArgumentException("--rank is missing; give it, or start templates or coefficients");
        }
        return rank;
    }

    private Integer agreed(final @Nullable Integer rank, final int found, final String what) {
        if (rank != null && rank != found) {
            throw new IllegalArgumentException(what + ", but "
                + (m_fit.rank != null ? "--rank is " : "the start's templates are ") + rank);
        }
        return found;
    }

    private NmfProblem problem(final ObservationsReader.Named data, final @Nullable Vectors templates,
        final @Nullable Vectors coefficients, final NameOrder.Axis templateAxis) throws IOException {
        NmfProblem problem = NmfProblem.of(data.observations());
        if (templates != null) {
            problem = problem.withTemplates(InputOptions.templatesFor(templates, data).values());
            if (m_fit.frozen != null) {
                problem = problem.withHeld(InputOptions.held(m_fit.frozen, templates));
            }
        }
        if (coefficients != null) {
            final Vectors arranged = coefficients.arranged(data.observationAxis(), templateAxis);
            if (arranged.count() != data.observations().count()) {
                throw new IllegalArgumentException(m_fit.coefficients + " holds coefficients of " + coefficients.count()
                    + " observations, but the data have " + data.observations().count());
            }
            problem = problem.withCoefficients(arranged.values());
        }
        if (m_fit.shift != null) {
            problem = problem.withShift(m_input.readLike(m_fit.shift, data));
        }
        return problem;
    }
}
