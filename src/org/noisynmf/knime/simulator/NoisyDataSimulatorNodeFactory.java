package org.noisynmf.knime.simulator;

import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** The node that simulates noisy data with known truth. */
public final class NoisyDataSimulatorNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("Noisy Data Simulator") //
        .icon("simulator.png") //
        .shortDescription("Simulates noisy spectra whose true templates and coefficients are known.") //
        .fullDescription("""
                <p>Simulates exposures of a <i>doublet</i>: two lines of fixed shape whose ratio varies from exposure to
                exposure, with photon (Poisson) noise of the lines and Gaussian noise of the detector, whose strength
                varies too. The model is that of Green and Bailey (2024), eq. 4 to 6. Far from the lines the truth is 0,
                so that half of the values there are negative: the case in which factorisations that clip or ignore
                negative values go wrong.</p>
                <p>All tables are in the same order, with the same row IDs. Inverse variances are estimated from the
                noisy values, as an observer would.</p>
                """) //
        .sinceVersion(0, 1, 0) //
        .ports(p -> p //
            .addOutputTable("Observations", "Noisy exposures, one a row.") //
            .addOutputTable("Inverse variances", "The weight of each value of the observations.") //
            .addOutputTable("Truth", "The exposures without noise.") //
            .addOutputTable("True templates", "The two lines, each with peak 1.") //
            .addOutputTable("True coefficients", "The peaks of both lines in each exposure.")) //
        .model(m -> m.parametersClass(SimulatorParameters.class) //
            .configure(SimulatorNode::configure) //
            .execute(SimulatorNode::execute)) //
        .nodeType(NodeType.Source) //
        .keywords("simulate", "synthetic data", "noise", "doublet", "spectra", "NMF", "Poisson", "Gaussian") //
        .addExternalResource("https://arxiv.org/abs/2311.04855",
            "Green and Bailey: Algorithms for non-negative matrix factorization on noisy data with negative values");

    /** For KNIME. */
    public NoisyDataSimulatorNodeFactory() {
        super(NODE);
    }
}
