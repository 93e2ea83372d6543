package org.noisynmf.knime.redshift;

import java.util.List;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ColumnChoicesProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.noisynmf.engine.redshift.RedshiftSettings;
import org.noisynmf.engine.redshift.shift.RedshiftGrid;
import org.noisynmf.knime.dialog.ImageParameters;
import org.noisynmf.knime.dialog.Limits;
import org.noisynmf.knime.dialog.SettingTexts;
import org.noisynmf.knime.dialog.VectorColumnChoices;
import org.noisynmf.knime.table.EngineCall;
import org.noisynmf.knime.table.spectra.SpectrumColumns;

/** Settings of the scan. Keys in workflows are the names of the fields without "m_". */
final class RedshiftScanParameters implements NodeParameters {

    /** Where the spectra stand. */
    @Section(title = "Spectra")
    interface SpectraSection {
    }

    /** Which redshifts are tried. */
    @Section(title = "Redshifts")
    @After(SpectraSection.class)
    interface RedshiftsSection {
    }

    /** What is fitted. */
    @Section(title = "Fit")
    @After(RedshiftsSection.class)
    interface FitSection {
    }

    /** What is drawn. */
    @Section(title = "Image")
    @After(FitSection.class)
    interface ImageSection {
    }

    @Layout(SpectraSection.class)
    @Widget(title = "Wavelengths",
        description = "The vector column that holds the wavelengths of the pixels of each spectrum as observed, greater than 0 "
            + "and increasing, in the unit of the templates. Default: the column <i>Wavelength</i> of the Spectra Reader.")
    @ChoicesProvider(SpectraColumns.class)
    String m_wavelengths = SpectrumColumns.WAVELENGTH;

    @Layout(SpectraSection.class)
    @Widget(title = "Fluxes",
        description = "The vector column that holds their fluxes, per unit of wavelength. NaN is a pixel that was not "
            + "measured. Default: the column <i>Flux</i>.")
    @ChoicesProvider(SpectraColumns.class)
    String m_flux = SpectrumColumns.FLUX;

    @Layout(SpectraSection.class)
    @Widget(title = "Inverse variances are known",
        description = "A column holds the inverse variances of the fluxes. If off, weights are 1, and differences of "
            + "&#967;&#178; and errors have no meaning. Default on.")
    @ValueReference(WeightedReference.class)
    boolean m_weighted = true;

    @Layout(SpectraSection.class)
    @Widget(title = "Inverse variances",
        description = "The vector column that holds the inverse variances 1 / σ², 0 or more; 0 is a pixel that was not "
            + "measured. Default: the column <i>Inverse variance</i>.")
    @ChoicesProvider(SpectraColumns.class)
    @Effect(predicate = IsWeighted.class, type = EffectType.SHOW)
    String m_inverseVariances = SpectrumColumns.INVERSE_VARIANCE;

    @Layout(RedshiftsSection.class)
    @Widget(title = "Lowest redshift", description = "Where the grid begins, greater than -1. Default 0.")
    double m_lowest = RedshiftSettings.DEFAULT.grid().lowest();

    @Layout(RedshiftsSection.class)
    @Widget(title = "Highest redshift", description = "Where the grid ends, above the lowest. Default 7.")
    double m_highest = RedshiftSettings.DEFAULT.grid().highest();

    @Layout(RedshiftsSection.class)
    @Widget(title = "Step",
        description = "Step of log₁₀(1 + z), or of z with <i>Equal steps of z</i>; greater than 0, and such that "
            + "there are 3 to 1,000,000 redshifts. Default 0.0001, which is 69 km/s.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_step = RedshiftSettings.DEFAULT.grid().step();

    @Layout(RedshiftsSection.class)
    @Widget(title = "Equal steps of z", advanced = true,
        description = "Use equal steps of z. Default off: equal steps of log₁₀(1 + z), which are about twenty times "
            + "faster.")
    boolean m_linear;

    @Layout(FitSection.class)
    @Widget(title = "Continuum polynomials",
        description = "How many Legendre polynomials of the observed wavelength are fitted beside the templates, with "
            + "either sign, 0 to 20. A few absorb errors of the flux calibration. Default 0.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Twenty.class)
    int m_continuum = RedshiftSettings.DEFAULT.continuum();

    @Layout(FitSection.class)
    @Widget(title = "Redshifts for each spectrum",
        description = "How many minima the second output has for each spectrum, 1 to 100; they are at least 1000 km/s apart. "
            + "Default 3.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Hundred.class)
    int m_best = RedshiftSettings.DEFAULT.best();

    @Layout(FitSection.class)
    @Widget(title = "Least coverage", advanced = true,
        description = "Share of the measured pixels, above 0 to 1, that templates must cover for a redshift to be tried. "
            + "Default 0.5.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = Limits.AtMostOne.class)
    double m_coverage = RedshiftSettings.DEFAULT.coverage();

    @Layout(FitSection.class)
    @Widget(title = SettingTexts.THREADS_TITLE, advanced = true, description = SettingTexts.THREADS)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int m_threads;

    @Layout(ImageSection.class)
    @Widget(title = "Row ID", description = "The spectrum to draw. Empty (the default): the first.")
    @TextInputWidget(placeholder = "The first")
    String m_rowId = "";

    @Layout(ImageSection.class)
    ImageParameters m_image = new ImageParameters();

    /**
     * @return the engine's settings
     * @throws IllegalArgumentException if a value is out of range; names value and range
     */
    RedshiftSettings settings() {
        return new RedshiftSettings(new RedshiftGrid(m_lowest, m_highest, m_step, !m_linear), m_continuum, m_best,
            m_coverage, m_threads);
    }

    /** Repeats every limit of the dialog, which batch runs and flow variables pass by. */
    @Override
    public void validate() throws InvalidSettingsException {
        m_image.validate();
        EngineCall.check(this::settings);
    }

    /** Offers the vector columns of the spectra, which are not the first input. */
    static final class SpectraColumns implements ColumnChoicesProvider {
        @Override
        public List<DataColumnSpec> columnChoices(final NodeParametersInput context) {
            return VectorColumnChoices.of(context, RedshiftScanNode.SPECTRA);
        }
    }

    /** Numbers to 20. */
    static final class Twenty extends MaxValidation {
        @Override
        protected double getMax() {
            return RedshiftSettings.MOST_CONTINUUM;
        }
    }

    /** Numbers to 100. */
    static final class Hundred extends MaxValidation {
        @Override
        protected double getMax() {
            return RedshiftSettings.MOST_MINIMA;
        }
    }

    /** Knows whether inverse variances are known. */
    static final class WeightedReference implements ParameterReference<Boolean> {
    }

    /** Holds where inverse variances are known. */
    static final class IsWeighted implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(WeightedReference.class).isTrue();
        }
    }
}
