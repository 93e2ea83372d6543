package org.noisynmf.knime.learner;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.noisynmf.knime.dialog.PortTexts;
import org.noisynmf.knime.page.StoredPage;
import org.noisynmf.knime.port.NmfModelPortObject;

/** The node that learns templates from noisy observations. */
public final class NmfLearnerNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("NMF Learner") //
        .icon("learner.png") //
        .shortDescription("Learns non-negative templates from noisy data with weights, missing and negative values.") //
        .fullDescription("""
                <p>Non-negative matrix factorisation (NMF): finds a few non-negative <i>templates</i> (parts, basis
                spectra, end members) and for each observation non-negative <i>coefficients</i>, so that coefficients
                times templates reproduce the data. Each row of the data is an observation, each column a pixel
                (channel, feature).</p>
                <p>The node is made for measurements. Every entry may have its own weight, usually its inverse
                variance. Missing cells are entries of weight 0. Values below zero, which noise leaves in data whose
                true signal is positive, can be used as they are; clipping them would bias the templates. The node
                minimises &#967;&#178;, the sum over all entries of weight times squared residual.</p>
                <p>The result is a local minimum that depends on the start. Equal settings and seeds give equal
                results for any number of threads. The time of an iteration is proportional to the number of observed
                entries.</p>
                <p>Observations without any weight get missing coefficients and are counted in a warning.</p>
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
                .description("A model whose templates are the start, or whose search is to be continued.") //
                .optional().supportedTypes(NmfModelPortObject.TYPE)) //
            .addInputPortGroup("Pixel categories", g -> g.name("Pixel categories") //
                .description(PortTexts.CATEGORIES) //
                .optional().supportedTypes(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("NMF model", g -> g.name("NMF model") //
                .description("The templates with everything that is needed to project other data onto them.") //
                .fixed(NmfModelPortObject.TYPE)) //
            .addOutputPortGroup("Templates", g -> g.name("Templates") //
                .description("The templates, one per row, with the columns of the data.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Coefficients", g -> g.name("Coefficients") //
                .description("One row for each observation, with its row ID: a coefficient for each template, "
                    + "chi-square, its share of the degrees of freedom of the fit, and its number of observed entries.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Convergence", g -> g.name("Convergence") //
                .description("One row for each iteration: the start, the iteration (column Pass), the number of "
                    + "templates while they "
                    + "are grown (0 afterwards), the objective, the KKT residual where it was measured, and the "
                    + "seconds since the start of the search.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Summary", g -> g.name("Summary") //
                .description("How the search ended. The first row describes the model: number of templates (column "
                    + "rank), chi-square, its degrees of freedom, the reason why the search stopped, and how many "
                    + "starts reached the lowest objective within 0.01 %. KNIME's Table Row to Variable turns it into "
                    + "flow variables. Then a row for each other start.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Certainty", g -> g.name("Certainty") //
                .description("One row for each template: the median cosine to its partners in other starts that fit "
                    + "as well within 0.1 %, and by which share it may contain less, or more, of each other template "
                    + "at an equally good fit. Missing if there was only one start, or if mixtures were not looked "
                    + "for.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Pixels", g -> g.name("Pixels") //
                .description("One row for each pixel, with its name as row ID: chi-square, number of observed "
                    + "entries, the sum of their weights, the explained share of its weighted squares, and the "
                    + "moments of its residuals in units of their standard deviation.") //
                .fixed(BufferedDataTable.TYPE))) //
        .model(m -> m.parametersClass(LearnerParameters.class) //
            .configure(LearnerConfigure::configure) //
            .execute(LearnerExecute::execute)) //
        .addView(v -> v.withoutParameters() //
            .description("The templates, the coefficients, the convergence, up to 50 observations with their "
                + "reconstruction, and a summary.") //
            .page(StoredPage.page()) //
            .initialData(d -> d.data(LearnerView::of))) //
        .nodeType(NodeType.Learner) //
        .keywords("NMF", "NNMF", "non-negative matrix factorization", "non-negative matrix factorisation", "Nearly-NMF",
            "Shift-NMF", "HALS", "weighted", "missing values", "templates", "spectra", "unmixing", "parts-based", "PMF",
            "dimension reduction")
        .addExternalResource("https://arxiv.org/abs/2311.04855",
            "Green and Bailey: Algorithms for non-negative matrix factorization on noisy data with negative values") //
        .addExternalResource("https://arxiv.org/abs/1805.06604",
            "Ang and Gillis: Accelerating nonnegative matrix factorization algorithms using extrapolation");

    /** For KNIME. */
    public NmfLearnerNodeFactory() {
        super(NODE);
    }
}
