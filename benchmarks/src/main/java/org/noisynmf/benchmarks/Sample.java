package org.noisynmf.benchmarks;

import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.ObservationsBuilder;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.storage.Precision;

/** Data with the shape of quasar spectra on their common rest-frame grid: each observed in one window, with weights. */
final class Sample {

    private Sample() {
    }

    /**
     * @param pixels d
     * @param count n
     * @param rank q of the truth
     * @param missing fraction of every observation that its window leaves out
     * @param precision in which it is stored
     * @param where says where it is stored
     * @return noisy non-negative signals, one in ten values negative
     */
    static Observations windows(final int pixels, final int count, final int rank, final double missing,
        final Precision precision, final UnaryOperator<ObservationsBuilder> where) {
        final Random random = new Random(1);
        final double[] w = random.doubles((long)pixels * rank).toArray();
        final int length = Math.max(1, (int)Math.round(pixels * (1 - missing)));
        final double[] x = new double[pixels];
        final double[] v = new double[pixels];
        final ObservationsBuilder builder =
            where.apply(Observations.builder(pixels).precision(precision).expect(count));
        for (int j = 0; j < count; j++) {
            new Factors(pixels, 1, rank, w, random.doubles(rank).toArray()).reconstruct(0, x);
            final int first = random.nextInt(pixels - length + 1);
            Arrays.fill(v, 0);
            for (int i = first; i < first + length; i++) {
                v[i] = 0.5 + random.nextDouble();
                x[i] += random.nextGaussian();
            }
            builder.add(x, v);
        }
        return builder.build();
    }
}
