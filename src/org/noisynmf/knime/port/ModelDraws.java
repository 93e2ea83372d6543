package org.noisynmf.knime.port;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.model.LoopState;
import org.noisynmf.engine.posterior.TemplateDraws;

/** Draws of the templates within a model: they stand where a learner's model holds the state of its search. */
public final class ModelDraws {

    /** Takes the place of the algorithm's name, so that no search is continued from draws. */
    static final String ID = "posterior-draws";

    private static final String TEMPLATES = "templates";

    private static final String GAUGE = "gauge";

    private static final String WEIGHTS = "weights";

    private static final String NOISE_SCALE = "noiseScale";

    private static final String SCALES = "scales";

    private ModelDraws() {
    }

    /**
     * @param draws of the templates. Not modified.
     * @param sweeps of each chain
     * @return them as a model holds them
     */
    public static LoopState state(final TemplateDraws draws, final int sweeps) {
        final Map<String, double[]> values = new TreeMap<>();
        for (int s = 0; s < draws.count(); s++) {
            values.put(TEMPLATES + s, draws.w()[s]);
            values.put(GAUGE + s, draws.gauge()[s]);
            values.put(WEIGHTS + s, draws.weights()[s]);
        }
        values.put(NOISE_SCALE, draws.noiseScale());
        values.put(SCALES, draws.scales());
        return new LoopState(ID, sweeps, values);
    }

    /**
     * @param model any model
     * @return the draws it holds, or null
     */
    public static @Nullable TemplateDraws of(final NmfModel model) {
        final Map<String, double[]> values = model.state().values();
        final double[] noise = values.get(NOISE_SCALE);
        final double[] scales = values.get(SCALES);
        if (!ID.equals(model.state().algorithm()) || noise == null || scales == null) {
            return null;
        }
        return new TemplateDraws(model.pixels(), model.rank(), all(values, TEMPLATES, noise.length),
            all(values, GAUGE, noise.length), all(values, WEIGHTS, noise.length), noise, scales);
    }

    private static double[][] all(final Map<String, double[]> values, final String name, final int count) {
        final double[][] all = new double[count][];
        Arrays.setAll(all, s -> values.getOrDefault(name + s, new double[0]));
        return all;
    }
}
