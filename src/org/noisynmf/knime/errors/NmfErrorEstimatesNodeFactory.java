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
                <p>Estimates the errors of the templates of a fit by the methods that users of positive matrix
                factorisation (PMF) know:</p>
                <ul>
                <li><b>Bootstrap</b> fits samples of the observations, and counts to which template of the fit each of
                theirs corresponds.</li>
                <li><b>Displacement</b> moves one entry of one template until chi-square has risen by dQ, while
                everything else is refitted.</li>
                <li><b>Jackknife</b> fits the data without one group of observations at a time.</li>
                </ul>
                <p>All three give errors around the best fit and do not contain its bias, which is large where true
                coefficients are 0. Use NMF Posterior for such data.</p>
                <p>Connect the data that the model was learnt on. The model of the first output holds the sets of
                templates of bootstrap or jackknife. With it, NNLS Projection gives errors of coefficients that
                contain those of the templates.</p>
                """) //
        .sinceVersion(0, 1, 0) //
        .dynamicPorts(p -> p //
            .addInputPortGroup("NMF model", g -> g.name("NMF model") //
                .description("The fit, from an NMF Learner.") //
                .fixed(NmfModelPortObject.TYPE)) //
            .addInputPortGroup("Data", g -> g.name("Data") //
                .description("The observations that the model was learnt on, one per row.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addInputPortGroup("Weights", g -> g.name("Weights") //
                .description(PortTexts.WEIGHTS) //
                .optional().supportedTypes(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Model with sets", g -> g.name("Model with sets") //
                .description("The same model, with the sets of templates of bootstrap or jackknife.") //
                .fixed(NmfModelPortObject.TYPE)) //
            .addOutputPortGroup("Errors", g -> g.name("Errors") //
                .description("One row for each pixel: the templates, and for each template standard deviation and "
                    + "quantiles (bootstrap), lower and upper ends for each dQ (displacement), or standard deviation "
                    + "(jackknife).") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Report", g -> g.name("Report") //
                .description(
                    "One row for each template: how often bootstrap samples were mapped to each template of the "
                        + "model; in how many displaced fits templates changed places; or the number of jackknife "
                        + "sets.") //
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
