package org.noisynmf.engine.nnls;

import java.util.Arrays;

/** Templates scaled by powers of two to a largest value of order one, so that no product can overflow. */
record ScaledTemplates(double[] templates, int[] exponents) {

    static ScaledTemplates of(final double[] templates, final int d) {
        final double[] scaled = templates.clone();
        final int[] exponents = new int[templates.length / d];
        for (int k = 0; k < exponents.length; k++) {
            final double largest = Arrays.stream(scaled, k * d, (k + 1) * d).max().orElse(0);
            exponents[k] = largest > 0 ? Math.getExponent(largest) : 0;
            for (int i = k * d; i < (k + 1) * d; i++) {
                scaled[i] = Math.scalb(scaled[i], -exponents[k]);
            }
        }
        return new ScaledTemplates(scaled, exponents);
    }

    /**
     * @param templates W. Not modified.
     * @param d pixels of the observations
     * @throws IllegalArgumentException if they are not whole templates of d finite numbers ≥ 0
     */
    static void check(final double[] templates, final int d) {
        if (templates.length == 0 || templates.length % d != 0) {
            throw new IllegalArgumentException("The templates hold " + templates.length
                + " values, which is not a whole number of templates of " + d + " pixels, as the observations have");
        }
        for (int p = 0; p < templates.length; p++) {
            if (!(templates[p] >= 0 && templates[p] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("Template " + p / d + " is " + templates[p] + " at pixel " + p % d
                    + " (both counted from 0), but must be a finite number ≥ 0");
            }
        }
    }
}
