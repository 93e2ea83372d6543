package org.noisynmf.engine.errors;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.nnls.ProjectionSettings;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.settings.Machine;

/**
 * Displacement: one entry of a template, as a share of the template's sum, is moved away from its fitted value and everything
 * else, templates and coefficients, is refitted, until χ² has risen by dQ. Where χ² is a likelihood and nothing else is
 * wrong, dQ = 1 is one standard deviation and 4 are two; PMF's levels are 4, 8, 15 and 25 (Paatero et al. 2014).
 *
 * <p>An interval ends at 0, or at 1, where χ² does not rise so far. A swap is counted where the templates of the displaced
 * fit have changed places, by the assignment of largest cosines: then the interval is that of another solution.
 *
 * @param levels dQ, ascending
 * @param lower for each level the lower ends, d × q, template k contiguous, in the units of the templates; NaN where
 *            nothing was asked for
 * @param upper the upper ends, likewise
 * @param swaps for each level how many displaced fits of each template had templates that changed places
 * @param largestDrop how far χ² fell below that of the base at most, ≥ 0. Intervals are those about the minimum nearest to the
 *            base
 */
public record Displacement(double[] levels, double[][] lower, double[][] upper, int[][] swaps, double largestDrop) {

    private static final double[] LEVELS = {4, 8, 15, 25};

    /** A fall of χ² from which the base was not the minimum. */
    private static final double DROP = 0.1;

    /**
     * @return PMF's levels
     */
    public static double[] defaultLevels() {
        return LEVELS.clone();
    }

    /**
     * @param data X and V, inverse variances; with photon noise, V of the model. Not modified.
     * @param base W and H at the minimum of χ²; what is NaN was not observed. Not modified.
     * @param held templates that are known: they are neither displaced nor fitted. Not modified.
     * @param pixels whose entries are displaced, of all templates. Not modified.
     * @param levels dQ &gt; 0, ascending. Not modified.
     * @param threads worker threads, ≥ 0; 0 = all cores. Results do not depend on it.
     * @param observer hears of progress and may cancel
     * @return the intervals
     * @throws IllegalArgumentException if a pixel does not exist or the levels do not ascend
     * @throws java.util.concurrent.CancellationException if the observer cancelled
     */
    public static Displacement of(final Observations data, final Factors base, final int[] held, final int[] pixels,
        final double[] levels, final int threads, final Observer observer) {
        check(data, pixels, levels);
        final int d = base.pixels();
        final int q = base.rank();
        final Factors known = base.known();
        final StoredBase stored = StoredBase.of(data, known);
        final double given = Arrays.stream(Nmf.project(data, known.w(),
            new ProjectionSettings(false, threads, Machine.PROCESSOR), new WorkerObserver(observer)).chi2())
            .filter(c -> !Double.isNaN(c)).sum();
        final int[] entries = IntStream.range(0, q)
            .filter(k -> stored.sums()[k] > 0 && Arrays.stream(held).noneMatch(l -> l == k))
            .flatMap(k -> Arrays.stream(pixels).filter(data::pixelObserved).map(i -> k * d + i)).toArray();
        final DisplacedEntry[] found = new DisplacedEntry[entries.length];
        final AtomicInteger done = new AtomicInteger();
        try (Team team = new Team(threads)) {
            final WorkerObserver shared = new WorkerObserver(observer);
            final DisplacedFit[] fits = new DisplacedFit[team.size()];
            try {
                team.run(1, (none, worker) -> stored.settle(data, held, shared));
                team.run(entries.length, (e, worker) -> {
                    shared.throwIfCancelled();
                    if (fits[worker] == null) {
                        fits[worker] = new DisplacedFit(data, q, held, shared);
                    }
                    found[e] = DisplacedEntry.of(fits[worker], stored, entries[e] % d, entries[e] / d, levels);
                    shared.done(worker, done.incrementAndGet(), entries.length, "entries displaced");
                });
            } finally {
                Arrays.stream(fits).filter(fit -> fit != null).forEach(DisplacedFit::close);
            }
        }
        return summary(levels, entries, found, stored, given);
    }

    private static void check(final Observations data, final int[] pixels, final double[] levels) {
        for (final int pixel : pixels) {
            if (pixel < 0 || pixel >= data.pixels()) {
                throw new IllegalArgumentException("Pixel " + pixel + " is to be displaced, but the pixels are 0 to "
                    + (data.pixels() - 1));
            }
        }
        ErrorSettings.checkLevels(levels);
    }

    private static Displacement summary(final double[] levels, final int[] entries, final DisplacedEntry[] found,
        final StoredBase stored, final double given) {
        final int q = stored.sums().length;
        final int d = stored.w().length / q;
        final double[][] lower = new double[levels.length][d * q];
        final double[][] upper = new double[levels.length][d * q];
        final int[][] swaps = new int[levels.length][q];
        double lowest = stored.chi2();
        for (int s = 0; s < levels.length; s++) {
            Arrays.fill(lower[s], Double.NaN);
            Arrays.fill(upper[s], Double.NaN);
            for (int e = 0; e < entries.length; e++) {
                final int k = entries[e] / d;
                lower[s][entries[e]] = found[e].lower()[s] * stored.units()[k];
                upper[s][entries[e]] = found[e].upper()[s] * stored.units()[k];
                swaps[s][k] += found[e].swaps()[s];
                lowest = Math.min(lowest, found[e].lowest());
            }
        }
        return new Displacement(levels.clone(), lower, upper, swaps, Math.max(given - lowest, 0));
    }

    /** @return whether χ² fell so far that the base was not its minimum */
    public boolean dropped() {
        return largestDrop > DROP;
    }
}
