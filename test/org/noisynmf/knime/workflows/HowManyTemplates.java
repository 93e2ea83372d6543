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

    /** The learner's output with a row for each start. */
    private static final int SUMMARY = 4;

    private HowManyTemplates() {
    }

    static WorkflowFolder workflow() throws InvalidSettingsException {
        final WorkflowFolder w =
            new WorkflowFolder("The recommended number of templates of noisy images, with the reason, and a model "
                + "with that number.");
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

                The second output of NMF Rank has the recommended number and the reason, the first output every \
                criterion for each number. Here it is four: a fifth template lowers chi-square no more than noise \
                alone would. The workflow "Number of templates as a variable" sets the learner automatically. \
                Replace the simulator by your own data, and choose a largest number above what you expect.""");
        return w;
    }

    /** The same with KNIME's own nodes: without a loop, and with one. */
    static WorkflowFolder asVariable() throws InvalidSettingsException {
        final WorkflowFolder w =
            new WorkflowFolder("The recommended number of templates sets the learner automatically, and a loop learns "
                + "a model with every number.");
        final int simulator = w.node(with(simulator(), "kind", "PARTS", "String", "parts/images", "100", "int",
            "parts/parts", "4", "int"), COLUMN, 2 * ROW, "100 images of 16 × 16 pixels from 4 parts");
        final int rank = w.node(with(rank(true), "to", "6", "int"), 2 * COLUMN, ROW, "Compare 1 to 6 templates");
        final int variable = w.node(KnimeNodes.rowToVariable("rank"), 3 * COLUMN, ROW, "Variable: rank");
        final int learner = w.node(with(learner(true), "output/imageRows", "16", "int"), 4 * COLUMN, 2 * ROW,
            "As many as recommended");
        final int start = w.node(KnimeNodes.rowsToVariableLoop("Templates"), 3 * COLUMN, 3 * ROW,
            "For each number: variable Templates");
        final int each = w.node(learner(true), 4 * COLUMN, 4 * ROW, "With each number");
        final int end = w.node(KnimeNodes.loopEnd(), 5 * COLUMN, 4 * ROW, "A row for each model and start");
        for (final int node : new int[]{rank, learner, each}) {
            w.connect(simulator, 0, node, 0);
            w.connect(simulator, 1, node, 1);
        }
        w.connect(rank, 1, variable, 0);
        w.connectVariable(variable, 0, learner, "rank", "method", "rank");
        w.connect(rank, 0, start, 0);
        w.connectVariable(start, 0, each, "Templates", "method", "rank");
        w.connect(each, SUMMARY, end, 0);
        w.note(COLUMN - 60, 0, 1100, 130, """
                Number of templates as a variable

                Above, without a loop: the second output of NMF Rank has the recommended number in its column \
                "rank"; Table Row to Variable turns it into a flow variable, which sets "Number of templates" of the \
                learner.

                Below, with a loop: each row of the first output is a number of templates. The learner learns a \
                model with each number, and Loop End collects the summaries: chi-square, its degrees of freedom, and \
                where each start ended.

                This workflow needs KNIME; the command line names the nodes that it does not have.""");
        return w;
    }
}
