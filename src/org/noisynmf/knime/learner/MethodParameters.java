package org.noisynmf.knime.learner;

import java.util.Arrays;
import java.util.Optional;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.OptionalWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Capability;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.NmfSettingsBuilder;
import org.noisynmf.knime.dialog.AlgorithmChoice;
import org.noisynmf.knime.learner.choice.DistanceChoice;
import org.noisynmf.knime.learner.choice.StartChoice;

/** Which step rule finds how many templates. */
final class MethodParameters implements NodeParameters {

    private static final NmfSettings ENGINE = NmfSettings.builder().build();

    @Widget(title = "Number of templates",
        description = "How many templates (parts, basis spectra, end members) to learn: at least 1, and at most the "
            + "smaller of the numbers of observations and pixels. Default 2.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_rank = 2;

    @Widget(title = "Algorithm",
        description = "The update that improves coefficients and templates in turn. All minimise the same misfit; "
            + "they differ in speed and in the data they accept. Default: accelerated coordinate descent.")
    @ValueReference(AlgorithmReference.class)
    AlgorithmChoice m_algorithm = AlgorithmChoice.ACCELERATED;

    @Widget(title = "Misfit",
        description = "The quantity to minimise, summed over observed entries with their weights. Default: squared "
            + "error.")
    @Effect(predicate = HasDivergences.class, type = EffectType.SHOW)
    DistanceChoice m_distance = DistanceChoice.SQUARED_ERROR;

    @Widget(title = "Shift factor",
        description = "Multiplies the smallest shift that makes all data non-negative; at least 1. Larger shifts make "
            + "smaller steps. Default 1.")
    @NumberInputWidget(minValidation = AtLeastOne.class)
    @Effect(predicate = IsShift.class, type = EffectType.SHOW)
    double m_shiftFactor = 1;

    @Widget(title = "Extrapolate",
        description = "Extrapolate from iteration to iteration, with restart when the misfit rises. Default off.")
    @Effect(predicate = MayExtrapolate.class, type = EffectType.SHOW)
    boolean m_extrapolate;

    @Widget(title = "Coordinate sweeps", advanced = true,
        description = "Sweeps over the templates in each step, at least 1. Not set (the default): 5 for the "
            + "accelerated algorithms and 1 for HALS.")
    @OptionalWidget(defaultProvider = FiveSweeps.class)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = HasSweeps.class, type = EffectType.SHOW)
    Optional<Integer> m_sweeps = Optional.empty();

    @Widget(title = "Inner steps", advanced = true,
        description = "Steps made with the sums of one iteration, at least 1. More steps cost little and save "
            + "iterations; 1 is the published algorithm. Default 1.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = HasInnerSteps.class, type = EffectType.SHOW)
    int m_innerSteps = 1;

    @Widget(title = "Block principal pivoting", advanced = true,
        description = "Find the exact minimum by exchanging whole blocks of variables instead of one at a time, which "
            + "is faster for many templates. Default off.")
    @Effect(predicate = IsAnls.class, type = EffectType.SHOW)
    boolean m_blockPivoting;

    @Widget(title = "Search the step length", advanced = true,
        description = "Search the step length along the gradient instead of using the longest one that is always "
            + "safe. Default off.")
    @Effect(predicate = IsProjectedGradient.class, type = EffectType.SHOW)
    boolean m_lineSearch;

    @Widget(title = "Floor of the numerator", advanced = true,
        description = "&#949; of the update, greater than 0: no value falls below about this number divided by its "
            + "denominator. Default 1e-7.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsMurnmf.class, type = EffectType.SHOW)
    double m_epsilon = ENGINE.rule().options().epsilon();

    @Widget(title = "Longest step", advanced = true,
        description = "The fraction of the way to the nearest bound that a step may take (&#964; of Pav 2024), "
            + "greater than 0 and less than 1. Default 0.1.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = BelowOne.class)
    @Effect(predicate = IsAurnmf.class, type = EffectType.SHOW)
    double m_tau = ENGINE.additive().tau();

    @Widget(title = "Annealing", advanced = true,
        description = "The fraction of its distance to 1 by which the longest step grows in every iteration, 0 or "
            + "more and less than 1. Default 0.01.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = BelowOne.class)
    @Effect(predicate = IsAurnmf.class, type = EffectType.SHOW)
    double m_annealing = ENGINE.additive().annealing();

    @Widget(title = "Stop steps at the minimum", advanced = true,
        description = "Stop each step at the minimum along its direction. Default on.")
    @Effect(predicate = IsAurnmf.class, type = EffectType.SHOW)
    boolean m_lineMinimum = ENGINE.additive().lineMinimum();

    @Widget(title = "Anchors are pixels",
        description = "Look for anchors among the pixels instead of among the observations. An anchor contains "
            + "only one template. Default off.")
    @Effect(predicate = IsSeparable.class, type = EffectType.SHOW)
    boolean m_pixelAnchors;

    /**
     * @param builder receives these settings, those that the algorithm has no use for left out. Modified.
     */
    void addTo(final NmfSettingsBuilder builder) {
        final Algorithm algorithm = m_algorithm.algorithm();
        builder.algorithm(algorithm).rank(m_rank).shiftFactor(m_shiftFactor).blockPivoting(m_blockPivoting)
            .lineSearch(m_lineSearch).epsilon(m_epsilon).pixelAnchors(m_pixelAnchors)
            .tau(m_tau).annealing(m_annealing).lineMinimum(m_lineMinimum);
        if (algorithm.can(Capability.INNER_STEPS)) {
            builder.innerSteps(m_innerSteps);
        }
        if (algorithm.can(Capability.KULLBACK_LEIBLER)) {
            builder.distance(m_distance.distance());
        }
        if (algorithm.can(Capability.SWEEPS)) {
            m_sweeps.ifPresent(builder::sweeps);
        }
        if (mayExtrapolate(m_algorithm)) {
            builder.extrapolate(m_extrapolate);
        }
    }

    /** The accelerated algorithms always extrapolate, so there is nothing to choose. */
    private static boolean mayExtrapolate(final AlgorithmChoice choice) {
        return !choice.algorithm().can(Capability.ACCELERATED) && choice.algorithm().can(Capability.EXTRAPOLATION);
    }

    /** Knows the algorithm chosen. */
    static final class AlgorithmReference implements ParameterReference<AlgorithmChoice> {
    }

    /** Holds for algorithms with other misfits. */
    static final class HasDivergences implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(AlgorithmReference.class).isOneOf(AlgorithmChoice.with(Capability.KULLBACK_LEIBLER));
        }
    }

    /** Holds for Shift-NMF. */
    static final class IsShift implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(AlgorithmReference.class).isOneOf(AlgorithmChoice.SHIFT);
        }
    }

    /** Holds for exact steps. */
    static final class IsAnls implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(AlgorithmReference.class).isOneOf(AlgorithmChoice.ANLS);
        }
    }

    /** Holds for projected gradient. */
    static final class IsProjectedGradient implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(AlgorithmReference.class).isOneOf(AlgorithmChoice.PROJECTED_GRADIENT);
        }
    }

    /** Holds for the rule with a floor. */
    static final class IsMurnmf implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(AlgorithmReference.class).isOneOf(AlgorithmChoice.MURNMF);
        }
    }

    /** Holds for the additive update. */
    static final class IsAurnmf implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(AlgorithmReference.class).isOneOf(AlgorithmChoice.AURNMF);
        }
    }

    /** Holds for algorithms that search, from a start, until a criterion ends them. */
    static final class Searches implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(AlgorithmReference.class).isOneOf(AlgorithmChoice.with(Capability.DIRECT)).negate();
        }
    }

    /** Holds for separable factorisation, as algorithm or as start. */
    static final class IsSeparable implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(AlgorithmReference.class).isOneOf(AlgorithmChoice.SEPARABLE)
                .or(i.getEnum(StartParameters.StartReference.class).isOneOf(StartChoice.SEPARABLE));
        }
    }

    /** Holds where extrapolation is a choice. */
    static final class MayExtrapolate implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(AlgorithmReference.class).isOneOf(Arrays.stream(AlgorithmChoice.values())
                .filter(MethodParameters::mayExtrapolate).toArray(AlgorithmChoice[]::new));
        }
    }

    /** Holds for algorithms with sweeps. */
    static final class HasSweeps implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(AlgorithmReference.class).isOneOf(AlgorithmChoice.with(Capability.SWEEPS));
        }
    }

    /** Holds for algorithms that can repeat their step. */
    static final class HasInnerSteps implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(AlgorithmReference.class).isOneOf(AlgorithmChoice.with(Capability.INNER_STEPS));
        }
    }

    /** What the field shows when it is switched on. */
    static final class FiveSweeps implements OptionalWidget.DefaultValueProvider<Integer> {
        @Override
        public Integer computeState(final NodeParametersInput context) {
            return 5;
        }
    }

    /** Numbers from 1. */
    static final class AtLeastOne extends MinValidation {
        @Override
        protected double getMin() {
            return 1;
        }
    }
}
