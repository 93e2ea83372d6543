package org.noisynmf.knime.timing;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.noisynmf.knime.dialog.PortTexts;

/** The node that measures how long iterations take. */
public final class NmfTimingNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("NMF Timing") //
        .icon("timing.png") //
        .shortDescription("Measures how long an iteration takes for growing numbers of observations, templates and "
            + "pixels.") //
        .fullDescription("""
                <p>Factorises parts of the data and times every iteration: first for growing numbers of observations,
                then of templates, then of pixels, while the other two stay the same; see Green and Bailey (2024),
                section IV and figure 8. Use it to see what a large data set will cost before you start, or to compare
                algorithms, precisions, threads and devices on your own machine.</p>
                <p>The outputs give the median and the standard deviation of the times for each size, as a table and
                as a plot with a panel for each kind of size. Where the time is proportional to the size, the points
                are on a line through the origin. The convergence table of the NMF Learner says how many iterations a
                factorisation needs.</p>
                <p>Sizes are measured in turn, in several rounds, and never two at once. Execute this node while
                nothing else runs: other programs, and other nodes of the workflow, falsify the times. The numbers
                differ from run to run and from machine to machine.</p>
                """) //
        .sinceVersion(0, 1, 0) //
        .dynamicPorts(p -> p //
            .addInputPortGroup("Data", g -> g.name("Data") //
                .description(PortTexts.DATA) //
                .fixed(BufferedDataTable.TYPE)) //
            .addInputPortGroup("Weights", g -> g.name("Weights") //
                .description(PortTexts.WEIGHTS) //
                .optional().supportedTypes(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Times", g -> g.name("Times") //
                .description("One row for each size: what was varied, the numbers of observations, templates, pixels, "
                    + "observed entries and iterations measured, and median and standard deviation of the time of an "
                    + "iteration in milliseconds.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Image", g -> g.name("Image") //
                .description("The times against the sizes as a PNG image.") //
                .fixed(ImagePortObject.TYPE))) //
        .model(m -> m.parametersClass(TimingParameters.class) //
            .configure(NmfTimingNode::configure) //
            .execute(NmfTimingNode::execute)) //
        .nodeType(NodeType.Visualizer) //
        .keywords("NMF", "timing", "benchmark", "scaling", "speed", "performance", "milliseconds", "threads",
            "device") //
        .addExternalResource("https://arxiv.org/abs/2311.04855",
            "Green and Bailey: Algorithms for non-negative matrix factorization on noisy data with negative values");

    /** For KNIME. */
    public NmfTimingNodeFactory() {
        super(NODE);
    }
}
