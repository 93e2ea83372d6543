package org.noisynmf.knime.redshift;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.noisynmf.knime.port.NmfModelPortObject;

/** The node that finds the redshifts of spectra. */
public final class RedshiftScanNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("Redshift Scan") //
        .icon("redshift.png") //
        .shortDescription("Finds the redshifts of spectra with the templates of an NMF model.") //
        .fullDescription("""
                <p>For each spectrum as observed and each redshift of a grid, the node shifts the templates of an NMF
                model to that redshift and fits them with coefficients of 0 or more, by exact weighted least squares.
                It can also fit a continuum of polynomials of either sign. The redshift is where &#967;&#178; is
                lowest; a parabola refines the minimum, and its width is the error of the redshift.</p>
                <p>The column <i>Warnings</i> says why a redshift is doubtful:</p>
                <ul>
                <li><i>small &#916;&#967;&#178;</i>: the next minimum more than 1000 km/s away, or the fit without
                templates, is worse by less than 9 in &#967;&#178;;</li>
                <li><i>negative flux</i>: no template takes part, or the mean flux is not above 0;</li>
                <li><i>at the edge</i>, <i>no parabola</i>: the minimum lies at the edge of the grid, or is not well
                defined;</li>
                <li><i>many outliers</i>: more than 5 % of the pixels are more than 5&#963; off;</li>
                <li><i>little coverage</i>: templates cover less than 90 % of the pixels.</li>
                </ul>
                <p>Warnings that redrock, the redshift fitter of DESI, also gives have the same names and limits
                there.</p>
                <p>Templates need wavelengths. If the model was learnt on columns of the Rest-Frame Aligner, their
                names are the wavelengths; if it was learnt on a vector column, connect the aligner's table of
                wavelengths. Their unit must be that of the spectra. Where templates end, their part of the model is
                0.</p>
                """) //
        .sinceVersion(0, 1, 0) //
        .ports(p -> p //
            .addInputPort("NMF model", "The templates in the rest frame, from an NMF Learner.", NmfModelPortObject.TYPE) //
            .addInputTable("Spectra",
                "Spectra as observed, one per row, with vector columns of wavelengths, fluxes and inverse variances, "
                    + "from a Spectra Reader.") //
            .addInputPort("Wavelengths",
                "The wavelength of each pixel of the templates, in order, from a Rest-Frame Aligner. "
                    + "Optional: without it the names of the model's pixel columns must be wavelengths.",
                BufferedDataTable.TYPE_OPTIONAL) //
            .addOutputTable("Redshifts", "One row for each spectrum, with its row ID: the best redshift with its "
                + "error, &#967;&#178; and its rise to the next minimum, degrees of freedom, by how much the "
                + "templates lower &#967;&#178;, the share of pixels that they cover, warnings, and coefficients with "
                + "standard errors.") //
            .addOutputTable("Minima", "The same for the best few redshifts of each spectrum, numbered from 0.") //
            .addOutputTable("Curve", "&#967;&#178; of the drawn spectrum at every redshift tried.") //
            .addOutputPort("Image",
                "One spectrum: &#967;&#178; against redshift with its minima, and below it the flux as "
                    + "observed with the model at the lowest one.",
                ImagePortObject.TYPE)) //
        .model(m -> m.parametersClass(RedshiftScanParameters.class) //
            .configure(RedshiftScanNode::configure) //
            .execute(RedshiftScanNode::execute)) //
        .nodeType(NodeType.Predictor) //
        .keywords("NMF", "NNLS", "redshift", "spectra", "quasar", "galaxy", "chi-square", "templates", "redrock",
            "DESI") //
        .addExternalResource("https://github.com/desihub/redrock", "redrock, the redshift fitter of DESI");

    /** For KNIME. */
    public RedshiftScanNodeFactory() {
        super(NODE);
    }
}
