package org.noisynmf.engine.evaluate;

import java.util.Arrays;

import org.apache.commons.statistics.descriptive.DoubleStatistics;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.NaNPolicy;
import org.apache.commons.statistics.descriptive.Statistic;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;

/**
 * How well W H reproduces observations X with weights V. With r = √V (X − W H), the residual in units of σ: a model
 * that fits to the noise has χ² per degree of freedom 1, and residuals of mean 0, variance 1, skewness 0 and excess
 * kurtosis 0, those of the normal distribution.
 *
 * @param chi2 Σ r² over all observed entries
 * @param degreesOfFreedom the effective ones, see {@link DegreesOfFreedom}; ≤ 0 where there are more free numbers than data
 * @param nominalDegreesOfFreedom from the shape alone; may be ≤ 0
 * @param entries number of observed entries
 * @param mean of r
 * @param variance of r, unbiased; NaN for less than two entries
 * @param skewness of r, corrected for bias; NaN for less than three entries or where all are equal
 * @param excessKurtosis of r, corrected for bias; NaN for less than four entries or where all are equal
 * @param explained for each template Σ V X (w_k h_k) / Σ V X². At the minimum of χ² over the coefficients these are
 *            shares of Σ V X², the χ² of no model at all, and add up to 1 − χ² / Σ V X². NaN where all data are 0.
 * @param observationChi2 n values, NaN for observations without weight
 * @param observationDegreesOfFreedom n values, which add up to the effective ones: of given templates those of each
 *            observation, of templates learnt on these data its {@link DegreesOfFreedom#share}; NaN without weight
 * @param observationEntries observed entries of each observation, n values
 */
public record Scores(double chi2, long degreesOfFreedom, long nominalDegreesOfFreedom, long entries, double mean,
    double variance, double skewness, double excessKurtosis, double[] explained, double[] observationChi2,
    double[] observationDegreesOfFreedom, int[] observationEntries) {

    /**
     * Scores a model on data.
     *
     * @param data X and V. Not modified.
     * @param factors W and H, n observations; coefficients of observations without weight are not looked at. Not
     *            modified.
     * @param learntOnThese whether the templates were learnt on these data and so took degrees of freedom too
     * @return the scores
     * @throws IllegalArgumentException if the factors are of another shape, or nothing is observed
     */
    public static Scores of(final Observations data, final Factors factors, final boolean learntOnThese) {
        if (factors.pixels() != data.pixels() || factors.observations() != data.count()) {
            throw new IllegalArgumentException("The model has " + factors.observations() + " observations of "
                + factors.pixels() + " pixels, but the data have " + data.count() + " of " + data.pixels());
        }
        if (data.observedEntries() == 0) {
            throw new IllegalArgumentException("Every entry of the data is missing or has weight 0, so there is "
                + "nothing to score");
        }
        final DegreesOfFreedom freedom =
            learntOnThese ? DegreesOfFreedom.of(data, factors) : DegreesOfFreedom.ofProjection(data, factors);
        final double[] ofObservations = new double[data.count()];
        Arrays.setAll(ofObservations, j -> data.observedCount(j) > 0 && !learntOnThese
            ? DegreesOfFreedom.ofProjection(data, factors, j) : freedom.share(data, j));
        return new Sums(data, factors).scores(freedom, ofObservations);
    }

    /** @return χ² per effective degree of freedom; NaN without any */
    public double reducedChi2() {
        return degreesOfFreedom > 0 ? chi2 / degreesOfFreedom : Double.NaN;
    }

    /**
     * Compares with another model on the same observations, one by one: the histogram of these differences tells how
     * much and how evenly one model is better (Green and Bailey 2024, figure 6).
     *
     * @param other scores of the other model
     * @return for each observation χ² of the other model less χ² of this one, positive where this one fits better; NaN
     *         for observations without weight
     * @throws IllegalArgumentException if the numbers of observations differ
     */
    public double[] differences(final Scores other) {
        if (other.observationChi2.length != observationChi2.length) {
            throw new IllegalArgumentException("One model was scored on " + observationChi2.length
                + " observations, the other on " + other.observationChi2.length);
        }
        final double[] differences = new double[observationChi2.length];
        Arrays.setAll(differences, j -> other.observationChi2[j] - observationChi2[j]);
        return differences;
    }

    /**
     * @param other scores of another model on the same observations
     * @return the median of {@link #differences} over the observations with weight
     */
    public double medianDifference(final Scores other) {
        return Median.withDefaults().with(NaNPolicy.EXCLUDE).evaluate(differences(other));
    }

    /** Runs over the data once. */
    private static final class Sums {

        private final Observations m_data;

        private final Factors m_factors;

        private final DoubleStatistics m_residuals =
            DoubleStatistics.of(Statistic.MEAN, Statistic.VARIANCE, Statistic.SKEWNESS, Statistic.KURTOSIS);

        private final double[] m_explained;

        private double m_weightedSquares;

        Sums(final Observations data, final Factors factors) {
            m_data = data;
            m_factors = factors;
            m_explained = new double[factors.rank()];
        }

        Scores scores(final DegreesOfFreedom freedom, final double[] ofObservations) {
            final int n = m_data.count();
            final double[] chi2 = new double[n];
            final int[] entries = new int[n];
            final double[] x = new double[m_data.pixels()];
            final double[] v = new double[m_data.pixels()];
            final double[] model = new double[m_data.pixels()];
            double total = 0;
            for (int j = 0; j < n; j++) {
                entries[j] = m_data.observedCount(j);
                if (entries[j] == 0) {
                    chi2[j] = Double.NaN;
                } else {
                    m_data.copy(j, x, v);
                    m_factors.reconstruct(j, model);
                    chi2[j] = residuals(x, v, model);
                    explain(j, x, v);
                    total += chi2[j];
                }
            }
            final double squares = m_weightedSquares;
            final double[] explained = Arrays.stream(m_explained).map(e -> squares > 0 ? e / squares : Double.NaN)
                .toArray();
            final long observed = m_data.observedEntries();
            return new Scores(total, freedom.effective(), freedom.nominal(), observed,
                m_residuals.getAsDouble(Statistic.MEAN),
                observed < 2 ? Double.NaN : m_residuals.getAsDouble(Statistic.VARIANCE),
                m_residuals.getAsDouble(Statistic.SKEWNESS), m_residuals.getAsDouble(Statistic.KURTOSIS), explained,
                chi2, ofObservations, entries);
        }

        private double residuals(final double[] x, final double[] v, final double[] model) {
            double chi2 = 0;
            for (int i = 0; i < x.length; i++) {
                if (v[i] > 0) {
                    final double residual = Math.sqrt(v[i]) * (x[i] - model[i]);
                    m_residuals.accept(residual);
                    chi2 += residual * residual;
                    m_weightedSquares += v[i] * x[i] * x[i];
                }
            }
            return chi2;
        }

        private void explain(final int j, final double[] x, final double[] v) {
            for (int k = 0; k < m_factors.rank(); k++) {
                final double c = m_factors.h()[j * m_factors.rank() + k];
                double sum = 0;
                for (int i = 0; i < x.length; i++) {
                    if (v[i] > 0) {
                        sum += v[i] * x[i] * m_factors.w()[k * x.length + i];
                    }
                }
                m_explained[k] += c * sum;
            }
        }
    }
}
