package org.noisynmf.engine.simulate;

import org.noisynmf.engine.naming.Named;

/** What is drawn uniformly where every exposure gets a Gaussian noise of its own. */
public enum NoiseDraw implements Named {
    /** The standard deviation σ, as the code of Green and Bailey does. */
    SIGMA,
    /** The variance σ², as the text of Green and Bailey (2024), sec. I, says. */
    VARIANCE;

    /**
     * @param noise where to draw from
     * @param low smallest σ
     * @param high largest σ
     * @return a σ between them
     */
    double draw(final Noise noise, final double low, final double high) {
        return this == SIGMA ? noise.uniform(low, high) : Math.sqrt(noise.uniform(low * low, high * high));
    }
}
