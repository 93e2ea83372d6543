package org.noisynmf.knime.workflows;

import static org.noisynmf.knime.Nodes.learner;
import static org.noisynmf.knime.Nodes.plot;
import static org.noisynmf.knime.Nodes.reader;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.workflows.ShippedWorkflows.COLUMN;
import static org.noisynmf.knime.workflows.ShippedWorkflows.ROW;

import java.util.Locale;
import java.util.Random;

import org.knime.core.node.InvalidSettingsException;

/** The workflow for a first table of one's own: two CSV files, a fit, two pictures. */
final class MyTable {

    private static final int SAMPLES = 60;

    private static final int FIRST_WAVELENGTH = 400;

    private static final int STEP = 10;

    private static final int PIXELS = 41;

    private MyTable() {
    }

    static WorkflowFolder workflow() throws InvalidSettingsException {
        final WorkflowFolder w =
            new WorkflowFolder("My table: a CSV file, its uncertainties, and "
                + "two pictures.");
        final String[] csv = {"header", "true", "boolean", "rowIds", "true", "boolean"};
        final int data = w.node(with(with(reader(), csv), "location", "knime://knime.workflow/data/data.csv", "String"),
            COLUMN, 2 * ROW, "data.csv: put yours here");
        final int sigma = w.node(
            with(with(reader(), csv), "location", "knime://knime.workflow/data/sigma.csv", "String"), COLUMN, 3 * ROW,
            "sigma.csv: standard deviations");
        final int learner = w.node(with(learner(true), "data/weights", "STANDARD_DEVIATION", "String"), 2 * COLUMN,
            2 * ROW, "Two templates");
        final int templates = w.node(with(plot(), "axisTitle", "Wavelength (nm)", "String"), 3 * COLUMN, 2 * ROW,
            "Picture: the templates");
        final int sample = w.node(
            with(plot(), "plot", "OBSERVATION", "String", "weights", "STANDARD_DEVIATION", "String", "axisTitle",
                "Wavelength (nm)", "String"),
            3 * COLUMN, 3 * ROW, "Picture: the first sample and its residuals");
        w.connect(data, 0, learner, 0);
        w.connect(sigma, 0, learner, 1);
        w.connect(learner, 0, templates, 0);
        w.connect(learner, 0, sample, 0);
        w.connect(data, 0, sample, 2);
        w.connect(sigma, 0, sample, 3);
        final StringBuilder values = new StringBuilder(header());
        final StringBuilder deviations = new StringBuilder(header());
        write(values, deviations);
        w.file("data/data.csv", values.toString());
        w.file("data/sigma.csv", deviations.toString());
        w.note(COLUMN - 60, 0, 900, 170, """
                My table

                The folder "data" of this workflow holds two CSV files of the same shape, one row per sample: the \
                measured values and their standard deviations. Replace them by yours, or enter your files in the two \
                readers. Empty cells were not measured; leave negative values as they are.

                Execute all nodes and open the view of the learner: the templates, a sample with its reconstruction, \
                the residuals in units of their standard deviation, the convergence. The shipped files hold \
                simulated absorption of two dyes, with bands at 480 and 620 nm.""");
        return w;
    }

    private static String header() {
        final StringBuilder header = new StringBuilder("sample");
        for (int i = 0; i < PIXELS; i++) {
            header.append(',').append(FIRST_WAVELENGTH + i * STEP);
        }
        return header.append('\n').toString();
    }

    /** Two bands in amounts between 0 and 1; of 50 values one is not measured. */
    private static void write(final StringBuilder values, final StringBuilder deviations) {
        final Random random = new Random(1);
        for (int j = 0; j < SAMPLES; j++) {
            final double[] amounts = {random.nextDouble(), random.nextDouble()};
            values.append("sample ").append(j + 1);
            deviations.append("sample ").append(j + 1);
            for (int i = 0; i < PIXELS; i++) {
                final double wavelength = FIRST_WAVELENGTH + i * STEP;
                final double truth = amounts[0] * band(wavelength, 480, 30) + amounts[1] * band(wavelength, 620, 45);
                final double sigma = 0.02 + 0.03 * Math.sqrt(truth);
                final double value = truth + sigma * random.nextGaussian();
                final boolean measured = random.nextInt(50) > 0;
                values.append(',').append(measured ? format(value) : "");
                deviations.append(',').append(measured ? format(sigma) : "");
            }
            values.append('\n');
            deviations.append('\n');
        }
    }

    private static double band(final double wavelength, final double centre, final double width) {
        return Math.exp(-0.5 * Math.pow((wavelength - centre) / width, 2));
    }

    private static String format(final double number) {
        return String.format(Locale.ROOT, "%.4f", number);
    }
}
