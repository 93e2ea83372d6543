package org.noisynmf.knime.port;

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.errors.TemplateSets;
import org.noisynmf.engine.model.LoopState;
import org.noisynmf.engine.posterior.TemplateDraws;

/**
 * Sets of templates within a model, from bootstrap or jackknife: they stand beside the state of a search, which goes on
 * without them.
 */
public final class ModelSets {

    private static final String SET = "templateSet";

    private static final String FACTOR = "templateSetFactor";

    private ModelSets() {
    }

    /**
     * @param model as learnt. Not modified.
     * @param sets of its templates
     * @return the same with these sets
     */
    public static NmfModel with(final NmfModel model, final TemplateSets sets) {
        final Map<String, double[]> values = new TreeMap<>(search(model.state()).values());
        for (int s = 0; s < sets.count(); s++) {
            values.put(SET + s, sets.w()[s]);
        }
        values.put(FACTOR, new double[]{sets.count(), sets.factor()});
        return new NmfModel(model.pixels(), model.rank(), model.imageRows(), model.templates(), model.summary(),
            model.rowsChecksum(), model.data(),
            new LoopState(model.state().algorithm(), model.state().passes(), values));
    }

    /**
     * @param state of a model. Not modified.
     * @return that of its search alone
     */
    public static LoopState search(final LoopState state) {
        final Map<String, double[]> values = new TreeMap<>(state.values());
        values.keySet().removeIf(name -> name.startsWith(SET));
        return new LoopState(state.algorithm(), state.passes(), values);
    }

    /**
     * @param model any model
     * @return the sets it holds, those of a bootstrap or jackknife rather than a posterior's draws; null = none
     */
    public static @Nullable TemplateSets of(final NmfModel model) {
        final Map<String, double[]> values = model.state().values();
        final double[] factor = values.get(FACTOR);
        if (factor == null) {
            final TemplateDraws draws = ModelDraws.of(model);
            return draws == null ? null : TemplateSets.of(draws);
        }
        final double[][] w = new double[(int)factor[0]][];
        for (int s = 0; s < w.length; s++) {
            w[s] = values.getOrDefault(SET + s, new double[0]);
        }
        return new TemplateSets(model.pixels(), model.rank(), w, factor[1]);
    }
}
