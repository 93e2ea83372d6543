package org.noisynmf.knime.projection;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.noisynmf.knime.dialog.PortTexts;
import org.noisynmf.knime.port.NmfModelPortObject;

/** The node that finds the coefficients of observations on given templates. */
public final class NnlsProjectionNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("NNLS Projection") //
        .icon("projection.png") //
        .shortDescription("Finds non-negative coefficients of observations on the templates of an NMF model.") //
        .fullDescription("""
                <p>Weighted non-negative least squares (NNLS): finds for each observation the coefficients, none below
                0, with which the templates of an NMF model come closest to it. They minimise &#967;&#178;, the sum
                over all observed pixels of weight times squared residual. The solution is exact and does not depend
                on other rows.</p>
                <p>The pixels are read from the columns that the model was learnt on: numeric columns are found by
                name; a vector column by name or, if there is none of that name, as the only vector column of the
                table. Values below zero are used as they are; missing cells are entries of weight 0. Observations
                without any weight get missing cells and are counted in a warning.</p>
                <p>To see the reconstruction, coefficients times templates, add its output port with the three dots of
                the node.</p>
                """) //
        .sinceVersion(0, 1, 0) //
        .dynamicPorts(p -> p //
            .addInputPortGroup("NMF model", g -> g.name("NMF model") //
                .description("The templates, from an NMF Learner.") //
                .fixed(NmfModelPortObject.TYPE)) //
            .addInputPortGroup("Data", g -> g.name("Data") //
                .description("Observations, one per row, with the columns that the model was learnt on.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addInputPortGroup("Weights", g -> g.name("Weights") //
                .description(PortTexts.WEIGHTS) //
                .optional().supportedTypes(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Coefficients", g -> g.name("Coefficients") //
                .description("One row for each observation, with its row ID: a coefficient for each template, its "
                    + "standard error if asked for, chi-square, and degrees of freedom (observed pixels less the "
                    + "number of positive coefficients).") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Reconstruction", g -> g.name("Reconstruction") //
                .description("Coefficients times templates, in the form of the data.") //
                .optional().supportedTypes(BufferedDataTable.TYPE))) //
        .model(m -> m.parametersClass(ProjectionParameters.class) //
            .configure(ProjectionNode::configure) //
            .execute(ProjectionNode::execute)) //
        .nodeType(NodeType.Predictor) //
        .keywords("NNLS", "NMF", "non-negative least squares", "apply", "predict", "unmixing", "weighted",
            "missing values", "templates", "spectra");

    /** For KNIME. */
    public NnlsProjectionNodeFactory() {
        super(NODE);
    }
}
