package org.noisynmf.engine.rank;

import org.noisynmf.engine.model.Factors;

/**
 * What the criteria say of one number of templates. Falls, S and masked scores are in units of the noise: divided by its
 * scale φ, which is 1 where the weights are taken as inverse variances.
 *
 * @param rank q
 * @param model templates and coefficients of the best fit to all data
 * @param chi2 χ² of that fit, not divided by φ
 * @param parameters effective number of free parameters p = #{W &gt; 0} + #{H &gt; 0} − q
 * @param entries N, observed entries
 * @param aic χ² / φ + 2 p
 * @param bic χ² / φ + p ln N
 * @param fall χ² / φ of q − 1 templates less that of q; NaN for the smallest q
 * @param noiseFall the same where noise is all that q − 1 templates leave over; NaN for the smallest q
 * @param residualNorm largest singular value of √V ∘ (X − W H)
 * @param noiseNorm what noise alone gives, from the same residuals with random signs
 * @param noiseEdge √(φ f) (√d + √n), what independent noise gives, f the observed share
 * @param heldOut S = Σ_j (χ²_j / φ + #{h_j &gt; 0}) of observations that the templates were not learnt from
 * @param heldOutGain S of q − 1 templates less that of q; NaN for the smallest q
 * @param heldOutError standard error of that gain
 * @param masked median over the masks of the mean of V (X − W H)² / φ at hidden entries
 * @param maskedGain mean over the masks of the fall of that score from q − 1 to q templates; NaN for the smallest q
 * @param maskedError standard error of that gain
 * @param halves cosine of each template learnt from one half of the observations to its partner from the other, ascending
 * @param starts cosine of each template of the best fit to its partners in the other starts, the median over those, ascending
 * @param startChi2 χ² of each start, not divided by φ
 */
public record RankRow(int rank, Factors model, double chi2, long parameters, long entries, double aic, double bic,
    double fall, double noiseFall, double residualNorm, double noiseNorm, double noiseEdge, double heldOut,
    double heldOutGain, double heldOutError, double masked, double maskedGain, double maskedError, double[] halves,
    double[] starts, double[] startChi2) {

    /** Standard errors by which the held-out score must fall. */
    private static final double HELD_OUT_ERRORS = 2;

    /** Standard deviations by which a largest singular value must exceed that of noise to prove structure. */
    private static final double NORM_DEVIATIONS = 2;

    /** The same where χ² falls beyond noise, too. */
    private static final double HINT_DEVIATIONS = 0;

    /** The same for a fall of χ², about the square of a singular value, each found by a search of its own. */
    private static final double FALL_DEVIATIONS = 10;

    /** A fall of χ² that needs no other evidence. */
    private static final double CLEAR_DEVIATIONS = 16;

    private static final double LEAST_EXCESS = 0.05;

    /** Standard deviation of the Tracy–Widom law of order 1. */
    private static final double TRACY_WIDOM = 1.27;

    /** @return χ² / (N − p) */
    public double chi2PerDegree() {
        return chi2 / Math.max(1, entries - parameters);
    }

    /** @return the largest singular value up to which residuals count as noise */
    public double normLimit() {
        return noiseNorm * (1 + NORM_DEVIATIONS * deviation());
    }

    /** @return the fall of χ² / φ up to which a template counts as noise */
    public double fallLimit() {
        return fallLimit(FALL_DEVIATIONS);
    }

    private double fallLimit(final double deviations) {
        return noiseFall * (1 + Math.max(LEAST_EXCESS, deviations * deviation()));
    }

    /**
     * Relative standard deviation of the largest singular value of d × n noise, (√n + √d) (1/√n + 1/√d)^⅓ / 2 (√n + √d)²
     * Tracy–Widom deviations. Johnstone (2001), theorem 1.1.
     */
    private double deviation() {
        final double n = Math.sqrt(model.observations());
        final double d = Math.sqrt(model.pixels());
        return TRACY_WIDOM * Math.cbrt(1 / n + 1 / d) / (2 * (n + d));
    }

    /** @return whether χ² falls by more than noise would make it fall */
    public boolean fallsBeyondNoise() {
        return fall > fallLimit();
    }

    /** @return whether χ² falls so far beyond noise that residuals need not be looked at */
    public boolean fallsFarBeyondNoise() {
        return fall > fallLimit(CLEAR_DEVIATIONS);
    }

    /** @return whether the residuals hold more than noise */
    public boolean structureLeft() {
        return residualNorm > normLimit();
    }

    /** @return whether the residuals hint at more than noise */
    public boolean structureHinted() {
        return residualNorm > hintLimit();
    }

    /** @return the largest singular value up to which residuals do not even hint at more than noise */
    public double hintLimit() {
        return noiseNorm * (1 + HINT_DEVIATIONS * deviation());
    }

    /** @return whether templates learnt from other observations describe an observation better than one fewer */
    public boolean helpsHeldOut() {
        return heldOutGain > HELD_OUT_ERRORS * heldOutError;
    }
}
