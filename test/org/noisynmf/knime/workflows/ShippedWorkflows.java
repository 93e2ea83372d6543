package org.noisynmf.knime.workflows;

import static org.noisynmf.knime.Nodes.learner;
import static org.noisynmf.knime.Nodes.plot;
import static org.noisynmf.knime.Nodes.posterior;
import static org.noisynmf.knime.Nodes.projection;
import static org.noisynmf.knime.Nodes.reader;
import static org.noisynmf.knime.Nodes.simulator;
import static org.noisynmf.knime.Nodes.spectraWriter;
import static org.noisynmf.knime.Nodes.with;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.knime.core.node.InvalidSettingsException;

/** The example workflows. Run {@link #main} after a change of node settings or of this class, and commit the result. */
public final class ShippedWorkflows {

    /** Distance of nodes side by side. */
    static final int COLUMN = 250;

    /** Distance of nodes one below the other. */
    static final int ROW = 160;

    private static final String MY_SPECTRA = "My spectra";

    private static final String REDSHIFTS = "Redshifts";

    private ShippedWorkflows() {
    }

    /**
     * Writes all workflows.
     *
     * @param args the folder {@code workflows} of the repository
     */
    public static void main(final String[] args) throws IOException, InvalidSettingsException {
        for (final var workflow : all().entrySet()) {
            for (final var file : workflow.getValue().files().entrySet()) {
                final Path path = Path.of(args[0]).resolve(workflow.getKey()).resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        }
        for (final var file : spectra().entrySet()) {
            final Path path = Path.of(args[0]).resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    /** @return the FITS files of the workflows by their path below all of them */
    static Map<String, byte[]> spectra() throws IOException {
        return Map.of(MY_SPECTRA + "/" + MySpectra.FILE, MySpectra.file(),
            REDSHIFTS + "/" + Redshifts.KNOWN, Redshifts.known(), REDSHIFTS + "/" + Redshifts.UNKNOWN,
            Redshifts.unknown());
    }

    /** @return the workflows by name */
    static Map<String, WorkflowFolder> all() throws InvalidSettingsException {
        final Map<String, WorkflowFolder> workflows = new LinkedHashMap<>();
        workflows.put("My table", MyTable.workflow());
        workflows.put("My concentrations", MyConcentrations.workflow());
        workflows.put("Doublet", doublet());
        workflows.put("Digits from files", digits());
        workflows.put("Convergence against shift", PublishedExperiments.convergenceAgainstShift());
        workflows.put("Quasar templates", PublishedExperiments.quasarTemplates());
        workflows.put("Validation", PublishedExperiments.validation());
        workflows.put("Scaling", PublishedExperiments.scaling());
        workflows.put(MY_SPECTRA, MySpectra.workflow());
        workflows.put(REDSHIFTS, Redshifts.workflow());
        workflows.put("Pav simulations", PublishedExperiments.pavSimulations());
        workflows.put("Parts of images", PartsOfImages.partsOfImages());
        workflows.put("Separable unmixing", PartsOfImages.separableUnmixing());
        workflows.put("Noise and weights", PartsOfImages.noiseAndWeights());
        workflows.put("How many templates", HowManyTemplates.workflow());
        workflows.put("Number of templates as a variable", HowManyTemplates.asVariable());
        workflows.put("Errors", Errors.workflow());
        workflows.put("With KNIME nodes", withKnimeNodes());
        return workflows;
    }

    private static WorkflowFolder doublet() throws InvalidSettingsException {
        final WorkflowFolder w = new WorkflowFolder("Two spectral lines in noise, a third of the values negative: "
            + "clipping biases the templates; Shift-NMF and Nearly-NMF use the values as they are.");
        final int simulator = w.node(simulator(), COLUMN, 2 * ROW, "500 noisy exposures");
        final int fresh = w.node(with(simulator(), "seed", "2", "long"), COLUMN, 4 * ROW, "500 fresh exposures");
        final String[][] learners = {{"WEIGHTED_MU", "CLIP", "Clipped data: biased"},
            {"SHIFT", "AS_IS", "Shift-NMF"}, {"NEARLY", "AS_IS", "Nearly-NMF"}};
        for (int l = 0; l < learners.length; l++) {
            final int learner = w.node(
                with(learner(true), "method/algorithm", learners[l][0], "String", "data/negativeValues", learners[l][1],
                    "String", "start/starts", "1", "int", "stopping/iterations", "500", "int", "stopping/tolerance",
                    "0",
                    "double"),
                2 * COLUMN, (1 + l) * ROW, learners[l][2]);
            w.connect(simulator, 0, learner, 0);
            w.connect(simulator, 1, learner, 1);
            final boolean last = l == learners.length - 1;
            final int projection =
                w.node(projection(true, last), 3 * COLUMN, (1 + l) * ROW, "Fresh exposures on these templates");
            w.connect(learner, 0, projection, 0);
            w.connect(fresh, 0, projection, 1);
            w.connect(fresh, 1, projection, 2);
        }
        final int posterior =
            w.node(with(posterior(true, false), "sweeps", "4000", "int"), 2 * COLUMN, 4 * ROW,
                "The two lines, with errors");
        w.connect(simulator, 0, posterior, 0);
        w.connect(simulator, 1, posterior, 1);
        final int bands = w.node(plot(), 3 * COLUMN, 4 * ROW, "No longer mixtures");
        w.connect(posterior, 0, bands, 0);
        w.note(COLUMN - 60, 10, 900, 120, """
                Doublet (Green and Bailey 2024, figures 1 to 3)

                Execute all nodes, then open the views of the three learners and compare their templates. Far from \
                the two lines the truth is 0. Nearly-NMF and Shift-NMF return to 0 there; with clipped data a floor \
                of more than 5 % of the peak remains, because clipping leaves only the positive noise. The \
                convergence shows that Nearly-NMF needs fewer iterations than Shift-NMF for the same chi-square. The \
                templates of all three are mixtures: from every start, each contains some of the other line. NMF \
                Posterior is a fourth way: its templates are the two lines, with errors, as the plot shows.""");
        w.note(3 * COLUMN - 60, 5 * ROW, 400, 110, """
                Compare the column "Chi-square" with "Degrees of freedom" in the coefficients of the fresh \
                exposures. A ratio near 1 means that the two templates together describe the exposures down to their \
                noise. It does not mean that each template is right, since mixtures of the true templates reach it, \
                too; nor that there are two, since three would reach it as well. NMF Rank, in the workflow How many \
                templates, answers that.""");
        return w;
    }

    private static WorkflowFolder digits() throws InvalidSettingsException {
        final WorkflowFolder w = new WorkflowFolder("1797 handwritten digits, read from a file that travels with the "
            + "workflow, as sums of 16 strokes.");
        final int reader = w.node(
            with(reader(), "location", "knime://knime.workflow/data/digits_X.npy", "String"), COLUMN, 2 * ROW,
            "1797 digits of 8 × 8 pixels");
        final int learner = w.node(with(learner(false), "method/rank", "16", "int", "output/imageRows", "8", "int"),
            2 * COLUMN, 2 * ROW, "16 strokes");
        final int projection = w.node(projection(false, true), 3 * COLUMN, 2 * ROW, "The digits as sums of strokes");
        w.connect(reader, 0, learner, 0);
        w.connect(learner, 0, projection, 0);
        w.connect(reader, 0, projection, 1);
        w.note(COLUMN - 60, 10, 900, 120, """
                Digits from files

                The reader takes a NumPy file from the folder "data" of the workflow. Open the view of the learner: \
                the templates, shown as images, are strokes rather than whole digits, because nothing can be \
                subtracted. Step through the observations to see digits beside their reconstruction.

                Data: Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak, UCI Machine Learning \
                Repository, CC BY 4.0.""");
        return w;
    }

    private static WorkflowFolder withKnimeNodes() throws InvalidSettingsException {
        final WorkflowFolder w = new WorkflowFolder("The nodes of this extension together with KNIME's own: templates "
            + "learnt on some exposures, tested on the others, and the worst fits written to a file.");
        final int simulator = w.node(simulator(), COLUMN, 2 * ROW, "500 noisy exposures");
        final int learner = w.node(learner(true), 3 * COLUMN, 2 * ROW, "Learn two templates");
        final int projection = w.node(projection(true, false), 4 * COLUMN, 3 * ROW, "Exposures not seen before");
        final String[][] filters = {{"LTE", "The first 400"}, {"GT", "The other 100"}};
        for (int f = 0; f < filters.length; f++) {
            final int observations =
                w.node(KnimeNodes.rowsByNumber(filters[f][0], 400), 2 * COLUMN, (1 + 2 * f) * ROW, filters[f][1]);
            final int weights = w.node(KnimeNodes.rowsByNumber(filters[f][0], 400), 2 * COLUMN, (2 + 2 * f) * ROW,
                filters[f][1] + ": inverse variances");
            w.connect(simulator, 0, observations, 0);
            w.connect(simulator, 1, weights, 0);
            w.connect(observations, 0, f == 0 ? learner : projection, f);
            w.connect(weights, 0, f == 0 ? learner : projection, 1 + f);
        }
        w.connect(learner, 0, projection, 0);
        final int worst = w.node(KnimeNodes.rowsByValue("Chi-square", "GT", 560), 5 * COLUMN, 3 * ROW,
            "Chi-square above 560");
        final int writer = w.node(KnimeNodes.csvWriter("worst-fits.csv"), 6 * COLUMN, 3 * ROW, "worst-fits.csv");
        final int templates = w.node(with(spectraWriter(false, false), "location",
            "knime://knime.workflow/data/templates.fits", "String", "overwrite", "true", "boolean"), 4 * COLUMN,
            2 * ROW, "templates.fits");
        w.connect(projection, 0, worst, 0);
        w.connect(worst, 0, writer, 0);
        w.connect(learner, 1, templates, 0);
        w.file("data/README.txt", "The workflow writes its results into this folder.\n");
        w.note(COLUMN - 60, 0, 1100, 130, """
                With KNIME nodes

                Row Filter and CSV Writer are KNIME's own. Templates are learnt on the first 400 exposures and \
                tested on the other 100; observations and inverse variances are filtered in the same way, since each \
                observation needs its row of weights. Each exposure has 508 degrees of freedom: if the model is \
                right, few exceed a chi-square of 560. Those that do are written to worst-fits.csv in the data area \
                of the workflow, and the templates to templates.fits.

                This workflow needs KNIME; the command line names the nodes that it does not have.""");
        return w;
    }
}
