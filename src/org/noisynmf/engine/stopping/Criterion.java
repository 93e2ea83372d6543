package org.noisynmf.engine.stopping;

import java.util.List;
import java.util.Optional;

import org.noisynmf.engine.model.StopReason;

/** Judges the course of a fit. Asked before every pass, and once more when the pass has measured the state it began with. */
@FunctionalInterface
public interface Criterion {

    /**
     * @param course the objectives up to the present state. Not modified.
     * @return why to stop; empty = go on
     */
    Optional<StopReason> judge(Course course);

    /**
     * @param criteria in the order in which they are asked
     * @return the criterion that gives the reason of the first that has one
     */
    static Criterion any(final Criterion... criteria) {
        final List<Criterion> all = List.of(criteria);
        return course -> {
            for (final Criterion criterion : all) {
                final Optional<StopReason> reason = criterion.judge(course);
                if (reason.isPresent()) {
                    return reason;
                }
            }
            return Optional.empty();
        };
    }

    /**
     * @param met whether it holds
     * @param reason a reason
     * @return the reason, if it does
     */
    static Optional<StopReason> when(final boolean met, final StopReason reason) {
        return met ? Optional.of(reason) : Optional.empty();
    }
}
