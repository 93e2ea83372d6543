package org.noisynmf.knime.simulator;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.noisynmf.engine.simulate.Quasars;

/** Settings of the quasar spectra. */
final class QuasarParameters implements NodeParameters {

    @Widget(title = "Number of spectra", description = "Rows of the tables, at least 1. Default 500.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_spectra = Quasars.DEFAULT.exposures();

    @Widget(title = "Step of the grid",
        description = "Distance of neighbouring pixels in log<sub>10</sub> of the wavelength, 0.00001 to 0.01. "
            + "Default 0.001, with 1143 pixels. The 0.0001 of Green and Bailey (2024) gives 11427 pixels; use a "
            + "vector column for so many.")
    @NumberInputWidget(minValidation = FinestStep.class, maxValidation = CoarsestStep.class)
    double m_step = 0.001;

    @Widget(title = "Lowest redshift",
        description = "Smallest redshift, 0 to 10. For each spectrum it is drawn uniformly from the range. Default 0.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Ten.class)
    double m_lowestRedshift = Quasars.DEFAULT.lowestRedshift();

    @Widget(title = "Highest redshift",
        description = "Largest redshift, not below the lowest and at most 10. The wider the range, the more of the common "
            + "grid is missing in each spectrum. Default 4, with 61 % missing.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Ten.class)
    double m_highestRedshift = Quasars.DEFAULT.highestRedshift();

    @Widget(title = "Number of true templates",
        description = "1 to 5, in this order: continuum, ultraviolet lines, magnesium and iron, hydrogen and oxygen, host "
            + "galaxy. Default 5.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Five.class)
    int m_templates = Quasars.DEFAULT.templates();

    @Widget(title = "Signal-to-noise ratio",
        description = "Mean signal of a spectrum in standard deviations of its Gaussian noise, greater than 0. Default "
            + "1.4, with about 11 % of the observed values negative.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_signalToNoise = Quasars.DEFAULT.signalToNoise();

    @Widget(title = "Photons per pixel",
        description = "Mean number of photons that a pixel counts, greater than 0: the fewer, the stronger the photon "
            + "noise. Default 10.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_photons = Quasars.DEFAULT.photons();

    @Widget(title = "Frame",
        description = "Observations and truth in the rest frame on one grid, or as observed, for the Rest-Frame "
            + "Aligner.")
    @ValueSwitchWidget
    @Migrate(loadDefaultIfAbsent = true)
    FrameChoice m_frame = FrameChoice.REST;

    /**
     * @return the simulator
     * @throws IllegalArgumentException if a value is out of range; names value and range
     */
    Quasars quasars() {
        return new Quasars(m_spectra, m_step, m_lowestRedshift, m_highestRedshift, m_templates, m_signalToNoise,
            m_photons);
    }

    /** Numbers from 0.00001. */
    static final class FinestStep extends MinValidation {
        @Override
        protected double getMin() {
            return 1e-5;
        }
    }

    /** Numbers to 0.01. */
    static final class CoarsestStep extends MaxValidation {
        @Override
        protected double getMax() {
            return 0.01;
        }
    }

    /** Numbers to 10. */
    static final class Ten extends MaxValidation {
        @Override
        protected double getMax() {
            return 10;
        }
    }

    /** Numbers to 5. */
    static final class Five extends MaxValidation {
        @Override
        protected double getMax() {
            return 5;
        }
    }
}
