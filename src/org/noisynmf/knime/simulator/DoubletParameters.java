package org.noisynmf.knime.simulator;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.noisynmf.engine.simulate.Doublet;

/** Settings of the doublet. */
final class DoubletParameters implements NodeParameters {

    /** Its true templates. */
    static final int LINES = 2;

    @Widget(title = "Number of pixels", description = "Length of an exposure, at least 10. Default 510.")
    @NumberInputWidget(minValidation = AtLeastTen.class)
    int m_pixels = Doublet.DEFAULT.pixels();

    @Widget(title = "Number of exposures", description = "Rows of the tables, at least 1. Default 500.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_exposures = Doublet.DEFAULT.exposures();

    @Widget(title = "Amplitude",
        description = "Peak of the first line in photons, greater than 0. Brighter lines have relatively less noise. "
            + "Default 40.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_amplitude = Doublet.DEFAULT.amplitude();

    @Widget(title = "Lowest ratio",
        description = "Smallest peak of the second line in units of the first, 0 or more. For each exposure the ratio "
            + "is drawn uniformly from the range. Default 0.5.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double m_lowestRatio = Doublet.DEFAULT.lowestRatio();

    @Widget(title = "Highest ratio",
        description = "Largest peak of the second line in units of the first, not below the lowest ratio. Default 2.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double m_highestRatio = Doublet.DEFAULT.highestRatio();

    @Widget(title = "Lowest noise",
        description = "Smallest standard deviation of the Gaussian noise, greater than 0, in photons. Default 10.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_lowestNoise = Doublet.DEFAULT.lowestNoise();

    @Widget(title = "Highest noise",
        description = "Largest standard deviation of the Gaussian noise, not below the lowest. Default 15.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_highestNoise = Doublet.DEFAULT.highestNoise();

    @Widget(title = "Noise uniform in",
        description = "What is drawn uniformly between lowest and highest noise for each exposure. Default: the "
            + "standard deviation.",
        advanced = true)
    NoiseDrawChoice m_draw = NoiseDrawChoice.SIGMA;

    @Widget(title = "Table of weights",
        description = "What the second output holds. Inverse variances are estimated from the noisy values, which "
            + "makes results too faint; with background variances the photon noise follows from the model. Default: "
            + "inverse variances.")
    @Migrate(loadDefaultIfAbsent = true)
    WeightsTable m_table = WeightsTable.INVERSE_VARIANCE;

    /**
     * @return the simulator
     * @throws IllegalArgumentException if a value is out of range; names value and range
     */
    Doublet doublet() {
        return new Doublet(m_pixels, m_exposures, m_amplitude, m_lowestRatio, m_highestRatio, m_lowestNoise,
            m_highestNoise, m_draw.draw());
    }

    /** Numbers from 10. */
    static final class AtLeastTen extends MinValidation {
        @Override
        protected double getMin() {
            return 10;
        }
    }
}
