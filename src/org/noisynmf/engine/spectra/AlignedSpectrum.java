package org.noisynmf.engine.spectra;

/**
 * A spectrum on a common grid.
 *
 * @param flux d flux densities; NaN = not observed
 * @param weights d inverse variances, or 1 where only the fluxes are known; 0 = not observed
 * @param weighted whether the weights are inverse variances
 */
public record AlignedSpectrum(double[] flux, double[] weights, boolean weighted) {

    /**
     * Renormalises: flux ← s · flux, σ² ← s² · σ² (Green &amp; Bailey 2024, eq. 21).
     *
     * @param s factor &gt; 0, finite
     * @return a new spectrum
     */
    public AlignedSpectrum scaled(final double s) {
        if (!(s > 0 && s < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The scale is " + s + ", but must be a finite number > 0");
        }
        final double[] scaled = new double[flux.length];
        final double[] scaledWeights = weights.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = s * flux[i];
            if (weighted) {
                scaledWeights[i] = weights[i] / s / s;
            }
        }
        return new AlignedSpectrum(scaled, scaledWeights, weighted);
    }

    /** @return number of pixels observed */
    public int observed() {
        int observed = 0;
        for (final double weight : weights) {
            observed += weight > 0 ? 1 : 0;
        }
        return observed;
    }
}
