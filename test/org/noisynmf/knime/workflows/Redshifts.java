package org.noisynmf.knime.workflows;

import static org.noisynmf.knime.Nodes.aligner;
import static org.noisynmf.knime.Nodes.learner;
import static org.noisynmf.knime.Nodes.redshift;
import static org.noisynmf.knime.Nodes.spectraReader;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.workflows.ShippedWorkflows.COLUMN;
import static org.noisynmf.knime.workflows.ShippedWorkflows.ROW;

import java.io.IOException;

import org.knime.core.node.InvalidSettingsException;
import org.noisynmf.engine.simulate.Quasars;

/** The workflow that learns templates from spectra of known redshift and finds the redshifts of others. */
final class Redshifts {

    /** Spectra with redshifts. */
    static final String KNOWN = "data/known.fits";

    /** Spectra without. */
    static final String UNKNOWN = "data/unknown.fits";

    private static final double STEP = 0.002;

    private Redshifts() {
    }

    static WorkflowFolder workflow() throws InvalidSettingsException {
        final WorkflowFolder w =
            new WorkflowFolder("Templates of quasars with known redshifts find the redshifts of others, "
                + "with errors and warnings.");
        final int known = w.node(with(spectraReader(), "location", "knime://knime.workflow/" + KNOWN, "String"), COLUMN,
            2 * ROW, "60 quasars with redshifts");
        final int unknown =
            w.node(with(spectraReader(), "location", "knime://knime.workflow/" + UNKNOWN, "String"), COLUMN,
                4 * ROW, "20 quasars without");
        final int aligner =
            w.node(with(aligner(), "step", Double.toString(STEP), "double", "form", "COLUMNS", "String"),
                2 * COLUMN, 2 * ROW, "One grid in the rest frame");
        final int learner =
            w.node(with(learner(true), "method/rank", "3", "int"), 3 * COLUMN, 2 * ROW, "Three templates");
        final int scan =
            w.node(with(redshift(), "highest", "4", "double", "step", "0.001", "double"), 4 * COLUMN, 3 * ROW,
                "Their redshifts");
        w.connect(known, 0, aligner, 0);
        w.connect(aligner, 0, learner, 0);
        w.connect(aligner, 1, learner, 1);
        w.connect(learner, 0, scan, 0);
        w.connect(unknown, 0, scan, 1);
        w.note(COLUMN - 60, 10, 1100, 120, """
                Redshifts

                Spectra with known redshifts are brought to the rest frame and described by a few templates. \
                Redshift Scan shifts the templates to every redshift from 0 to 4, fits them to each spectrum as \
                observed, with coefficients of 0 or more, and gives the best redshift with its error, the \
                coefficients with theirs, and a warning if another redshift is almost as good. The image shows the \
                first spectrum: chi-square against redshift, and the fit. The true redshifts are in the table TRUTH \
                of the second file.""");
        return w;
    }

    /** @return the file of spectra with redshifts */
    static byte[] known() throws IOException {
        return MySpectra.file(new Quasars(60, STEP, 1, 3, 3, 6, 100).simulate(1), "Z", "REDSHIFTS");
    }

    /** @return the file of spectra whose redshifts no reader finds */
    static byte[] unknown() throws IOException {
        return MySpectra.file(new Quasars(20, STEP, 1, 3, 3, 6, 100).simulate(2), "TRUE_Z", "TRUTH");
    }
}
