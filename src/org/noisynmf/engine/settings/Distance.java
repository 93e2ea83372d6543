package org.noisynmf.engine.settings;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.naming.Named;

/** Measure of the misfit between the data X and the model Y = W H, summed over observed entries with weights V. */
public enum Distance implements Named {
    /** Σ V (X − Y)², which is χ² for inverse variances; any data. */
    SQUARED_ERROR("Squared error (χ²)"),
    /** Σ V (X ln(X/Y) − X + Y), for counts; X ≥ 0. Lee and Seung (2001), eq. 3. */
    KULLBACK_LEIBLER("Kullback–Leibler divergence"),
    /** Σ V (X/Y − ln(X/Y) − 1), for power spectra; X &gt; 0. Févotte, Bertin and Durrieu (2009). */
    ITAKURA_SAITO("Itakura–Saito divergence");

    private final String m_title;

    Distance(final String title) {
        m_title = title;
    }

    /** @return the name shown to people */
    public String title() {
        return m_title;
    }

    /**
     * @param data the observations
     * @return e in stored distance = distance · 2⁻ᵉ, which follows from the exponents of data and weights
     */
    public int exponent(final Observations data) {
        return switch (this) {
            case SQUARED_ERROR -> 2 * data.dataExponent() + data.weightExponent();
            case KULLBACK_LEIBLER -> data.dataExponent() + data.weightExponent();
            case ITAKURA_SAITO -> data.weightExponent();
        };
    }
}
