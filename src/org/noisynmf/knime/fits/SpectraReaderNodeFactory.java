package org.noisynmf.knime.fits;

import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** The node that reads spectra from FITS files. */
public final class SpectraReaderNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("Spectra Reader") //
        .icon("fits.png") //
        .shortDescription("Reads spectra with their wavelengths and inverse variances from FITS files.") //
        .fullDescription("""
                <p>Reads spectra from one FITS file or from all files of a folder, as observatories and tools write
                them:</p>
                <ul>
                <li>images of one spectrum, or with one spectrum per row, with uncertainties and wavelengths in
                further extensions (SDSS spPlate, DESI, linetools), in rows of the same image (LAMOST, UVES popler,
                IRAF) or in another file (MagE);</li>
                <li>images of IRAF in which each row has different wavelengths (multispec, linear or log-linear);</li>
                <li>cubes, one spectrum for each position, along the axis of wavelengths or frequencies;</li>
                <li>tables with one spectrum per row, as arrays of fixed or variable length;</li>
                <li>tables of one spectrum with one pixel per row (SDSS);</li>
                <li>images and tables of these forms that are compressed inside the file, as fpack does
                (<tt>.fits.fz</tt>): RICE_1, GZIP_1, GZIP_2, HCOMPRESS_1, PLIO_1.</li>
                </ul>
                <p>Several tables or images of the same name (JWST, HST) are all read. If a file has arms, such as
                <tt>B_FLUX</tt>, <tt>B_IVAR</tt>, <tt>B_WAVELENGTH</tt> and <tt>B_MASK</tt>, enter the name of the
                fluxes; the node finds the rest by the same prefix or suffix.</p>
                <p>Wavelengths come from an extension, a column or the header: <tt>CRVAL1</tt>, <tt>CRPIX1</tt> and
                <tt>CD1_1</tt> or <tt>CDELT1</tt>, linear or logarithmic (<tt>DC-FLAG</tt>, <tt>CTYPE1</tt>), or
                <tt>COEFF0</tt> and <tt>COEFF1</tt>. Their unit is read from <tt>CUNIT1</tt> or <tt>TUNITn</tt>, and
                all wavelengths are converted to one unit; frequencies, wave numbers and energies are converted, too.
                Axes of velocities, angles and other quantities are refused. Decreasing wavelengths are reversed
                together with their fluxes. Redshifts come from a column <tt>Z</tt> or <tt>REDSHIFT</tt>, or from
                keywords of these names.</p>
                <p>Archives mark bad pixels in a mask, a whole number for each pixel in which each bit has a meaning:
                SDSS in <tt>and_mask</tt> (bad in all exposures) and <tt>or_mask</tt> (bad in any), DESI in
                <tt>B_MASK</tt>, <tt>R_MASK</tt> and <tt>Z_MASK</tt> beside the fluxes of the three arms, ESO in
                <tt>QUAL</tt>. Masks are not used unless <i>Masked pixels</i> says so, since SDSS and DESI set the
                inverse variance of most such pixels to 0 already. Masks in which 1 means good are not supported.</p>
                <p>Fluxes, uncertainties, wavelengths and masks are found by their usual names; if an archive uses
                other names, enter them. Large files are read one spectrum at a time. Arrays of variable length inside
                a compressed table are not read. Bring the spectra to one grid with the <i>Rest-Frame Aligner</i>.</p>
                """) //
        .sinceVersion(0, 1, 0) //
        .ports(p -> p //
            .addOutputTable("Spectra",
                "One spectrum per row: vectors of wavelengths, fluxes and inverse variances (missing if the file has "
                    + "no uncertainties), redshift and object (missing if the file does not say). Row IDs are the "
                    + "names of the files.")) //
        .model(m -> m.parametersClass(SpectraReaderParameters.class) //
            .configure(SpectraReaderNode::configure) //
            .execute(SpectraReaderNode::execute)) //
        .nodeType(NodeType.Source) //
        .keywords("FITS", "spectra", "astronomy", "read", "import", "SDSS", "wavelength", "NMF");

    /** For KNIME. */
    public SpectraReaderNodeFactory() {
        super(NODE);
    }
}
