package org.noisynmf.headless.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.errors.ErrorEstimates;
import org.noisynmf.engine.errors.ErrorSettings;
import org.noisynmf.engine.evaluate.DegreesOfFreedom;
import org.noisynmf.engine.evaluate.StartAgreement;
import org.noisynmf.engine.model.FitStart;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Projection;
import org.noisynmf.engine.model.TraceRow;
import org.noisynmf.engine.posterior.Diagnosis;
import org.noisynmf.engine.posterior.PosteriorResult;
import org.noisynmf.engine.posterior.PosteriorSettings;
import org.noisynmf.engine.rank.Criterion;
import org.noisynmf.engine.rank.RankResult;
import org.noisynmf.engine.rank.RankSettings;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Distance;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Penalty;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.headless.output.table.SignificantDigits;

/** What summary.json says. */
public final class Summaries {

    /** Settings that may differ when a state is continued: of the start, the end and the machine. */
    private static final Set<String> FREE =
        Set.of("start", "growth_passes", "seed", "restarts", "iterations", "tolerance",
            "kkt_tolerance", "time_limit", "scale", "ordered", "threads", "device");

    private Summaries() {
    }

    public static Map<String, Object> factorisation(final NmfResult result, final NmfSettings settings,
        final NmfProblem problem, final List<String> warnings, final double seconds, final InputFiles inputs)
        throws IOException {
        final Observations data = result.data();
        final int q = result.factors().rank();
        final Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("command", "factorise");
        summary.put("version", version());
        summary.put("java", System.getProperty("java.version"));
        summary.put("algorithm", settings.algorithm().id());
        summary.put("rank", q);
        summary.put("passes", result.passes());
        summary.put("growth_passes", result.growthPasses());
        summary.put("stop_reason", result.stopReason().name());
        summary.put("stop_reason_text", result.stopReason().text());
        summary.put("chi2", result.chi2());
        summary.put("objective", result.objective());
        summary.put("kkt", result.kkt());
        freedom(summary, DegreesOfFreedom.of(data, result.factors()), result.chi2());
        summary.put("seconds", seconds);
        summary.put("device", result.device());
        summary.put("best_restart", result.restart());
        summary.put("seeds", result.seeds());
        summary.put("start_objectives", result.starts().stream().map(FitStart::objective).toList());
        final StartAgreement agreement = StartAgreement.of(result);
        summary.put("starts_at_best", agreement.reached());
        summary.put("starts_compared", agreement.near());
        summary.put("template_cosines_between_starts", agreement.cosine());
        summary.put("dead_templates", result.deadTemplates());
        data(summary, data);
        summary.put("warnings", warnings);
        summary.put("inputs", inputs.summary());
        summary.put("settings", settings(settings, problem));
        return summary;
    }

    public static Map<String, Object> projection(final Projection projection, final Observations data,
        final List<String> warnings, final double seconds, final InputFiles inputs) throws IOException {
        final Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("command", "project");
        summary.put("version", version());
        summary.put("java", System.getProperty("java.version"));
        summary.put("rank", projection.factors().rank());
        final double chi2 = Arrays.stream(projection.chi2()).filter(c -> !Double.isNaN(c)).sum();
        summary.put("chi2", chi2);
        freedom(summary, DegreesOfFreedom.ofProjection(data, projection.factors()), chi2);
        summary.put("seconds", seconds);
        summary.put("device", projection.device());
        data(summary, data);
        summary.put("warnings", warnings);
        summary.put("inputs", inputs.summary());
        return summary;
    }

    /**
     * @param command its name
     * @return a summary that names command and version
     */
    public static Map<String, Object> begun(final String command) {
        final Map<String, Object> summary = new LinkedHashMap<>();
        summary.put(Index.COMMAND, command);
        summary.put("version", version());
        summary.put("java", System.getProperty("java.version"));
        return summary;
    }

    private static void freedom(final Map<String, Object> summary, final DegreesOfFreedom freedom, final double chi2) {
        summary.put("degrees_of_freedom", freedom.effective());
        summary.put("degrees_of_freedom_nominal", freedom.nominal());
        summary.put("chi2_per_degree_of_freedom", freedom.reduced(chi2));
    }

    public static Map<String, Object> rank(final RankResult result, final RankSettings settings,
        final Observations data, final List<String> warnings, final double seconds, final InputFiles inputs)
        throws IOException {
        final Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("command", "rank");
        summary.put("version", version());
        summary.put("java", System.getProperty("java.version"));
        summary.put("rank", result.rank());
        summary.put("reason", result.reason());
        final Map<String, Object> choices = new LinkedHashMap<>();
        for (final Criterion criterion : Criterion.values()) {
            choices.put(criterion.id(), result.choices().get(criterion));
        }
        summary.put("choices", choices);
        summary.put("chi2_per_degree", result.chi2PerDegree());
        summary.put("weights_trusted", result.trusted());
        summary.put("correlated_pixels", result.block());
        summary.put("from", settings.from());
        summary.put("to", settings.to());
        summary.put("folds", settings.folds());
        summary.put("masks", settings.masks());
        summary.put("masked_share", settings.maskedShare());
        summary.put("starts", settings.starts());
        summary.put("seed", settings.method().start().seed());
        summary.put("algorithm", settings.method().algorithm().id());
        summary.put("seconds", seconds);
        data(summary, data);
        summary.put("warnings", warnings);
        summary.put("inputs", inputs.summary());
        return summary;
    }

    public static Map<String, Object> posterior(final PosteriorResult result, final PosteriorSettings settings,
        final NmfProblem problem, final List<String> warnings, final double seconds, final InputFiles inputs)
        throws IOException {
        final Diagnosis diagnosis = result.diagnosis();
        final int q = settings.fit().rank();
        final Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("command", "posterior");
        summary.put("version", version());
        summary.put("java", System.getProperty("java.version"));
        summary.put("rank", q);
        summary.put("chains", result.chains());
        summary.put("sweeps", result.sweeps());
        summary.put("draws", result.draws().count());
        summary.put("settled", diagnosis.settled());
        summary.put("r_hat", diagnosis.rotation().rHat());
        summary.put("effective_sample_size", diagnosis.rotation().ess());
        summary.put("slowest", List.of(diagnosis.slowest() / q, diagnosis.slowest() % q));
        summary.put("reconstruction_r_hat", diagnosis.reconstruction().rHat());
        summary.put("reconstruction_effective_sample_size", diagnosis.reconstruction().ess());
        summary.put("mixing", diagnosis.mixing());
        summary.put("rotation_mean", rows(diagnosis.rotationMean(), q));
        summary.put("rotation_sd", rows(diagnosis.rotationSd(), q));
        summary.put("used_templates", IntStream.range(0, q).filter(k -> diagnosis.used()[k]).boxed().toList());
        summary.put("noise_scale", result.noiseScale());
        summary.put("noise_scale_sd", result.noiseScaleSd());
        summary.put("chi2", result.chi2());
        summary.put("fit_chi2", result.fitChi2());
        summary.put("seconds", seconds);
        data(summary, result.data());
        summary.put("warnings", warnings);
        summary.put("inputs", inputs.summary());
        final Map<String, Object> method = new LinkedHashMap<>();
        method.put("chains", settings.chains());
        method.put("sweeps", settings.sweeps());
        method.put("draws", settings.draws());
        method.put("noise_scale_free", settings.freeNoiseScale());
        method.put("gain", problem.photonNoise() == null ? null : problem.photonNoise().gain());
        method.put("start", settings.fit().start().method().id());
        method.put("frozen", problem.held());
        method.put("seed", settings.fit().start().seed());
        method.put("restarts", settings.fit().start().restarts());
        method.put("scale", settings.fit().output().scaling().id());
        method.put("threads", settings.fit().machine().threads());
        method.put("device", settings.fit().machine().device());
        summary.put("settings", method);
        return summary;
    }

    public static Map<String, Object> errors(final ErrorEstimates errors, final NmfResult fit,
        final NmfProblem problem, final ErrorSettings settings, final List<String> warnings, final double seconds,
        final InputFiles inputs)
        throws IOException {
        final Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("command", "errors");
        summary.put("version", version());
        summary.put("java", System.getProperty("java.version"));
        summary.put("method", errors.method().id());
        summary.put("rank", fit.factors().rank());
        summary.put("fit_chi2", fit.chi2());
        switch (errors.method()) {
            case BOOTSTRAP -> {
                summary.put("samples", settings.samples());
                summary.put("block", settings.block());
                summary.put("mapped_share", Objects.requireNonNull(errors.bootstrap()).mappedShare());
            }
            case DISPLACEMENT -> {
                summary.put("levels", settings.levels());
                summary.put("displaced_pixels", settings.pixels().length == 0 ? null : settings.pixels());
                summary.put("largest_drop", Objects.requireNonNull(errors.displacement()).largestDrop());
            }
            case JACKKNIFE -> summary.put("groups", settings.groups());
            case POSTERIOR -> summary.put("sweeps", settings.sweeps());
        }
        summary.put("seed", settings.seed());
        summary.put("frozen", problem.held());
        summary.put("gain", problem.photonNoise() == null ? null : problem.photonNoise().gain());
        summary.put("seconds", seconds);
        data(summary, errors.data());
        summary.put("warnings", warnings);
        summary.put("inputs", inputs.summary());
        return summary;
    }

    private static List<double[]> rows(final double[] matrix, final int columns) {
        return IntStream.range(0, matrix.length / columns)
            .mapToObj(k -> Arrays.copyOfRange(matrix, k * columns, (k + 1) * columns)).toList();
    }

    private static void data(final Map<String, Object> summary, final Observations data) {
        summary.put("precision", data.precision().id());
        summary.put("observations", data.count());
        summary.put("pixels", data.pixels());
        summary.put("observed_entries", data.observedEntries());
        summary.put("missing_entries", data.missingEntries());
        summary.put("observations_without_weight", data.emptyObservations());
        summary.put("pixels_without_weight", data.emptyPixels());
        summary.put("negative_entries", data.negativeEntries());
        summary.put("altered_entries", data.alteredEntries());
    }

    private static Map<String, Object> settings(final NmfSettings s, final NmfProblem problem) {
        final Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("distance", s.rule().distance().id());
        settings.put("start", s.start().method().id());
        settings.put("frozen", problem.held());
        settings.put("gain", problem.photonNoise() == null ? null : problem.photonNoise().gain());
        settings.put("shift_of_each_entry", problem.shift() != null);
        settings.put("matrix_weights", problem.matrixTerms().weighted());
        settings.put("matrix_penalties", problem.matrixTerms().penalised());
        settings.put("growth_passes", s.start().growthPasses());
        settings.put("seed", s.start().seed());
        settings.put("restarts", s.start().restarts());
        settings.put("iterations", s.stopping().iterations());
        settings.put("tolerance", s.stopping().tolerance());
        settings.put("kkt_tolerance", s.stopping().kktTolerance());
        settings.put("time_limit", s.stopping().seconds());
        settings.put("template_penalty", penalty(s.regularisation().templates()));
        settings.put("coefficient_penalty", penalty(s.regularisation().coefficients()));
        settings.put("pixel_overlap", s.regularisation().pixelOverlap());
        settings.put("shift_factor", s.rule().shiftFactor());
        settings.put("inner_steps", s.rule().innerSteps());
        settings.put("sweeps", s.rule().sweeps());
        settings.put("extrapolate", s.rule().extrapolate());
        settings.put("epsilon", s.rule().options().epsilon());
        settings.put("line_search", s.rule().options().lineSearch());
        settings.put("block_pivoting", s.rule().options().blockPivoting());
        settings.put("tau", s.additive().tau());
        settings.put("annealing", s.additive().annealing());
        settings.put("line_minimum", s.additive().lineMinimum());
        settings.put("pixel_anchors", s.start().pixelAnchors());
        settings.put("scale", s.output().scaling().id());
        settings.put("ordered", s.output().ordered());
        settings.put("threads", s.machine().threads());
        settings.put("device", s.machine().device());
        return settings;
    }

    /**
     * @param s the method
     * @param problem the problem
     * @return the settings that decide what an iteration does, as texts: a state is continued with the same
     */
    public static Map<String, String> iteration(final NmfSettings s, final NmfProblem problem) {
        final Map<String, String> iteration = new LinkedHashMap<>();
        iteration.put("algorithm", s.algorithm().id());
        iteration.put("precision", problem.data().precision().id());
        iteration.put("rank", Integer.toString(s.rank()));
        settings(s, problem).forEach((name, value) -> {
            if (!FREE.contains(name)) {
                iteration.put(name, value instanceof int[] numbers ? Arrays.toString(numbers) : String.valueOf(value));
            }
        });
        return iteration;
    }

    private static Map<String, Object> penalty(final Penalty penalty) {
        final Map<String, Object> terms = new LinkedHashMap<>();
        terms.put("l1", penalty.l1());
        terms.put("l2", penalty.l2());
        terms.put("orthogonality", penalty.orthogonality());
        return terms;
    }

    /** @return the data in one line */
    public static String sentence(final Observations data) {
        return data.count() + (data.count() == 1 ? " observation of " : " observations of ") + data.pixels()
            + (data.pixels() == 1 ? " pixel, " : " pixels, ") + data.observedEntries() + " of "
            + (long)data.count() * data.pixels() + " entries observed";
    }

    /** @return the outcome in one line, for the console */
    public static String sentence(final NmfResult result, final NmfSettings settings, final Path out) {
        final Algorithm algorithm = settings.algorithm();
        final String measure =
            settings.rule().distance() == Distance.SQUARED_ERROR ? "χ²" : settings.rule().distance().title();
        return algorithm.title() + ": " + measure + " " + SignificantDigits.of(result.chi2(), 6) + " after "
            + result.passes() + " iterations (" + result.stopReason().text() + "), results in " + out;
    }

    /**
     * A line for each start: where χ² began, where it ended and what it fell by in the last ten iterations.
     *
     * @param result how it went
     * @return lines for a log
     */
    public static List<String> stages(final NmfResult result) {
        final List<String> lines = new ArrayList<>();
        final List<TraceRow> trace = result.trace();
        for (int from = 0; from < trace.size();) {
            int to = from + 1;
            while (to < trace.size() && trace.get(to).restart() == trace.get(from).restart()) {
                to++;
            }
            final TraceRow last = trace.get(to - 1);
            final TraceRow before = trace.get(Math.max(from, to - 1 - Stopping.WINDOW));
            lines.add(String.format(Locale.ROOT, "start %d: %.6g", last.restart(), trace.get(from).objective()));
            lines.add(String.format(Locale.ROOT, "iterations %d to %d of start %d: %.6g, %.2g lower (relative) than %d "
                + "before, %.2f s", trace.get(from).pass(), last.pass(), last.restart(), last.objective(),
                (before.objective() - last.objective()) / before.objective(), last.pass() - before.pass(),
                last.seconds()));
            from = to;
        }
        return lines;
    }

    /** @return the program's version */
    public static String version() {
        final String version = Summaries.class.getPackage().getImplementationVersion();
        return version == null ? "not packaged" : version;
    }
}
