package org.noisynmf.knime.evaluate;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.noisynmf.knime.dialog.PortTexts;
import org.noisynmf.knime.port.NmfModelPortObject;

/** The node that says how well a model, or which of two models better, reproduces observations. */
public final class FactorisationScorerNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("Factorisation Scorer") //
        .icon("scorer.png") //
        .shortDescription("Scores how well templates of an NMF model reproduce observations, and compares models.") //
        .fullDescription("""
                <p>Finds for each observation the non-negative coefficients with which the templates of an NMF model
                come closest to it (weighted non-negative least squares, as the NNLS Projection does), and scores the
                residuals: &#967;&#178;, the sum over all observed pixels of weight times squared residual;
                &#967;&#178; per degree of freedom; and the moments of the residuals in units of their standard
                deviation, that is, of each residual times the root of its weight.</p>
                <p>If the weights are inverse variances and the model fits to the noise, &#967;&#178; per degree of
                freedom is about 1, and the residuals have mean 0, variance 1, skewness 0 and excess kurtosis 0, like
                the normal distribution. A larger &#967;&#178; means that templates are missing or wrong, a smaller
                one that templates follow the noise or that the variances are too large. Score observations that the
                model has not seen: only they show whether templates follow the noise.</p>
                <p>With a comparison model both models are scored on the same observations, and their &#967;&#178; are
                subtracted for each observation. The histogram of these differences shows how much and how
                consistently one model is better than the other.</p>
                <p>The pixels are read from the columns that the model was learnt on. Values below zero are used as
                they are; missing cells are entries of weight 0. Observations without any weight get missing cells and
                are counted in a warning.</p>
                """) //
        .sinceVersion(0, 1, 0) //
        .dynamicPorts(p -> p //
            .addInputPortGroup("NMF model", g -> g.name("NMF model") //
                .description("The model to score, from an NMF Learner.") //
                .fixed(NmfModelPortObject.TYPE)) //
            .addInputPortGroup("Data", g -> g.name("Data") //
                .description("Observations, one per row, with the columns that the model was learnt on.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addInputPortGroup("Weights", g -> g.name("Weights") //
                .description(PortTexts.WEIGHTS) //
                .optional().supportedTypes(BufferedDataTable.TYPE)) //
            .addInputPortGroup("Comparison model", g -> g.name("Comparison model") //
                .description("Another model of the same pixels to compare with.") //
                .optional().supportedTypes(NmfModelPortObject.TYPE)) //
            .addOutputPortGroup("Scores", g -> g.name("Scores") //
                .description("One row for each model: its chi-square, its effective degrees of freedom (observed "
                    + "entries less the positive numbers of the model, plus one for each template) and the nominal "
                    + "ones (from the shape alone), chi-square per degree of freedom, number of observed entries, the "
                    + "share of the weighted squares of the data that it explains, and the moments of its weighted "
                    + "residuals. The row of the comparison model also has the median over the observations of its "
                    + "chi-square minus that of the model.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Explained by template", g -> g.name("Explained by template") //
                .description("One row for each template of each model: the share of the weighted squares of the data "
                    + "that the template explains. The shares of a model add up to what it explains as a whole.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Observations", g -> g.name("Observations") //
                .description("One row for each observation, with its row ID: chi-square, degrees of freedom (for "
                    + "models learnt on these data its share of those of the model) and observed entries. With a "
                    + "comparison model also its chi-square and the difference, comparison model minus model, which "
                    + "is positive where the model fits better.") //
                .fixed(BufferedDataTable.TYPE))) //
        .model(m -> m.parametersClass(FactorisationScorerParameters.class) //
            .configure(FactorisationScorerNode::configure) //
            .execute(FactorisationScorerNode::execute)) //
        .nodeType(NodeType.Predictor) //
        .keywords("NMF", "chi-square", "chi squared", "goodness of fit", "residuals", "compare models", "validation",
            "held-out data", "explained variance", "NNLS") //
        .addExternalResource("https://arxiv.org/abs/2311.04855",
            "Green and Bailey: Algorithms for non-negative matrix factorization on noisy data with negative values");

    /** For KNIME. */
    public FactorisationScorerNodeFactory() {
        super(NODE);
    }
}
