package org.noisynmf.knime.dialog;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.noisynmf.engine.data.NegativeValues;
import org.noisynmf.engine.data.PhotonNoise;
import org.noisynmf.engine.data.Precision;
import org.noisynmf.knime.table.Messages;
import org.noisynmf.knime.table.PixelColumns;
import org.noisynmf.knime.table.SpillFile;
import org.noisynmf.knime.table.TableReader;
import org.noisynmf.knime.table.WeightsKind;

/** What is factorised. */
public final class DataParameters extends PixelParameters {

    @Widget(title = SettingTexts.WEIGHTS_TITLE, description = SettingTexts.WEIGHTS)
    @Effect(predicate = WeightsConnected.class, type = EffectType.SHOW)
    @ValueReference(Gain.WeightsReference.class)
    WeightsKind m_weights = WeightsKind.INVERSE_VARIANCE;

    @Widget(title = Gain.TITLE, description = Gain.DESCRIPTION)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = Gain.IsNeeded.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    double m_gain = 1;

    @Widget(title = "Negative values",
        description = "What to do with values below zero, which noise and background subtraction leave in real data. "
            + "Algorithms that need data ≥ 0 refuse the default, <i>Use as they are</i>.")
    NegativeValuesChoice m_negativeValues = NegativeValuesChoice.AS_IS;

    /** For KNIME. */
    public DataParameters() {
        // the defaults above
    }

    /**
     * @param input what is connected
     */
    public DataParameters(final NodeParametersInput input) {
        super(input);
    }

    /** @return what the numbers of the weights table are */
    public WeightsKind weights() {
        return m_weights;
    }

    /**
     * @param weighted whether there is a weights table
     * @return the photon noise whose variance comes from the model; null if the weights are given as a whole
     * @throws IllegalArgumentException if the gain is needed and out of range
     */
    public @Nullable PhotonNoise photonNoise(final boolean weighted) {
        return m_weights.photonNoise(m_gain, weighted);
    }

    /** @return what becomes of values below zero */
    public NegativeValues negativeValues() {
        return m_negativeValues.treatment();
    }

    /**
     * @param data the observations, one a row
     * @param weights the weights, or null = all 1
     * @param precision in which format they are to be held
     * @param monitor hears of progress and cancels
     * @return observations and labels
     * @throws KNIMEException if a column or a cell cannot be used; names table, row and column
     * @throws CanceledExecutionException if the user cancelled
     */
    public TableReader.Data read(final BufferedDataTable data, final @Nullable BufferedDataTable weights,
        final Precision precision, final ExecutionMonitor monitor) throws KNIMEException, CanceledExecutionException {
        return read(data, weights, precision, null, monitor);
    }

    /**
     * @param data the observations, one a row
     * @param weights the weights, or null = all 1
     * @param precision in which format they are to be held
     * @param spill takes them if memory has no room for them; null = that is refused
     * @param monitor hears of progress and cancels
     * @return observations and labels
     * @throws KNIMEException if a column or a cell cannot be used; names table, row and column
     * @throws CanceledExecutionException if the user cancelled
     */
    public TableReader.Data read(final BufferedDataTable data, final @Nullable BufferedDataTable weights,
        final Precision precision, final @Nullable SpillFile spill, final ExecutionMonitor monitor)
        throws KNIMEException, CanceledExecutionException {
        try {
            final PixelColumns columns = columns(data.getDataTableSpec());
            return new TableReader(columns, negativeValues(), precision, spill).read(data,
                weights == null ? null : new TableReader.Weights(weights, m_weights), columns.count(), monitor);
        } catch (final InvalidSettingsException e) {
            throw Messages.failure(e);
        }
    }

    /** Holds while the weights port is there. */
    static final class WeightsConnected implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getConstant(
                input -> Stream.of(input.getInPortTypes()).skip(1).anyMatch(BufferedDataTable.TYPE::equals));
        }
    }
}
