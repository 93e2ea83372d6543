package org.noisynmf.view.posterior;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.evaluate.DegreesOfFreedom;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.posterior.ChainTrace;
import org.noisynmf.engine.posterior.Diagnosis;
import org.noisynmf.engine.posterior.Estimate;
import org.noisynmf.engine.posterior.PosteriorResult;
import org.noisynmf.engine.posterior.TemplateDraws;
import org.noisynmf.view.Band;
import org.noisynmf.view.Certainty;
import org.noisynmf.view.CoefficientRows;
import org.noisynmf.view.FactorisationView;
import org.noisynmf.view.NamedCurve;
import org.noisynmf.view.PackedFloats;
import org.noisynmf.view.Summary;
import org.noisynmf.view.ViewNames;
import org.noisynmf.view.Views;

/** Makes the page's content from the posterior of a factorisation. */
public final class PosteriorViews {

    /** Of how many standard deviations the ends of the bands are where no quantiles are known. */
    private static final double[] DEVIATIONS = {-1.96, -1, 1, 1.96};

    private PosteriorViews() {
    }

    /**
     * The view of a posterior.
     *
     * @param names names of d pixels, q templates and n observations
     * @param result what was drawn
     * @param coefficientQuantiles for each of {@link Band#probabilities} the quantiles of the coefficients, q × n; null:
     *            bands are of ±1 and ±1.96 standard deviations, but not below 0, and end at 0 where that is as probable.
     *            Not modified.
     * @param summary how it ended
     * @return the content of the page
     */
    public static FactorisationView of(final ViewNames names, final PosteriorResult result,
        final double @Nullable [][] coefficientQuantiles, final Summary summary) {
        final Factors mean = result.mean();
        final Observations data = result.data();
        final double[][] quantiles =
            coefficientQuantiles == null ? around(result.coefficients()) : coefficientQuantiles;
        final DegreesOfFreedom freedom = DegreesOfFreedom.of(data, mean);
        return new FactorisationView(names.title(), names.pixels(),
            templates(names.templates(), result.draws(), mean.w()),
            CoefficientRows.firstOf(names.observations(), mean.rank(), mean.h()).withQuantiles(quantiles), List.of(),
            Views.stored(names, mean, data, j -> chi2(mean, data, j), j -> freedom.share(data, j)), summary)
            .with(new Certainty(certainty(result), null, null));
    }

    /**
     * Templates with the bands in which the draws lie.
     *
     * @param labels q names
     * @param draws of the templates
     * @param w their values, d × q, template k contiguous. Not modified.
     * @return the curves
     */
    public static List<NamedCurve> templates(final List<String> labels, final TemplateDraws draws, final double[] w) {
        final int d = draws.pixels();
        final double[][] quantiles = draws.quantiles(Band.probabilities());
        return IntStream.range(0, draws.rank()).mapToObj(
            k -> new NamedCurve(labels.get(k), PackedFloats.of(w, k * d, d), Band.of(quantiles, k * d, d))).toList();
    }

    /**
     * How the chains ended.
     *
     * @param templates q names
     * @param result what was drawn
     * @param seconds duration
     * @param warnings everything the user was warned of
     * @return the summary
     */
    public static Summary summary(final List<String> templates, final PosteriorResult result, final double seconds,
        final List<String> warnings) {
        final Diagnosis diagnosis = result.diagnosis();
        final Observations data = result.data();
        final double observed = data.observedEntries();
        final List<Summary.Entry> further = List.of(
            new Summary.Entry("Templates", Integer.toString(result.mean().rank())),
            new Summary.Entry("Chains", Integer.toString(result.chains())),
            new Summary.Entry("R-hat of the templates", number(diagnosis.rotation().rHat())),
            new Summary.Entry("Effective sample size of the templates", number(diagnosis.rotation().ess())),
            new Summary.Entry("R-hat of the reconstruction", number(diagnosis.reconstruction().rHat())),
            new Summary.Entry("Standard deviation of mixing", number(diagnosis.mixing())),
            new Summary.Entry("Noise scale", number(result.noiseScale()) + " ± " + number(result.noiseScaleSd())));
        return new Summary("Posterior", diagnosis.settled() ? "The chains agree." : "The chains reached their limit.",
            diagnosis.settled(), data.count(), result.sweeps(), seconds, result.chi2(),
            DegreesOfFreedom.of(data, result.fit()).effective(),
            1 - observed / ((double)data.count() * data.pixels()), data.negativeEntries() / observed,
            diagnosis.unused().stream().map(templates::get).toList(), "CPU", warnings, further);
    }

    private static String number(final double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    private static Certainty.Posterior certainty(final PosteriorResult result) {
        final Diagnosis diagnosis = result.diagnosis();
        final int q = result.mean().rank();
        final int row = diagnosis.slowest() / q;
        final int column = diagnosis.slowest() % q;
        return new Certainty.Posterior(diagnosis.rotation().rHat(), diagnosis.rotation().ess(),
            diagnosis.reconstruction().rHat(), diagnosis.reconstruction().ess(), diagnosis.mixing(),
            diagnosis.slowest(), PackedFloats.of(diagnosis.rotationMean()), PackedFloats.of(diagnosis.rotationSd()),
            result.traces().stream()
                .map(trace -> chain(trace, row * q + diagnosis.partner()[trace.chain()][column])).toList());
    }

    private static Certainty.Chain chain(final ChainTrace trace, final int entry) {
        return new Certainty.Chain(PackedFloats.of(Arrays.stream(trace.sweep()).asDoubleStream().toArray()),
            PackedFloats.of(Arrays.stream(trace.rotation()).mapToDouble(m -> m[entry]).toArray()));
    }

    private static double[][] around(final Estimate estimate) {
        final double[] probabilities = Band.probabilities();
        final double[][] ends = new double[probabilities.length][estimate.mean().length];
        for (int e = 0; e < ends.length; e++) {
            for (int p = 0; p < ends[e].length; p++) {
                ends[e][p] = estimate.zero()[p] >= probabilities[e] ? 0
                    : Math.max(0, estimate.mean()[p] + DEVIATIONS[e] * estimate.sd()[p]);
            }
        }
        return ends;
    }

    /** Σᵢ Vᵢ (xᵢ − (W h)ᵢ)² of observation j. */
    private static double chi2(final Factors factors, final Observations data, final int j) {
        final double[] x = new double[data.pixels()];
        final double[] v = new double[data.pixels()];
        final double[] fit = new double[data.pixels()];
        data.copy(j, x, v);
        factors.reconstruct(j, fit);
        return IntStream.range(0, x.length).filter(i -> v[i] > 0)
            .mapToDouble(i -> v[i] * (x[i] - fit[i]) * (x[i] - fit[i])).sum();
    }
}
