package org.noisynmf.engine.settings;

/**
 * Where the fit begins.
 *
 * @param method how the factors are set before the first pass
 * @param growthPasses passes after each template added by {@link StartMethod#SEQUENTIAL}, ≥ 1
 * @param seed seed of everything random
 * @param restarts number of starts of which the best result is kept, ≥ 1, or {@link #AUTOMATIC}; the r-th uses seed + r
 * @param pixelAnchors whether separable factorisation takes its anchors among the pixels (else among the observations)
 */
public record Starting(StartMethod method, int growthPasses, long seed, int restarts, boolean pixelAnchors) {

    /** {@link #restarts()}: several where that is cheap, see {@link #restarts(long, int)}. */
    public static final int AUTOMATIC = 0;

    /** Observed entries × templates up to which several starts are cheap: seconds. */
    public static final long CHEAP = 5_000_000;

    /** Starts where they are cheap: of the digits one start reaches the lowest χ² in 40 %, the best of five in 92 %. */
    public static final int SEVERAL = 5;

    /** One random start with seed 1. */
    public static final Starting DEFAULT = new Starting(StartMethod.RANDOM, 50, 1, 1, false);

    /** Checks the ranges. */
    public Starting {
        Rule.checkAtLeastOne(growthPasses, "number of growth iterations");
        if (restarts < AUTOMATIC) {
            throw new IllegalArgumentException(
                "The number of starts is " + restarts + ", but must be ≥ 0 (0 = automatic)");
        }
    }

    /**
     * The number of starts. It follows from the size alone, never from the clock, so that results stay the same.
     *
     * @param entries observed entries of the data
     * @param rank q
     * @return the number given; if it is automatic {@link #SEVERAL} up to {@link #CHEAP}, 1 beyond or where nothing is drawn
     */
    public int restarts(final long entries, final int rank) {
        return restarts != AUTOMATIC ? restarts : drawn() && entries <= CHEAP / rank ? SEVERAL : 1;
    }

    private boolean drawn() {
        return switch (method) {
            case RANDOM, RAMP, SEQUENTIAL, NNDSVDAR -> true;
            // who gives a start wants to go on from there
            case GIVEN, NNDSVD, NNDSVDA, SEPARABLE -> false;
        };
    }
}
