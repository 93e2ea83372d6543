package org.noisynmf.knime.workflows;

import static org.noisynmf.knime.Nodes.learner;
import static org.noisynmf.knime.Nodes.rank;
import static org.noisynmf.knime.Nodes.simulator;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.workflows.ShippedWorkflows.COLUMN;
import static org.noisynmf.knime.workflows.ShippedWorkflows.ROW;

import org.knime.core.node.InvalidSettingsException;

/** The workflow that asks how many templates there are. */
final class HowManyTemplates {

    private HowManyTemplates() {
    }

    static WorkflowFolder workflow() throws InvalidSettingsException {
        final WorkflowFolder w =
            new WorkflowFolder("How many templates noisy images are made of, with the reason, and a "
                + "model with that number.");
        final int simulator = w.node(with(simulator(), "kind", "PARTS", "String", "parts/images", "100", "int",
            "parts/parts", "4", "int"), COLUMN, 2 * ROW, "100 images of 16 × 16 pixels from 4 parts");
        final int rank = w.node(with(rank(true), "to", "6", "int"), 2 * COLUMN, ROW, "Compare 1 to 6 templates");
        final int learner = w.node(with(learner(true), "method/rank", "4", "int", "output/imageRows", "16", "int",
            "start/starts", "5", "int"), 3 * COLUMN, 2 * ROW, "The recommended four");
        for (final int node : new int[]{rank, learner}) {
            w.connect(simulator, 0, node, 0);
            w.connect(simulator, 1, node, 1);
        }
        w.note(COLUMN - 60, 10, 900, 130, """
                How many templates

                The second output of NMF Rank holds the recommended number and the reason, the first what every \
                criterion says of each number. Here it is four: a fifth lowers chi-square no more than noise alone \
                would. To set the learner by itself, connect KNIME's Table Row to Variable behind the second output \
                and use its variable "rank" for "Number of templates" of the learner. Put your own data in the place \
                of the simulator; the largest number should be above what you expect.""");
        return w;
    }
}
