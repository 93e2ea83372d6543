package org.noisynmf.knime.fits;

import java.nio.file.Path;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.noisynmf.io.fits.FitsOptions;

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
        description = "A FITS file, perhaps compressed by gzip, or a folder, of which all files that end in "
            + "<tt>.fits</tt>, <tt>.fit</tt>, <tt>.fits.gz</tt> or <tt>.fit.gz</tt> are read in the order of their "
            + "names. A path, a <tt>file:</tt> URL, or a KNIME URL such as "
            + "<tt>knime://knime.workflow/data/spectra</tt> "
            + "for what lies in the folder of the workflow and travels with it.")
    @TextInputWidget(placeholder = "knime://knime.workflow/data/spectra")
    String m_location = "";

    @Layout(FileSection.class)
    @Widget(title = "File of uncertainties", advanced = true,
        description = "A FITS file of the same shape whose fluxes are the uncertainties of those read. Empty, the "
            + "default: the uncertainties are in the file itself, or, for a file whose name ends in "
            + "<tt>F.fits</tt>, in "
            + "that beside it whose name ends in <tt>E.fits</tt>. Not with a folder.")
    @TextInputWidget(placeholder = "In the file itself")
    String m_uncertaintyLocation = "";

    @Layout(ContentSection.class)
    @Widget(title = "Fluxes",
        description = "Name of the extension or the column that holds the fluxes, capital or small letters alike. "
            + "Empty, the default: the first with a name such as FLUX, FLAM or SPECTRUM, or the first image that has "
            + "no name.")
    @TextInputWidget(placeholder = "Told by the name")
    String m_flux = "";

    @Layout(ContentSection.class)
    @Widget(title = "Uncertainties",
        description = "Name of the extension or the column that holds their uncertainties. Empty, the default: "
            + "the first "
            + "with a name such as IVAR, ERROR, SIGMA or VARIANCE, or the unnamed image behind unnamed fluxes.")
    @TextInputWidget(placeholder = "Told by the name")
    String m_uncertainty = "";

    @Layout(ContentSection.class)
    @Widget(title = "Uncertainties are",
        description = "What the uncertainties are. The table always holds inverse variances. An uncertainty that is 0, "
            + "negative or not finite marks a pixel that was not measured: its inverse variance becomes 0.")
    UncertaintyChoice m_kind = UncertaintyChoice.AUTOMATIC;

    @Layout(ContentSection.class)
    @Widget(title = "Wavelengths",
        description = "Name of the extension or the column that holds the wavelengths. Empty, the default: one with a "
            + "name such as WAVELENGTH, LAMBDA or LOGLAM, else the axis that the header describes.")
    @TextInputWidget(placeholder = "Told by the name or the header")
    String m_wavelengths = "";

    @Layout(ContentSection.class)
    @Widget(title = "Wavelength axis holds", advanced = true,
        description = "What the numbers of the axis are. The table always holds wavelengths, in the unit of the file.")
    WavelengthScaleChoice m_scale = WavelengthScaleChoice.AUTOMATIC;

    /**
     * @param uncertainties the file of uncertainties, or null
     * @return the options as the readers of files know them
     */
    FitsOptions options(final Path uncertainties) {
        return new FitsOptions(m_flux, m_uncertainty, m_kind.kind(), m_wavelengths, m_scale.scale(), uncertainties);
    }
}
