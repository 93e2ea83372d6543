package org.noisynmf.testing;

import java.util.Random;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;

/**
 * Small random problems with known factors, made from a seed, and the objective written out naïvely.
 *
 * @param x data, one array an observation
 * @param v weights of the same shape
 * @param truth the factors they were made from
 */
public record Toy(double[][] x, double[][] v, Factors truth) {

    /**
     * @param pixels d
     * @param count n
     * @param rank q
     * @param noise standard deviation of the noise; the signal is of order one
     * @param missing fraction of entries with weight 0
     * @param seed of everything
     * @return noisy data with weights between 0.5 and 1.5
     */
    public static Toy random(final int pixels, final int count, final int rank, final double noise,
        final double missing, final long seed) {
        final Random random = new Random(seed);
        // a third of zeros keeps the templates apart
        final double[] w = random.doubles((long)pixels * rank).map(u -> Math.max(u - 0.3, 0)).toArray();
        final double[] h = random.doubles((long)count * rank).toArray();
        final Factors truth = new Factors(pixels, count, rank, w, h);
        final double[][] x = new double[count][pixels];
        final double[][] v = new double[count][pixels];
        for (int j = 0; j < count; j++) {
            truth.reconstruct(j, x[j]);
            for (int i = 0; i < pixels; i++) {
                x[j][i] += noise * random.nextGaussian();
                v[j][i] = random.nextDouble() < missing ? 0 : 0.5 + random.nextDouble();
            }
        }
        return new Toy(x, v, truth);
    }

    /** @return the data with every value at least 0 */
    public Toy clipped() {
        final double[][] clipped = new double[x.length][];
        for (int j = 0; j < x.length; j++) {
            clipped[j] = java.util.Arrays.stream(x[j]).map(value -> Math.max(value, 0)).toArray();
        }
        return new Toy(clipped, v, truth);
    }

    /** @return data and weights */
    public Observations observations() {
        return Observations.of(x, v);
    }

    /**
     * @param factors W and H
     * @return Σ V (X − W H)² entry by entry
     */
    public double chi2(final Factors factors) {
        double chi2 = 0;
        final double[] model = new double[factors.pixels()];
        for (int j = 0; j < x.length; j++) {
            factors.reconstruct(j, model);
            for (int i = 0; i < model.length; i++) {
                final double residual = x[j][i] - model[i];
                chi2 += v[j][i] > 0 ? v[j][i] * residual * residual : 0;
            }
        }
        return chi2;
    }
}
