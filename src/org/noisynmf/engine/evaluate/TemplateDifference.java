package org.noisynmf.engine.evaluate;

import org.jspecify.annotations.Nullable;

/**
 * How far two templates lie apart in units of their errors, which are taken to be independent from pixel to pixel. With
 * s the scale of the estimate a and b the other template, the deviation of a pixel is (s a − b) / √(s² σ_a² + σ_b²).
 *
 * @param cosineError standard error of the cosine of their angle, √Σ (∂cos/∂a_i σ_i)² over the entries of both
 * @param deviation root mean square of the deviations, about 1 where they differ by their errors alone; NaN without any
 * @param beyond share of the pixels that deviate by more than 2, about 0.05 where errors are right; NaN without any
 * @param compared pixels whose error is known and not 0
 */
public record TemplateDifference(double cosineError, double deviation, double beyond, int compared) {

    private static final double TWO_SIGMA = 2;

    /** A template with its errors, or without. */
    private record Side(double[] values, double @Nullable [] errors, int from) {

        double value(final int i) {
            return values[from + i];
        }

        /** 0 where nothing is known. */
        double error(final int i) {
            return errors == null || Double.isNaN(errors[from + i]) ? 0 : errors[from + i];
        }
    }

    /**
     * @param pixels d ≥ 1
     * @param estimated templates, template k contiguous; NaN = unknown, such pixels are left out. Not modified.
     * @param estimatedErrors standard deviations of the same form, ≥ 0; null = not known. Not modified.
     * @param estimate index of the estimate
     * @param truth other templates of the same form. Not modified.
     * @param trueErrors their standard deviations; null = not known. Not modified.
     * @param partner index of its partner among them
     * @param scale s that brings the estimate closest to its partner
     * @return how far they lie apart
     */
    public static TemplateDifference of(final int pixels, final double[] estimated,
        final double @Nullable [] estimatedErrors, final int estimate, final double[] truth,
        final double @Nullable [] trueErrors, final int partner, final double scale) {
        final Side a = new Side(estimated, estimatedErrors, estimate * pixels);
        final Side b = new Side(truth, trueErrors, partner * pixels);
        double aa = 0;
        double ab = 0;
        double bb = 0;
        double squares = 0;
        int compared = 0;
        int beyond = 0;
        for (int i = 0; i < pixels; i++) {
            if (Double.isNaN(a.value(i)) || Double.isNaN(b.value(i))) {
                continue;
            }
            aa += a.value(i) * a.value(i);
            ab += a.value(i) * b.value(i);
            bb += b.value(i) * b.value(i);
            final double error = Math.hypot(scale * a.error(i), b.error(i));
            if (error > 0) {
                final double deviation = (scale * a.value(i) - b.value(i)) / error;
                squares += deviation * deviation;
                beyond += Math.abs(deviation) > TWO_SIGMA ? 1 : 0;
                compared++;
            }
        }
        double variance = 0;
        for (int i = 0; i < pixels && aa > 0 && bb > 0; i++) {
            if (!Double.isNaN(a.value(i)) && !Double.isNaN(b.value(i))) {
                // ∂cos/∂a = (b/‖b‖ − cos a/‖a‖) / ‖a‖
                final double product = Math.sqrt(aa * bb);
                final double byA = (b.value(i) - ab / aa * a.value(i)) / product * a.error(i);
                final double byB = (a.value(i) - ab / bb * b.value(i)) / product * b.error(i);
                variance += byA * byA + byB * byB;
            }
        }
        return new TemplateDifference(Math.sqrt(variance), compared == 0 ? Double.NaN : Math.sqrt(squares / compared),
            compared == 0 ? Double.NaN : (double)beyond / compared, compared);
    }
}
