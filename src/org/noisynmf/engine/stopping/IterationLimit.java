package org.noisynmf.engine.stopping;

import java.util.Optional;

import org.noisynmf.engine.model.StopReason;

/**
 * Met after so many passes.
 *
 * @param passes ≥ 0
 */
public record IterationLimit(int passes) implements Criterion {

    @Override
    public Optional<StopReason> judge(final Course course) {
        return Criterion.when(course.passes() >= passes, StopReason.ITERATION_LIMIT);
    }
}
