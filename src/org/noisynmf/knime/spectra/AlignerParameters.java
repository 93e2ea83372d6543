package org.noisynmf.knime.spectra;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.DefaultProvider;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.migration.Migration;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.noisynmf.engine.spectra.Rebinning;
import org.noisynmf.engine.spectra.RestFrameGrid;
import org.noisynmf.knime.dialog.Limits;
import org.noisynmf.knime.dialog.PixelColumnChoices;
import org.noisynmf.knime.dialog.VectorColumnChoices;
import org.noisynmf.knime.table.EngineCall;
import org.noisynmf.knime.table.TableForm;
import org.noisynmf.knime.table.spectra.SpectrumColumns;

/** Settings of the aligner. */
final class AlignerParameters implements NodeParameters {

    /** Any wavelengths that increase: limits of a grid whose range is not checked yet. */
    private static final double ANY = 1;

    /** Where the spectra stand. */
    @Section(title = "Spectra")
    interface SpectraSection {
    }

    /** Where they go. */
    @Section(title = "Grid")
    @After(SpectraSection.class)
    interface GridSection {
    }

    /** How bright they become. */
    @Section(title = "Renormalisation")
    @After(GridSection.class)
    interface RenormalisationSection {
    }

    /** How they leave. */
    @Section(title = "Output")
    @After(RenormalisationSection.class)
    interface OutputSection {
    }

    @Layout(SpectraSection.class)
    @Widget(title = "Wavelengths",
        description = "The vector column that holds the wavelengths of the pixels of each spectrum, greater than 0 and "
            + "increasing, all in one unit. Default: the column <i>Wavelength</i> of the Spectra Reader.")
    @ChoicesProvider(VectorColumnChoices.class)
    String m_wavelengths = SpectrumColumns.WAVELENGTH;

    @Layout(SpectraSection.class)
    @Widget(title = "Fluxes",
        description = "The vector column that holds their fluxes, per unit of wavelength. NaN is a pixel that was not "
            + "measured. Default: the column <i>Flux</i>.")
    @ChoicesProvider(VectorColumnChoices.class)
    String m_flux = SpectrumColumns.FLUX;

    @Layout(SpectraSection.class)
    @Widget(title = "Inverse variances are known",
        description = "A column holds the inverse variances of the fluxes. If off, the weights of the aligned spectra "
            + "are 1 where something was measured and 0 elsewhere. Default on.")
    @ValueReference(WeightedReference.class)
    boolean m_weighted = true;

    @Layout(SpectraSection.class)
    @Widget(title = "Inverse variances",
        description = "The vector column that holds the inverse variances 1 / σ², 0 or more; 0 is a pixel that was not "
            + "measured. Default: the column <i>Inverse variance</i>.")
    @ChoicesProvider(VectorColumnChoices.class)
    @Effect(predicate = IsWeighted.class, type = EffectType.SHOW)
    String m_inverseVariances = SpectrumColumns.INVERSE_VARIANCE;

    @Layout(SpectraSection.class)
    @Widget(title = "Redshifts are known",
        description = "A column holds the redshifts. If off, the wavelengths are already those of the rest frame. "
            + "Default on.")
    @ValueReference(RedshiftedReference.class)
    boolean m_redshifted = true;

    @Layout(SpectraSection.class)
    @Widget(title = "Redshifts",
        description = "The numeric column that holds the redshift z of each spectrum, greater than -1. Wavelengths are "
            + "divided by 1 + z, fluxes and σ multiplied. Default: the column <i>Redshift</i>.")
    @ChoicesProvider(PixelColumnChoices.class)
    @Effect(predicate = IsRedshifted.class, type = EffectType.SHOW)
    String m_redshifts = SpectrumColumns.REDSHIFT;

    @Layout(SpectraSection.class)
    @Widget(title = "Without a redshift: in the rest frame",
        description = "Spectra whose redshift is missing are already in the rest frame, like templates: they are "
            + "aligned as if it were 0, with a warning. Default off: they cannot be aligned, except the reference "
            + "named below.")
    @Effect(predicate = IsRedshifted.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_restFrame;

    @Layout(GridSection.class)
    @Widget(title = "Step of log₁₀ wavelength",
        description = "Spacing of the pixels of the common logarithmic grid, greater than 0. Pixels are at multiples "
            + "of the step, so all grids with the same step share their pixels. Default 0.0001, that of SDSS.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_step = 1e-4;

    @Layout(GridSection.class)
    @Widget(title = "Range", description = "The rest-frame wavelengths that the grid covers. Default: those of all "
        + "spectra.")
    @ValueSwitchWidget
    @ValueReference(RangeReference.class)
    RangeChoice m_range = RangeChoice.ALL;

    @Layout(GridSection.class)
    @Widget(title = "Lowest wavelength",
        description = "Where the grid begins, greater than 0, in the unit of the spectra. Default 1000.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsGiven.class, type = EffectType.SHOW)
    double m_lowest = 1000;

    @Layout(GridSection.class)
    @Widget(title = "Highest wavelength", description = "Where the grid ends, above the lowest. Default 10000.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsGiven.class, type = EffectType.SHOW)
    double m_highest = 10_000;

    @Layout(GridSection.class)
    @Widget(title = "Trim short wavelengths",
        description = "Number of pixels, 0 or more, to cut off at the short wavelengths of the grid, which few "
            + "spectra cover. Default 0.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int m_trimLow;

    @Layout(GridSection.class)
    @Widget(title = "Trim long wavelengths",
        description = "Number of pixels, 0 or more, to cut off at the long wavelengths of the grid. Default 0.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int m_trimHigh;

    @Layout(GridSection.class)
    @Widget(title = "Least coverage", advanced = true,
        description = "Share of a pixel of the grid, above 0 to 1, that must have been measured; a pixel with less has "
            + "weight 0. Default 0.5.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = Limits.AtMostOne.class)
    double m_coverage = 0.5;

    @Layout(RenormalisationSection.class)
    @Widget(title = "Renormalise to a reference",
        description = "Multiplies each spectrum by the scale that makes its median flux that of a reference over the "
            + "wavelengths that both have, and its variances by the square of the scale. Only differences of shape "
            + "remain. Default on.")
    @ValueReference(RenormalisedReference.class)
    boolean m_renormalise = true;

    @Layout(RenormalisationSection.class)
    @Widget(title = "Reference",
        description = "Row ID of the reference; without a redshift it is taken to be in the rest frame. Empty (the "
            + "default): the spectrum whose smallest overlap with any other spectrum is largest.")
    @TextInputWidget(placeholder = "The spectrum that shares most")
    @Effect(predicate = IsRenormalised.class, type = EffectType.SHOW)
    String m_reference = "";

    @Layout(RenormalisationSection.class)
    @Widget(title = "Fewest common pixels", advanced = true,
        description = "Number of pixels, 1 or more, that a spectrum and the reference must have in common. Default 10.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = IsRenormalised.class, type = EffectType.SHOW)
    int m_fewest = 10;

    @Layout(OutputSection.class)
    @Widget(title = "Leave out spectra that cannot be aligned",
        description = "Leave out, with a warning, spectra without a redshift or without any measured pixel, and those "
            + "that cannot be renormalised. Default off: the node fails and names the first.")
    boolean m_leaveOut;

    @Layout(OutputSection.class)
    @Widget(title = "Pixels as",
        description = "One numeric column for each pixel, named by its wavelength, or one vector column. Default: one "
            + "vector column.")
    @ValueSwitchWidget
    @ValueReference(FormReference.class)
    TableForm m_form = TableForm.VECTOR;

    @Layout(OutputSection.class)
    @Widget(title = "All digits in names", advanced = true,
        description = "Name the columns of pixels by their wavelength with all its digits, so that later nodes that "
            + "take wavelengths from names lose nothing. If off, names have only as many digits as distinguish "
            + "neighbours. Default on; off in workflows saved before this option existed.")
    @Effect(predicate = IsOfColumns.class, type = EffectType.SHOW)
    @Migration(ShortNames.class)
    boolean m_exactNames = true;

    /** Repeats every limit of the dialog, which batch runs and flow variables pass by. */
    @Override
    public void validate() throws InvalidSettingsException {
        EngineCall.check(() -> {
            grid(ANY, 2 * ANY);
            if (m_range == RangeChoice.GIVEN) {
                grid(m_lowest, m_highest).trimmed(m_trimLow, m_trimHigh);
            }
            new Rebinning(grid(ANY, 2 * ANY), m_coverage);
        });
        if (m_trimLow < 0 || m_trimHigh < 0) {
            throw new InvalidSettingsException("The pixels to trim are " + m_trimLow + " and " + m_trimHigh
                + ", but must be 0 or more");
        }
        if (m_fewest < 1) {
            throw new InvalidSettingsException("The fewest common pixels are " + m_fewest + ", but must be 1 or more");
        }
    }

    /** @return the row ID of the reference; empty = none is named, or none is needed */
    String reference() {
        return m_renormalise ? m_reference.trim() : "";
    }

    /** The grid before it is trimmed. */
    RestFrameGrid grid(final double lowest, final double highest) {
        return RestFrameGrid.covering(lowest, highest, m_step);
    }

    /** What workflows without the setting did. */
    static final class ShortNames implements DefaultProvider<Boolean> {
        @Override
        public Boolean getDefault() {
            return false;
        }
    }

    /** Knows the form of the table. */
    static final class FormReference implements ParameterReference<TableForm> {
    }

    /** Holds where every pixel has a column. */
    static final class IsOfColumns implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(FormReference.class).isOneOf(TableForm.COLUMNS);
        }
    }

    /** Knows whether inverse variances are known. */
    static final class WeightedReference implements ParameterReference<Boolean> {
    }

    /** Knows whether redshifts are known. */
    static final class RedshiftedReference implements ParameterReference<Boolean> {
    }

    /** Knows whether spectra are renormalised. */
    static final class RenormalisedReference implements ParameterReference<Boolean> {
    }

    /** Knows what the grid covers. */
    static final class RangeReference implements ParameterReference<RangeChoice> {
    }

    /** Holds where inverse variances are known. */
    static final class IsWeighted implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(WeightedReference.class).isTrue();
        }
    }

    /** Holds where redshifts are known. */
    static final class IsRedshifted implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(RedshiftedReference.class).isTrue();
        }
    }

    /** Holds where spectra are renormalised. */
    static final class IsRenormalised implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(RenormalisedReference.class).isTrue();
        }
    }

    /** Holds where the range is given. */
    static final class IsGiven implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(RangeReference.class).isOneOf(RangeChoice.GIVEN);
        }
    }
}
