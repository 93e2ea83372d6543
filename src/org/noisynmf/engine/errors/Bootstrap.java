package org.noisynmf.engine.errors;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.descriptive.Quantile;
import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.storage.Heap;

/**
 * Block bootstrap: as many observations as there are, drawn with replacement in blocks of neighbours, are refitted from the
 * base templates. Blocks wrap around from the last observation to the first, so that every observation is drawn equally often
 * (Politis and Romano 1992).
 *
 * <p>What a fitted template is, is decided after the fit: it is mapped to the base template to which the cosine of its profile
 * is largest, if their coefficients agree over the drawn observations, r² ≥ 0.6, and else to none. (EPA's PMF maps by
 * the correlation of contributions alone.)
 *
 * @param samples number of samples
 * @param mapping for each fitted template (row) how many samples mapped it to each base template (column), the last column
 *            to none
 * @param deviations standard deviations of the templates' entries over all that was mapped to them, d × q, template k
 *            contiguous; NaN with fewer than two
 * @param quantiles for each of {@link #PROBABILITIES} the quantiles of the entries, in the same order
 * @param sets of all templates, of samples whose templates were mapped one to one; null with fewer than two of them
 */
public record Bootstrap(int samples, int[][] mapping, double[] deviations, double[][] quantiles,
    @Nullable TemplateSets sets) {

    /** Probabilities of the quantiles. */
    public static final double[] PROBABILITIES = {0.025, 0.16, 0.5, 0.84, 0.975};

    /** r² of coefficients from which templates are taken to be the same. */
    public static final double LEAST_R2 = 0.6;

    /** Enough for a standard deviation to 7 %. */
    public static final int DEFAULT_SAMPLES = 100;

    /** What came of one sample: W, and for each of its templates the base template, −1 = none. */
    private record Sample(double[] w, int[] base) {
    }

    /**
     * @param data X and V; with photon noise, V of the model. Not modified.
     * @param base W and H at the minimum of χ²; what is NaN was not observed. Not modified.
     * @param held templates that are known. Not modified.
     * @param samples how many, ≥ 2
     * @param block observations of a block, 1 to n; 1 where neighbours have nothing to do with each other
     * @param seed of the drawing
     * @param threads worker threads, ≥ 0; 0 = all cores. Results do not depend on it.
     * @param observer hears of progress and may cancel
     * @return the scatter of the templates
     * @throws IllegalArgumentException if a number is out of range
     * @throws java.util.concurrent.CancellationException if the observer cancelled
     */
    public static Bootstrap of(final Observations data, final Factors base, final int[] held, final int samples,
        final int block, final long seed, final int threads, final Observer observer) {
        final int[] used = IntStream.range(0, data.count()).filter(j -> data.observedCount(j) > 0).toArray();
        if (samples < 2) {
            throw new IllegalArgumentException("The number of bootstrap samples is " + samples + ", but must be ≥ 2");
        }
        if (block < 1 || block > used.length) {
            throw new IllegalArgumentException("The block of the bootstrap is " + block + ", but must be from 1 to "
                + used.length + ", the number of observations with weight");
        }
        Heap.require(8.0 * (2.0 * samples + Bootstrap.PROBABILITIES.length) * base.w().length,
            samples + " bootstrap samples of " + base.rank() + " templates", "ask for fewer samples");
        final Factors known = base.known();
        final Sample[] found = new Sample[samples];
        final AtomicInteger done = new AtomicInteger();
        try (Team team = new Team(threads)) {
            final WorkerObserver shared = new WorkerObserver(observer);
            team.run(samples, (s, worker) -> {
                found[s] = sample(data, known, held, drawn(used, block, seed, s), shared);
                shared.done(worker, done.incrementAndGet(), samples, "bootstrap samples");
            });
        }
        return summary(known, found);
    }

    /** The observations of a sample, in blocks. */
    static int[] drawn(final int[] used, final int block, final long seed, final int sample) {
        final UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(1_000_003 * seed + sample);
        final int[] drawn = new int[used.length];
        int start = 0;
        for (int m = 0; m < drawn.length; m++) {
            if (m % block == 0) {
                start = random.nextInt(used.length);
            }
            drawn[m] = used[(start + m % block) % used.length];
        }
        return drawn;
    }

    private static Sample sample(final Observations data, final Factors base, final int[] held, final int[] drawn,
        final Observer observer) {
        final Observations sample = data.select(drawn);
        final Factors fit = Refit.of(sample, base.w(), held, observer);
        final int d = base.pixels();
        final int[] partner = new int[base.rank()];
        for (int k = 0; k < partner.length; k++) {
            int best = 0;
            for (int l = 1; l < partner.length; l++) {
                best = cosine(fit.w(), k, base.w(), l, d) > cosine(fit.w(), k, base.w(), best, d) ? l : best;
            }
            partner[k] = r2(fit, k, base, best, drawn) >= LEAST_R2 ? best : -1;
        }
        final double[] w = fit.w().clone();
        for (int p = 0; p < w.length; p++) {
            // a pixel that no drawn observation has seen says nothing
            w[p] = sample.pixelObserved(p % d) ? w[p] : base.w()[p];
        }
        return new Sample(w, partner);
    }

    private static double cosine(final double[] a, final int k, final double[] b, final int l, final int d) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < d; i++) {
            ab += a[k * d + i] * b[l * d + i];
            aa += a[k * d + i] * a[k * d + i];
            bb += b[l * d + i] * b[l * d + i];
        }
        return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
    }

    /** Squared correlation of the coefficients of the drawn observations; 0 where one of them never changes. */
    private static double r2(final Factors fit, final int k, final Factors base, final int l, final int[] drawn) {
        final int q = base.rank();
        final double meanX = IntStream.range(0, drawn.length).mapToDouble(m -> fit.h()[m * q + k]).average().orElse(0);
        final double meanY = Arrays.stream(drawn).mapToDouble(j -> base.h()[j * q + l]).average().orElse(0);
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int m = 0; m < drawn.length; m++) {
            final double x = fit.h()[m * q + k] - meanX;
            final double y = base.h()[drawn[m] * q + l] - meanY;
            xy += x * y;
            xx += x * x;
            yy += y * y;
        }
        return xx > 0 && yy > 0 && xy > 0 ? xy * xy / (xx * yy) : 0;
    }

    private static Bootstrap summary(final Factors base, final Sample[] found) {
        final int d = base.pixels();
        final int q = base.rank();
        final int[][] mapping = new int[q][q + 1];
        for (final Sample sample : found) {
            for (int k = 0; k < q; k++) {
                mapping[k][sample.base()[k] < 0 ? q : sample.base()[k]]++;
            }
        }
        final double[] deviations = new double[d * q];
        final double[][] quantiles = new double[PROBABILITIES.length][d * q];
        for (int l = 0; l < q; l++) {
            for (int i = 0; i < d; i++) {
                final int pixel = i;
                final int template = l;
                final double[] values = Arrays.stream(found).flatMapToDouble(sample -> IntStream.range(0, q)
                    .filter(k -> sample.base()[k] == template).mapToDouble(k -> sample.w()[k * d + pixel])).toArray();
                final double mean = Arrays.stream(values).average().orElse(Double.NaN);
                deviations[l * d + i] = values.length < 2 ? Double.NaN
                    : Math.sqrt(Arrays.stream(values).map(z -> (z - mean) * (z - mean)).sum() / (values.length - 1));
                final double[] at = values.length < 2 ? new double[0]
                    : Quantile.withDefaults().evaluate(values, PROBABILITIES);
                for (int s = 0; s < PROBABILITIES.length; s++) {
                    quantiles[s][l * d + i] = values.length < 2 ? Double.NaN : at[s];
                }
            }
        }
        final double[][] sets = Arrays.stream(found).filter(sample -> Arrays.stream(sample.base()).filter(l -> l >= 0)
            .distinct().count() == q).map(sample -> ordered(sample, d)).toArray(double[][]::new);
        return new Bootstrap(found.length, mapping, deviations, quantiles,
            sets.length < 2 ? null : TemplateSets.drawn(d, q, sets));
    }

    private static double[] ordered(final Sample sample, final int d) {
        final double[] w = new double[sample.w().length];
        for (int k = 0; k < sample.base().length; k++) {
            System.arraycopy(sample.w(), k * d, w, sample.base()[k] * d, d);
        }
        return w;
    }

    /** @return share of fitted templates that were mapped to the base template from which their fit began, 0 to 1 */
    public double mappedShare() {
        return IntStream.range(0, mapping.length).map(k -> mapping[k][k]).sum() / (double)(samples * mapping.length);
    }
}
