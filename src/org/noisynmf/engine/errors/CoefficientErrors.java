package org.noisynmf.engine.errors;

import java.util.Arrays;
import java.util.Objects;

import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.Projection;
import org.noisynmf.engine.model.SignedCoefficients;
import org.noisynmf.engine.nnls.ProjectionSettings;
import org.noisynmf.engine.storage.Heap;

/**
 * Errors of coefficients on templates that are known only so well: σ² = σ_noise² + f Σ_s (û_s − ū)², where û_s are the signed
 * estimates on the s-th set of templates. The first term is the error on known templates, the second what the templates'
 * own uncertainty adds; for jackknife sets that is Efron and Stein's (1981) estimate with groups in place of observations.
 *
 * @param total standard deviations σ, q × n, observation j contiguous; NaN where the error on known templates is
 * @param fromTemplates the share of the templates, √(f Σ_s (û_s − ū)²), of the same shape; NaN likewise
 */
public record CoefficientErrors(double[] total, double[] fromTemplates) {

    /** Draws that are projected onto at most: with so many the share of the templates is known to 10 %. */
    private static final int MOST_DRAWS = 50;

    /**
     * @param projection onto the templates themselves, with {@link Projection#signed()}. Not modified.
     * @param sets of the templates, in the scale of those of the projection
     * @param settings those of the projection
     * @param observer hears of progress and may cancel
     * @return the errors
     * @throws IllegalArgumentException if the sets are none of these templates
     * @throws java.util.concurrent.CancellationException if the observer cancelled
     */
    public static CoefficientErrors of(final Projection projection, final TemplateSets sets,
        final ProjectionSettings settings, final Observer observer) {
        final Observations data = projection.data();
        final double[] w = projection.factors().w();
        final int q = projection.factors().rank();
        if (sets.pixels() != data.pixels() || sets.rank() != q) {
            throw new IllegalArgumentException("The sets hold " + sets.rank() + " templates of " + sets.pixels()
                + " pixels, but the projection has " + q + " templates of " + data.pixels() + " pixels");
        }
        checkTogether(w, sets);
        final double[] noise = signed(projection).errors();
        Heap.require(8.0 * 6 * noise.length, "The errors of " + data.count() + " projected observations", "");
        final TemplateSets thinned = sets.thinned(MOST_DRAWS);
        // weights that depend on the model are those of the projection
        final ProjectionSettings plain = new ProjectionSettings(true, settings.machine(), null);
        final double[] sums = new double[noise.length];
        final double[] squares = new double[noise.length];
        final int[] counts = new int[noise.length];
        for (int s = 0; s < thinned.count(); s++) {
            observer.throwIfCancelled();
            observer.progress((double)s / thinned.count(),
                "Coefficients on set " + (s + 1) + " of " + thinned.count() + " of the templates");
            final double[] estimates =
                signed(Nmf.project(data, known(thinned.w()[s], w, data.pixels()), plain, new WorkerObserver(observer)))
                    .estimates();
            for (int p = 0; p < noise.length; p++) {
                // sums of deviations from the estimate itself, so that no digits cancel
                final double deviation = estimates[p] - signed(projection).estimates()[p];
                if (!Double.isNaN(deviation)) {
                    sums[p] += deviation;
                    squares[p] += deviation * deviation;
                    counts[p]++;
                }
            }
        }
        final double[] total = new double[noise.length];
        final double[] fromTemplates = new double[noise.length];
        Arrays.setAll(fromTemplates, p -> counts[p] < 2 ? Double.NaN
            : Math.sqrt(thinned.factor() * Math.max(squares[p] - sums[p] * sums[p] / counts[p], 0)));
        Arrays.setAll(total, p -> Math.hypot(noise[p], fromTemplates[p]));
        return new CoefficientErrors(total, fromTemplates);
    }

    /** A check of what belongs together: the mean of the sets is nearer to the templates than half their size. */
    private static void checkTogether(final double[] w, final TemplateSets sets) {
        final int d = sets.pixels();
        for (int k = 0; k < sets.rank(); k++) {
            double size = 0;
            double squares = 0;
            for (int p = k * d; p < (k + 1) * d; p++) {
                double mean = 0;
                for (final double[] set : sets.w()) {
                    mean += set[p] / sets.count();
                }
                if (!Double.isNaN(w[p]) && !Double.isNaN(mean) && w[p] > 0) {
                    size += w[p] * w[p];
                    squares += (mean - w[p]) * (mean - w[p]);
                }
            }
            if (squares > size / 4) {
                throw new IllegalArgumentException("The draws or jackknife sets do not belong to template " + k
                    + " (from 0): their mean is far from it. Use templates and sets of the same run, in its scale and "
                    + "order");
            }
        }
    }

    private static SignedCoefficients signed(final Projection projection) {
        return Objects.requireNonNull(projection.signed(), "a projection without errors");
    }

    /** Where the templates are unknown or nothing was learnt of them, the sets know no more. */
    private static double[] known(final double[] set, final double[] templates, final int pixels) {
        final double[] known = set.clone();
        for (int i = 0; i < pixels; i++) {
            boolean empty = true;
            for (int p = i; p < templates.length; p += pixels) {
                empty &= !(templates[p] > 0);
            }
            for (int p = i; p < templates.length && empty; p += pixels) {
                known[p] = templates[p];
            }
        }
        return known;
    }
}
