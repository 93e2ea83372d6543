package org.noisynmf.knime.evaluate;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** The node that finds out which estimated template is which true one. */
public final class TemplateMatcherNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("Template Matcher") //
        .icon("matcher.png") //
        .shortDescription("Pairs estimated templates with true ones by their similarity.") //
        .fullDescription("""
                <p>A factorisation does not fix the order and the scale of its templates. This node compares estimated
                templates with true ones, those of a simulation or of another run, by their <i>cosine similarity</i>.
                This is the cosine of the angle between them: 1 for the same shape at any scale, 0 for shapes that
                have nothing in common. Each true template gets one estimated template, and no estimated template is
                used twice. The node finds the assignment with the largest sum of similarities (the Hungarian
                algorithm).</p>
                <p>The <i>scale</i> is the factor that brings the estimated template closest to the true one by least
                squares.</p>
                <p>Each row of a table is a template. The numeric columns of the true templates are the pixels, and
                the estimated templates have columns of the same names; if the true templates have no numeric column,
                both tables hold their templates in one vector column. Pixels that are missing in either of two
                templates are left out of their comparison.</p>
                <p>Either table may instead hold templates with their errors, one row per pixel, as the
                <i>Templates</i> of an NMF Posterior, or of NMF Error Estimates by bootstrap or jackknife: each
                template has a second column with the same name and &#8220;(standard deviation)&#8221;. The assignment
                then also has the standard error of the similarity and the distance of the templates in units of their
                errors. A root mean square near 1, with about 5 % of the pixels beyond 2, means that they are the same
                within their errors. Errors are taken to be independent from pixel to pixel. Pixels are matched by
                name if both tables have the same names, otherwise by order.</p>
                """) //
        .sinceVersion(0, 1, 0) //
        .ports(p -> p //
            .addInputPort("Estimated templates",
                "Templates to be matched, one per row, such as those of an NMF Learner.", BufferedDataTable.TYPE) //
            .addInputPort("True templates",
                "Templates to match them with, one per row, such as those of a Noisy Data Simulator.",
                BufferedDataTable.TYPE) //
            .addOutputPort("Assignment",
                "One row for each true template, with its row ID: the row ID of the estimated template assigned to "
                    + "it, their cosine similarity, the scale and, with errors, their distance. Missing cells if "
                    + "there is no partner.",
                BufferedDataTable.TYPE) //
            .addOutputPort("Matched templates",
                "The estimated templates with the order, row IDs and columns of the true ones, each multiplied by its "
                    + "scale. Missing cells if there is no partner.",
                BufferedDataTable.TYPE)) //
        .model(m -> m.parametersClass(TemplateMatcherParameters.class) //
            .configure(TemplateMatcherNode::configure) //
            .execute(TemplateMatcherNode::execute)) //
        .nodeType(NodeType.Manipulator) //
        .keywords("NMF", "assignment", "Hungarian algorithm", "cosine similarity", "compare", "permutation", "truth",
            "end members", "spectral angle");

    /** For KNIME. */
    public TemplateMatcherNodeFactory() {
        super(NODE);
    }
}
