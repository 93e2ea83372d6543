package org.noisynmf.view;

import org.jspecify.annotations.Nullable;

/**
 * One observation that travels with the result, so that it can be looked at beside its reconstruction. The
 * reconstruction itself is W h and is formed where it is drawn.
 *
 * @param label name of the observation, its row ID
 * @param data d values; NaN = missing
 * @param inverseVariances d weights ≥ 0, 0 = not observed; {@code null} = all 1, and residuals are in units of the data
 * @param coefficients h, one a template
 * @param chi2 Σᵢ Vᵢ (xᵢ − (W h)ᵢ)² of this observation; NaN = unknown
 * @param degreesOfFreedom observed pixels less free coefficients; NaN = unknown
 */
public record StoredObservation(String label, PackedFloats data, @Nullable PackedFloats inverseVariances,
    PackedFloats coefficients, double chi2, double degreesOfFreedom) {

    /** Checks that there is a weight for every value. */
    public StoredObservation {
        if (inverseVariances != null && inverseVariances.count() != data.count()) {
            throw new IllegalArgumentException("observation '" + label + "' has " + data.count() + " values and "
                + inverseVariances.count() + " weights");
        }
    }

    /**
     * @param name another
     * @return a changed copy
     */
    public StoredObservation named(final String name) {
        return new StoredObservation(name, data, inverseVariances, coefficients, chi2, degreesOfFreedom);
    }

    /**
     * The same observation in other units: data and coefficients times a factor, weights divided by its square, so that
     * residuals in units of σ, and χ², are the same.
     *
     * @param factor finite, &gt; 0
     * @return a changed copy
     */
    public StoredObservation times(final double factor) {
        return new StoredObservation(label, data.times(factor),
            inverseVariances == null ? null : inverseVariances.times(1 / (factor * factor)),
            coefficients.times(factor), inverseVariances == null ? chi2 * factor * factor : chi2, degreesOfFreedom);
    }
}
