package org.noisynmf.engine.pass;

import java.util.Arrays;
import java.util.List;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.device.Change;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.moments.BlockMoments;
import org.noisynmf.engine.moments.Gram;
import org.noisynmf.engine.moments.Kernels;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.step.Problems;
import org.noisynmf.engine.step.Workspace;

/**
 * The H half of a pass on the CPU: from a block of data and W to its moments, with the step of its coefficients on the
 * way.
 *
 * <p>Within a part of the block, problems are formed and stepped in parallel over observations, and accumulated in
 * parallel over tiles of pixels, or, where there is room for sums apart, each by the thread that formed them. Every sum has
 * a fixed order, so that results do not depend on the number of threads.
 */
public final class ObservationSide {

    private final Observations m_data;

    private final Kernels m_kernels;

    private final Team m_team;

    private final Observer m_observer;

    private final ShiftMoments m_shift;

    private final Steps m_steps;

    private final int m_rank;

    /** Observations formed, stepped and measured as one batch, a multiple of {@link Kernels#GROUP}. */
    private final int m_chunkSize;

    /** Observations after which their contributions are accumulated. */
    private final int m_part;

    private final Problems[] m_chunk;

    private final Workspace[] m_workspace;

    private final Kernels.Scratch[] m_scratch;

    /** For the chunks of a part, if they are accumulated by the threads that formed them; else empty. */
    private final List<Kernels.Sums> m_apart;

    /** Whether they hold what has not been added. */
    private boolean m_unadded;

    private final SideSums m_sums;

    private final double[] m_templateGram;

    private boolean m_follows;

    /**
     * @param block the observations
     * @param steps how they are stepped
     * @param shift y s of Shift-NMF
     * @param team the threads
     * @param observer asked between parts whether to go on
     */
    public ObservationSide(final DataBlock block, final Steps steps, final ShiftMoments shift, final Team team,
        final Observer observer) {
        m_data = block.data();
        m_kernels = block.kernels();
        m_chunkSize = block.chunk();
        m_steps = steps;
        m_rank = steps.rank();
        m_shift = steps.rule().usesShift() ? shift : ShiftMoments.NONE;
        m_team = team;
        m_observer = observer;
        // every worker finds a chunk in a part
        m_part = Kernels.BLOCK * ((team.size() * m_chunkSize + Kernels.BLOCK - 1) / Kernels.BLOCK);
        m_chunk = new Problems[team.size()];
        m_workspace = new Workspace[team.size()];
        m_scratch = new Kernels.Scratch[team.size()];
        for (int t = 0; t < team.size(); t++) {
            m_chunk[t] = steps.newProblems(m_chunkSize);
            m_workspace[t] = new Workspace(m_rank, m_chunkSize, observer::cancelled);
            m_scratch[t] = m_kernels.newScratch();
        }
        m_apart = m_chunkSize == Kernels.BLOCK && team.size() > 1
            ? m_kernels.newSums(steps.form(), m_shift.scalar() > 0, team.size()) : List.of();
        m_sums = new SideSums(SideSums.parts(m_data.count()));
        m_templateGram = new double[Problems.pairs(m_rank)];
    }

    /** From now on {@link #change} tells of each step; needs G. */
    void follow() {
        m_follows = true;
    }

    /** @return the change of the objective from the H stepped from to the H used, where that is followed */
    Change change() {
        return m_sums.change();
    }

    /**
     * Steps every observation and makes the moments of the pixels.
     *
     * @param w W with which the problems are formed, d × q. Not modified.
     * @param from H from which to step, q × n. Not modified.
     * @param origin H from which to extrapolate, q × n; read only if beta &gt; 0. Not modified.
     * @param beta length of the extrapolation, ≥ 0
     * @param stepped receives the stepped H. Modified.
     * @param used receives [stepped + β (stepped − origin)]⁺, with which the moments are accumulated; may be
     *            {@code stepped} if beta is 0. Modified.
     * @param moments receives the moments. Modified.
     * @throws java.util.concurrent.CancellationException if the observer cancelled
     */
    public void step(final double[] w, final double[] from, final double[] origin, final double beta,
        final double[] stepped, final double[] used, final BlockMoments moments) {
        setTemplates(w);
        moments.clear(m_steps.form());
        if (m_unadded) {
            // a step that ended early
            m_apart.forEach(Kernels.Sums::clear);
        }
        final int n = m_data.count();
        for (int part = 0; part < n; part += m_part) {
            m_observer.throwIfCancelled();
            final int first = part;
            final int end = Math.min(part + m_part, n);
            m_kernels.open(first, end);
            final int chunks = (end - first + m_chunkSize - 1) / m_chunkSize;
            final boolean apart = chunks == m_apart.size();
            m_unadded = apart;
            m_team.run(chunks, (c, worker) -> {
                final int begin = first + c * m_chunkSize;
                final int stop = Math.min(begin + m_chunkSize, end);
                chunk(begin, stop, from, origin, beta, stepped, used, worker);
                if (apart) {
                    m_kernels.accumulate(begin, stop, used, m_shift.scalar(), moments, m_apart.get(c),
                        m_scratch[worker]);
                }
            });
            m_team.run(moments.tiles(), (t, worker) -> {
                if (apart) {
                    m_apart.forEach(sums -> m_kernels.add(t, sums, m_shift.scalar(), moments.tile(t)));
                    m_shift.accumulate(t, first, end, used, moments.tile(t), worker);
                } else {
                    accumulate(t, first, end, used, moments.tile(t), worker);
                }
            });
            m_unadded = false;
        }
        m_observer.throwIfCancelled();
        complete(used, moments);
    }

    /**
     * Makes the moments of the pixels with the exact minimum of every observation, which needs no H to start from and has no
     * gradient of its own.
     *
     * @param w W with which the problems are formed, d × q. Not modified.
     * @param h receives the minimum, q × n. Modified.
     * @param moments receives the moments. Modified.
     * @throws java.util.concurrent.CancellationException if the observer cancelled
     */
    public void minimise(final double[] w, final double[] h, final BlockMoments moments) {
        Arrays.fill(h, 0);
        step(w, h, h, 0, h, h, moments);
        moments.setSums(m_data.count(), m_sums.quadratic(), 0, m_sums.linear(), moments.penalty());
    }

    /**
     * Measures H without stepping it, and makes the moments of the pixels.
     *
     * @param w W, d × q. Not modified.
     * @param h H, q × n. Not modified.
     * @param moments receives the moments. Modified.
     * @return the true residual of each observation, n values in stored units
     */
    double[] measure(final double[] w, final double[] h, final BlockMoments moments) {
        setTemplates(w);
        moments.clear(m_steps.form());
        final int n = m_data.count();
        final double[] chi2 = new double[n];
        for (int part = 0; part < n; part += m_part) {
            final int start = part;
            final int stop = Math.min(part + m_part, n);
            m_kernels.open(start, stop);
            m_team.run((stop - start + m_chunkSize - 1) / m_chunkSize, (c, worker) -> {
                final int first = start + c * m_chunkSize;
                final int end = Math.min(first + m_chunkSize, stop);
                formed(first, end, h, worker);
                for (int j = first; j < end; j++) {
                    chi2[j] = m_kernels.residual(j, h, m_scratch[worker]);
                }
            });
            m_team.run(moments.tiles(), (t, worker) -> accumulate(t, start, stop, h, moments.tile(t), worker));
        }
        complete(h, moments);
        return chi2;
    }

    /**
     * @param w W, d × q. Not modified.
     * @param h H, q × n. Not modified.
     * @return the true residual of each observation, n values in stored units
     */
    public double[] residuals(final double[] w, final double[] h) {
        m_kernels.setTemplates(w);
        final int n = m_data.count();
        final double[] chi2 = new double[n];
        for (int part = 0; part < n; part += m_part) {
            final int first = part;
            final int end = Math.min(part + m_part, n);
            m_kernels.open(first, end);
            m_team.run((end - first + Kernels.GROUP - 1) / Kernels.GROUP, (g, worker) -> {
                final int from = first + g * Kernels.GROUP;
                for (int j = from; j < Math.min(from + Kernels.GROUP, end); j++) {
                    chi2[j] = m_kernels.residual(j, h, m_scratch[worker]);
                }
            });
        }
        return chi2;
    }

    private void setTemplates(final double[] w) {
        m_kernels.setTemplates(w);
        m_shift.setTemplates(w);
        if (m_steps.form() == Problems.Form.SHARED_GRAM) {
            Gram.ofTemplates(w, m_rank, m_team, m_templateGram);
        }
    }

    private void complete(final double[] h, final BlockMoments moments) {
        if (m_steps.form() == Problems.Form.SHARED_GRAM) {
            Gram.ofCoefficients(h, m_rank, m_team, moments.sharedGram());
            moments.share();
        }
        moments.setSums(m_data.count(), m_sums.quadratic(), m_sums.gradient(), m_sums.linear(),
            m_steps.penalties().ofCoefficients(h, m_rank));
    }

    private void chunk(final int first, final int end, final double[] from, final double[] origin, final double beta,
        final double[] stepped, final double[] used, final int worker) {
        final Problems problems = formed(first, end, from, worker);
        m_steps.step(problems, m_workspace[worker]);
        final int q = m_rank;
        for (int k = 0; k < q; k++) {
            final double[] z = problems.z()[k];
            for (int j = first; j < end; j++) {
                final double value = z[j - first];
                stepped[j * q + k] = value;
                if (beta > 0) {
                    used[j * q + k] = Math.max(value + beta * (value - origin[j * q + k]), 0);
                } else {
                    used[j * q + k] = value;
                }
            }
        }
        if (m_follows) {
            m_sums.change(problems, from, used, new ProblemLoops.Place(first * q, 1, q), first / SideSums.PART,
                m_workspace[worker]);
        }
    }

    /** Forms, penalises and measures the problems of a chunk. */
    private Problems formed(final int first, final int end, final double[] from, final int worker) {
        final int q = m_rank;
        final Problems problems = m_chunk[worker];
        problems.reset(end - first, m_steps.form());
        for (int k = 0; k < q; k++) {
            final double[] z = problems.z()[k];
            for (int j = first; j < end; j++) {
                z[j - first] = from[j * q + k];
            }
        }
        m_kernels.form(first, end, from, m_shift.scalar(), problems, 0, m_scratch[worker]);
        m_shift.form(first, end, from, problems, 0, worker);
        if (m_steps.form() == Problems.Form.SHARED_GRAM) {
            System.arraycopy(m_templateGram, 0, problems.sharedGram(), 0, m_templateGram.length);
        }
        m_steps.penalise(problems, m_steps.penalties().coefficients());
        m_sums.measure(problems, first / SideSums.PART, m_workspace[worker]);
        return problems;
    }

    private void accumulate(final int tile, final int first, final int end, final double[] used, final Problems pixels,
        final int worker) {
        m_kernels.accumulate(tile, first, end, used, m_shift.scalar(), pixels, m_scratch[worker]);
        m_shift.accumulate(tile, first, end, used, pixels, worker);
    }
}
