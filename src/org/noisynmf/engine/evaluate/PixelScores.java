package org.noisynmf.engine.evaluate;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.apache.commons.statistics.descriptive.DoubleStatistics;
import org.apache.commons.statistics.descriptive.Statistic;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.storage.StripReader;

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
     * @param threads how many work on it, ≥ 0; 0 = all cores. Results do not depend on it.
     * @return the scores of each pixel
     */
    public static PixelScores of(final Observations data, final Factors factors, final int threads) {
        final int d = data.pixels();
        final Factors known = factors.known();
        final Sums sums = new Sums(d);
        try (Team team = new Team(threads)) {
            // a range of pixels each, so that every sum is made by one thread, in the order of the observations
            final int ranges = Math.min(team.size(), d);
            team.run(ranges, (r, worker) -> add(data, known, (int)((long)d * r / ranges),
                (int)((long)d * (r + 1) / ranges), sums));
        }
        return sums.scores();
    }

    private static void add(final Observations data, final Factors factors, final int first, final int end,
        final Sums sums) {
        final double[] x = new double[end];
        final double[] v = new double[end];
        final double[] model = new double[end];
        final StripReader reader = data.reader();
        for (int j = 0; j < data.count(); j++) {
            final int from = Math.max(reader.begin(j), first);
            final int to = Math.min(reader.end(j), end);
            if (from < to) {
                reader.copy(j, from, to, x, v);
                factors.reconstruct(j, from, to, model);
                sums.add(x, v, model, from, to);
            }
        }
    }

    /** What is summed for each pixel. Its loop is a method of its own, which Java compiles only where it pays. */
    private static final class Sums {

        private final DoubleStatistics[] m_residuals;

        private final double[] m_chi2;

        private final double[] m_weight;

        private final double[] m_squares;

        private final int[] m_entries;

        Sums(final int pixels) {
            final DoubleStatistics.Builder builder =
                DoubleStatistics.builder(Statistic.MEAN, Statistic.VARIANCE, Statistic.SKEWNESS, Statistic.KURTOSIS);
            m_residuals = new DoubleStatistics[pixels];
            Arrays.setAll(m_residuals, i -> builder.build());
            m_chi2 = new double[pixels];
            m_weight = new double[pixels];
            m_squares = new double[pixels];
            m_entries = new int[pixels];
        }

        void add(final double[] x, final double[] v, final double[] model, final int from, final int to) {
            for (int i = from; i < to; i++) {
                if (v[i] > 0) {
                    final double residual = Math.sqrt(v[i]) * (x[i] - model[i]);
                    m_residuals[i].accept(residual);
                    m_chi2[i] += residual * residual;
                    m_squares[i] += v[i] * x[i] * x[i];
                    m_weight[i] += v[i];
                    m_entries[i]++;
                }
            }
        }

        PixelScores scores() {
            final int d = m_entries.length;
            final double[] explained = IntStream.range(0, d)
                .mapToDouble(i -> m_squares[i] > 0 ? 1 - m_chi2[i] / m_squares[i] : Double.NaN).toArray();
            for (int i = 0; i < d; i++) {
                m_chi2[i] = m_entries[i] > 0 ? m_chi2[i] : Double.NaN;
            }
            return new PixelScores(m_chi2, m_entries, m_weight, explained, moments(Statistic.MEAN, 1),
                moments(Statistic.VARIANCE, 2), moments(Statistic.SKEWNESS, 3), moments(Statistic.KURTOSIS, 4));
        }

        private double[] moments(final Statistic statistic, final int fewest) {
            return IntStream.range(0, m_entries.length)
                .mapToDouble(i -> m_entries[i] < fewest ? Double.NaN : m_residuals[i].getAsDouble(statistic))
                .toArray();
        }
    }
}
