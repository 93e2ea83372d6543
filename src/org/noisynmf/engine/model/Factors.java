package org.noisynmf.engine.model;

import java.util.Arrays;
import java.util.Objects;

/**
 * Templates W (d × q) and coefficients H (q × n) of a factorisation X ≈ W H.
 *
 * @param pixels d ≥ 1
 * @param observations n ≥ 0
 * @param rank q ≥ 1
 * @param w templates, d × q, template k contiguous: {@code w[k * pixels + i]}. Not copied; treat as read-only.
 * @param h coefficients, q × n, observation j contiguous: {@code h[j * rank + k]}. Not copied; treat as read-only.
 */
public record Factors(int pixels, int observations, int rank, double[] w, double[] h) {

    /** Checks the shapes. */
    public Factors {
        if (pixels < 1 || observations < 0 || rank < 1) {
            throw new IllegalArgumentException("Factors need at least 1 pixel, 0 observations and 1 template, but got "
                + pixels + ", " + observations + ", " + rank);
        }
        if (Objects.requireNonNull(w).length != (long)pixels * rank) {
            throw new IllegalArgumentException("Templates hold " + w.length + " values, but " + pixels + " pixels × "
                + rank + " templates = " + (long)pixels * rank);
        }
        if (Objects.requireNonNull(h).length != (long)observations * rank) {
            throw new IllegalArgumentException("Coefficients hold " + h.length + " values, but " + observations
                + " observations × " + rank + " templates = " + (long)observations * rank);
        }
    }

    /** @return the same with 0 where a value is NaN because nothing was observed; these very factors if none is */
    public Factors known() {
        final boolean unknown =
            Arrays.stream(w).anyMatch(Double::isNaN) || Arrays.stream(h).anyMatch(Double::isNaN);
        return unknown ? new Factors(pixels, observations, rank, known(w), known(h)) : this;
    }

    private static double[] known(final double[] values) {
        return Arrays.stream(values).map(z -> Double.isNaN(z) ? 0 : z).toArray();
    }

    /**
     * Reconstruction W h_j of one observation.
     *
     * @param j index of the observation, 0 ≤ j &lt; n
     * @param out receives d values. Modified.
     */
    public void reconstruct(final int j, final double[] out) {
        reconstruct(j, 0, pixels, out);
    }

    /**
     * Some pixels of the reconstruction W h_j of one observation.
     *
     * @param j index of the observation, 0 ≤ j &lt; n
     * @param from first pixel
     * @param to end of the range, exclusive, ≤ d
     * @param out receives their values at their places; others stay. Modified.
     */
    public void reconstruct(final int j, final int from, final int to, final double[] out) {
        Arrays.fill(out, from, to, 0);
        for (int k = 0; k < rank; k++) {
            final double c = h[j * rank + k];
            if (c != 0) {
                for (int i = from; i < to; i++) {
                    out[i] += c * w[k * pixels + i];
                }
            }
        }
    }
}
