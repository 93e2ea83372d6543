package org.noisynmf.engine.rank;

import java.util.Arrays;

import org.apache.commons.statistics.descriptive.Median;
import org.jspecify.annotations.Nullable;

/**
 * By how much paired scores fell, with its standard error.
 *
 * @param sum of the differences
 * @param sumError its standard error, √m times their standard deviation
 * @param count m, pairs of which both are known
 */
record Gain(double sum, double sumError, int count) {

    /**
     * @param before scores of one template fewer; null if there are none
     * @param after scores in the same order; NaN = unknown
     * @return the gain; NaN without scores before
     */
    static Gain of(final double @Nullable [] before, final double[] after) {
        if (before == null) {
            return new Gain(Double.NaN, Double.NaN, 0);
        }
        final double[] gains = new double[after.length];
        Arrays.setAll(gains, p -> before[p] - after[p]);
        final double[] known = known(gains);
        if (known.length == 0) {
            return new Gain(Double.NaN, Double.NaN, 0);
        }
        final double sum = Arrays.stream(known).sum();
        final double mean = sum / known.length;
        final double squares = Arrays.stream(known).map(g -> (g - mean) * (g - mean)).sum();
        return new Gain(sum, Math.sqrt(squares * known.length / (known.length - 1)), known.length);
    }

    private static double[] known(final double[] values) {
        return Arrays.stream(values).filter(g -> !Double.isNaN(g)).toArray();
    }

    /** @return mean of the differences */
    double mean() {
        return sum / count;
    }

    /** @return standard error of the mean */
    double meanError() {
        return sumError / count;
    }

    /** @return sum of what is known */
    static double sum(final double[] values) {
        return Arrays.stream(known(values)).sum();
    }

    /** @return median of what is known; NaN of nothing */
    static double median(final double[] values) {
        return Median.withDefaults().withCopy(true).evaluate(known(values));
    }
}
