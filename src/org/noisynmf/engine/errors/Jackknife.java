package org.noisynmf.engine.errors;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.parallel.Team;

/**
 * Delete-group jackknife: the observations are dealt out at random into groups of equal size, and the templates are fitted
 * anew without each of them. (G − 1)/G Σ_g (w_g − w̄)² is the variance of anything that follows from the templates, to
 * first order. Shao and Tu (1995), sec. 2.3.
 */
public final class Jackknife {

    /** Number of groups that is enough: the error of an error is then 25 %. */
    public static final int GROUPS = 10;

    private Jackknife() {
    }

    /**
     * @param data X and V; with photon noise, V of the model. Not modified.
     * @param templates W at the minimum of χ², d × q, template k contiguous, ≥ 0. Not modified.
     * @param held templates that are known. Not modified.
     * @param groups G ≥ 2; with fewer observations that have weight than that, one a group
     * @param seed of the dealing
     * @param threads worker threads, ≥ 0; 0 = all cores. Results do not depend on it.
     * @param observer hears of progress and may cancel
     * @return G sets of templates, each in the scale of those given
     * @throws IllegalArgumentException if there are fewer than 3 observations with weight, or groups &lt; 2
     * @throws java.util.concurrent.CancellationException if the observer cancelled
     */
    public static TemplateSets of(final Observations data, final double[] templates, final int[] held,
        final int groups, final long seed, final int threads, final Observer observer) {
        if (groups < 2) {
            throw new IllegalArgumentException("The number of jackknife groups is " + groups + ", but must be ≥ 2");
        }
        final int[] used = IntStream.range(0, data.count()).filter(j -> data.observedCount(j) > 0).toArray();
        if (used.length < 3) {
            throw new IllegalArgumentException("A jackknife leaves observations out and needs at least 3 with weight, "
                + "but there " + (used.length == 1 ? "is 1" : "are " + used.length));
        }
        final UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        PermutationSampler.shuffle(random, used);
        final int count = Math.min(groups, used.length);
        final double[][] sets = new double[count][];
        final AtomicInteger done = new AtomicInteger();
        try (Team team = new Team(threads)) {
            final WorkerObserver shared = new WorkerObserver(observer);
            team.run(count, (g, worker) -> {
                final Observations kept = data.select(IntStream.range(0, used.length).filter(m -> m % count != g)
                    .map(m -> used[m]).sorted().toArray());
                sets[g] = Refit.of(kept, templates, held, shared).w();
                for (int p = 0; p < sets[g].length; p++) {
                    // a pixel that only the observations left out have seen: nothing is learnt of it here
                    sets[g][p] = kept.pixelObserved(p % data.pixels()) ? sets[g][p] : templates[p];
                }
                shared.done(worker, done.incrementAndGet(), count, "jackknife sets");
            });
        }
        return TemplateSets.jackknife(data.pixels(), templates.length / data.pixels(), sets);
    }
}
