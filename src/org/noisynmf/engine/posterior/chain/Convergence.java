package org.noisynmf.engine.posterior.chain;

/**
 * How well several chains determine one number: split R̂ tells whether they agree, the effective sample size how many
 * independent draws they are worth.
 *
 * <p>Every chain is cut into halves. With W the mean of their variances and B/m the variance of their means, var⁺ =
 * (m − 1)/m W + B/m, split R̂ = √(var⁺/W). ESS = draws / (1 + 2 Σ ρ_t), ρ_t = 1 − (W − mean autocovariance at lag t)/var⁺,
 * summed over pairs of lags as long as these are positive (Geyer's initial positive sequence). Gelman et al., Bayesian
 * Data Analysis (2013), section 11.4–11.5; Geyer (1992).
 *
 * @param rHat split R̂, 1 where chains agree; 1 for a number that never changes
 * @param ess effective sample size, at most the number of draws
 */
public record Convergence(double rHat, double ess) {

    /** Variances below this, relative to the square of the mean, are rounding. */
    private static final double ROUNDING = 1e-24;

    /**
     * @param chains one array of draws a chain, of equal length ≥ 4. Not modified.
     * @return R̂ and ESS
     */
    public static Convergence of(final double[][] chains) {
        final int m = chains[0].length / 2;
        if (m < 2) {
            throw new IllegalArgumentException(
                "Chains of " + chains[0].length + " draws are too short to be compared; at least 4 are needed");
        }
        final int halves = 2 * chains.length;
        final double[][] deviations = new double[halves][m];
        final double[] means = new double[halves];
        double grand = 0;
        for (int s = 0; s < halves; s++) {
            // the odd draw of an odd number is the first
            final int from = chains[s / 2].length - (2 - s % 2) * m;
            for (int i = 0; i < m; i++) {
                means[s] += chains[s / 2][from + i] / m;
            }
            for (int i = 0; i < m; i++) {
                deviations[s][i] = chains[s / 2][from + i] - means[s];
            }
            grand += means[s] / halves;
        }
        double within = 0;
        double between = 0;
        for (int s = 0; s < halves; s++) {
            within += autocovariance(deviations[s], 0) * m / (m - 1) / halves;
            between += (means[s] - grand) * (means[s] - grand) / (halves - 1);
        }
        final double total = (m - 1.0) / m * within + between;
        if (!(total > ROUNDING * grand * grand)) {
            return new Convergence(1, (double)halves * m);
        }
        return new Convergence(Math.sqrt(total / within), ess(deviations, within, total));
    }

    private static double ess(final double[][] deviations, final double within, final double total) {
        final int m = deviations[0].length;
        double sum = 0;
        for (int lag = 1; lag + 1 < m; lag += 2) {
            final double pair = correlation(deviations, lag, within, total)
                + correlation(deviations, lag + 1, within, total);
            if (!(pair > 0)) {
                break;
            }
            sum += pair;
        }
        return deviations.length * m / (1 + 2 * sum);
    }

    private static double correlation(final double[][] deviations, final int lag, final double within,
        final double total) {
        double mean = 0;
        for (final double[] half : deviations) {
            mean += autocovariance(half, lag) / deviations.length;
        }
        return 1 - (within - mean) / total;
    }

    private static double autocovariance(final double[] deviations, final int lag) {
        double sum = 0;
        for (int i = lag; i < deviations.length; i++) {
            sum += deviations[i] * deviations[i - lag];
        }
        return sum / deviations.length;
    }
}
