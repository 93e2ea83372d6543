package org.noisynmf.knime.learner;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.noisynmf.engine.settings.Capability;
import org.noisynmf.engine.settings.NmfSettingsBuilder;
import org.noisynmf.engine.settings.Penalty;
import org.noisynmf.knime.dialog.AlgorithmChoice;

/** Penalties on both factors. The engine refuses one that is set but that the algorithm cannot honour. */
final class RegularisationParameters implements NodeParameters {

    @Widget(title = "L1 penalty on templates",
        description = "Favours zeros in the templates; 0 or more, in units of χ² per unit of a template. A penalty on "
            + "one factor alone has no minimum, because the other can grow instead: penalise both. Default 0.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = HasL1.class, type = EffectType.SHOW)
    double m_templateL1;

    @Widget(title = "L2 penalty on templates",
        description = "Favours small values in the templates; 0 or more. Default 0.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = HasL2.class, type = EffectType.SHOW)
    double m_templateL2;

    @Widget(title = "Overlap penalty on templates",
        description = "Favours templates that do not overlap (γ of Pav 2024); 0 or more. Default 0.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = HasOverlap.class, type = EffectType.SHOW)
    double m_templateOverlap;

    @Widget(title = "L1 penalty on coefficients",
        description = "Favours observations composed of few templates; 0 or more. Default 0.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = HasL1.class, type = EffectType.SHOW)
    double m_coefficientL1;

    @Widget(title = "L2 penalty on coefficients",
        description = "Favours small coefficients; 0 or more. Default 0.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = HasL2.class, type = EffectType.SHOW)
    double m_coefficientL2;

    @Widget(title = "Overlap penalty on coefficients",
        description = "Favours templates that are not used together; 0 or more. Default 0.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = HasOverlap.class, type = EffectType.SHOW)
    double m_coefficientOverlap;

    @Widget(title = "Overlap penalty on pixels",
        description = "Favours templates that are confined to few pixels (the off-diagonal penalty on the right factor "
            + "of Pav 2024), for the regularised multiplicative and additive updates; 0 or more. Default 0.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = HasPixelOverlap.class, type = EffectType.SHOW)
    double m_pixelOverlap;

    /**
     * @param builder receives these settings. Modified.
     */
    void addTo(final NmfSettingsBuilder builder) {
        builder.templatePenalty(new Penalty(m_templateL1, m_templateL2, m_templateOverlap))
            .coefficientPenalty(new Penalty(m_coefficientL1, m_coefficientL2, m_coefficientOverlap))
            .pixelOverlap(m_pixelOverlap);
    }

    /** Holds for algorithms with L1 penalties. */
    static final class HasL1 implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(MethodParameters.AlgorithmReference.class)
                .isOneOf(AlgorithmChoice.with(Capability.L1));
        }
    }

    /** Holds for algorithms with L2 penalties. */
    static final class HasL2 implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(MethodParameters.AlgorithmReference.class)
                .isOneOf(AlgorithmChoice.with(Capability.L2));
        }
    }

    /** Holds for algorithms with overlap penalties. */
    static final class HasOverlap implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(MethodParameters.AlgorithmReference.class)
                .isOneOf(AlgorithmChoice.with(Capability.ORTHOGONALITY));
        }
    }

    /** Holds for algorithms with a penalty on the overlap of pixels. */
    static final class HasPixelOverlap implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(MethodParameters.AlgorithmReference.class)
                .isOneOf(AlgorithmChoice.with(Capability.PIXEL_OVERLAP));
        }
    }
}
