package org.noisynmf.knime.dialog;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.noisynmf.engine.data.NegativeValues;
import org.noisynmf.engine.data.PhotonNoise;
import org.noisynmf.engine.storage.Precision;
import org.noisynmf.knime.table.EngineCall;
import org.noisynmf.knime.table.Labels;
import org.noisynmf.knime.table.Messages;
import org.noisynmf.knime.table.PixelColumns;
import org.noisynmf.knime.table.SpillFile;
import org.noisynmf.knime.table.TableReader;
import org.noisynmf.knime.table.Uncertainties;
import org.noisynmf.knime.table.WeightsKind;
import org.noisynmf.knime.table.pixel.OptionalTables;
import org.noisynmf.knime.table.pixel.PixelCategories;

/** What is factorised. */
public final class DataParameters extends PixelParameters {

    private static final double PERCENT = 100;

    @Widget(title = SettingTexts.WEIGHTS_TITLE, description = SettingTexts.WEIGHTS)
    @Effect(predicate = WeightsConnected.class, type = EffectType.SHOW)
    @ValueReference(Gain.WeightsReference.class)
    WeightsKind m_weights = WeightsKind.INVERSE_VARIANCE;

    @Widget(title = Gain.TITLE, description = Gain.DESCRIPTION)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = Gain.IsNeeded.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    double m_gain = 1;

    @Widget(title = "Extra uncertainty (%)", advanced = true,
        description = "Adds this percentage of each value to its standard deviation in quadrature, &#963;&#178; + (c "
            + "x)&#178;, 0 to 100. It allows for what templates that never change cannot describe; receptor models "
            + "call it extra modelling uncertainty. Not with background variances. Default 0.")
    @Effect(predicate = WeightsConnected.class, type = EffectType.SHOW)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Percent.class)
    @Migrate(loadDefaultIfAbsent = true)
    double m_extraUncertainty;

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

    /**
     * @param weighted whether there is a weights table
     * @param pixelWeights what the weights of each pixel are multiplied by; null = all 1
     * @return how given uncertainties are changed
     * @throws IllegalArgumentException if there are none to change, or the extra uncertainty is out of range
     */
    public Uncertainties uncertainties(final boolean weighted, final double @Nullable [] pixelWeights) {
        if (!(m_extraUncertainty >= 0 && m_extraUncertainty <= PERCENT)) {
            throw new IllegalArgumentException(
                "The extra uncertainty is " + m_extraUncertainty + " %, but must be from 0 to 100 %");
        }
        if (!weighted) {
            return new Uncertainties(0, pixelWeights);
        }
        if (m_weights == WeightsKind.BACKGROUND_VARIANCE && (m_extraUncertainty > 0 || pixelWeights != null)) {
            throw new IllegalArgumentException(
                "With background variances the weights come from the model, but an extra "
                    + "uncertainty and pixel categories change given ones. Set the extra uncertainty to 0 and remove the "
                    + "categories, or choose other weights");
        }
        return new Uncertainties(m_extraUncertainty / PERCENT, pixelWeights);
    }

    /**
     * Checks that pixel categories, which are connected, have weights to change.
     *
     * @param weighted whether there is a weights table
     * @throws InvalidSettingsException if weights come from the model
     */
    public void checkCategories(final boolean weighted) throws InvalidSettingsException {
        EngineCall.check(() -> uncertainties(weighted, new double[0]));
    }

    /**
     * @param weighted whether there is a weights table
     * @return the extra uncertainty in words, to be put behind what the weights are; empty without
     */
    public String extra(final boolean weighted) {
        return weighted && m_extraUncertainty > 0 ? ", with " + m_extraUncertainty + " % of each value added" : "";
    }

    /** @return what becomes of values below zero */
    public NegativeValues negativeValues() {
        return m_negativeValues.treatment();
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
        return read(data, weights, uncertainties(weights != null), precision, spill, monitor);
    }

    /**
     * @param data the observations, one a row
     * @param weights the weights, or null = all 1
     * @param uncertainties how given ones are changed
     * @param precision in which format they are to be held
     * @param spill takes them if memory has no room for them; null = that is refused
     * @param monitor hears of progress and cancels
     * @return observations and labels
     * @throws KNIMEException if a column or a cell cannot be used; names table, row and column
     * @throws CanceledExecutionException if the user cancelled
     */
    public TableReader.Data read(final BufferedDataTable data, final @Nullable BufferedDataTable weights,
        final Uncertainties uncertainties, final Precision precision, final @Nullable SpillFile spill,
        final ExecutionMonitor monitor)
        throws KNIMEException, CanceledExecutionException {
        try {
            final PixelColumns columns = columns(data.getDataTableSpec());
            return new TableReader(columns, negativeValues(), precision, spill).uncertainties(uncertainties).read(data,
                weights == null ? null : new TableReader.Weights(weights, m_weights), columns.count(), monitor);
        } catch (final InvalidSettingsException e) {
            throw Messages.failure(e);
        }
    }

    /**
     * @param tables the data and the optional tables beside it
     * @return which of these are there
     * @throws KNIMEException if the data lack a pixel
     */
    public OptionalTables optionalTables(final BufferedDataTable... tables) throws KNIMEException {
        try {
            return OptionalTables.of(
                Stream.of(tables).map(BufferedDataTable::getDataTableSpec).toArray(PortObjectSpec[]::new),
                columns(tables[0].getDataTableSpec()));
        } catch (final InvalidSettingsException e) {
            throw Messages.failure(e);
        }
    }

    /**
     * @param weighted whether there is a weights table
     * @param data the observations, one a row
     * @param categories how far the uncertainties of each pixel are trusted; null = all as they are
     * @param column of the categories, empty for the first
     * @return how given uncertainties are changed
     * @throws KNIMEException if there are none to change, or a category is none; names the row
     */
    public Uncertainties uncertainties(final boolean weighted, final BufferedDataTable data,
        final @Nullable BufferedDataTable categories, final String column) throws KNIMEException {
        try {
            final PixelColumns columns = columns(data.getDataTableSpec());
            return uncertainties(weighted, categories == null ? null : PixelCategories.weights(categories, column,
                columns.isVector() ? Labels.positions(TableReader.length(data, columns)) : columns.names()));
        } catch (final InvalidSettingsException | IllegalArgumentException e) {
            throw Messages.failure(e);
        }
    }

    private Uncertainties uncertainties(final boolean weighted) throws KNIMEException {
        try {
            return uncertainties(weighted, null);
        } catch (final IllegalArgumentException e) {
            throw Messages.failure(e);
        }
    }

    /** Upper limit of a percentage. */
    static final class Percent extends MaxValidation {
        @Override
        protected double getMax() {
            return PERCENT;
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
