package org.noisynmf.view;

import java.util.List;

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
 */
public record FactorisationView(String title, PixelAxis pixels, List<NamedCurve> templates,
    CoefficientRows coefficients, List<ConvergenceTrace> convergence, List<StoredObservation> observations,
    Summary summary) {

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

    private static void requireCount(final int given, final int expected, final String what) {
        if (given != expected) {
            throw new IllegalArgumentException(given + " " + what + ", expected " + expected);
        }
    }
}
