package org.noisynmf.knime.workflows;

import static org.noisynmf.knime.Nodes.learner;
import static org.noisynmf.knime.Nodes.noise;
import static org.noisynmf.knime.Nodes.projection;
import static org.noisynmf.knime.Nodes.simulator;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.workflows.ShippedWorkflows.COLUMN;
import static org.noisynmf.knime.workflows.ShippedWorkflows.ROW;

import org.knime.core.node.InvalidSettingsException;

/** Workflows on images that are put together from parts. */
final class PartsOfImages {

    private PartsOfImages() {
    }

    static WorkflowFolder partsOfImages() throws InvalidSettingsException {
        final WorkflowFolder w = new WorkflowFolder("Noisy images, half of whose dark pixels are negative, and the "
            + "rectangles that they are made of.");
        final int simulator = w.node(with(simulator(), "kind", "PARTS", "String", "parts/parts", "6", "int"), COLUMN,
            2 * ROW, "400 images of 16 × 16 pixels from 6 parts");
        final int learner = w.node(with(learner(true), "method/rank", "6", "int", "output/imageRows", "16", "int",
            "start/starts", "5", "int"), 2 * COLUMN, 2 * ROW, "Six parts");
        final int projection = w.node(projection(true, true), 3 * COLUMN, 2 * ROW, "Images as sums of parts");
        w.connect(simulator, 0, learner, 0);
        w.connect(simulator, 1, learner, 1);
        w.connect(learner, 0, projection, 0);
        w.connect(simulator, 0, projection, 1);
        w.connect(simulator, 1, projection, 2);
        w.note(COLUMN - 60, 10, 900, 120, """
                Parts of images (after Lee and Seung 1999)

                Each image shows about a third of six rectangles, with noise that makes half of the dark pixels \
                negative. Open the view of the learner: with "Image rows" set to 16 its templates are drawn as \
                images. They are the rectangles, one in each template, though no image shows any of them alone and \
                clearly. Step through the observations to see an image beside its reconstruction, which is free of \
                noise.""");
        return w;
    }

    static WorkflowFolder separableUnmixing() throws InvalidSettingsException {
        final WorkflowFolder w = new WorkflowFolder("Data in which each part appears alone in some observation: the "
            + "separable factorisation finds these observations without iterating.");
        final int simulator = w.node(with(simulator(), "kind", "PARTS", "String", "parts/images", "200", "int",
            "parts/parts", "4", "int", "parts/noise", "0.01", "double"), COLUMN, 2 * ROW,
            "200 images, some of which show one part alone");
        final int separable = w.node(with(learner(true), "method/algorithm", "SEPARABLE", "String", "method/rank", "4",
            "int", "output/imageRows", "16", "int"), 2 * COLUMN, ROW, "Pure observations as templates");
        final int refined = w.node(with(learner(true), "method/rank", "4", "int", "start/start", "SEPARABLE", "String",
            "output/imageRows", "16", "int"), 2 * COLUMN, 3 * ROW, "The same as start of a search");
        for (final int learner : new int[]{separable, refined}) {
            w.connect(simulator, 0, learner, 0);
            w.connect(simulator, 1, learner, 1);
        }
        w.note(COLUMN - 60, 10, 900, 120, """
                Separable unmixing

                If every end member appears alone in some observation, no search is needed: successive projection \
                picks these observations as templates, and all others are mixtures of them. Compare the templates of \
                both learners with the true templates, the fourth output of the simulator. The separable templates \
                carry the noise of the single observations that they are; the search averages it away.""");
        return w;
    }

    static WorkflowFolder noiseAndWeights() throws InvalidSettingsException {
        final WorkflowFolder w = new WorkflowFolder("Photon and detector noise added to images without noise, and the "
            + "weights that describe it.");
        final int simulator = w.node(with(simulator(), "kind", "PARTS", "String", "parts/parts", "5", "int",
            "parts/noise", "0", "double", "form", "VECTOR", "String"), COLUMN, 2 * ROW, "400 images without noise");
        final int noise = w.node(with(noise(), "data/form", "VECTOR", "String", "data/vectorColumn", "Pixels", "String",
            "photonNoise", "true", "boolean", "photonsPerUnit", "100", "double", "gaussian", "STANDARD_DEVIATION",
            "String", "deviation", "0.1", "double"), 2 * COLUMN, 2 * ROW, "100 photons where an image is 1");
        final int learner = w.node(with(learner(true), "data/form", "VECTOR", "String", "data/vectorColumn", "Pixels",
            "String", "method/rank", "5", "int", "output/imageRows", "16", "int", "start/starts", "5", "int"),
            3 * COLUMN, 2 * ROW, "Five parts");
        w.connect(simulator, 0, noise, 0);
        w.connect(noise, 0, learner, 0);
        w.connect(noise, 1, learner, 1);
        w.note(COLUMN - 60, 10, 900, 120, """
                Noise and weights

                The simulator makes images without noise. Add Noise counts photons in them and adds the noise of a \
                detector; its second output says how well each pixel is known. With these weights chi-square per \
                degree of freedom, in the coefficients of the learner, is near 1: the residuals are only noise. \
                Replace the simulator by your own data without noise, and see how much noise your analysis \
                tolerates.""");
        return w;
    }
}
