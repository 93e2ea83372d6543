package org.noisynmf.engine.solve.loop;

import java.util.Optional;

import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.stopping.Course;
import org.noisynmf.engine.stopping.Criterion;

/** Ends the work when its observer cancels, or when the time allowed is used up, at the same places within a pass. */
public final class Deadline implements Observer, Criterion {

    private final Observer m_observer;

    private final double m_seconds;

    private final long m_started = System.nanoTime();

    /**
     * @param observer hears of progress and may cancel
     * @param seconds from now until time is up; +∞ = never
     */
    public Deadline(final Observer observer, final double seconds) {
        m_observer = observer;
        m_seconds = seconds;
    }

    /** @return whether time is up */
    boolean isOver() {
        return (System.nanoTime() - m_started) * 1e-9 > m_seconds;
    }

    @Override
    public Optional<StopReason> judge(final Course course) {
        return Criterion.when(isOver(), StopReason.TIME_LIMIT);
    }

    @Override
    public boolean cancelled() {
        return m_observer.cancelled() || isOver();
    }

    @Override
    public void progress(final double fraction, final String message) {
        m_observer.progress(fraction, message);
    }
}
