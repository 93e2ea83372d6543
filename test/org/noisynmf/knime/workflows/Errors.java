package org.noisynmf.knime.workflows;

import static org.noisynmf.knime.Nodes.errors;
import static org.noisynmf.knime.Nodes.learner;
import static org.noisynmf.knime.Nodes.plot;
import static org.noisynmf.knime.Nodes.posterior;
import static org.noisynmf.knime.Nodes.simulator;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.workflows.ShippedWorkflows.COLUMN;
import static org.noisynmf.knime.workflows.ShippedWorkflows.ROW;

import org.knime.core.node.InvalidSettingsException;

/** The workflow that asks how sure templates are. */
final class Errors {

    private Errors() {
    }

    static WorkflowFolder workflow() throws InvalidSettingsException {
        final WorkflowFolder w =
            new WorkflowFolder("Two spectral lines: the best fit mixes them, the posterior does not, and has errors.");
        final int simulator =
            w.node(with(simulator(), "doublet/pixels", "128", "int", "doublet/exposures", "200", "int"),
                COLUMN, 2 * ROW, "200 noisy exposures");
        final int learner = w.node(with(learner(true), "output/scaling", "SUM", "String"), 2 * COLUMN, ROW,
            "The lowest chi-square");
        final int posterior =
            w.node(posterior(true, false), 2 * COLUMN, 3 * ROW, "What the data say");
        final int[] models = {learner, posterior};
        final String[] notes = {"Mixtures: each holds some of the other line", "The two lines"};
        for (int m = 0; m < models.length; m++) {
            w.connect(simulator, 0, models[m], 0);
            w.connect(simulator, 1, models[m], 1);
            final int plot = w.node(plot(), 3 * COLUMN, (1 + 2 * m) * ROW, notes[m]);
            w.connect(models[m], 0, plot, 0);
        }
        final int estimates = w.node(with(errors(true), "method", "JACKKNIFE", "String"), 3 * COLUMN, 2 * ROW,
            "Errors around the lowest chi-square: small, and about the wrong templates");
        w.connect(learner, 0, estimates, 0);
        w.connect(simulator, 0, estimates, 1);
        w.connect(simulator, 1, estimates, 2);
        w.note(COLUMN - 60, 0, 900, 130, """
                Errors

                The templates of the lowest chi-square are the same from every start, but wrong: each contains a \
                part of the other line, because noise of absent coefficients was taken for signal. The posterior \
                averages over the coefficients, and its templates are the two lines. The second output of NMF \
                Posterior has the mean, the standard deviation and the probability of 0 of every pixel, the third \
                output those of the coefficients; the true templates are the fourth output of the simulator. NMF \
                Error Estimates gives errors of the first fit by the methods of PMF: they say how the fit scatters, \
                but not that it mixes the lines. NMF Posterior warns if the data do not settle the templates.""");
        return w;
    }
}
