package org.noisynmf.engine.model;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.PhotonNoise;

/**
 * Observations projected onto given templates: for each the exact minimum of χ² over coefficients ≥ 0.
 *
 * @param data the observations with the weights of χ²: those given, or with {@link PhotonNoise} those of the projection
 * @param factors the given templates and the coefficients found; NaN coefficients where an observation has no weight
 * @param chi2 χ² of each observation, n values; NaN without weight
 * @param covariances per observation the upper triangle of the covariance of its coefficients, q(q+1)/2 values packed by
 *            rows, the inverse of Wᵀ diag(V_·j) W over the coefficients that are &gt; 0, NaN for the others; null unless
 *            asked for
 * @param signed coefficients with a sign, and standard errors of all of them; null unless covariances were asked for
 * @param device name of the device that did the work
 * @param warnings what the user should know, one sentence each
 */
public record Projection(Observations data, Factors factors, double[] chi2, double @Nullable [] covariances,
    @Nullable SignedCoefficients signed, String device, List<String> warnings) {

    /** Copies the list. */
    public Projection(final Observations data, final Factors factors, final double[] chi2,
        final double @Nullable [] covariances, final @Nullable SignedCoefficients signed, final String device,
        final List<String> warnings) {
        this.data = data;
        this.factors = factors;
        this.chi2 = chi2;
        this.covariances = covariances;
        this.signed = signed;
        this.device = device;
        this.warnings = List.copyOf(warnings);
    }
}
