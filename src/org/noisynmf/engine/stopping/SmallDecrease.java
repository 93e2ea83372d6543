package org.noisynmf.engine.stopping;

import java.util.Optional;

import org.noisynmf.engine.model.StopReason;

/**
 * Met when the objective f fell by less than a part of itself over some passes, f₍ₚ₋ₙ₎ − f₍ₚ₎ &lt; t f₍ₚ₋ₙ₎, or is 0 and has
 * nothing left to fall.
 *
 * @param tolerance t ≥ 0; 0 = never
 * @param window n ≥ 1 passes
 */
public record SmallDecrease(double tolerance, int window) implements Criterion {

    @Override
    public Optional<StopReason> judge(final Course course) {
        final double before = course.objective(window);
        final double now = course.objective(0);
        final boolean known = !Double.isNaN(before);
        return Criterion.when(tolerance > 0 && known && (now <= 0 || before - now < tolerance * before),
            StopReason.CONVERGED);
    }
}
