package org.noisynmf.knime.fits;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** The node that writes spectra or templates into a FITS file. */
public final class SpectraWriterNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("Spectra Writer") //
        .icon("writer.png") //
        .shortDescription("Writes spectra or templates on one grid of wavelengths to a FITS file.") //
        .fullDescription("""
                <p>Writes the rows of a table, spectra or templates on one grid of wavelengths, as images of double
                precision to a FITS file:</p>
                <ul>
                <li><tt>FLUX</tt>, the primary image, with one row for each row of the table; missing cells become
                NaN;</li>
                <li><tt>IVAR</tt>, the inverse variances, if their table is connected; missing cells become 0;</li>
                <li><tt>WAVELENGTH</tt>, if known;</li>
                <li><tt>ROWS</tt>, a binary table with the row IDs in the column <tt>NAME</tt>.</li>
                </ul>
                <p>Without a table of wavelengths the names of the numeric columns are written as wavelengths if they
                are increasing numbers, like those of the <i>Rest-Frame Aligner</i>; a warning appears if the names
                are rounded. Unit and medium of the wavelengths, if the properties of their column give them, are
                written as <tt>BUNIT</tt> and <tt>AIRORVAC</tt>. The <i>Spectra Reader</i> and the usual FITS tools
                read the file.</p>
                <p>Templates can also be written for redrock, the redshift fitter of DESI: as the image
                <tt>BASIS_VECTORS</tt> on a linear or logarithmic grid of wavelengths in Å, with the keywords
                <tt>RRTYPE</tt>, <tt>RRSUBTYP</tt>, <tt>RRMETHOD</tt> = NMF, <tt>RRIGM</tt> and <tt>VERSION</tt>, and
                with the redshifts to try, if given.</p>
                <p>The file appears only when it is complete.</p>
                """) //
        .sinceVersion(0, 1, 0) //
        .dynamicPorts(p -> p //
            .addInputPortGroup("Spectra", g -> g.name("Spectra") //
                .description("Spectra or templates, one per row, as numeric columns or as one vector column.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addInputPortGroup("Inverse variances", g -> g.name("Inverse variances") //
                .description("The same rows in the same order, with the same columns.") //
                .optional().supportedTypes(BufferedDataTable.TYPE)) //
            .addInputPortGroup("Wavelengths", g -> g.name("Wavelengths") //
                .description("One row for each pixel, with a numeric column Wavelength, such as the fourth output of "
                    + "the Rest-Frame Aligner.") //
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
