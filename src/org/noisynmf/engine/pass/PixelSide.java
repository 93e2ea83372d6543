package org.noisynmf.engine.pass;

import java.util.Arrays;

import org.noisynmf.engine.arithmetic.Summation;
import org.noisynmf.engine.data.DataSummary;
import org.noisynmf.engine.device.Change;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.moments.BlockMoments;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.step.Problems;
import org.noisynmf.engine.step.StepRule;
import org.noisynmf.engine.step.Workspace;

/** The W half of a pass: from the moments, added up over all observations, to the stepped W. It reads no data. */
public final class PixelSide {

    private final DataSummary m_summary;

    private final Steps m_steps;

    private final Team m_team;

    private final Workspace[] m_workspace;

    private final int m_partsOfTile;

    private final SideSums m_sums;

    /**
     * @param summary of all observations
     * @param steps how pixels are stepped
     * @param team the threads
     * @param observer asked again and again during long steps whether to go on
     */
    public PixelSide(final DataSummary summary, final Steps steps, final Team team, final Observer observer) {
        m_summary = summary;
        m_steps = steps;
        m_team = team;
        m_workspace = new Workspace[team.size()];
        for (int t = 0; t < m_workspace.length; t++) {
            m_workspace[t] = new Workspace(steps.rank(), summary.tileWidth(), observer::cancelled);
        }
        m_partsOfTile = SideSums.parts(summary.tileWidth());
        m_sums = new SideSums(summary.tiles() * m_partsOfTile);
    }

    /** @return room for the moments of a block of the data */
    public BlockMoments newMoments() {
        return new BlockMoments(m_summary, m_steps.rank(), m_steps.form() == Problems.Form.OWN_GRAM,
            m_steps.rule().needs() == StepRule.Needs.PRODUCT, m_steps.rule().usesShift());
    }

    /**
     * Steps every pixel.
     *
     * @param moments of all observations; penalties on W are added to them. Modified.
     * @param w W from which to step, d × q. Not modified.
     * @param stepped receives the stepped W. Modified.
     */
    public void step(final BlockMoments moments, final double[] w, final double[] stepped) {
        m_team.run(m_summary.tiles(), (t, worker) -> {
            final Problems problems = loaded(moments, t, w, worker);
            m_steps.step(problems, m_workspace[worker]);
            final int first = t * m_summary.tileWidth();
            for (int k = 0; k < m_steps.rank(); k++) {
                System.arraycopy(problems.z()[k], 0, stepped, k * m_summary.pixels() + first, problems.size());
            }
        });
    }

    /**
     * Measures W without stepping it.
     *
     * @param moments of all observations; penalties on W are added to them. Modified.
     * @param w W, d × q. Not modified.
     */
    void measure(final BlockMoments moments, final double[] w) {
        m_team.run(m_summary.tiles(), (t, worker) -> loaded(moments, t, w, worker));
    }

    /** Puts W into the problems of a tile, penalises and measures them. */
    private Problems loaded(final BlockMoments moments, final int tile, final double[] w, final int worker) {
        final Problems problems = moments.tile(tile);
        final int first = tile * m_summary.tileWidth();
        final int width = m_summary.width(tile);
        problems.reset(width, m_steps.form());
        if (!Arrays.equals(problems.free(), m_steps.free())) {
            problems.setFree(m_steps.free());
        }
        for (int k = 0; k < m_steps.rank(); k++) {
            System.arraycopy(w, k * m_summary.pixels() + first, problems.z()[k], 0, width);
        }
        m_steps.penalise(problems, m_steps.penalties().templates());
        m_sums.measure(problems, tile * m_partsOfTile, m_workspace[worker]);
        return problems;
    }

    /**
     * Of the last {@link #step}, which must be one of this object, on these moments; whether W has changed since does not
     * matter. Not where G is known as a product only.
     *
     * @param moments as the step left them. Not modified.
     * @return Σ_i (zᵀ G z − 2 bᵀ z) of the stepped pixels, penalties on W included
     */
    public double quadratic(final BlockMoments moments) {
        final double[] parts = new double[m_summary.tiles()];
        if (tells()) {
            Arrays.setAll(parts, t -> Summation.of(moments.tile(t).changes(), 0, moments.tile(t).size()));
            return m_sums.quadratic() + 2 * SideSums.sum(parts);
        }
        m_team.run(parts.length,
            (t, worker) -> parts[t] = SideSums.quadratic(moments.tile(t), m_workspace[worker]));
        return SideSums.sum(parts);
    }

    /**
     * Of the last {@link #step}, which must be one of this object, on these moments, and nothing else may have been measured
     * since. Not where G is known as a product only.
     *
     * @param moments as the step left them; their unknowns are the stepped W. Modified.
     * @param w W from which it stepped, d × q. Not modified.
     * @param stepped the stepped W, d × q. Not modified.
     * @return the change of the objective with the problems of these moments, penalties on W included
     */
    Change stepChange(final BlockMoments moments, final double[] w, final double[] stepped) {
        if (!tells()) {
            return change(moments, w, stepped);
        }
        m_team.run(m_summary.tiles(),
            (t, worker) -> m_sums.told(moments.tile(t), w, stepped, place(t), t * m_partsOfTile, m_workspace[worker]));
        return m_sums.change();
    }

    /**
     * After {@link #step}; not where G is known as a product only. The unknowns in the moments become the other W.
     *
     * @param moments as the step left them. Modified.
     * @param from W, d × q. Not modified.
     * @param to another W, d × q. Not modified.
     * @return the change of the objective with the problems of these moments, penalties on W included
     */
    Change change(final BlockMoments moments, final double[] from, final double[] to) {
        m_team.run(m_summary.tiles(),
            (t, worker) -> m_sums.change(moments.tile(t), from, to, place(t), t * m_partsOfTile, m_workspace[worker]));
        return m_sums.change();
    }

    private ProblemLoops.Place place(final int tile) {
        return new ProblemLoops.Place(tile * m_summary.tileWidth(), m_summary.pixels(), 1);
    }

    private boolean tells() {
        return m_steps.rule().tellsChanges(m_steps.form());
    }

    /** @return relative projected gradient of the pixels before their last step */
    public double kkt() {
        return m_sums.kkt();
    }
}
