package org.noisynmf.engine.settings;

/**
 * Where the fit begins.
 *
 * @param method how the factors are set before the first pass
 * @param growthPasses passes after each template added by {@link StartMethod#SEQUENTIAL}, ≥ 1
 * @param seed seed of everything random
 * @param restarts number of starts of which the best result is kept, ≥ 1; the r-th uses seed + r
 * @param pixelAnchors whether separable factorisation takes its anchors among the pixels (else among the observations)
 */
public record Starting(StartMethod method, int growthPasses, long seed, int restarts, boolean pixelAnchors) {

    /** One random start with seed 1. */
    public static final Starting DEFAULT = new Starting(StartMethod.RANDOM, 50, 1, 1, false);

    /** Checks the ranges. */
    public Starting {
        Rule.checkAtLeastOne(growthPasses, "number of growth passes");
        Rule.checkAtLeastOne(restarts, "number of restarts");
    }
}
