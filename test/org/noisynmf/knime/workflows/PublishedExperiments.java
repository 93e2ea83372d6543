package org.noisynmf.knime.workflows;

import static org.noisynmf.knime.Nodes.aligner;
import static org.noisynmf.knime.Nodes.continuingLearner;
import static org.noisynmf.knime.Nodes.histogram;
import static org.noisynmf.knime.Nodes.learner;
import static org.noisynmf.knime.Nodes.matcher;
import static org.noisynmf.knime.Nodes.plot;
import static org.noisynmf.knime.Nodes.projection;
import static org.noisynmf.knime.Nodes.reader;
import static org.noisynmf.knime.Nodes.scorer;
import static org.noisynmf.knime.Nodes.simulator;
import static org.noisynmf.knime.Nodes.timing;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.workflows.ShippedWorkflows.COLUMN;
import static org.noisynmf.knime.workflows.ShippedWorkflows.ROW;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.knime.core.node.InvalidSettingsException;
import org.noisynmf.engine.simulate.LowRank;

/** Experiments of Green and Bailey (2024) and of Pav (2024) as workflows, in sizes that run in seconds. */
final class PublishedExperiments {

    private PublishedExperiments() {
    }

    static WorkflowFolder convergenceAgainstShift() throws InvalidSettingsException {
        final WorkflowFolder w = new WorkflowFolder("Ten starts each of Nearly-NMF and of Shift-NMF with growing "
            + "shifts: the larger the shift, the slower the descent.");
        final int simulator = w.node(
            with(simulator(), "doublet/pixels", "200", "int", "doublet/exposures", "100", "int"), COLUMN, 2 * ROW,
            "100 noisy exposures");
        final String[][] learners = {{"NEARLY", "1", "Nearly-NMF"}, {"SHIFT", "1", "Shift-NMF, smallest shift"},
            {"SHIFT", "2", "Shift-NMF, shift × 2"}, {"SHIFT", "5", "Shift-NMF, shift × 5"}};
        for (int l = 0; l < learners.length; l++) {
            final int learner = w.node(with(learner(true), "method/algorithm", learners[l][0], "String",
                "method/shiftFactor", learners[l][1], "double", "stopping/iterations", "50", "int",
                "stopping/tolerance", "0", "double", "start/starts", "10", "int"), 2 * COLUMN, (1 + l) * ROW,
                learners[l][2]);
            w.connect(simulator, 0, learner, 0);
            w.connect(simulator, 1, learner, 1);
        }
        w.note(COLUMN - 60, 0, 900, 130, """
                Convergence against shift (Green and Bailey 2024, figure 2)

                Each learner makes 50 iterations from the same ten random starts. Open the part Convergence of their \
                views, or the convergence tables, which hold the curve of every start. After 50 iterations \
                Nearly-NMF has the lowest chi-square. Shift-NMF is higher, the more so the larger its shift: a shift \
                adds the same to the numerator and the denominator of every step, which makes the step smaller.""");
        return w;
    }

    static WorkflowFolder quasarTemplates() throws InvalidSettingsException {
        final WorkflowFolder w = new WorkflowFolder("Templates of quasar-like spectra, grown one by one, from noisy "
            + "and from noise-free data.");
        final int simulator = w.node(with(simulator(), "kind", "QUASARS", "String", "quasars/spectra", "300", "int",
            "quasars/step", "0.004", "double", "quasars/templates", "3", "int", "quasars/signalToNoise", "3", "double",
            "quasars/photons", "30", "double"), COLUMN, 2 * ROW, "300 quasars, 61 % of the entries missing");
        final String[] growth = {"method/rank", "3", "int", "method/algorithm", "NEARLY", "String", "start/start",
            "SEQUENTIAL", "String", "start/starts", "1", "int", "stopping/iterations", "200", "int",
            "stopping/tolerance", "0", "double"};
        final int noisy = w.node(with(learner(true), growth), 2 * COLUMN, ROW, "Noisy spectra");
        final int clean = w.node(with(learner(true), growth), 2 * COLUMN, 2 * ROW, "Spectra without noise");
        final int projection = w.node(projection(true, true), 3 * COLUMN, ROW, "Truth on the noisy templates");
        w.connect(simulator, 0, noisy, 0);
        w.connect(simulator, 1, noisy, 1);
        w.connect(simulator, 2, clean, 0);
        w.connect(simulator, 1, clean, 1);
        w.connect(noisy, 0, projection, 0);
        w.connect(simulator, 2, projection, 1);
        w.connect(simulator, 1, projection, 2);
        w.note(COLUMN - 60, 0, 900, 130, """
                Quasar templates (Green and Bailey 2024, figures 4 and 5)

                Both learners grow three templates one after the other and fit all of them together after each. \
                Compare their views: template by template, the lines learnt from noisy spectra are those learnt \
                without noise. The noise that remains is strongest at the ends of the grid, which few spectra cover; \
                no spectrum covers the outermost pixels, where templates are missing. The fourth table of the \
                Rest-Frame Aligner says how many spectra cover each pixel: see the workflow Validation.""");
        w.note(3 * COLUMN - 60, 2 * ROW, 400, 120, """
                The noise-free spectra on the templates learnt from noisy ones: chi-square is the error of the \
                templates alone, far below the degrees of freedom that noise would add.""");
        return w;
    }

    static WorkflowFolder validation() throws InvalidSettingsException {
        final WorkflowFolder w = new WorkflowFolder("Templates learnt from noisy and from noise-free quasar-like "
            + "spectra, compared on spectra that neither has seen.");
        final String[] quasars = {"kind", "QUASARS", "String", "quasars/spectra", "300", "int", "quasars/step", "0.004",
            "double", "quasars/templates", "3", "int", "quasars/signalToNoise", "3", "double", "quasars/photons", "30",
            "double", "quasars/frame", "OBSERVED", "String"};
        final int training = w.node(with(simulator(), quasars), COLUMN, 2 * ROW, "300 spectra to learn from");
        final int heldOut = w.node(with(with(simulator(), quasars), "seed", "2", "long"), COLUMN, 4 * ROW,
            "300 held-out spectra");
        final int[] sources = {training, training, heldOut};
        final int[] outputs = {2, 0, 0};
        final String[] labels = {"Spectra without noise", "Noisy spectra", "Held-out spectra"};
        final int[] aligners = new int[sources.length];
        for (int a = 0; a < aligners.length; a++) {
            aligners[a] = w.node(with(aligner(), "step", "0.004", "double", "range", "GIVEN", "String", "lowest", "73",
                "double", "highest", "930", "double", "form", "COLUMNS", "String"), 2 * COLUMN, (2 + a) * ROW,
                labels[a]);
            w.connect(sources[a], outputs[a], aligners[a], 0);
        }
        final String[] growth = {"method/rank", "3", "int", "method/algorithm", "NEARLY", "String", "start/start",
            "SEQUENTIAL", "String", "start/starts", "1", "int", "stopping/iterations", "200", "int",
            "stopping/tolerance", "0", "double"};
        final int clean = w.node(with(learner(true), growth), 3 * COLUMN, 2 * ROW, "Templates without noise");
        final int noisy = w.node(with(learner(true), growth), 3 * COLUMN, 3 * ROW, "Templates from noise");
        for (int a = 0; a < 2; a++) {
            w.connect(aligners[a], 0, a == 0 ? clean : noisy, 0);
            w.connect(aligners[a], 1, a == 0 ? clean : noisy, 1);
        }
        final int scorer = w.node(scorer(true, true), 4 * COLUMN, 4 * ROW, "Both models on held-out spectra");
        w.connect(clean, 0, scorer, 0);
        w.connect(aligners[2], 0, scorer, 1);
        w.connect(aligners[2], 1, scorer, 2);
        w.connect(noisy, 0, scorer, 3);
        final int histogram = w.node(histogram(), 5 * COLUMN, 4 * ROW, "Figure 6");
        w.connect(scorer, 2, histogram, 0);
        final int matcher = w.node(matcher(), 4 * COLUMN, ROW, "Templates with noise against those without");
        w.connect(noisy, 1, matcher, 0);
        w.connect(clean, 1, matcher, 1);
        final int templates =
            w.node(with(plot(), "axisTitle", "Rest-frame wavelength (nm)", "String"), 4 * COLUMN, 2 * ROW,
                "Templates learnt from noise");
        w.connect(noisy, 0, templates, 0);
        final int spectrum = w.node(
            with(plot(), "plot", "OBSERVATION", "String", "axisTitle", "Observed wavelength (nm)", "String"),
            4 * COLUMN, 3 * ROW, "Figure 7: a held-out spectrum as observed");
        w.connect(noisy, 0, spectrum, 0);
        w.connect(aligners[2], 0, spectrum, 2);
        w.connect(aligners[2], 1, spectrum, 3);
        w.connect(aligners[2], 2, spectrum, 4);
        w.note(COLUMN - 60, 0, 700, 220, """
                Validation (Green and Bailey 2024, figures 6 and 7)

                What does noise in the training data cost? Quasars as observed are brought to the rest frame and to \
                the same brightness. The scorer fits templates learnt without noise ("NMF model") and with it \
                ("Comparison model") to spectra that neither has seen. Look at the histogram of the differences of \
                chi-square: the median is 1.61 at a chi-square of about 108, and the templates learnt from noisy \
                spectra fit 216 of 300 spectra worse. Green and Bailey find 0.544 at about 4440, with forty times as \
                many pixels and 130 000 spectra to learn from. Set the first simulator to 3000 spectra: the median \
                falls to 0.15.""");
        w.note(COLUMN - 60, 5 * ROW, 900, 110, """
                Figure 7 shows the first held-out spectrum with its fit as it was observed: wavelengths times 1 + z, \
                fluxes divided by the scale, both from the aligner's third output. The matcher compares the \
                templates learnt with and without noise: their similarities are 0.99, 0.97 and 0.95. They are \
                noisiest at the ends of the grid, which few spectra cover.""");
        return w;
    }

    static WorkflowFolder scaling() throws InvalidSettingsException {
        final WorkflowFolder w = new WorkflowFolder("How long an iteration takes for growing numbers of observations, "
            + "templates and pixels.");
        final int simulator = w.node(with(simulator(), "kind", "QUASARS", "String", "quasars/spectra", "600", "int",
            "form", "VECTOR", "String"), COLUMN, 2 * ROW, "600 quasars of 1143 pixels");
        final int timing = w.node(
            with(timing(true), "data/form", "VECTOR", "String", "data/vectorColumn", "Pixels", "String", "algorithm",
                "NEARLY", "String", "passes", "50", "int", "execution/threads", "1", "int", "image/width", "1000",
                "int",
                "image/height", "400", "int"),
            2 * COLUMN, 2 * ROW, "Nearly-NMF, one thread");
        w.connect(simulator, 0, timing, 0);
        w.connect(simulator, 1, timing, 1);
        w.note(COLUMN - 60, 0, 900, 190, """
                Scaling (Green and Bailey 2024, figure 8)

                The node factorises parts of the data in turn and times every iteration of Nearly-NMF on one thread. \
                Its image shows medians with bars of one standard deviation. On an idle machine the points of all \
                three panels are close to straight lines. The line against observations goes through the origin; \
                those against templates and pixels begin above it, because a part of the work does not depend on \
                their number. Other programs make the bars longer and bend the lines.

                To enlarge: raise the number of spectra and lower the step of the simulator (Green and Bailey have \
                750 spectra of 5700 pixels), or replace it by your own data.""");
        return w;
    }

    static WorkflowFolder pavSimulations() throws InvalidSettingsException {
        final WorkflowFolder w = new WorkflowFolder("Exact products of low rank: additive updates leave zeros of the "
            + "start, multiplicative updates cannot.");
        final int small = w.node(with(simulator(), "kind", "LOW_RANK", "String", "lowRank/observations", "30", "int",
            "lowRank/pixels", "8", "int", "lowRank/rank", "2", "int"), COLUMN, 2 * ROW, "30 × 8 of rank 2");
        final int large = w.node(with(simulator(), "kind", "LOW_RANK", "String"), COLUMN, 5 * ROW, "40 × 10 of rank 3");
        final int file = w.node(with(reader(), "location", "knime://knime.workflow/data/start-templates.csv", "String"),
            COLUMN, 7 * ROW, "Start with zeros");
        final int start = w.node(with(learner(false), "method/algorithm", "SEPARABLE", "String", "method/rank", "4",
            "int", "output/scaling", "NONE", "String"), 2 * COLUMN, 7 * ROW, "The rows of the file as templates");
        w.connect(file, 0, start, 0);
        final String[] algorithms = {"AURNMF", "MURNMF"};
        for (int a = 0; a < algorithms.length; a++) {
            final String[] method = {"method/algorithm", algorithms[a], "String", "start/starts", "1", "int",
                "stopping/iterations", "1000", "int", "stopping/tolerance", "0", "double", "data/negativeValues",
                "REFUSE", "String"};
            final int first = w.node(with(with(learner(false), method), "method/rank", "3", "int"), 3 * COLUMN,
                (1 + a) * ROW, algorithms[a] + ", rank 3");
            w.connect(small, 0, first, 0);
            final int dense = w.node(with(with(learner(false), method), "method/rank", "4", "int"), 3 * COLUMN,
                (3 + a) * ROW, algorithms[a] + ", start without zeros");
            w.connect(large, 0, dense, 0);
            final int sparse = w.node(
                with(with(continuingLearner(), method), "method/rank", "4", "int", "start/start", "GIVEN", "String"),
                3 * COLUMN, (5 + a) * ROW, algorithms[a] + ", start with zeros");
            w.connect(large, 0, sparse, 0);
            w.connect(start, 0, sparse, 1);
        }
        w.file("data/start-templates.csv", Arrays.stream(LowRank.DEFAULT.simulate(1).startTemplates())
            .map(row -> Arrays.stream(row).mapToObj(Double::toString).collect(Collectors.joining(",", "", "\n")))
            .collect(Collectors.joining()));
        w.note(COLUMN - 60, 0, 900, 130, """
                Pav's two simulations (Pav 2024, section 4)

                The data are exact products, so the objective can fall to 0. Compare the convergence of the \
                learners. From starts without zeros both updates descend, in the small problem (above) and in the \
                larger one (below). With zeros in a third of the start templates, the multiplicative update MURNMF \
                stops far from 0, since a product with 0 stays 0; the additive update AURNMF leaves the zeros and \
                descends.""");
        w.note(COLUMN - 60, 8 * ROW, 600, 110, """
                The separable learner with as many templates as the file has rows makes a model of these rows, which \
                the start model ports take.""");
        return w;
    }
}
