package org.noisynmf.engine.data;

/** Gives the entries of an observation other weights. */
@FunctionalInterface
public interface Reweighting {

    /**
     * @param observation index of the observation
     * @param x its values in the caller's units, d, NaN where nothing was observed. Not modified.
     * @param v its weights, d, ≥ 0; 0 = ignore the entry. Modified.
     */
    void apply(int observation, double[] x, double[] v);
}
