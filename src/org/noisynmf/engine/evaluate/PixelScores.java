package org.noisynmf.engine.evaluate;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.apache.commons.statistics.descriptive.DoubleStatistics;
import org.apache.commons.statistics.descriptive.Statistic;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;

/**
 * How well W H reproduces each pixel. With r = √V (X − W H), the residual in units of σ: a pixel that is fitted to the
 * noise has χ² near its number of entries, and residuals of mean 0, variance 1, skewness 0 and excess kurtosis 0.
 *
 * @param chi2 Σ_j r² of each pixel, d values; NaN without weight
 * @param entries observed entries of each pixel, d values
 * @param weight Σ_j V of each pixel, d values
 * @param explained 1 − χ² / Σ_j V X² of each pixel, d values; NaN without weight or where all data are 0
 * @param mean of r, d values; NaN without weight
 * @param variance of r, unbiased; NaN for less than two entries
 * @param skewness of r, corrected for bias; NaN for less than three entries or where all are equal
 * @param excessKurtosis of r, corrected for bias; NaN for less than four entries or where all are equal
 */
public record PixelScores(double[] chi2, int[] entries, double[] weight, double[] explained, double[] mean,
    double[] variance, double[] skewness, double[] excessKurtosis) {

    /**
     * @param data X and V. Not modified.
     * @param factors W and H, n observations; coefficients of observations without weight are not looked at. Not
     *            modified.
     * @return the scores of each pixel
     */
    public static PixelScores of(final Observations data, final Factors factors) {
        final int d = data.pixels();
        final Factors known = factors.known();
        final DoubleStatistics.Builder builder =
            DoubleStatistics.builder(Statistic.MEAN, Statistic.VARIANCE, Statistic.SKEWNESS, Statistic.KURTOSIS);
        final DoubleStatistics[] residuals = new DoubleStatistics[d];
        Arrays.setAll(residuals, i -> builder.build());
        final double[] chi2 = new double[d];
        final double[] weight = new double[d];
        final double[] squares = new double[d];
        final int[] entries = new int[d];
        final double[] x = new double[d];
        final double[] v = new double[d];
        final double[] model = new double[d];
        for (int j = 0; j < data.count(); j++) {
            data.copy(j, x, v);
            int to = d;
            while (to > 0 && !(v[to - 1] > 0)) {
                to--;
            }
            int from = 0;
            while (from < to && !(v[from] > 0)) {
                from++;
            }
            known.reconstruct(j, from, to, model);
            for (int i = from; i < to; i++) {
                if (v[i] > 0) {
                    final double residual = Math.sqrt(v[i]) * (x[i] - model[i]);
                    residuals[i].accept(residual);
                    chi2[i] += residual * residual;
                    squares[i] += v[i] * x[i] * x[i];
                    weight[i] += v[i];
                    entries[i]++;
                }
            }
        }
        final double[] explained = IntStream.range(0, d)
            .mapToDouble(i -> squares[i] > 0 ? 1 - chi2[i] / squares[i] : Double.NaN).toArray();
        for (int i = 0; i < d; i++) {
            chi2[i] = entries[i] > 0 ? chi2[i] : Double.NaN;
        }
        return new PixelScores(chi2, entries, weight, explained, moments(residuals, entries, Statistic.MEAN, 1),
            moments(residuals, entries, Statistic.VARIANCE, 2), moments(residuals, entries, Statistic.SKEWNESS, 3),
            moments(residuals, entries, Statistic.KURTOSIS, 4));
    }

    private static double[] moments(final DoubleStatistics[] residuals, final int[] entries,
        final Statistic statistic, final int fewest) {
        return IntStream.range(0, entries.length)
            .mapToDouble(i -> entries[i] < fewest ? Double.NaN : residuals[i].getAsDouble(statistic)).toArray();
    }
}
