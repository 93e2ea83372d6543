package org.noisynmf.knime.dialog;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.knime.core.node.BufferedDataTable;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.noisynmf.engine.data.PhotonNoise;
import org.noisynmf.knime.table.WeightsKind;

/**
 * What the weights are, in nodes whose first two ports are a model and data, with an optional port for a table of weights.
 * These settings come first in the dialogs of its subclasses, whose keys they share: those of the fields without "m_".
 */
public abstract class WeightsParameters implements NodeParameters {

    @Widget(title = SettingTexts.WEIGHTS_TITLE, description = SettingTexts.WEIGHTS)
    @Effect(predicate = IsConnected.class, type = EffectType.SHOW)
    @ValueReference(Gain.WeightsReference.class)
    WeightsKind m_weights = WeightsKind.INVERSE_VARIANCE;

    @Widget(title = Gain.TITLE, description = Gain.DESCRIPTION)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = Gain.IsNeeded.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    double m_gain = 1;

    /** @return what the numbers of the weights table are */
    public final WeightsKind weights() {
        return m_weights;
    }

    /**
     * @param weighted whether there is a weights table
     * @return the photon noise whose variance comes from the model; null if the weights are given as a whole
     * @throws IllegalArgumentException if the gain is needed and out of range
     */
    public final @Nullable PhotonNoise photonNoise(final boolean weighted) {
        return m_weights.photonNoise(m_gain, weighted);
    }

    /** Holds while the weights port is there. */
    static final class IsConnected implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getConstant(
                input -> Stream.of(input.getInPortTypes()).skip(2).anyMatch(BufferedDataTable.TYPE::equals));
        }
    }
}
