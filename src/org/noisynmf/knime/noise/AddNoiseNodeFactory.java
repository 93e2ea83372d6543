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
                <p>Makes a noisy measurement of data that have no noise, or little: each value becomes a count of photons
                (Poisson noise), gets Gaussian noise of one strength added, or both, as a detector does. With the data
                before the noise as the truth, what a factorisation makes of the noise can be measured.</p>
                <p>The inverse variances are estimated from the noisy values, as an observer would; where no photon and no
                Gaussian noise fell on a value, that of a single photon counts. They are the weights for an NMF Learner.
                Noise that the data had before is not part of them.</p>
                <p>Missing cells, and NaN within a vector, stay missing and have weight 0. Columns that are not pixels are
                passed on as they are.</p>
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
