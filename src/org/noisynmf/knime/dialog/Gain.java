package org.noisynmf.knime.dialog;

import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.noisynmf.knime.table.WeightsKind;

/** The setting <i>Gain</i>, which belongs to one kind of weights. */
public final class Gain {

    /** Its name. */
    public static final String TITLE = "Gain";

    /** What it is. */
    public static final String DESCRIPTION =
        "The number of photons for a value of 1 in the data, greater than 0. The variance of the photon noise is the "
            + "model divided by this number. Default 1: the data are counts of photons.";

    private Gain() {
    }

    /** Knows what the weights are. */
    public static final class WeightsReference implements ParameterReference<WeightsKind> {
    }

    /** Holds where the weights table has the variances of the background alone. */
    public static final class IsNeeded implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(WeightsReference.class).isOneOf(WeightsKind.BACKGROUND_VARIANCE);
        }
    }
}
