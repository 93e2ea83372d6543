package org.noisynmf.engine.start;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;

/** Sets templates and coefficients before the first pass, in stored units of the observations. */
@FunctionalInterface
interface Start {

    /**
     * @param data X and V. Not modified.
     * @param rank q ≥ 1
     * @param seed of everything random
     * @return new factors in stored units: templates are those of the caller's units times 2^−dataExponent
     * @throws IllegalArgumentException if the method cannot give that many templates; the message says how many it can
     */
    Factors create(Observations data, int rank, long seed);
}
