package org.noisynmf.knime.rank;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.noisynmf.knime.dialog.PortTexts;
import org.noisynmf.knime.page.StoredPage;

/** The node that recommends how many templates. */
public final class NmfRankNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("NMF Rank") //
        .icon("rank.png") //
        .shortDescription("Recommends how many templates describe the data, and says why.") //
        .fullDescription("""
                <p>Fits every number of templates in a range to all data, to parts of the observations and to copies
                with hidden entries, and applies several criteria to each number. One more template is recommended as
                long as &#967;&#178; falls by more than noise alone would make it fall, and the residuals contain more
                than noise. The effect of noise alone is measured on the residuals of the data with random signs.</p>
                <p>&#967;&#178; itself falls with every template, also that of observations that the templates were
                not learnt from, and several numbers may have a &#967;&#178; per degree of freedom near 1. Read the
                reason, a sentence with numbers, and look at the smallest cosine between halves: do not rely on
                templates on which two halves of the observations disagree.</p>
                <p>The number in the second output can set that of an NMF Learner: connect a Table Row to Variable and
                use its variable <i>rank</i> for <i>Number of templates</i>.</p>
                <p>Each number costs about twenty fits, which share the threads; results do not depend on the number
                of threads.</p>
                """) //
        .sinceVersion(0, 1, 0) //
        .dynamicPorts(p -> p //
            .addInputPortGroup("Data", g -> g.name("Data") //
                .description(PortTexts.DATA) //
                .fixed(BufferedDataTable.TYPE)) //
            .addInputPortGroup("Weights", g -> g.name("Weights") //
                .description(PortTexts.WEIGHTS) //
                .optional().supportedTypes(BufferedDataTable.TYPE)) //
            .addInputPortGroup("Pixel categories", g -> g.name("Pixel categories") //
                .description(PortTexts.CATEGORIES) //
                .optional().supportedTypes(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Numbers of templates", g -> g.name("Numbers of templates") //
                .description("One row for each number of templates, with every criterion and the standard errors of "
                    + "the gains.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Recommendation", g -> g.name("Recommendation") //
                .description("One row: the recommended number in the column rank, the reason, and the number that "
                    + "each criterion would choose by itself.") //
                .fixed(BufferedDataTable.TYPE))) //
        .model(m -> m.parametersClass(NmfRankParameters.class) //
            .configure(NmfRankNode::configure) //
            .execute(NmfRankNode::execute)) //
        .addView(v -> v.withoutParameters() //
            .description("Every criterion against the number of templates, with the recommendation and its reason, "
                + "and the templates of each number side by side, which shows what each further template adds.") //
            .page(StoredPage.page()) //
            .initialData(d -> d.data(StoredPage::read))) //
        .nodeType(NodeType.Learner) //
        .keywords("NMF", "rank", "number of components", "how many", "model selection", "cross-validation", "AIC",
            "BIC",
            "stability") //
        .addExternalResource("https://arxiv.org/abs/2311.04855",
            "Green and Bailey: Algorithms for non-negative matrix factorization on noisy data with negative values");

    /** For KNIME. */
    public NmfRankNodeFactory() {
        super(NODE);
    }
}
