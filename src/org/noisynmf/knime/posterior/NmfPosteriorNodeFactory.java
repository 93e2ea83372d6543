package org.noisynmf.knime.posterior;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.noisynmf.knime.dialog.PortTexts;
import org.noisynmf.knime.page.StoredPage;
import org.noisynmf.knime.port.NmfModelPortObject;

/** The node that says how sure templates and coefficients are. */
public final class NmfPosteriorNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("NMF Posterior") //
        .icon("posterior.png") //
        .shortDescription("Learns templates and coefficients with errors, and says whether the data settle them.") //
        .fullDescription("""
                <p>Where true coefficients are 0, the best fit of a non-negative matrix factorisation takes rectified
                noise for signal, and its templates get a bias that more observations do not remove. This node
                averages over all factorisations that agree with the data, with priors whose shapes are learnt from
                the data. It gives for every entry of templates and coefficients its mean, its standard deviation and
                the probability that it is 0.</p>
                <p>One chain begins at a fit, from the start model if there is one, the others at blurred copies of
                it. They end when they agree, or at their limit. A warning appears if the data do not settle the
                templates. One sweep costs about as much as two iterations of the NMF Learner; a run takes thousands
                of sweeps.</p>
                <p>To see the reconstruction, add its output port with the three dots of the node.</p>
                <p>Weights must be inverse variances; otherwise switch on <i>Unknown scale of the noise</i>. Templates
                have sum 1.</p>
                """) //
        .sinceVersion(0, 1, 0) //
        .dynamicPorts(p -> p //
            .addInputPortGroup("Data", g -> g.name("Data") //
                .description(PortTexts.DATA) //
                .fixed(BufferedDataTable.TYPE)) //
            .addInputPortGroup("Weights", g -> g.name("Weights") //
                .description(PortTexts.WEIGHTS) //
                .optional().supportedTypes(BufferedDataTable.TYPE)) //
            .addInputPortGroup("Start model", g -> g.name("Start model") //
                .description("A model whose templates start the fit at which the chains begin.") //
                .optional().supportedTypes(NmfModelPortObject.TYPE)) //
            .addOutputPortGroup("NMF model", g -> g.name("NMF model") //
                .description("The posterior means of the templates, with draws of them.") //
                .fixed(NmfModelPortObject.TYPE)) //
            .addOutputPortGroup("Templates", g -> g.name("Templates") //
                .description("One row for each pixel: mean, standard deviation and probability of 0 of each template, "
                    + "and quantiles if asked for.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Coefficients", g -> g.name("Coefficients") //
                .description("One row for each observation, with its row ID: mean, standard deviation and probability "
                    + "of 0 of the coefficient of each template, and quantiles if asked for.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Chains", g -> g.name("Chains") //
                .description(
                    "One row for each recorded sweep of each chain: chi-square, the scale of the noise, and how much "
                        + "of each template of the fit is in each template of the chain.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Reconstruction", g -> g.name("Reconstruction") //
                .description(
                    "The posterior mean of coefficients times templates, in the form of the data. It is not the "
                        + "product of the mean coefficients and mean templates.") //
                .optional().supportedTypes(BufferedDataTable.TYPE))) //
        .model(m -> m.parametersClass(NmfPosteriorParameters.class) //
            .configure(PosteriorNode::configure) //
            .execute(PosteriorNode::execute)) //
        .addView(v -> v.withoutParameters() //
            .description("Templates and coefficients with bands of 68 and 95 %, what each template is made of, the "
                + "chains, up to 50 observations with their reconstruction, and a summary in words.") //
            .page(StoredPage.page()) //
            .initialData(d -> d.data(StoredPage::read))) //
        .nodeType(NodeType.Learner) //
        .keywords("NMF", "posterior", "errors", "uncertainty", "Bayesian", "MCMC", "Gibbs", "error bars",
            "standard deviation", "PMF") //
        .addExternalResource("https://arxiv.org/abs/2311.04855",
            "Green and Bailey: Algorithms for non-negative matrix factorization on noisy data with negative values");

    /** For KNIME. */
    public NmfPosteriorNodeFactory() {
        super(NODE);
    }
}
