package org.noisynmf.engine.pass;

import org.noisynmf.engine.device.Change;

/**
 * The objective of the states of a search in single precision: the last true residual, and the changes since then.
 *
 * <p>Rounding of moments takes the last digits of Σ V X², of which the objective is a small rest. A change
 * 2 δᵀ (G (z + δ/2) − b) loses far less. With sums b_k ≤ (Σ V X²)^½ G_kk^½ and G_kl ≤ (G_kk G_ll)^½, as Cauchy and Schwarz
 * have it, and a model not larger than the data, rounding of each sum by ε of these bounds changes it by at most
 * 4 ε (Σ V X²)^½ Σ_k (Σ G_kk δ_k²)^½, where the inner sum is over problems. Rounding errors of the q unknowns do not
 * conspire, so the outer sum is taken as one of squares: see {@link Objective#roundingOf}. Changes are wrong by less than a
 * tenth of that, a hundredth where problems are many, and by a quarter where nothing is left but rounding, which steps then
 * follow. What several changes get wrong adds up in squares.
 */
public final class FollowedObjective {

    /** The first steps move the model by more than this part of the data: so far that following them gains nothing. */
    private static final double FAR = 0.0625;

    /** Before a change is this small beside what earlier ones may have got wrong, both states are measured. */
    private static final double SMALL = 0.25;

    /** Of an objective made of moments. */
    private static final double UNBOUNDED = Double.POSITIVE_INFINITY;

    private final CpuPass m_exact;

    private final Objective m_measure;

    private double m_present = Double.NaN;

    /** What may be wrong with that: 0 for a true residual. */
    private double m_error = UNBOUNDED;

    private double m_next = Double.NaN;

    private double m_nextError = UNBOUNDED;

    /**
     * @param exact measures states; where rounding matters, it tells from now on by how much its passes change them
     * @param measure what rounding may do
     */
    public FollowedObjective(final CpuPass exact, final Objective measure) {
        m_exact = exact;
        m_measure = measure;
        if (measure.rounding() > 0) {
            exact.follow();
        }
    }

    /** @return χ² + 2 P of the present state; NaN if it is not known */
    public double present() {
        return m_present;
    }

    /** @return χ² + 2 P of the state behind the last pass */
    public double next() {
        return m_next;
    }

    /** @return whether that of the present state is a true residual */
    public boolean exact() {
        return m_error == 0;
    }

    /** @return what may be wrong with that of the present state, ≥ 0 */
    public double error() {
        return m_error;
    }

    /**
     * @param objective of the present state; NaN if it is not known
     * @param exact whether it is a true residual
     */
    public void setPresent(final double objective, final boolean exact) {
        restore(objective, exact ? 0 : UNBOUNDED);
    }

    /**
     * @param objective of the present state; NaN if it is not known
     * @param error as {@link #error} told it
     */
    public void restore(final double objective, final double error) {
        m_present = objective;
        m_error = error;
    }

    /**
     * @param objective of the state behind the last pass, not followed
     * @param exact whether it is a true residual
     */
    public void setNext(final double objective, final boolean exact) {
        m_next = objective;
        m_nextError = exact ? 0 : UNBOUNDED;
    }

    /** The state behind the last pass is now the present one. */
    public void accept() {
        m_present = m_next;
        m_error = m_nextError;
    }

    /**
     * Follows a pass. The present state is measured before the first that does not step far; both are where rounding may
     * be all of the change, or may make the objective of the next measured state seem higher.
     *
     * @param change from the present state to the next
     * @param w W of the present state, d × q. Not modified.
     * @param h its H, q × n. Not modified.
     * @param nextW W of the next state, d × q. Not modified.
     * @param nextH its H, q × n. Not modified.
     * @return whether the objective of the next state is known now
     */
    public boolean follow(final Change change, final double[] w, final double[] h, final double[] nextW,
        final double[] nextH) {
        if (!change.known() || m_error == UNBOUNDED && m_measure.far(change, FAR)) {
            return false;
        }
        if (m_error == UNBOUNDED) {
            setPresent(m_exact.objective(w, h), true);
        }
        final double rounding = m_measure.roundingOf(change);
        m_next = m_present + change.objective();
        m_nextError = Math.hypot(m_error, rounding);
        final boolean clear = Math.abs(change.objective()) > Math.max(rounding, SMALL * m_nextError);
        if (!clear || m_measure.cancels(m_next)) {
            setNext(m_exact.objective(nextW, nextH), true);
            if (!exact()) {
                setPresent(m_exact.objective(w, h), true);
            }
        }
        return true;
    }
}
