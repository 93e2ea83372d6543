package org.noisynmf.knime.errors;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.noisynmf.knime.dialog.PortTexts;
import org.noisynmf.knime.port.NmfModelPortObject;

/** The node that says how far templates might have come out otherwise. */
public final class NmfErrorEstimatesNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("NMF Error Estimates") //
        .icon("errors.png") //
        .shortDescription("Errors of the templates of an NMF model by bootstrap, displacement or jackknife.") //
        .fullDescription("""
                <p>How far the templates of a fit might have come out otherwise, in the ways that users of positive matrix
                factorisation (PMF) know: a bootstrap fits samples of the observations and looks which template is which;
                a displacement moves one entry of one template, fits everything else anew, and says how far it goes until
                chi-square has risen by dQ; a jackknife fits without one group of observations each.</p>
                <p>All three are errors around the best fit and know nothing of its bias, which is large where true
                coefficients are 0: there NMF Posterior gives errors that hold.</p>
                <p>Connect the data that the model was learnt on. With the model of the first output, which holds the sets
                of templates of bootstrap or jackknife, NNLS Projection gives errors of coefficients that contain those
                of the templates.</p>
                """) //
        .sinceVersion(0, 1, 0) //
        .dynamicPorts(p -> p //
            .addInputPortGroup("NMF model", g -> g.name("NMF model") //
                .description("The fit, from an NMF Learner.") //
                .fixed(NmfModelPortObject.TYPE)) //
            .addInputPortGroup("Data", g -> g.name("Data") //
                .description("The observations that it was learnt on, one a row.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addInputPortGroup("Weights", g -> g.name("Weights") //
                .description(PortTexts.WEIGHTS) //
                .optional().supportedTypes(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Model with sets", g -> g.name("Model with sets") //
                .description("The same model, with the sets of templates of bootstrap or jackknife.") //
                .fixed(NmfModelPortObject.TYPE)) //
            .addOutputPortGroup("Errors", g -> g.name("Errors") //
                .description("For each pixel, one a row: the templates, and for each template standard deviation and "
                    + "quantiles (bootstrap), lower and upper ends for each dQ (displacement), or standard deviation "
                    + "(jackknife).") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Report", g -> g.name("Report") //
                .description(
                    "For each template, one a row: to which template of the model bootstrap samples were mapped "
                        + "how often; in how many displaced fits templates changed places; number of jackknife sets.") //
                .fixed(BufferedDataTable.TYPE))) //
        .model(m -> m.parametersClass(NmfErrorEstimatesParameters.class) //
            .configure(ErrorEstimatesNode::configure) //
            .execute(ErrorEstimatesNode::execute)) //
        .nodeType(NodeType.Learner) //
        .keywords("NMF", "PMF", "bootstrap", "displacement", "jackknife", "errors", "uncertainty", "BS", "DISP",
            "error bars");

    /** For KNIME. */
    public NmfErrorEstimatesNodeFactory() {
        super(NODE);
    }
}
