package org.noisynmf.knime.spectra;

import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** The node that brings spectra to a common grid in the rest frame. */
public final class RestFrameAlignerNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("Rest-Frame Aligner") //
        .icon("spectra.png") //
        .shortDescription("Brings spectra of different redshifts to one grid of rest-frame wavelengths.") //
        .fullDescription("""
                <p>Prepares spectra for a factorisation: divides their wavelengths by 1 + z, brings them to one
                logarithmic grid of rest-frame wavelengths, and renormalises them to a reference. Spectra of different
                redshifts cover different parts of the grid, so much of the table is missing. Weights are 0 where a
                spectrum was not observed, and the NMF Learner fits all parts together.</p>
                <p>Rebinning conserves flux: an observed pixel that covers several pixels of the grid gives each its
                share. Inverse variances follow the same shares. The resulting correlation between neighbours is not
                kept, so the step should be no finer than the pixels of the spectra.</p>
                <p>Renormalisation is that of Green and Bailey (2024), eq. 21: the median flux of each spectrum
                becomes that of a common reference over the wavelengths that both have, and variances are multiplied
                by the square of the scale. To draw a template or a reconstruction over a spectrum as observed,
                multiply wavelengths by 1 + z and divide fluxes by the scale.</p>
                """) //
        .sinceVersion(0, 1, 0) //
        .ports(p -> p //
            .addInputTable("Spectra",
                "One spectrum per row: vector columns of wavelengths, fluxes and inverse variances, whose length may "
                    + "differ from row to row, and a column of redshifts; such as the output of the Spectra Reader.") //
            .addOutputTable("Observations",
                "The spectra on the common grid, one per row. Values that were not observed are missing, or NaN "
                    + "within a vector.") //
            .addOutputTable("Inverse variances",
                "The weight of each value of the observations: 0 where nothing was observed.") //
            .addOutputTable("Scales",
                "For each spectrum its redshift, the scale by which its fluxes were multiplied (1 + z times the "
                    + "renormalisation), and the number of pixels observed.") //
            .addOutputTable("Wavelengths",
                "For each pixel of the grid its rest-frame wavelength, the number of spectra that cover it, and "
                    + "the sum "
                    + "of their weights.")) //
        .model(m -> m.parametersClass(AlignerParameters.class) //
            .configure(AlignerNode::configure) //
            .execute(AlignerNode::execute)) //
        .nodeType(NodeType.Manipulator) //
        .keywords("redshift", "rest frame", "rebin", "spectra", "wavelength", "align", "normalise", "quasar", "NMF") //
        .addExternalResource("https://arxiv.org/abs/2311.04855",
            "Green and Bailey: Algorithms for non-negative matrix factorization on noisy data with negative values");

    /** For KNIME. */
    public RestFrameAlignerNodeFactory() {
        super(NODE);
    }
}
