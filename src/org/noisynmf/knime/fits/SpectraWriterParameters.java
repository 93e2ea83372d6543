package org.noisynmf.knime.fits;

import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.noisynmf.knime.dialog.PixelParameters;

/** Settings of the writer of spectra. */
final class SpectraWriterParameters extends PixelParameters {

    @Widget(title = "File",
        description = "The FITS file to write: a path, a <tt>file:</tt> URL, or a KNIME URL such as "
            + "<tt>knime://knime.workflow/data/templates.fits</tt>. Its folder must exist.")
    @TextInputWidget(placeholder = "knime://knime.workflow/data/templates.fits")
    String m_location = "";

    @Widget(title = "Overwrite",
        description = "Whether a file of that name is replaced. Default off: the node fails if there is one.")
    boolean m_overwrite;

    /** For KNIME. */
    SpectraWriterParameters() {
        // the defaults above
    }

    /**
     * @param input what is connected
     */
    SpectraWriterParameters(final NodeParametersInput input) {
        super(input);
    }
}
