package org.noisynmf.knime.fits;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
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
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.noisynmf.io.fits.FitsOptions;
import org.noisynmf.io.fits.MaskOptions;
import org.noisynmf.knime.fits.choice.MaskChoice;
import org.noisynmf.knime.fits.choice.UncertaintyChoice;
import org.noisynmf.knime.fits.choice.WavelengthScaleChoice;
import org.noisynmf.knime.fits.choice.WavelengthUnitChoice;
import org.noisynmf.knime.table.EngineCall;

/** Settings of the reader of spectra. */
final class SpectraReaderParameters implements NodeParameters {

    /** What is read. */
    @Section(title = "File")
    interface FileSection {
    }

    /** Where in the file it is. */
    @Section(title = "Content")
    @After(FileSection.class)
    interface ContentSection {
    }

    @Layout(FileSection.class)
    @Widget(title = "File or folder",
        description = "A FITS file, also compressed by gzip or fpack, or a folder. In a folder all files that end in "
            + "<tt>.fits</tt> or <tt>.fit</tt>, also followed by <tt>.gz</tt> or <tt>.fz</tt>, are read in the order "
            + "of their names. Enter a path, a <tt>file:</tt> URL, or a KNIME URL such as "
            + "<tt>knime://knime.workflow/data/spectra</tt> for data in the folder of the workflow, which travel with "
            + "it.")
    @TextInputWidget(placeholder = "knime://knime.workflow/data/spectra")
    String m_location = "";

    @Layout(FileSection.class)
    @Widget(title = "File of uncertainties", advanced = true,
        description = "A FITS file of the same shape whose fluxes are the uncertainties of those read. Empty (the "
            + "default): the uncertainties are in the file itself, or, for a file whose name ends in <tt>F.fits</tt>, "
            + "in the neighbouring file whose name ends in <tt>E.fits</tt>. Not with a folder.")
    @TextInputWidget(placeholder = "In the file itself")
    String m_uncertaintyLocation = "";

    @Layout(ContentSection.class)
    @Widget(title = "Fluxes",
        description = "Name of the extension or the column that holds the fluxes; case does not matter. Empty (the "
            + "default): the first with a name such as FLUX, FLAM or SPECTRUM, or the first image that has no name.")
    @TextInputWidget(placeholder = "As the name says")
    String m_flux = "";

    @Layout(ContentSection.class)
    @Widget(title = "Uncertainties",
        description = "Name of the extension or the column that holds their uncertainties. Empty (the default): the "
            + "first with a name such as IVAR, ERROR, SIGMA or VARIANCE, or the unnamed image after unnamed fluxes.")
    @TextInputWidget(placeholder = "As the name says")
    String m_uncertainty = "";

    @Layout(ContentSection.class)
    @Widget(title = "Uncertainties are",
        description = "What the uncertainties are. The table always holds inverse variances. An uncertainty that is 0, "
            + "negative or not finite marks a pixel that was not measured: its inverse variance becomes 0.")
    UncertaintyChoice m_kind = UncertaintyChoice.AUTOMATIC;

    @Layout(ContentSection.class)
    @Widget(title = "Wavelengths",
        description = "Name of the extension or the column that holds the wavelengths. Empty (the default): one with "
            + "a name such as WAVELENGTH, LAMBDA or LOGLAM, otherwise the axis that the header describes.")
    @TextInputWidget(placeholder = "From the name or the header")
    String m_wavelengths = "";

    @Layout(ContentSection.class)
    @Widget(title = "Wavelength axis holds", advanced = true,
        description = "What the numbers of the axis are. The table always holds wavelengths.")
    WavelengthScaleChoice m_scale = WavelengthScaleChoice.AUTOMATIC;

    @Layout(ContentSection.class)
    @Widget(title = "Unit of wavelengths", advanced = true,
        description = "The unit of the wavelengths in the table, which is a property of its column. Files "
            + "that state another one (<tt>CUNIT1</tt>, <tt>TUNITn</tt>) are converted; the numbers of files that "
            + "state none are taken as they are. Default: that of the first file.")
    @Migrate(loadDefaultIfAbsent = true)
    WavelengthUnitChoice m_unit = WavelengthUnitChoice.AUTOMATIC;

    @Layout(ContentSection.class)
    @Widget(title = "Redshifts", advanced = true,
        description = "The keyword of the header or the name of the column that holds the redshift z. Empty (the "
            + "default): <tt>REDSHIFT</tt> or <tt>Z</tt>.")
    @TextInputWidget(placeholder = "REDSHIFT or Z")
    @Migrate(loadDefaultIfAbsent = true)
    String m_redshift = "";

    @Layout(ContentSection.class)
    @Widget(title = "Masked pixels",
        description = "What to do with pixels that the mask of the file marks as bad. A warning gives the number of "
            + "pixels removed. If the file has no uncertainties, the flux of such a pixel becomes NaN.")
    @ValueReference(MaskedReference.class)
    @Migrate(loadDefaultIfAbsent = true)
    MaskChoice m_masked = MaskChoice.KEEP;

    @Layout(ContentSection.class)
    @Widget(title = "Mask",
        description = "Name of the extension or the column that holds the mask: a whole number for each pixel, 0 = "
            + "good; or true = bad. Empty (the default): one with a name such as <tt>and_mask</tt> (SDSS; "
            + "<tt>or_mask</tt> if there is no other), <tt>MASK</tt> (DESI; for fluxes <tt>B_FLUX</tt> it is "
            + "<tt>B_MASK</tt>), <tt>QUAL</tt> (ESO) or <tt>DQ</tt> (Hubble, Webb). An image without a name is never "
            + "used as a mask.")
    @TextInputWidget(placeholder = "As the name says")
    @Effect(predicate = IsMasked.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    String m_mask = "";

    @Layout(ContentSection.class)
    @Widget(title = "Bits",
        description = "The sum of 2<sup>bit</sup> over the bits that mask a pixel, 1 or more. For example 8388608 = "
            + "2<sup>23</sup> for only BRIGHTSKY in an <tt>and_mask</tt> of SDSS. The documentation of the archive "
            + "lists its bits.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = IsOfBits.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    long m_maskBits;

    /**
     * @param uncertainties the file of uncertainties, or null
     * @return the options as the readers of files know them
     * @throws InvalidSettingsException if bits of the mask are to be looked at and none is given
     */
    FitsOptions options(final @Nullable Path uncertainties) throws InvalidSettingsException {
        return new FitsOptions(m_flux, m_uncertainty, m_kind.kind(), m_wavelengths, m_scale.scale(), uncertainties,
            mask(), m_unit.unit(), m_redshift);
    }

    /**
     * @return what is done with masks
     * @throws InvalidSettingsException if bits of the mask are to be looked at and none is given
     */
    MaskOptions mask() throws InvalidSettingsException {
        return EngineCall.checked(() -> new MaskOptions(m_masked.use(), m_mask, m_maskBits));
    }

    /** Limits of each setting alone: batch runs set one after the other. */
    @Override
    public void validate() throws InvalidSettingsException {
        if (m_maskBits < 0) {
            throw new InvalidSettingsException("The bits of the mask are " + m_maskBits + ", but must be ≥ 0");
        }
    }

    /** Knows what happens to masked pixels. */
    static final class MaskedReference implements ParameterReference<MaskChoice> {
    }

    /** Holds where the mask is looked at. */
    static final class IsMasked implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(MaskedReference.class).isOneOf(MaskChoice.NOT_ZERO, MaskChoice.BITS);
        }
    }

    /** Holds where bits of the mask are looked at. */
    static final class IsOfBits implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(MaskedReference.class).isOneOf(MaskChoice.BITS);
        }
    }
}
