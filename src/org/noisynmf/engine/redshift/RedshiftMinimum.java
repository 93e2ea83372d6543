package org.noisynmf.engine.redshift;

import java.util.List;
import java.util.Set;

/**
 * A minimum of χ² over the redshift.
 *
 * @param redshift z
 * @param error σ_z, half the width in z over which χ² rises by 1; NaN if no parabola was found
 * @param chi2 χ² at z, over all measured pixels
 * @param deltaChi2 χ² of the next minimum less this one's, ≥ 0; NaN for the last one
 * @param gain by how much templates lower χ² at z, ≥ 0
 * @param degreesOfFreedom measured pixels less the positive coefficients, the polynomials of the continuum, and 1 for z
 * @param coverage share of the measured pixels that templates cover at z, 0 to 1
 * @param coefficients q values ≥ 0 of the templates at rest-frame wavelengths λ / (1 + z), in units of the observed flux by
 *            those of the templates
 * @param errors standard errors of the coefficients, of those that are 0 too, at fixed z; NaN where a template says nothing
 *            of its own
 * @param continuum coefficients of either sign of the orthonormal polynomials; see {@link RedshiftScan#model}
 * @param warnings why it may be wrong
 */
public record RedshiftMinimum(double redshift, double error, double chi2, double deltaChi2, double gain,
    int degreesOfFreedom, double coverage, double[] coefficients, double[] errors, double[] continuum,
    Set<RedshiftWarning> warnings) {

    /** @return the warnings in words, separated by commas; empty if there are none */
    public String warningText() {
        return String.join(", ", List.copyOf(warnings).stream().sorted().map(RedshiftWarning::text).toList());
    }

    RedshiftMinimum with(final double delta, final Set<RedshiftWarning> because) {
        return new RedshiftMinimum(redshift, error, chi2, delta, gain, degreesOfFreedom, coverage, coefficients, errors,
            continuum, because);
    }
}
