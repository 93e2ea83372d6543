package org.noisynmf.knime.histogram;

import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** The node that shows how differences of chi-square are distributed. */
public final class ChiSquareHistogramNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("Chi-Square Histogram") //
        .icon("histogram.png") //
        .shortDescription("Draws differences of chi-square between two models as a histogram with its median.") //
        .fullDescription("""
                <p>Shows which of two models describes observations better, and for how many of them. The node draws
                the histogram of the differences of &#967;&#178; that the Factorisation Scorer writes for each
                observation, as in figure 6 of Green and Bailey (2024). The median is marked, and a line is drawn at
                0. The text above the plot gives the median and the number of observations for which the first model
                is better (difference above 0).</p>
                <p>A sharp peak at 0 means that both models are equally good. A sum or mean of the differences says
                less: a few bad observations can dominate it.</p>
                <p>You can also draw any other numeric column. Missing cells, as of observations without any weight,
                are left out and counted in a warning.</p>
                """) //
        .sinceVersion(0, 1, 0) //
        .ports(p -> p //
            .addInputTable("Observations",
                "One row for each observation, with a numeric column to draw: the third output "
                    + "of a Factorisation Scorer that has a comparison model.") //
            .addOutputPort("Image", "The histogram as a PNG image.", ImagePortObject.TYPE)) //
        .model(m -> m.parametersClass(HistogramParameters.class) //
            .configure(ChiSquareHistogramNode::configure) //
            .execute(ChiSquareHistogramNode::execute)) //
        .nodeType(NodeType.Visualizer) //
        .keywords("NMF", "histogram", "chi-square", "median", "compare models", "validation", "held-out data", "image",
            "PNG", "report") //
        .addExternalResource("https://arxiv.org/abs/2311.04855",
            "Green and Bailey: Algorithms for non-negative matrix factorization on noisy data with negative values");

    /** For KNIME. */
    public ChiSquareHistogramNodeFactory() {
        super(NODE);
    }
}
