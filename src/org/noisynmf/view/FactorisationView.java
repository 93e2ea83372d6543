package org.noisynmf.view;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Everything the page shows of one factorisation X ≈ W H or projection onto given templates. A JSON writer that knows
 * records (Jackson does) turns it into what the page reads.
 *
 * @param title heading, e.g. the node's name
 * @param pixels the d pixels
 * @param templates the q templates, each of d values
 * @param coefficients coefficients of the first observations, for q templates, or {@link CoefficientRows#NONE}
 * @param convergence one trace a restart, the returned run first; empty for a projection
 * @param observations a selection of observations, see {@link ViewLimits#observationIndices}; may be empty
 * @param summary how the run ended
 * @param certainty how sure the templates are; null = nothing is known
 * @param valueTitle what the values are, with their unit, e.g. "Flux (mJy)"; empty = nothing is known
 */
public record FactorisationView(String title, PixelAxis pixels, List<NamedCurve> templates,
    CoefficientRows coefficients, List<ConvergenceTrace> convergence, List<StoredObservation> observations,
    Summary summary, @Nullable Certainty certainty, String valueTitle) {

    /** Checks that all parts agree on d and q. */
    public FactorisationView {
        templates = List.copyOf(templates);
        convergence = List.copyOf(convergence);
        observations = List.copyOf(observations);
        for (final NamedCurve template : templates) {
            requireCount(template.values().count(), pixels.count(), "values in template '" + template.label() + "'");
        }
        if (coefficients.total() > 0) {
            requireCount(coefficients.columns().size(), templates.size(), "columns of coefficients");
        }
        for (final StoredObservation observation : observations) {
            requireCount(observation.data().count(), pixels.count(),
                "values in observation '" + observation.label() + "'");
            requireCount(observation.coefficients().count(), templates.size(),
                "coefficients of observation '" + observation.label() + "'");
        }
    }

    /**
     * A view without certainty and title of the values.
     *
     * @param title heading
     * @param pixels the d pixels
     * @param templates the q templates
     * @param coefficients coefficients of the first observations
     * @param convergence one trace a restart
     * @param observations a selection of observations
     * @param summary how the run ended
     */
    public FactorisationView(final String title, final PixelAxis pixels, final List<NamedCurve> templates,
        final CoefficientRows coefficients, final List<ConvergenceTrace> convergence,
        final List<StoredObservation> observations, final Summary summary) {
        this(title, pixels, templates, coefficients, convergence, observations, summary, null, "");
    }

    /**
     * The same view with what is known of how sure its templates are.
     *
     * @param known what is known
     * @return a changed copy
     */
    public FactorisationView with(final @Nullable Certainty known) {
        return new FactorisationView(title, pixels, templates, coefficients, convergence, observations, summary, known,
            valueTitle);
    }

    /**
     * The same view with titles for its axes.
     *
     * @param pixelTitle what the pixels are, with their unit; empty = as it is
     * @param newValueTitle what the values are, with their unit; empty = as it is
     * @return a changed copy
     */
    public FactorisationView titled(final String pixelTitle, final String newValueTitle) {
        return new FactorisationView(title, pixelTitle.isEmpty() ? pixels : pixels.withTitle(pixelTitle), templates,
            coefficients, convergence, observations, summary, certainty,
            newValueTitle.isEmpty() ? valueTitle : newValueTitle);
    }

    private static void requireCount(final int given, final int expected, final String what) {
        if (given != expected) {
            throw new IllegalArgumentException(given + " " + what + ", expected " + expected);
        }
    }
}
