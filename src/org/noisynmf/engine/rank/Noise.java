package org.noisynmf.engine.rank;

import java.util.Arrays;
import java.util.concurrent.CancellationException;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.evaluate.SharedObserver;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.rank.residual.Residuals;
import org.noisynmf.engine.settings.NmfSettings;

/**
 * What the residuals of the largest model say of the noise.
 *
 * @param perDegree χ² / (N − p) of the largest model, p its effective parameters: about 1 where the weights are inverse
 *            variances and the templates are enough
 * @param trusted whether the weights are taken as inverse variances
 * @param block pixels after which the noise of neighbouring pixels is no longer correlated, ≥ 1
 */
record Noise(double perDegree, boolean trusted, int block) {

    /** Weights whose χ² per degree of freedom is within this factor of 1 are taken at their word. */
    private static final double TRUSTED = 1.25;

    /** Correlations below this, or below four standard errors, count as none. */
    private static final double CORRELATED = 0.1;

    private static final int LONGEST_BLOCK = 32;

    /**
     * @param data X and V. Not modified.
     * @param method how to factorise
     * @param rank of the largest model
     * @param observer may cancel
     * @return the noise
     */
    static Noise of(final Observations data, final NmfSettings method, final int rank, final SharedObserver observer) {
        final NmfResult fit = new Ladder(data, method, method.start().seed()).climb(rank, 1, observer).stream()
            .findFirst()
            .orElseThrow(() -> new CancellationException("Cancelled before the first number of templates was done"));
        final double perDegree =
            fit.chi2() / Math.max(1, data.observedEntries() - parameters(fit.factors()));
        return new Noise(perDegree, perDegree <= TRUSTED && perDegree >= 1 / TRUSTED,
            block(new Residuals(data, fit.factors().known())));
    }

    /** @return φ, the variance of an entry with weight 1: 1 where the weights are trusted */
    double scale() {
        return trusted || !(perDegree > 0) ? 1 : perDegree;
    }

    /** @return #{W &gt; 0} + #{H &gt; 0} − q */
    static long parameters(final Factors factors) {
        return Arrays.stream(factors.w()).filter(w -> w > 0).count()
            + Arrays.stream(factors.h()).filter(h -> h > 0).count() - factors.rank();
    }

    /** The first lag at which residuals are not correlated. */
    private static int block(final Residuals residuals) {
        final int d = residuals.pixels();
        final int lags = Math.min(LONGEST_BLOCK, d / 4);
        final double[] products = new double[lags + 1];
        final long[] pairs = new long[lags + 1];
        final double[] row = new double[d];
        for (int j = 0; j < residuals.count(); j++) {
            residuals.weighted(j, row);
            for (int lag = 0; lag <= lags; lag++) {
                for (int i = 0; i + lag < d; i++) {
                    if (residuals.weights()[i] > 0 && residuals.weights()[i + lag] > 0) {
                        products[lag] += row[i] * row[i + lag];
                        pairs[lag]++;
                    }
                }
            }
        }
        final double variance = products[0] / Math.max(1, pairs[0]);
        for (int lag = 1; lag <= lags; lag++) {
            final double correlation = products[lag] / Math.max(1, pairs[lag]) / variance;
            if (!(correlation > Math.max(CORRELATED, 4 / Math.sqrt(Math.max(1, pairs[lag]))))) {
                return lag;
            }
        }
        return Math.max(1, lags);
    }
}
