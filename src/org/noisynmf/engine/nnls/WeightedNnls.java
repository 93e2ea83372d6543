package org.noisynmf.engine.nnls;

import org.noisynmf.engine.model.Observations;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.Projection;
import org.noisynmf.engine.model.ProjectionSettings;

/** Exact weighted non-negative least squares of many observations on the same templates. */
public final class WeightedNnls {

    private WeightedNnls() {
    }

    /**
     * @param observations the observations
     * @param templates the templates
     * @param settings the settings
     * @param observer the observer
     * @return the projection
     */
    public static Projection project(final Observations observations, final double[] templates,
        final ProjectionSettings settings, final Observer observer) {
        throw new UnsupportedOperationException();
    }
}
