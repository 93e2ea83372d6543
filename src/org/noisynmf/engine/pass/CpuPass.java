package org.noisynmf.engine.pass;

import org.noisynmf.engine.device.Change;
import org.noisynmf.engine.device.Pass;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.moments.BlockMoments;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.step.Problems;

/** One pass over data in memory, on the CPU: the moments of all observations, then the step of the pixels on them. */
public final class CpuPass implements Pass {

    private final Steps m_steps;

    private final ObservationSide m_observations;

    private final PixelSide m_pixels;

    private final BlockMoments m_moments;

    private boolean m_follows;

    private Change m_change = Change.UNKNOWN;

    /**
     * @param block the observations
     * @param steps how both sides are stepped
     * @param shift y s of Shift-NMF
     * @param team the threads
     * @param observer asked again and again whether to go on
     */
    public CpuPass(final DataBlock block, final Steps steps, final ShiftMoments shift, final Team team,
        final Observer observer) {
        this(block, steps, steps, shift, team, observer);
    }

    /**
     * @param block the observations
     * @param onCoefficients how observations are stepped
     * @param steps how pixels are stepped, with the same penalties and G in the same form
     * @param shift y s of Shift-NMF
     * @param team the threads
     * @param observer asked again and again whether to go on
     */
    public CpuPass(final DataBlock block, final Steps onCoefficients, final Steps steps, final ShiftMoments shift,
        final Team team, final Observer observer) {
        m_steps = steps;
        m_observations = new ObservationSide(block, onCoefficients, shift, team, observer);
        m_pixels = new PixelSide(block.data().summary(), steps, team, observer);
        m_moments = m_pixels.newMoments();
    }

    /**
     * From now on the pass tells by how much it changes the objective, for one more product with G on each side, or where steps
     * tell only on that of the observations; not where G is known as a product only.
     */
    void follow() {
        m_follows = !late();
        if (m_follows) {
            m_observations.follow();
        }
    }

    @Override
    public String description() {
        return CPU;
    }

    @Override
    public boolean late() {
        return m_steps.form() == Problems.Form.PRODUCT;
    }

    @Override
    public void observations(final double[] w, final double[] from, final double[] origin, final double beta,
        final double[] stepped, final double[] used) {
        m_observations.step(w, from, origin, beta, stepped, used, m_moments);
    }

    @Override
    public void pixels(final double[] w, final double[] stepped) {
        m_pixels.step(m_moments, w, stepped);
        m_change = m_follows ? m_observations.change().and(m_pixels.stepChange(m_moments, w, stepped)) : Change.UNKNOWN;
    }

    @Override
    public double formedQuadratic() {
        return m_moments.quadratic();
    }

    @Override
    public double steppedQuadratic() {
        return m_pixels.quadratic(m_moments);
    }

    @Override
    public Change change() {
        return m_change;
    }

    @Override
    public Change change(final double[] from, final double[] to) {
        return m_follows ? m_pixels.change(m_moments, from, to) : Change.UNKNOWN;
    }

    @Override
    public double kkt() {
        return Math.max(m_moments.kkt(), m_pixels.kkt());
    }

    /** @return the moments of the present pass, after its H side; its W side modifies them */
    public BlockMoments moments() {
        return m_moments;
    }

    /** @return the W half of the passes */
    public PixelSide pixelSide() {
        return m_pixels;
    }

    /**
     * The objective of a state from the true residuals; a pass under way can go on.
     *
     * @param w W, d × q. Not modified.
     * @param h H, q × n. Not modified.
     * @return χ² + 2 P
     */
    public double objective(final double[] w, final double[] h) {
        return SideSums.sum(m_observations.residuals(w, h)) + m_steps.penalties().of(w, h, m_steps.rank());
    }

    /**
     * Measures a state without changing it; the moments of a pass under way are lost.
     *
     * @param w W, d × q. Not modified.
     * @param h H, q × n. Not modified.
     * @return true residual and projected gradient
     */
    public Evaluation evaluate(final double[] w, final double[] h) {
        final double[] chi2 = m_observations.measure(w, h, m_moments);
        m_pixels.measure(m_moments, w);
        return new Evaluation(SideSums.sum(chi2), m_steps.penalties().of(w, h, m_steps.rank()), kkt(), chi2);
    }
}
