package org.noisynmf.engine.errors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.posterior.Posterior;
import org.noisynmf.engine.posterior.PosteriorResult;
import org.noisynmf.engine.posterior.PosteriorSettings;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Scaling;

/**
 * Errors of the templates of a fit by one of several methods, in one form.
 *
 * @param method the method
 * @param data the observations with the weights that were used
 * @param templates the values that the errors belong to, d × q, template k contiguous: those of the fit, of a posterior its
 *            means; NaN where nothing was observed
 * @param columns what is known of every entry
 * @param sets of the templates, from which errors of coefficients follow; null if the method gives none
 * @param bootstrap what it says beyond that; null with another method
 * @param displacement what it says beyond that; null with another method
 * @param warnings what the user should know, one sentence or two each
 */
public record ErrorEstimates(ErrorMethod method, Observations data, double[] templates, List<Column> columns,
    @Nullable TemplateSets sets, @Nullable Bootstrap bootstrap, @Nullable Displacement displacement,
    List<String> warnings) {

    /** Share of recognised templates of a bootstrap below which the base may be one of several solutions. EPA PMF's. */
    private static final double RECOGNISED = 0.8;

    /**
     * One number for every entry of the templates.
     *
     * @param name such as "standard deviation", "quantile 0.16" or "lower 4"
     * @param values d × q, template k contiguous; NaN where it is not known
     */
    public record Column(String name, double[] values) {
    }

    /** Copies the lists. */
    public ErrorEstimates {
        columns = List.copyOf(columns);
        warnings = List.copyOf(warnings);
    }

    /**
     * @param method the method
     * @param levels of a displacement. Not modified.
     * @return names of the columns
     */
    public static List<String> columnNames(final ErrorMethod method, final double[] levels) {
        final List<String> names = new ArrayList<>();
        if (method == ErrorMethod.DISPLACEMENT) {
            for (final double level : levels) {
                names.add("lower " + number(level));
                names.add("upper " + number(level));
            }
            return names;
        }
        names.add("standard deviation");
        if (method != ErrorMethod.JACKKNIFE) {
            Arrays.stream(Bootstrap.PROBABILITIES).forEach(p -> names.add("quantile " + p));
        }
        return names;
    }

    private static String number(final double value) {
        return value == Math.rint(value) ? Long.toString((long)value) : Double.toString(value);
    }

    /**
     * @param problem the data, and which templates are held. Not modified.
     * @param fit the minimum of χ². Not modified.
     * @param settings the method
     * @param observer hears of progress and may cancel
     * @return the errors
     * @throws IllegalArgumentException if the settings do not fit the data
     * @throws java.util.concurrent.CancellationException if the observer cancelled
     */
    public static ErrorEstimates of(final NmfProblem problem, final NmfResult fit, final ErrorSettings settings,
        final Observer observer) {
        return of(problem, fit.data(), fit.factors(), settings, observer);
    }

    /**
     * @param problem the data, and which templates are held. Not modified.
     * @param data the same with the weights of the fit. Not modified.
     * @param base W and H at the minimum of χ². Not modified.
     * @param settings the method
     * @param observer hears of progress and may cancel
     * @return the errors
     * @throws IllegalArgumentException if the settings do not fit the data
     * @throws java.util.concurrent.CancellationException if the observer cancelled
     */
    public static ErrorEstimates of(final NmfProblem problem, final Observations data, final Factors base,
        final ErrorSettings settings, final Observer observer) {
        final int[] held = problem.held();
        return switch (settings.method()) {
            case BOOTSTRAP -> of(data, base, Bootstrap.of(data, base, held, settings.samples(), settings.block(),
                settings.seed(), settings.threads(), observer));
            case DISPLACEMENT -> of(data, base, Displacement.of(data, base, held, settings.displaced(base.pixels()),
                settings.levels(), settings.threads(), observer));
            case JACKKNIFE -> of(data, base, Jackknife.of(data, base.known().w(), held, settings.groups(),
                settings.seed(), settings.threads(), observer));
            case POSTERIOR -> of(Posterior.sample(problem.withTemplates(base.w()),
                new PosteriorSettings(NmfSettings.builder().rank(base.rank()).seed(settings.seed())
                    .scaling(Scaling.SUM).threads(settings.threads()).build()).withRefit(false)
                    .withSweeps(settings.sweeps()),
                observer));
        };
    }

    private static ErrorEstimates of(final Observations data, final Factors base, final Bootstrap bootstrap) {
        final List<String> warnings = new ArrayList<>();
        if (bootstrap.mappedShare() < RECOGNISED) {
            warnings.add(String.format(Locale.ROOT,
                "Only %.0f %% of the templates of bootstrap samples were mapped to those of the fit at which they "
                    + "began: the data do not settle some templates, and their errors are only those of the samples "
                    + "in which they were mapped",
                100 * bootstrap.mappedShare()));
        }
        return new ErrorEstimates(ErrorMethod.BOOTSTRAP, data, base.w(),
            columns(ErrorMethod.BOOTSTRAP, bootstrap.deviations(), bootstrap.quantiles()), bootstrap.sets(), bootstrap,
            null, warnings);
    }

    private static ErrorEstimates of(final Observations data, final Factors base, final Displacement displacement) {
        final List<String> warnings = new ArrayList<>();
        if (displacement.dropped()) {
            warnings.add(String.format(Locale.ROOT, "χ² fell by %.3g below that of the fit, which was not its "
                + "minimum: fit again with more starts or iterations, then estimate errors",
                displacement.largestDrop()));
        }
        final int swaps = Arrays.stream(displacement.swaps()[0]).sum();
        if (swaps > 0) {
            warnings.add("Templates changed places in " + swaps + (swaps == 1 ? " fit" : " fits")
                + " with the smallest rise of χ²: their intervals belong to another solution, and the data do not "
                + "settle the templates");
        }
        final double[][] ends = IntStream.range(0, displacement.levels().length).boxed()
            .flatMap(s -> Stream.of(displacement.lower()[s], displacement.upper()[s]))
            .toArray(double[][]::new);
        final List<String> names = columnNames(ErrorMethod.DISPLACEMENT, displacement.levels());
        return new ErrorEstimates(ErrorMethod.DISPLACEMENT, data, base.w(),
            IntStream.range(0, ends.length).mapToObj(c -> new Column(names.get(c), ends[c])).toList(), null, null,
            displacement, warnings);
    }

    private static ErrorEstimates of(final Observations data, final Factors base, final TemplateSets jackknife) {
        return new ErrorEstimates(ErrorMethod.JACKKNIFE, data, base.w(),
            columns(ErrorMethod.JACKKNIFE, jackknife.deviations(), new double[0][]), jackknife, null, null, List.of());
    }

    private static ErrorEstimates of(final PosteriorResult posterior) {
        final double[] mean = posterior.templates().mean().clone();
        for (int p = 0; p < mean.length; p++) {
            mean[p] = posterior.data().pixelObserved(p % posterior.mean().pixels()) ? mean[p] : Double.NaN;
        }
        return new ErrorEstimates(ErrorMethod.POSTERIOR, posterior.data(), mean,
            columns(ErrorMethod.POSTERIOR, posterior.templates().sd(),
                posterior.draws().quantiles(Bootstrap.PROBABILITIES)),
            TemplateSets.of(posterior.draws()), null, null, posterior.warnings());
    }

    private static List<Column> columns(final ErrorMethod method, final double[] deviations,
        final double[][] quantiles) {
        final List<String> names = columnNames(method, new double[0]);
        final List<Column> columns = new ArrayList<>();
        columns.add(new Column(names.get(0), deviations));
        for (int s = 0; s < quantiles.length; s++) {
            columns.add(new Column(names.get(1 + s), quantiles[s]));
        }
        return columns;
    }
}
