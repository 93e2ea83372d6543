package org.noisynmf.engine.solve.loop;

import java.util.Optional;
import java.util.function.LongSupplier;

import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.stopping.Course;
import org.noisynmf.engine.stopping.Criterion;

/** Ends the work when its observer cancels, or when the time allowed is used up, at the same places within a pass. */
public final class Deadline implements Observer, Criterion {

    private final Observer m_observer;

    private final double m_seconds;

    private String m_measure = "";

    private int m_exponent;

    private int m_start;

    private int m_starts = 1;

    private final LongSupplier m_nanoseconds;

    private final long m_started;

    /**
     * @param observer hears of progress and may cancel
     * @param seconds from now until time is up; +∞ = never
     */
    public Deadline(final Observer observer, final double seconds) {
        this(observer, seconds, System::nanoTime);
    }

    /**
     * The same by another clock.
     *
     * @param nanoseconds from any origin
     */
    Deadline(final Observer observer, final double seconds, final LongSupplier nanoseconds) {
        m_observer = observer;
        m_seconds = seconds;
        m_nanoseconds = nanoseconds;
        m_started = nanoseconds.getAsLong();
    }

    /**
     * From now on progress is that of one of several starts.
     *
     * @param start its number, from 0
     * @param of how many there are, ≥ 1
     */
    public void begin(final int start, final int of) {
        m_start = start;
        m_starts = of;
    }

    /**
     * Says how objectives are told.
     *
     * @param measure their name, such as χ²
     * @param exponent e: they are those stored times 2ᵉ
     */
    public void tell(final String measure, final int exponent) {
        m_measure = measure;
        m_exponent = exponent;
    }

    /**
     * @param fraction done so far, 0 to 1
     * @param message what is being done
     * @param objective in stored units; NaN = not known yet
     */
    void progress(final double fraction, final String message, final double objective) {
        // the digits of a float: a formatter would take longer than an iteration on small data
        progress(fraction,
            !m_measure.isEmpty() && Double.isFinite(objective)
                ? message + ", " + m_measure + " " + (float)Math.scalb(objective, m_exponent)
                : message);
    }

    /** @return whether time is up */
    boolean isOver() {
        return (m_nanoseconds.getAsLong() - m_started) * 1e-9 > m_seconds;
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
        m_observer.progress((m_start + fraction) / m_starts, message);
    }
}
