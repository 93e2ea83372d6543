package org.noisynmf.engine.settings;

/**
 * What is added to the misfit. Pav (2024), eq. 1.
 *
 * @param templates penalty on the templates W
 * @param coefficients penalty on the coefficients H
 * @param pixelOverlap Pav's γ on the right factor, ½ γ Σ_{i≠i'} ⟨w_i·, w_i'·⟩ over pairs of pixels, ≥ 0
 */
public record Regularisation(Penalty templates, Penalty coefficients, double pixelOverlap) {

    /** Nothing. */
    public static final Regularisation NONE = new Regularisation(Penalty.NONE, Penalty.NONE, 0);

    /** Checks the overlap as {@link Penalty} does its own. */
    public Regularisation {
        new Penalty(0, 0, pixelOverlap);
    }

    /** @return whether nothing is added */
    public boolean isNone() {
        return templates.isNone() && coefficients.isNone() && pixelOverlap == 0;
    }

    void check(final Algorithm algorithm) {
        algorithm.require(templates.l1() == 0 && coefficients.l1() == 0, Capability.L1, "L1 penalties");
        algorithm.require(templates.l2() == 0 && coefficients.l2() == 0, Capability.L2, "L2 penalties");
        algorithm.require(templates.orthogonality() == 0 && coefficients.orthogonality() == 0,
            Capability.ORTHOGONALITY, "penalties on overlapping templates");
        algorithm.require(pixelOverlap == 0, Capability.PIXEL_OVERLAP, "a penalty on overlapping pixels");
    }
}
