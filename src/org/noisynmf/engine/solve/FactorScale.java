package org.noisynmf.engine.solve;

import java.util.Arrays;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.settings.NmfSettings;

/**
 * How factors are stored while they are stepped: W · 2⁻⁽ᵉ⁺ˢ⁾ and H · 2ˢ, with e the exponent of the data and s such that
 * the largest value of the start templates is above ½ and at most 1, as in the published starts. The constants of the rules
 * then mean the same whatever the unit. Powers of two are exact, so that nothing else changes.
 *
 * @param dataExponent e
 * @param shift s; 0 with penalties, which would have to follow it
 */
record FactorScale(int dataExponent, int shift) {

    /**
     * @param problem the problem. Not modified.
     * @param settings the settings
     * @param start factors to start from, the templates times 2⁻ᵉ. Not modified.
     * @return the scale
     */
    static FactorScale of(final NmfProblem problem, final NmfSettings settings, final Factors start) {
        return problem.matrixTerms().isNone() ? of(problem.data().dataExponent(), settings, start.w())
            : new FactorScale(problem.data().dataExponent(), 0);
    }

    /**
     * @param exponent e
     * @param settings the settings
     * @param start templates to start from, times 2⁻ᵉ. Not modified.
     * @return the scale
     */
    static FactorScale of(final int exponent, final NmfSettings settings, final double[] start) {
        final double largest = Arrays.stream(start).max().orElse(0);
        if (!(largest > 0) || !settings.regularisation().templates().isNone()
            || !settings.regularisation().coefficients().isNone()
            || settings.regularisation().pixelOverlap() > 0) {
            return new FactorScale(exponent, 0);
        }
        return new FactorScale(exponent, Math.getExponent(Math.nextDown(largest)) + 1);
    }

    /**
     * @param start the templates times 2⁻ᵉ. Not modified.
     * @return new factors as they are stored
     */
    Factors stored(final Factors start) {
        return new Factors(start.pixels(), start.observations(), start.rank(), times(start.w(), -shift),
            times(start.h(), shift));
    }

    /**
     * @param data what the factors describe
     * @param rank q
     * @param w W as stored. Not modified.
     * @param h H as stored. Not modified.
     * @return new factors in the caller's unit; where a template would be too large or too small for it, coefficients take
     *         up its scale
     */
    Factors given(final Observations data, final int rank, final double[] w, final double[] h) {
        final int d = data.pixels();
        final double[] givenH = times(h, -shift);
        for (int k = 0; k < rank; k++) {
            final int moved = moved(w, k * d, d);
            for (int p = k; p < givenH.length && moved != 0; p += rank) {
                givenH[p] = Math.scalb(h[p], moved - shift);
            }
        }
        return new Factors(d, data.count(), rank, given(d, rank, w), givenH);
    }

    /**
     * @param pixels d
     * @param rank q
     * @param w W as stored. Not modified.
     * @return W in the caller's unit, unless it would be too large or too small for it
     */
    double[] given(final int pixels, final int rank, final double[] w) {
        final double[] given = new double[w.length];
        for (int k = 0; k < rank; k++) {
            final int exponent = dataExponent + shift - moved(w, k * pixels, pixels);
            for (int i = k * pixels; i < (k + 1) * pixels; i++) {
                given[i] = Math.scalb(w[i], exponent);
            }
        }
        return given;
    }

    /** By which power of two a template misses the range of ordinary numbers in the caller's unit. */
    private int moved(final double[] w, final int from, final int pixels) {
        final double largest = Arrays.stream(w, from, from + pixels).max().orElse(0);
        final int exponent = dataExponent + shift;
        final int high = Math.getExponent(largest) + exponent - Double.MAX_EXPONENT;
        final int low = Double.MIN_EXPONENT - Math.getExponent(largest) - exponent;
        return !(largest > 0) ? 0 : Math.max(high, 0) - Math.max(low, 0);
    }

    /**
     * @param values not modified
     * @param exponent e
     * @return the values times 2ᵉ
     */
    static double[] times(final double[] values, final int exponent) {
        final double[] scaled = values.clone();
        for (int p = 0; p < scaled.length && exponent != 0; p++) {
            scaled[p] = Math.scalb(scaled[p], exponent);
        }
        return scaled;
    }
}
