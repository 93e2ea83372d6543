package org.noisynmf.knime.simulator;

import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** The node that simulates noisy data with known truth. */
public final class NoisyDataSimulatorNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("Noisy Data Simulator") //
        .icon("simulator.png") //
        .shortDescription(
            "Simulates noisy spectra, products or images whose true templates and coefficients are known.") //
        .fullDescription("""
                <p>Simulates noisy data with known truth, to test algorithms and workflows. There are four kinds:</p>
                <ul>
                <li><b>Doublet</b>: two lines of fixed shape whose ratio varies from exposure to exposure, with photon
                (Poisson) noise of the lines and Gaussian noise of the detector, whose strength varies too; Green and
                Bailey (2024), eq. 4 to 6. Far from the lines the truth is 0, so half of the values there are
                negative, and factorisations that clip or ignore negative values go wrong.</li>
                <li><b>Quasar spectra</b>: a continuum and emission lines at redshifts uniform in a range, observed
                from 360 to 1000 nm with both kinds of noise and brought to a common rest-frame grid of constant step
                in log<sub>10</sub> of the wavelength. Pixels outside the observed window are missing. The columns are
                named after their rest-frame wavelength in nm. Alternatively the spectra as observed, with their
                redshifts, for the Rest-Frame Aligner.</li>
                <li><b>Low-rank products</b>: products of factors uniform between 0 and 1, exact or with Gaussian
                noise; Pav (2024), section 4.</li>
                <li><b>Images from parts</b>: square images of rectangles at fixed places, each of which appears with
                a given probability, with Gaussian noise. NMF finds the parts (Lee and Seung 1999).</li>
                </ul>
                <p>All tables have the same order and the same row IDs. Inverse variances are estimated from the noisy
                values, as an observer would; they are 0 where a value is missing. The truth is given at such pixels,
                too.</p>
                """) //
        .sinceVersion(0, 1, 0) //
        .ports(p -> p //
            .addOutputTable("Observations", "Noisy exposures, spectra, products or images, one per row; quasars as "
                + "observed have the columns of the Spectra Reader.") //
            .addOutputTable("Inverse variances", "The weight of each value of the observations; of "
                + "doublets, if asked for, the variance of the background.") //
            .addOutputTable("Truth", "The observations without noise and with nothing missing.") //
            .addOutputTable("True templates",
                "The templates that make up the truth: for the doublet its two lines, each with peak 1.") //
            .addOutputTable("True coefficients",
                "How much of each template every observation contains; the truth is coefficients times templates.")) //
        .model(m -> m.parametersClass(SimulatorParameters.class) //
            .configure(SimulatorNode::configure) //
            .execute(SimulatorNode::execute)) //
        .nodeType(NodeType.Source) //
        .keywords("simulate", "synthetic data", "noise", "doublet", "quasars", "spectra", "low rank", "images", "parts",
            "missing values", "NMF", "Poisson", "Gaussian") //
        .addExternalResource("https://arxiv.org/abs/2311.04855",
            "Green and Bailey: Algorithms for non-negative matrix factorization on noisy data with negative values");

    /** For KNIME. */
    public NoisyDataSimulatorNodeFactory() {
        super(NODE);
    }
}
