package org.noisynmf.knime.fits;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** The node that writes spectra or templates into a FITS file. */
public final class SpectraWriterNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("Spectra Writer") //
        .icon("writer.png") //
        .shortDescription("Writes spectra or templates on one grid of wavelengths into a FITS file.") //
        .fullDescription("""
                <p>Writes the rows of a table, spectra or templates on one grid of wavelengths, as images of double
                precision into a FITS file: <tt>FLUX</tt>, the primary image, one row for each row of the table; with
                their tables <tt>IVAR</tt>, the inverse variances, and <tt>WAVELENGTH</tt>. The row IDs are in the
                column <tt>NAME</tt> of a binary table <tt>ROWS</tt>. Missing cells become NaN, missing inverse
                variances 0.</p>
                <p>Without a table of wavelengths the names of the numeric columns are written as wavelengths if they
                are numbers that increase, as those of the <i>Rest-Frame Aligner</i> are; names that were rounded
                bring a
                warning. Unit and medium of the wavelengths, if the properties of their column give them, are written as
                <tt>BUNIT</tt> and <tt>AIRORVAC</tt>. The <i>Spectra Reader</i> reads the file again, and so do the
                usual tools for FITS.</p>
                <p>Templates can be written for redrock, the redshift fitter of DESI, too: as the image
                <tt>BASIS_VECTORS</tt> on a linear or logarithmic grid of wavelengths in Å, with the keywords
                <tt>RRTYPE</tt>, <tt>RRSUBTYP</tt>, <tt>RRMETHOD</tt> = NMF, <tt>RRIGM</tt> and <tt>VERSION</tt>, and
                with the redshifts to try, if given.</p>
                <p>The file appears when it is complete.</p>
                """) //
        .sinceVersion(0, 1, 0) //
        .dynamicPorts(p -> p //
            .addInputPortGroup("Spectra", g -> g.name("Spectra") //
                .description("Spectra or templates, one a row, as numeric columns or as one vector column.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addInputPortGroup("Inverse variances", g -> g.name("Inverse variances") //
                .description("The same rows in the same order, with the same columns.") //
                .optional().supportedTypes(BufferedDataTable.TYPE)) //
            .addInputPortGroup("Wavelengths", g -> g.name("Wavelengths") //
                .description("One row for each pixel, with a numeric column Wavelength, as the Rest-Frame Aligner "
                    + "gives it.") //
                .optional().supportedTypes(BufferedDataTable.TYPE))) //
        .model(m -> m.parametersClass(SpectraWriterParameters.class) //
            .configure(SpectraWriterNode::configure) //
            .execute(SpectraWriterNode::execute)) //
        .nodeType(NodeType.Sink) //
        .keywords("FITS", "spectra", "templates", "redrock", "DESI", "write", "export", "save", "astronomy", "NMF") //
        .addExternalResource("https://github.com/desihub/redrock", "redrock: redshift fitting of spectra");

    /** For KNIME. */
    public SpectraWriterNodeFactory() {
        super(NODE);
    }
}
