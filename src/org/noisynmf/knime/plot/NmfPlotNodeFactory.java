package org.noisynmf.knime.plot;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.noisynmf.knime.port.NmfModelPortObject;

/** The node that draws a factorisation for a report. */
public final class NmfPlotNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("NMF Plot") //
        .icon("plot.png") //
        .shortDescription("Draws templates, convergence or one observation of a factorisation as an image.") //
        .fullDescription("""
                <p>Draws what the view of the NMF Learner shows as an image (PNG) for reports and files:</p>
                <ul>
                <li><b>Templates</b>: one line for each template or, if the learner was told that the pixels form an
                image, one image for each. Pixels with names, such as species, are bars. Templates of a model from NMF
                Posterior have bands of 68 and 95 % probability.</li>
                <li><b>Convergence</b>: the misfit after each iteration, against iterations or seconds, with one line
                for each start (of many, only the best in colour), on a logarithmic axis where it falls far. The KKT
                residual can be drawn below. Connect the convergence table of the learner.</li>
                <li><b>Observation</b>: one row of the data with its reconstruction, coefficients times templates, and
                the residuals below, in units of their standard deviation if the weights are connected, with lines at
                &#177;1 and &#177;3 and those beyond &#177;3 marked. Points are fainter the less certain they are;
                ranges without observed pixels are shaded. The coefficients are found by weighted non-negative least
                squares. Connect the data and, if there are any, the weights.</li>
                </ul>
                <p>An observation from the Rest-Frame Aligner is drawn as it was observed if the aligner's table of
                scales is connected: wavelengths are multiplied by 1 + z, and data, reconstruction and &#963; divided
                by the scale. The plot then extends from the first to the last observed pixel. If the pixels are one
                vector column, connect the aligner's table of wavelengths, too.</p>
                <p>Ports that the chosen plot does not need may stay unconnected.</p>
                """) //
        .sinceVersion(0, 1, 0) //
        .ports(p -> p //
            .addInputPort("NMF model", "The templates, from an NMF Learner.", NmfModelPortObject.TYPE) //
            .addInputPort("Convergence", "The convergence table of the NMF Learner. Optional: only for the plot of "
                + "the convergence.", BufferedDataTable.TYPE_OPTIONAL) //
            .addInputPort("Data", "Observations, one per row, with the columns that the model was learnt on. "
                + "Optional: only for the plot of an observation.", BufferedDataTable.TYPE_OPTIONAL) //
            .addInputPort("Weights", "Weights of the data, matched by row ID and column name. Optional: only for the "
                + "plot of an observation; without this table all weights are 1.", BufferedDataTable.TYPE_OPTIONAL) //
            .addInputPort("Scales", "Redshift and scale of each observation, matched by row ID, from a Rest-Frame "
                + "Aligner. Optional: an observation is then drawn in the frame in which it was observed.",
                BufferedDataTable.TYPE_OPTIONAL) //
            .addInputPort("Wavelengths", "The wavelength of each pixel, in order, from a Rest-Frame Aligner. Optional: "
                + "without it positions are the names of the pixel columns, if these are numbers.",
                BufferedDataTable.TYPE_OPTIONAL) //
            .addOutputPort("Image", "The plot as a PNG image.", ImagePortObject.TYPE)) //
        .model(m -> m.parametersClass(PlotParameters.class) //
            .configure(NmfPlotNode::configure) //
            .execute(NmfPlotNode::execute)) //
        .nodeType(NodeType.Visualizer) //
        .keywords("NMF", "plot", "chart", "image", "PNG", "report", "templates", "spectrum", "residuals",
            "convergence", "KKT", "observed frame");

    /** For KNIME. */
    public NmfPlotNodeFactory() {
        super(NODE);
    }
}
