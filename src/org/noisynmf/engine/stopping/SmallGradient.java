package org.noisynmf.engine.stopping;

import java.util.Optional;

import org.noisynmf.engine.model.StopReason;

/**
 * Met when the relative projected gradient is below a bound.
 *
 * @param tolerance the bound, ≥ 0; 0 = never
 */
public record SmallGradient(double tolerance) implements Criterion {

    @Override
    public Optional<StopReason> judge(final Course course) {
        return Criterion.when(course.kkt() < tolerance, StopReason.STATIONARY);
    }
}
