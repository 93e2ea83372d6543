package org.noisynmf.engine.model;

/**
 * Coefficients on given templates as they would be measured if they could be negative, with standard errors that hold from
 * 0 to bright: for each the others are those that are positive at the minimum of χ². A coefficient above 0 is its own
 * signed estimate; where the NNLS value is 0 the signed one is ≤ 0, up to rounding. Errors are right where the weights are
 * inverse variances and the templates are known.
 *
 * @param estimates û, q × n, observation j contiguous; NaN without weight, and where a template depends on the positive
 *            ones. Not copied; treat as read-only.
 * @param errors their standard deviations σ, of the same shape; NaN likewise. Not copied; treat as read-only.
 */
public record SignedCoefficients(double[] estimates, double[] errors) {
}
