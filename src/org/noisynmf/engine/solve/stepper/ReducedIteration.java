package org.noisynmf.engine.solve.stepper;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.moments.BlockMoments;
import org.noisynmf.engine.pass.Objective;
import org.noisynmf.engine.pass.PixelSide;

/**
 * Passes whose only state is W: H is the exact minimum for the present W (variable projection, Golub and Pereyra 1973), so
 * that whoever makes the moments remembers nothing between passes, and W alone is extrapolated, with restart.
 *
 * <p>A pass: H = argmin f(W_y, H), moments with H, W_new = coordinate sweeps from W_y, f = f(W_new, H) from the moments,
 * exact. (W_new, H) is the state. If f has not risen: W_y = [W_new + β (W_new − W)]⁺ and β grows; else W_y = W and β
 * shrinks.
 */
public final class ReducedIteration {

    /** The data, wherever they lie: in memory, cut into blocks, in a file, on a cluster. */
    public interface Source {

        /**
         * Minimises over H and adds up the moments of all observations.
         *
         * @param w W_y in stored units, d × q, template k contiguous. Not modified.
         * @return their moments, which the caller may modify
         */
        BlockMoments moments(double[] w);

        /**
         * Asked only where the sums of the moments cancel, because the fit is nearly exact.
         *
         * @param w W in stored units, d × q. Not modified.
         * @return χ² + 2 P with the H of the last moments, from the residuals
         */
        double objective(double[] w);
    }

    /** Passes for a certain number of templates. */
    @FunctionalInterface
    public interface Stage {
        /**
         * @param w W to start from in stored units, d × q. Not modified.
         * @return the passes from there
         */
        ReducedIteration begin(double[] w);
    }

    private final Source m_source;

    private final PixelSide m_pixels;

    private final Objective m_measure;

    private final Extrapolation m_extrapolation = new Extrapolation();

    private final double[] m_from;

    private @Nullable BlockMoments m_moments;

    private double m_objective = Double.NaN;

    private int m_passes;

    /**
     * @param source makes the moments
     * @param pixels steps W on them
     * @param measure the objective
     * @param w W to start from, d × q. Not modified.
     */
    public ReducedIteration(final Source source, final PixelSide pixels, final Objective measure, final double[] w) {
        m_source = source;
        m_pixels = pixels;
        m_measure = measure;
        m_from = w.clone();
    }

    /**
     * Starts from another state than that of the constructor.
     *
     * @param w W, d × q. Not modified.
     * @param objective χ² + 2 P of the state
     */
    public void start(final double[] w, final double objective) {
        System.arraycopy(w, 0, m_from, 0, w.length);
        m_objective = objective;
    }

    /** The H side of a pass: makes the moments. */
    public void form() {
        final BlockMoments moments = m_source.moments(m_from);
        m_moments = moments;
        if (Double.isNaN(m_objective)) {
            m_objective =
                m_measure.weightedSquares() + moments.quadratic() + m_measure.penalties().ofTemplates(m_from,
                    m_measure.rank());
        }
    }

    /**
     * @return relative projected gradient of H as the moments' maker met it, and of W before its last step; NaN before the
     *         first moments
     */
    public double kkt() {
        return m_moments == null ? Double.NaN : Math.max(m_moments.kkt(), m_pixels.kkt());
    }

    /**
     * The W side of a pass, after {@link #form}.
     *
     * @param w W of the present state, d × q. Not modified.
     * @param next receives the stepped W. Modified.
     * @return whether it is, with the H of the moments, the new state; if not, the present one stays
     */
    public boolean step(final double[] w, final double[] next) {
        final BlockMoments moments = Objects.requireNonNull(m_moments, "form comes first");
        m_pixels.step(moments, m_from, next);
        double objective = m_measure.weightedSquares() + m_pixels.quadratic(moments) + moments.penalty();
        if (m_measure.cancels(objective)) {
            objective = m_source.objective(next);
        }
        final boolean plain = m_passes++ < Extrapolation.PLAIN_PASSES;
        if (!plain && !Extrapolation.holds(objective, m_objective, m_measure.weightedSquares())) {
            System.arraycopy(w, 0, m_from, 0, w.length);
            m_extrapolation.shrink();
            return false;
        }
        if (plain) {
            System.arraycopy(next, 0, m_from, 0, next.length);
        } else {
            m_extrapolation.extrapolate(next, w, m_from);
            m_extrapolation.grow();
        }
        m_objective = objective;
        return true;
    }

    /**
     * @return χ² + 2 P of the present state; before the first step that of the H that the moments' maker met; NaN before
     *         the first moments
     */
    public double objective() {
        return m_objective;
    }

    /** @return W_y, from which the next pass starts, a copy */
    public double[] from() {
        return m_from.clone();
    }

    /** @return objective, β, its limit, the last accepted β, passes: with W and W_y all that {@link #restore} needs */
    public double[] save() {
        return m_extrapolation.save(m_objective, m_passes);
    }

    /**
     * @param from W_y. Not modified.
     * @param saved as {@link #save} gave it. Not modified.
     */
    public void restore(final double[] from, final double[] saved) {
        System.arraycopy(from, 0, m_from, 0, from.length);
        m_extrapolation.restore(saved);
        m_objective = saved[0];
        m_passes = (int)saved[4];
    }
}
