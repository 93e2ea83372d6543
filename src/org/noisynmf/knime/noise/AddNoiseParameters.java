package org.noisynmf.knime.noise;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.noisynmf.engine.simulate.AddedNoise;
import org.noisynmf.knime.dialog.Limits;
import org.noisynmf.knime.dialog.PixelParameters;
import org.noisynmf.knime.table.EngineCall;

/** Settings of the noise. */
final class AddNoiseParameters implements NodeParameters {

    /** What it is added to. */
    @Section(title = "Data")
    interface DataSection {
    }

    /** What is added. */
    @Section(title = "Noise")
    @After(DataSection.class)
    interface NoiseSection {
    }

    @Layout(DataSection.class)
    PixelParameters m_data = new PixelParameters();

    @Layout(NoiseSection.class)
    @Widget(title = "Photon noise",
        description = "Replace each value by a count of photons drawn from the Poisson distribution. Needs values of 0 or "
            + "more. Default off.")
    @ValueReference(PhotonNoise.class)
    boolean m_photonNoise;

    @Layout(NoiseSection.class)
    @Widget(title = "Photons per unit",
        description = "How many photons a value of 1 stands for, 1e-100 to 1e100: the fewer, the stronger the noise. "
            + "The count is divided by this number again. Default 1: the values are mean counts.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = PhotonNoise.class, type = EffectType.SHOW)
    double m_photonsPerUnit = 1;

    @Layout(NoiseSection.class)
    @Widget(title = "Gaussian noise",
        description = "How to give the strength of the Gaussian noise, which is the same for all values. Default: by "
            + "a signal-to-noise ratio.")
    @ValueReference(GaussianReference.class)
    GaussianChoice m_gaussian = GaussianChoice.SIGNAL_TO_NOISE;

    @Layout(NoiseSection.class)
    @Widget(title = "Standard deviation of the noise",
        description = "In units of the data, 1e-100 to 1e100. Default 1.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = ByDeviation.class, type = EffectType.SHOW)
    double m_deviation = 1;

    @Layout(NoiseSection.class)
    @Widget(title = "Signal-to-noise ratio",
        description = "Mean absolute value of the table divided by the standard deviation of the noise, 1e-100 to "
            + "1e100. Default 10.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = ByRatio.class, type = EffectType.SHOW)
    double m_ratio = 10;

    @Layout(NoiseSection.class)
    @Widget(title = "Second table",
        description = "What the second output holds. Default: inverse variances, estimated from the noisy values as "
            + "an observer would.")
    @Migrate(loadDefaultIfAbsent = true)
    NoiseTable m_noiseTable = NoiseTable.INVERSE_VARIANCE;

    @Layout(NoiseSection.class)
    @Widget(title = "Random seed",
        description = "The noise follows from this whole number, 0 to 2<sup>53</sup>, and the order of the rows; the same "
            + "seed gives the same numbers. Default 1.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.Seed.class)
    long m_seed = 1;

    /** For KNIME. */
    AddNoiseParameters() {
        // the defaults above
    }

    /**
     * @param input what is connected
     */
    AddNoiseParameters(final NodeParametersInput input) {
        m_data = new PixelParameters(input);
    }

    /**
     * @return what is added
     * @throws IllegalArgumentException if a value is out of range; names value and range
     */
    AddedNoise noise() {
        return new AddedNoise(m_photonNoise ? positive(m_photonsPerUnit) : 0, m_gaussian.scale(),
            m_gaussian == GaussianChoice.STANDARD_DEVIATION ? m_deviation : m_ratio);
    }

    /** 0 would mean no photon noise. */
    private static double positive(final double photonsPerUnit) {
        if (photonsPerUnit == 0) {
            throw new IllegalArgumentException("The number of photons per unit is 0, but must be > 0");
        }
        return photonsPerUnit;
    }

    /** Repeats every limit of the dialog, which batch runs and flow variables pass by. */
    @Override
    public void validate() throws InvalidSettingsException {
        EngineCall.check(() -> {
            noise();
            Limits.checkSeed(m_seed);
        });
    }

    /** Knows whether there is photon noise, and holds if so. */
    static final class PhotonNoise implements BooleanReference {
    }

    /** Knows how the Gaussian noise is given. */
    static final class GaussianReference implements ParameterReference<GaussianChoice> {
    }

    /** Holds for a standard deviation. */
    static final class ByDeviation implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(GaussianReference.class).isOneOf(GaussianChoice.STANDARD_DEVIATION);
        }
    }

    /** Holds for a signal-to-noise ratio. */
    static final class ByRatio implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(GaussianReference.class).isOneOf(GaussianChoice.SIGNAL_TO_NOISE);
        }
    }
}
