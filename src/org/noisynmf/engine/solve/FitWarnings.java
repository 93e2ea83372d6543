package org.noisynmf.engine.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.noisynmf.engine.data.NegativeValues;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.naming.Counted;
import org.noisynmf.engine.settings.Distance;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.engine.solve.stepper.Copies;

/** What the user should know of a fit that came to an end: the one place that says so, for nodes and command line. */
public final class FitWarnings {

    private FitWarnings() {
    }

    /**
     * @param data X and V. Not modified.
     * @param settings the method
     * @param factors as they are handed over, NaN where nothing was observed. Not modified.
     * @param dead indices of dead templates
     * @param reason why the fit ended
     * @param passes passes of its main loop
     * @param stored χ², or the other distance, of the factors in stored units
     * @param exponent e in stored χ² = χ² · 2⁻ᵉ
     * @return one sentence each
     */
    static List<String> of(final Observations data, final NmfSettings settings, final Factors factors,
        final List<Integer> dead, final StopReason reason, final int passes, final double stored, final int exponent) {
        final List<String> warnings = new ArrayList<>();
        unobserved(data, warnings);
        final double zero = data.weightedSquares();
        final double chi2 = Math.scalb(stored, exponent);
        ofEnd(settings, reason, passes, dead.size(), warnings);
        if (reason != StopReason.CANCELLED && settings.rule().distance() == Distance.SQUARED_ERROR && zero > 0
            && !(stored < zero)) {
            warnings
                .add(String.format(Locale.ROOT, "χ² is %.6g, no less than the %.6g of a model that is 0 everywhere: "
                    + "the fit found nothing, because %s.", chi2, Math.scalb(zero, exponent),
                    fault(dead.size() == factors.rank(), reason)));
        }
        if (stored > 0 && !(chi2 < Double.POSITIVE_INFINITY && chi2 > 0)) {
            warnings
                .add(String.format(Locale.ROOT, "χ² is %.6g · 2^%d, which is too large or too small for double "
                    + "precision: give data and weights in units that make their values closer to 1.", stored,
                    exponent));
        }
        for (final Copies.Pair pair : Copies.of(factors)) {
            warnings
                .add(String.format(Locale.ROOT, "Template %d and Template %d are copies of one another (1 - cosine = "
                    + "%.1g): choose fewer templates or another start.", pair.first(), pair.second(), pair.distance()));
        }
        return warnings;
    }

    /**
     * How a fit ended, whoever made its passes.
     *
     * @param settings the method
     * @param reason why the fit ended
     * @param passes passes of its main loop
     * @param dead number of dead templates
     * @param warnings receives one sentence each. Modified.
     */
    public static void ofEnd(final NmfSettings settings, final StopReason reason, final int passes, final int dead,
        final List<String> warnings) {
        final Stopping stopping = settings.stopping();
        if ((reason == StopReason.ITERATION_LIMIT || reason == StopReason.TIME_LIMIT)
            && (stopping.tolerance() > 0 || stopping.kktTolerance() > 0)) {
            warnings.add("Not converged after " + Counted.of(passes, "iteration")
                + (reason == StopReason.TIME_LIMIT ? ": raise the time limit or the tolerance."
                    : ": raise the maximum number of iterations or the tolerance."));
        }
        if (reason == StopReason.NOT_FINITE) {
            warnings.add("The misfit was no longer a finite number after " + Counted.of(passes, "iteration")
                + ": these are the last finite factors.");
        }
        if (dead > 0) {
            warnings.add(Counted.of(dead, "template")
                + " not used by any observation: choose fewer templates or another start.");
        }
    }

    private static void unobserved(final Observations data, final List<String> warnings) {
        if (data.alteredEntries() > 0) {
            warnings.add(Counted.of(data.alteredEntries(), "negative value")
                + (data.negativeValues() == NegativeValues.CLIP ? " replaced by 0." : " given weight 0."));
        }
        ofUnobserved(data.emptyObservations(), data.emptyPixels(), warnings);
    }

    /**
     * What was never observed.
     *
     * @param observations number of observations without weight
     * @param pixels number of pixels without weight
     * @param warnings receives one sentence each. Modified.
     */
    public static void ofUnobserved(final long observations, final int pixels, final List<String> warnings) {
        if (observations > 0) {
            warnings.add(Counted.of(observations, "observation") + " without any weight: coefficients are missing.");
        }
        if (pixels > 0) {
            warnings.add(Counted.of(pixels, "pixel")
                + " without any weight: templates are missing there, and 0 in the model.");
        }
    }

    private static String fault(final boolean allDead, final StopReason reason) {
        if (allDead) {
            return "no template is used any more";
        }
        return switch (reason) {
            case ITERATION_LIMIT, TIME_LIMIT -> "the search ended far from a minimum";
            case NOT_FINITE -> "its numbers were no longer finite";
            default -> "the search could not lower it from the start";
        };
    }
}
