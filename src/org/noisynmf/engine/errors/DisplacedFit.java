package org.noisynmf.engine.errors;

import java.util.stream.IntStream;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.moments.BlockMoments;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.pass.CpuPass;
import org.noisynmf.engine.pass.DataBlock;
import org.noisynmf.engine.pass.Penalties;
import org.noisynmf.engine.pass.ShiftMoments;
import org.noisynmf.engine.pass.Steps;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.step.Anls;
import org.noisynmf.engine.step.CoordinateDescent;
import org.noisynmf.engine.step.Problems;
import org.noisynmf.engine.step.StepRule;
import org.noisynmf.engine.storage.Precision;

/**
 * The smallest χ² with one entry of one template set to a share v of the sum of that template, everything else free:
 * w_{i'k'} = v, Σ_{i ≠ i'} w_ik' = 1 − v, which also fixes the scale of the template.
 *
 * <p>A pass takes H as the exact minimum for W, then sweeps over the templates. Column k' is stepped as a whole: its minimum
 * under the constraint is w_i = [(t_i − λ)/a_i]⁺ with a_i = A_i,k'k' and t_i = (b − A w)_ik' + a_i w_i, and λ from the sum. W is
 * extrapolated, with restart (Ang and Gillis 2018). One thread.
 */
final class DisplacedFit implements AutoCloseable {

    private static final int SWEEPS = 3;

    private static final int MOST_PASSES = 400;

    /** Passes over which the fall of χ² is measured. */
    private static final int WINDOW = 6;

    /** Fall of χ² in that time at which a fit ends: small beside the smallest rise that is sought. */
    private static final double TOLERANCE = 0.01;

    private static final double LARGEST_BETA = 0.97;

    /** So often was there nothing to be gained: what is left is rounding. */
    private static final double SMALLEST_BETA = 1e-3;

    private final Observations m_data;

    private final int m_pixels;

    private final int m_rank;

    private final int[] m_free;

    private final Team m_team;

    private final CpuPass m_pass;

    private final double[] m_from;

    private final double[] m_next;

    private final double[] m_last;

    private final double[] m_target;

    private final double[] m_curvature;

    private final double[] m_h;

    /**
     * @param data X and V. Not modified.
     * @param rank q
     * @param held templates that stay. Not modified.
     * @param observer may cancel
     */
    DisplacedFit(final Observations data, final int rank, final int[] held, final Observer observer) {
        m_data = data;
        m_pixels = data.pixels();
        m_rank = rank;
        m_free = IntStream.range(0, rank).filter(k -> IntStream.of(held).noneMatch(l -> l == k)).toArray();
        m_team = new Team(1);
        final int[] all = IntStream.range(0, rank).toArray();
        final Steps steps = Steps.of(rank, new CoordinateDescent(1), 1, all,
            Penalties.of(NmfSettings.builder().rank(rank).build(), data.summary()), data.uniform(), false);
        final StepRule exact =
            data.precision() == Precision.FLOAT32 ? new Anls(true).forSinglePrecision() : new Anls(true);
        m_pass = new CpuPass(DataBlock.of(data, rank, 1, false), steps.with(exact), steps, ShiftMoments.NONE,
            m_team, observer);
        m_from = new double[m_pixels * rank];
        m_next = new double[m_pixels * rank];
        m_last = new double[m_pixels * rank];
        m_target = new double[m_pixels];
        m_curvature = new double[m_pixels];
        m_h = new double[data.count() * rank];
    }

    /**
     * @param w W in stored units from which to start, template k' with sum 1; receives the minimum. Modified.
     * @param h H from which to start, q × n; receives the minimum. Modified.
     * @param pixel i', or −1 to fit without a displaced entry
     * @param template k'
     * @param share v, 0 ≤ v &lt; 1
     * @return χ² in the caller's units
     */
    double fit(final double[] w, final double[] h, final int pixel, final int template, final double share) {
        System.arraycopy(h, 0, m_h, 0, h.length);
        if (pixel >= 0) {
            constrain(w, pixel, template, share);
        }
        System.arraycopy(w, 0, m_from, 0, w.length);
        System.arraycopy(w, 0, m_last, 0, w.length);
        double chi2 = Double.POSITIVE_INFINITY;
        double beta = 0.5;
        double before = Double.POSITIVE_INFINITY;
        for (int pass = 1; pass <= MOST_PASSES && beta > SMALLEST_BETA; pass++) {
            m_pass.observations(m_from, m_h, m_h, 0, m_h, m_h);
            final BlockMoments moments = m_pass.moments();
            System.arraycopy(m_from, 0, m_next, 0, w.length);
            for (int s = 0; s < SWEEPS; s++) {
                for (final int k : m_free) {
                    step(moments, k, pixel >= 0 && k == template ? pixel : -1, share);
                }
            }
            final double found = Math.scalb(m_data.weightedSquares() + quadratic(moments),
                2 * m_data.dataExponent() + m_data.weightExponent());
            if (found > chi2) {
                // go back, and on without the extrapolation
                System.arraycopy(w, 0, m_from, 0, w.length);
                System.arraycopy(w, 0, m_last, 0, w.length);
                beta /= 2;
                continue;
            }
            chi2 = found;
            System.arraycopy(w, 0, m_last, 0, w.length);
            System.arraycopy(m_next, 0, w, 0, w.length);
            System.arraycopy(m_h, 0, h, 0, h.length);
            for (int p = 0; p < w.length; p++) {
                m_from[p] = Math.max(w[p] + beta * (w[p] - m_last[p]), 0);
            }
            if (pixel >= 0) {
                constrain(m_from, pixel, template, share);
            }
            beta = Math.min(LARGEST_BETA, 1.05 * beta);
            if (pass % WINDOW == 0) {
                if (before - chi2 < TOLERANCE) {
                    break;
                }
                before = chi2;
            }
        }
        return chi2;
    }

    /** Brings template k' back to the constraint: the others keep their proportions. */
    private void constrain(final double[] w, final int pixel, final int template, final double share) {
        double others = 0;
        for (int i = 0; i < m_pixels; i++) {
            others += i == pixel ? 0 : w[template * m_pixels + i];
        }
        final double factor = others > 0 ? (1 - share) / others : 0;
        for (int i = 0; i < m_pixels; i++) {
            w[template * m_pixels + i] *= factor;
        }
        w[template * m_pixels + pixel] = share;
    }

    /** One coordinate step of a template over all pixels, constrained if a pixel is displaced. */
    private void step(final BlockMoments moments, final int k, final int displaced, final double share) {
        for (int tile = 0; tile < moments.tiles(); tile++) {
            final Problems problems = moments.tile(tile);
            final int first = tile * m_data.tileWidth();
            for (int m = 0; m < Math.min(m_data.tileWidth(), m_pixels - first); m++) {
                final int i = first + m;
                double gradient = problems.linear()[k][m];
                for (int l = 0; l < m_rank; l++) {
                    gradient -= l == k ? 0 : entry(problems, k, l, m) * m_next[l * m_pixels + i];
                }
                m_target[i] = gradient;
                m_curvature[i] = entry(problems, k, k, m);
            }
        }
        if (displaced < 0) {
            for (int i = 0; i < m_pixels; i++) {
                if (m_curvature[i] > 0) {
                    m_next[k * m_pixels + i] = Math.max(m_target[i] / m_curvature[i], 0);
                }
            }
        } else {
            fill(k, displaced, share);
        }
    }

    private double entry(final Problems problems, final int k, final int l, final int m) {
        final int pair = Problems.pair(m_rank, Math.min(k, l), Math.max(k, l));
        return problems.form() == Problems.Form.SHARED_GRAM ? problems.sharedGram()[pair] : problems.gram()[pair][m];
    }

    /** w_i = [(t_i − λ)/a_i]⁺ with sum 1 − v: Newton's iteration on a falling convex piecewise linear function is finite. */
    private void fill(final int k, final int displaced, final double share) {
        double sum = 1 - share;
        double ratios = 0;
        double widths = 0;
        for (int i = 0; i < m_pixels; i++) {
            if (i == displaced || !(m_curvature[i] > 0)) {
                sum -= i == displaced ? 0 : m_next[k * m_pixels + i];
            } else {
                ratios += m_target[i] / m_curvature[i];
                widths += 1 / m_curvature[i];
            }
        }
        if (widths == 0) {
            return;
        }
        double lambda = (ratios - sum) / widths;
        for (int step = 0; step < m_pixels; step++) {
            double excess = -sum;
            double slope = 0;
            for (int i = 0; i < m_pixels; i++) {
                if (i != displaced && m_curvature[i] > 0 && m_target[i] > lambda) {
                    excess += (m_target[i] - lambda) / m_curvature[i];
                    slope += 1 / m_curvature[i];
                }
            }
            if (!(excess > 1e-13) || slope == 0) {
                break;
            }
            lambda += excess / slope;
        }
        for (int i = 0; i < m_pixels; i++) {
            if (i != displaced && m_curvature[i] > 0) {
                m_next[k * m_pixels + i] = Math.max((m_target[i] - lambda) / m_curvature[i], 0);
            }
        }
    }

    /** Σ_i (w_iᵀ A_i w_i − 2 b_iᵀ w_i) of the stepped W. */
    private double quadratic(final BlockMoments moments) {
        double quadratic = 0;
        for (int tile = 0; tile < moments.tiles(); tile++) {
            final Problems problems = moments.tile(tile);
            final int first = tile * m_data.tileWidth();
            for (int m = 0; m < Math.min(m_data.tileWidth(), m_pixels - first); m++) {
                for (int k = 0; k < m_rank; k++) {
                    double product = -2 * problems.linear()[k][m];
                    for (int l = 0; l < m_rank; l++) {
                        product += entry(problems, k, l, m) * m_next[l * m_pixels + first + m];
                    }
                    quadratic += m_next[k * m_pixels + first + m] * product;
                }
            }
        }
        return quadratic;
    }

    /** @return for each entry 1/√A at the last moments: how far it may move for Δχ² = 1 with everything else frozen */
    double[] conditional() {
        final double[] conditional = new double[m_pixels * m_rank];
        for (int p = 0; p < conditional.length; p++) {
            final int i = p % m_pixels;
            final double a = entry(m_pass.moments().tile(i / m_data.tileWidth()), p / m_pixels, p / m_pixels,
                i % m_data.tileWidth());
            conditional[p] = 1 / Math.sqrt(Math.scalb(a, 2 * m_data.dataExponent() + m_data.weightExponent()));
        }
        return conditional;
    }

    @Override
    public void close() {
        m_team.close();
    }
}
