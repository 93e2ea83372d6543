package org.noisynmf.knime.learner;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.noisynmf.engine.settings.NmfSettingsBuilder;
import org.noisynmf.engine.settings.Starting;
import org.noisynmf.knime.dialog.Limits;
import org.noisynmf.knime.learner.choice.StartChoice;
import org.noisynmf.knime.port.HeldTemplates;

/** Where the search begins. */
final class StartParameters implements NodeParameters {

    @Widget(title = "Start", description = "The templates and coefficients before the first iteration. The result is "
        + "a local minimum and depends on them. Default: random.")
    @ValueReference(StartReference.class)
    @Effect(predicate = MethodParameters.Searches.class, type = EffectType.SHOW)
    StartChoice m_start = StartChoice.RANDOM;

    @Widget(title = "Iterations per added template",
        description = "Iterations after each template that sequential growth adds, at least 1. They do not count "
            + "towards the maximum number of iterations. Default 50.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = IsSequential.class, type = EffectType.SHOW)
    int m_growthPasses = 50;

    @Widget(title = "Continue where the start model ended",
        description = "Continue the search of the start model, with its coefficients and its state, as if it had "
            + "never stopped. Needs the same data, algorithm and number of templates. Default off.")
    @Effect(predicate = IsGiven.class, type = EffectType.SHOW)
    boolean m_resume;

    @Widget(title = HeldTemplates.TITLE,
        description = "Numbers of the templates of the start model that are held as they are, from 0 and separated by "
            + "commas, e.g. <tt>0, 2</tt>. You can then learn more templates than the model has. Empty (the default): "
            + "all are learnt.")
    @Effect(predicate = IsGiven.class, type = EffectType.SHOW)
    String m_held = "";

    @Widget(title = "Random seed",
        description = "All random numbers follow from this whole number, 0 to 2<sup>53</sup>; equal seeds give equal "
            + "results for any number of threads. Default 1.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.Seed.class)
    @Effect(predicate = MethodParameters.Searches.class, type = EffectType.SHOW)
    long m_seed = 1;

    @Widget(title = "Number of starts", advanced = true,
        description = "How many starts are tried, each with the next seed; the best result is kept. 0 (the default) "
            + "is automatic: 5 if observed entries times templates are at most 5,000,000, otherwise 1. It is also 1 "
            + "with a start model, or if the start follows from the data.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = MethodParameters.Searches.class, type = EffectType.SHOW)
    int m_starts = Starting.AUTOMATIC;

    /**
     * @param builder receives these settings. Modified.
     */
    void addTo(final NmfSettingsBuilder builder) {
        Limits.checkSeed(m_seed);
        held();
        builder.start(m_start.method()).growthPasses(m_growthPasses).seed(m_seed).restarts(m_starts);
    }

    /** @return 0-based numbers of the templates to hold */
    int[] held() {
        final int[] held = HeldTemplates.parse(m_held);
        return m_start == StartChoice.GIVEN ? held : new int[0];
    }

    /** Knows the start chosen. */
    static final class StartReference implements ParameterReference<StartChoice> {
    }

    /** Holds for sequential growth. */
    static final class IsSequential implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(StartReference.class).isOneOf(StartChoice.SEQUENTIAL)
                .and(i.getPredicate(MethodParameters.Searches.class));
        }
    }

    /** Holds for a start from a model. */
    static final class IsGiven implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(StartReference.class).isOneOf(StartChoice.GIVEN)
                .and(i.getPredicate(MethodParameters.Searches.class));
        }
    }
}
