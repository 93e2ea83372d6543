package org.noisynmf.knime.workflows;

import static org.noisynmf.knime.Nodes.learner;
import static org.noisynmf.knime.Nodes.plot;
import static org.noisynmf.knime.Nodes.rank;
import static org.noisynmf.knime.Nodes.reader;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.workflows.ShippedWorkflows.COLUMN;
import static org.noisynmf.knime.workflows.ShippedWorkflows.ROW;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Random;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;

/** The workflow for concentrations of species with their uncertainties, in the words of receptor models. */
final class MyConcentrations {

    private static final int DAYS = 150;

    private static final String[] SPECIES = {"OC", "EC", "SO4", "NO3", "NH4", "K", "Na", "Cl", "Si", "Ca", "Fe", "Zn",
        "Cu", "Pb"};

    /** Traffic, sulphate from afar, sea salt, wood smoke and dust, in µg of a species for a day's usual contribution. */
    private static final double[][] PROFILES = {{2, 1.5, 0, 0.1, 0, 0, 0, 0, 0, 0.05, 0.2, 0.06, 0.05, 0.02},
        {0.6, 0, 4, 0.3, 1.4, 0.02, 0, 0, 0, 0, 0, 0.01, 0, 0.01},
        {0, 0, 0.25, 0.2, 0, 0.04, 1, 1.6, 0, 0.04, 0, 0, 0, 0},
        {3, 0.5, 0.1, 0.2, 0.05, 0.4, 0, 0.1, 0, 0, 0, 0.03, 0, 0.005},
        {0.2, 0, 0, 0, 0, 0.1, 0.05, 0, 1.8, 0.7, 0.6, 0, 0, 0}};

    /** Detection limits, µg/m³. */
    private static final double[] LIMITS =
        {0.2, 0.1, 0.05, 0.05, 0.05, 0.02, 0.05, 0.08, 0.05, 0.02, 0.01, 0.005, 0.005, 0.005};

    /** Factors on the uncertainties. */
    private static final int[] CATEGORIES = {1, 1, 1, 1, 1, 1, 1, 3, 1, 1, 1, 1, 3, 3};

    private MyConcentrations() {
    }

    static WorkflowFolder workflow() throws InvalidSettingsException {
        final WorkflowFolder w =
            new WorkflowFolder("Concentrations of species with their uncertainties, taken apart into "
                + "sources, in the words of receptor models (PMF).");
        final String[] csv = {"header", "true", "boolean", "rowIds", "true", "boolean"};
        final int concentrations = w.node(with(with(reader(), csv), "location",
            "knime://knime.workflow/data/concentrations.csv", "String"), COLUMN, ROW,
            "concentrations.csv: put yours here");
        final int uncertainties = w.node(with(with(reader(), csv), "location",
            "knime://knime.workflow/data/uncertainties.csv", "String"), COLUMN, 2 * ROW, "uncertainties.csv");
        final int species = w.node(with(with(reader(), csv), "location", "knime://knime.workflow/data/species.csv",
            "String"), COLUMN, 3 * ROW, "species.csv: 1 strong, 3 weak");
        final String[] deviations = {"data/weights", "STANDARD_DEVIATION", "String"};
        final int rank = w.node(with(with(rank(true).withPorts("Pixel categories", BufferedDataTable.TYPE), deviations),
            "data/extraUncertainty", "5", "double", "to", "7",
            "int"), 2 * COLUMN, ROW, "How many sources? 1 to 7");
        final int learner = w.node(with(with(learner(true).withPorts("Pixel categories", BufferedDataTable.TYPE),
            deviations), "data/extraUncertainty", "5", "double", "method/rank", "5", "int", "output/scaling", "SUM",
            "String", "output/keptColumns", "ALL", "String"), 2 * COLUMN, 2 * ROW,
            "Five factors, best of five base runs");
        final int profiles = w.node(with(plot(), "axisTitle", "Species", "String"), 3 * COLUMN, ROW,
            "Picture: the factor profiles");
        final int day = w.node(with(with(plot(), "plot", "OBSERVATION", "String"), "weights", "STANDARD_DEVIATION",
            "String", "axisTitle", "Species", "String"), 3 * COLUMN, 2 * ROW, "Picture: the first day");
        for (final int node : new int[]{rank, learner}) {
            w.connect(concentrations, 0, node, 0);
            w.connect(uncertainties, 0, node, 1);
            w.connect(species, 0, node, 2);
        }
        w.connect(learner, 0, profiles, 0);
        w.connect(learner, 0, day, 0);
        w.connect(concentrations, 0, day, 2);
        w.connect(uncertainties, 0, day, 3);
        files(w);
        w.note(COLUMN - 60, 0, 1000, 130, """
                My concentrations

                Replace the three files in the folder "data" by yours, with one row per sample and one column per \
                species. Uncertainties are standard deviations. species.csv has a factor on them for each species; \
                with KNIME's CSV Reader you can also use the words strong, weak (three times as large) and bad (left \
                out). Empty cells were not measured; leave values below zero as they are.""");
        w.note(COLUMN - 60, 4 * ROW - 40, 1000, 190, """
                Words of PMF                        here
                factor                                      template and its coefficients
                factor profile                          template (output Templates; each adds up to 1)
                factor contribution                 coefficient (output Coefficients, beside the concentrations)
                Q                                              chi-square (output Summary)
                Q/Qexp                                    chi-square per degree of freedom (output Summary)
                Q by sample, by species           chi-square in Coefficients, in Pixels
                scaled residual                         moments in Pixels; the residuals tab of the view
                base run                                   start (one row each in Summary)
                extra modelling uncertainty    Extra uncertainty (%), here 5
                rotational ambiguity                Certainty: what a factor may contain of another at the same Q""");
        return w;
    }

    private static void files(final WorkflowFolder w) {
        final Random random = new Random(1);
        final String header = "date," + String.join(",", SPECIES) + "\n";
        final StringBuilder values = new StringBuilder(header);
        final StringBuilder deviations = new StringBuilder(header);
        final LocalDate first = LocalDate.of(2025, 1, 1);
        for (int j = 0; j < DAYS; j++) {
            final double[] contributions = new double[PROFILES.length];
            for (int k = 0; k < contributions.length; k++) {
                // many days have nothing of a source
                contributions[k] = random.nextDouble() < 0.35 ? 0 : -Math.log(1 - random.nextDouble());
            }
            values.append(first.plusDays(2L * j));
            deviations.append(first.plusDays(2L * j));
            for (int i = 0; i < SPECIES.length; i++) {
                double truth = 0;
                for (int k = 0; k < contributions.length; k++) {
                    // a source is not quite the same every day
                    truth += contributions[k] * PROFILES[k][i] * (1 + 0.1 * random.nextGaussian());
                }
                final double sigma = Math.hypot(LIMITS[i], 0.07 * truth);
                // what is said of the weak species is three times too good
                final double value = truth + CATEGORIES[i] * sigma * random.nextGaussian();
                final boolean measured = random.nextInt(60) > 0;
                values.append(',').append(measured ? format(value) : "");
                deviations.append(',').append(measured ? format(sigma) : "");
            }
            values.append('\n');
            deviations.append('\n');
        }
        final StringBuilder categories = new StringBuilder("species,factor\n");
        for (int i = 0; i < SPECIES.length; i++) {
            categories.append(SPECIES[i]).append(',').append(CATEGORIES[i]).append('\n');
        }
        w.file("data/concentrations.csv", values.toString());
        w.file("data/uncertainties.csv", deviations.toString());
        w.file("data/species.csv", categories.toString());
    }

    private static String format(final double number) {
        return String.format(Locale.ROOT, "%.4f", number);
    }
}
