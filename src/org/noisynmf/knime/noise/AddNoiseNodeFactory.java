package org.noisynmf.knime.noise;

import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.noisynmf.knime.dialog.PortTexts;

/** The node that adds noise to a table. */
public final class AddNoiseNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("Add Noise") //
        .icon("noise.png") //
        .shortDescription("Adds photon and Gaussian noise to numbers, with the inverse variances as weights.") //
        .fullDescription("""
                <p>Simulates a noisy measurement of data that have little or no noise. Like a detector, it turns each
                value into a count of photons (Poisson noise), adds Gaussian noise of the same strength to all values,
                or both. Compare factorisations of the data with and without this noise to see what it does to the
                templates.</p>
                <p>The inverse variances are estimated from the noisy values, as an observer would; a value of no
                photons without Gaussian noise gets the variance of a single photon. They are the weights for an NMF
                Learner. They do not contain noise that the data had before.</p>
                <p>Missing cells, and NaN within a vector, stay missing and have weight 0. Columns that are not pixels
                are passed on unchanged.</p>
                """) //
        .sinceVersion(0, 1, 0) //
        .ports(p -> p //
            .addInputTable("Data", PortTexts.DATA) //
            .addOutputTable("Noisy data", "The data table with noise on its pixels.") //
            .addOutputTable("Inverse variances",
                "The weight of each pixel of the noisy data, or the variance of its background, with the same row IDs and "
                    + "column names.")) //
        .model(m -> m.parametersClass(AddNoiseParameters.class) //
            .configure(AddNoiseNode::configure) //
            .execute(AddNoiseNode::execute)) //
        .nodeType(NodeType.Manipulator) //
        .keywords("noise", "simulate", "Poisson", "Gaussian", "photon noise", "inverse variance", "weights", "NMF",
            "synthetic data") //
        .addExternalResource("https://arxiv.org/abs/2311.04855",
            "Green and Bailey: Algorithms for non-negative matrix factorization on noisy data with negative values");

    /** For KNIME. */
    public AddNoiseNodeFactory() {
        super(NODE);
    }
}
