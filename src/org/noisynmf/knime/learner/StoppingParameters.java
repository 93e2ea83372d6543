package org.noisynmf.knime.learner;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.noisynmf.engine.settings.NmfSettingsBuilder;
import org.noisynmf.engine.settings.Stopping;

/** When the search ends: at the first of these that is met. */
final class StoppingParameters implements NodeParameters {

    @Widget(title = "Maximum number of iterations",
        description = "An iteration reads the data once: a step of the coefficients, then one of the templates. 0 or "
            + "more; 0 returns the start. Default 1000.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = MethodParameters.Searches.class, type = EffectType.SHOW)
    int m_iterations = Stopping.DEFAULT.iterations();

    @Widget(title = "Tolerance",
        description = "Stop when the misfit has fallen by less than this fraction over the last 10 iterations; 0 or "
            + "more and less than 1. 0 switches the test off. Default 1e-6.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = BelowOne.class)
    @Effect(predicate = MethodParameters.Searches.class, type = EffectType.SHOW)
    double m_tolerance = Stopping.DEFAULT.tolerance();

    @Widget(title = "KKT tolerance", advanced = true,
        description = "Stop when the projected gradient, relative to its size at the start, falls below this; 0 or "
            + "more. 0 (the default) switches the test off.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = MethodParameters.Searches.class, type = EffectType.SHOW)
    double m_kktTolerance;

    @Widget(title = "Maximum time in seconds", advanced = true,
        description = "Stop after this time; 0 or more. 0 (the default) is no limit. With a limit, results depend on "
            + "the speed of the machine.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = MethodParameters.Searches.class, type = EffectType.SHOW)
    double m_seconds;

    /**
     * @param builder receives these settings. Modified.
     */
    void addTo(final NmfSettingsBuilder builder) {
        if (!(m_seconds >= 0)) {
            throw new IllegalArgumentException(
                "The maximum time is " + m_seconds + " s, but must be ≥ 0 (0 = no limit)");
        }
        builder.stopping(new Stopping(m_iterations, m_tolerance, m_kktTolerance,
            m_seconds == 0 ? Double.POSITIVE_INFINITY : m_seconds));
    }
}
