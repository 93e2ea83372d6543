package org.noisynmf.engine.solve;

import java.util.Arrays;
import java.util.concurrent.CancellationException;

import org.noisynmf.engine.model.Observations;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.Penalty;
import org.noisynmf.engine.moments.Kernels;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.step.Problems;
import org.noisynmf.engine.step.StepRule;
import org.noisynmf.engine.step.Workspace;

/**
 * One pass over the data: block by block the problems of the observations are formed and stepped and their contributions
 * added to the problems of the pixels; then the pixels are stepped.
 *
 * <p>Within a block the H side is parallel over observations and the W side parallel over tiles of pixels. Every sum has
 * a fixed order, so that results do not depend on the number of threads.
 */
final class DataPass {

    /** Problems whose sums are added up together, so that these do not depend on the size of the batches. */
    private static final int PART = Kernels.GROUP;

    private final Observations m_data;

    private final int m_rank;

    private final Kernels m_kernels;

    private final Team m_team;

    private final Observer m_observer;

    private final Penalties m_penalties;

    private final ShiftMoments m_shift;

    private final StepRule m_rule;

    private final int m_innerSteps;

    private final Problems.Form m_form;

    /** Observations formed, stepped and measured as one batch, a multiple of {@link Kernels#GROUP}. */
    private final int m_chunkSize;

    private final int m_block;

    private final Problems[] m_chunk;

    private final Problems[] m_pixels;

    private final Workspace[] m_workspace;

    private final Kernels.Scratch[] m_scratch;

    private final Side m_observationSide;

    private final Side m_pixelSide;

    private final int m_partsOfTile;

    private final double[] m_templateGram;

    private final Device m_device;

    /** Whether the device has formed the problems of the present pass. */
    private boolean m_formedOnDevice;

    /** Does the H side of the present pass again, on the CPU. */
    private Runnable m_again;

    /** Sums of one side, one entry for every so many problems, added up in order afterwards. */
    private static final class Side {
        private final double[] m_quadratic;
        private final double[] m_gradient;
        private final double[] m_linear;

        Side(final int parts) {
            m_quadratic = new double[parts];
            m_gradient = new double[parts];
            m_linear = new double[parts];
        }

        /** zᵀGz − 2 bᵀz, summed. */
        double quadratic() {
            return sum(m_quadratic);
        }

        /** ‖projected gradient‖ / ‖b‖. */
        double kkt() {
            final double linear = sum(m_linear);
            return linear > 0 ? Math.sqrt(sum(m_gradient) / linear) : 0;
        }

        private static double sum(final double[] parts) {
            double sum = 0;
            for (final double part : parts) {
                sum += part;
            }
            return sum;
        }
    }

    /**
     * @param data the observations
     * @param rank q
     * @param kernels the loops over the data
     * @param chunkSize observations that are formed and stepped as one batch, a multiple of {@link Kernels#GROUP}
     * @param team the threads
     * @param observer asked between blocks whether to go on
     * @param penalties in stored units
     * @param shift y s of Shift-NMF
     * @param rule the step
     * @param innerSteps steps on the moments of a pass
     * @param free templates that may change, ascending
     * @param device makes the passes as long as it is ready
     */
    DataPass(final Observations data, final int rank, final Kernels kernels, final int chunkSize, final Team team,
        final Observer observer, final Penalties penalties, final ShiftMoments shift, final StepRule rule,
        final int innerSteps, final int[] free, final Device device) {
        m_data = data;
        m_rank = rank;
        m_kernels = kernels;
        m_team = team;
        m_observer = observer;
        m_penalties = penalties;
        m_shift = rule.usesShift() ? shift : ShiftMoments.NONE;
        m_rule = rule;
        m_innerSteps = innerSteps;
        final boolean product = rule.needs() == StepRule.Needs.PRODUCT;
        m_form = data.uniform() ? Problems.Form.SHARED_GRAM
            : product && innerSteps == 1 && !device.ready() ? Problems.Form.PRODUCT : Problems.Form.OWN_GRAM;
        final boolean ownGram = m_form == Problems.Form.OWN_GRAM;
        m_chunkSize = chunkSize;
        // every worker finds a chunk in a block
        m_block = Kernels.BLOCK * ((team.size() * m_chunkSize + Kernels.BLOCK - 1) / Kernels.BLOCK);
        m_chunk = new Problems[team.size()];
        m_workspace = new Workspace[team.size()];
        m_scratch = new Kernels.Scratch[team.size()];
        for (int t = 0; t < team.size(); t++) {
            m_chunk[t] = new Problems(rank, m_chunkSize, ownGram, product, rule.usesShift());
            m_workspace[t] = new Workspace(rank, Math.max(m_chunkSize, data.tileWidth()));
            m_scratch[t] = kernels.newScratch();
        }
        m_pixels = new Problems[data.tiles()];
        for (int t = 0; t < m_pixels.length; t++) {
            m_pixels[t] = new Problems(rank, data.tileWidth(), ownGram, product, rule.usesShift());
            m_pixels[t].setFree(free);
        }
        m_observationSide = new Side((data.count() + PART - 1) / PART);
        m_partsOfTile = (data.tileWidth() + PART - 1) / PART;
        m_pixelSide = new Side(data.tiles() * m_partsOfTile);
        m_templateGram = new double[Problems.pairs(rank)];
        m_device = device;
        m_again = () -> {
        };
    }

    /** @return whether the objective of a state is known only when the next pass forms its problems */
    boolean late() {
        return m_form == Problems.Form.PRODUCT;
    }

    /**
     * The H side: steps every observation and accumulates the problems of the pixels.
     *
     * @param w W with which the problems are formed, d × q. Not modified.
     * @param from H from which to step, q × n. Not modified.
     * @param origin H from which to extrapolate, q × n; read only if beta &gt; 0. Not modified.
     * @param beta length of the extrapolation, ≥ 0
     * @param stepped receives the stepped H. Modified.
     * @param used receives [stepped + β (stepped − origin)]⁺, with which the pixels' problems are accumulated; may be
     *            {@code stepped} if beta is 0. Modified.
     */
    void observations(final double[] w, final double[] from, final double[] origin, final double beta,
        final double[] stepped, final double[] used) {
        checkCancelled();
        m_formedOnDevice = m_device.observations(w, from, origin, beta, stepped, used);
        if (m_formedOnDevice) {
            m_again = () -> observationsOnCpu(w, from, origin, beta, stepped, used);
            checkCancelled();
        } else {
            observationsOnCpu(w, from, origin, beta, stepped, used);
        }
    }

    private void observationsOnCpu(final double[] w, final double[] from, final double[] origin, final double beta,
        final double[] stepped, final double[] used) {
        m_kernels.setTemplates(w);
        m_shift.setTemplates(w);
        if (m_form == Problems.Form.SHARED_GRAM) {
            gramOfTemplates(w);
        }
        for (final Problems pixels : m_pixels) {
            clear(pixels);
        }
        final int n = m_data.count();
        for (int block = 0; block < n; block += m_block) {
            checkCancelled();
            final int first = block;
            final int end = Math.min(block + m_block, n);
            m_team.run((end - first + m_chunkSize - 1) / m_chunkSize, (c, worker) -> chunk(first + c * m_chunkSize,
                Math.min(first + (c + 1) * m_chunkSize, end), from, origin, beta, stepped, used, worker));
            m_team.run(m_pixels.length, (t, worker) -> accumulate(t, first, end, used, worker));
        }
        checkCancelled();
        if (m_form == Problems.Form.SHARED_GRAM) {
            gramOfCoefficients(used);
        }
    }

    private void checkCancelled() {
        if (m_observer.cancelled()) {
            throw new CancellationException("Cancelled");
        }
    }

    private void chunk(final int first, final int end, final double[] from, final double[] origin, final double beta,
        final double[] stepped, final double[] used, final int worker) {
        final Problems problems = m_chunk[worker];
        form(first, end, from, problems, worker);
        penalise(problems, m_penalties.coefficients());
        measure(problems, m_observationSide, first / PART, m_workspace[worker]);
        step(problems, m_workspace[worker]);
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
    }

    private void form(final int first, final int end, final double[] from, final Problems problems, final int worker) {
        final int q = m_rank;
        problems.reset(end - first, m_form);
        for (int k = 0; k < q; k++) {
            final double[] z = problems.z()[k];
            for (int j = first; j < end; j++) {
                z[j - first] = from[j * q + k];
            }
        }
        m_kernels.form(first, end, from, m_shift.scalar(), problems, 0, m_scratch[worker]);
        m_shift.form(first, end, from, problems, 0);
        if (m_form == Problems.Form.SHARED_GRAM) {
            System.arraycopy(m_templateGram, 0, problems.sharedGram(), 0, m_templateGram.length);
        }
    }

    private void accumulate(final int tile, final int first, final int end, final double[] used, final int worker) {
        m_kernels.accumulate(tile, first, end, used, m_shift.scalar(), m_pixels[tile], m_scratch[worker]);
        m_shift.accumulate(tile, first, end, used, m_pixels[tile]);
    }

    private void penalise(final Problems problems, final Penalty penalty) {
        if (!penalty.isNone()) {
            problems.addPenalty(penalty.l1(), penalty.l2(), penalty.orthogonality(), m_rule.l1InDenominator());
        }
    }

    private void step(final Problems problems, final Workspace workspace) {
        for (int s = 0; s < m_innerSteps; s++) {
            if (m_form != Problems.Form.PRODUCT && m_rule.needs() == StepRule.Needs.PRODUCT) {
                problems.refreshProduct();
            }
            m_rule.step(problems, workspace);
        }
    }

    /** Adds up zᵀGz − 2 bᵀz and the projected gradient at the present z, from the given part of the side on. */
    private void measure(final Problems problems, final Side side, final int firstPart, final Workspace workspace) {
        final double[] gradient = workspace.row(0);
        final double l1 = problems.l1Denominator();
        final int size = problems.size();
        final int[] free = problems.free();
        for (int part = firstPart, from = 0; from < size; part++, from += PART) {
            side.m_quadratic[part] = 0;
            side.m_gradient[part] = 0;
            side.m_linear[part] = 0;
        }
        int nextFree = 0;
        for (int k = 0; k < m_rank; k++) {
            problems.gradientRow(k, gradient);
            final double[] z = problems.z()[k];
            final double[] b = problems.linear()[k];
            final boolean isFree = nextFree < free.length && free[nextFree] == k;
            nextFree += isFree ? 1 : 0;
            for (int part = firstPart, from = 0; from < size; part++, from += PART) {
                double quadratic = 0;
                double squares = 0;
                double linear = 0;
                for (int m = from; m < Math.min(from + PART, size); m++) {
                    quadratic += z[m] * (gradient[m] - b[m] + 2 * l1);
                    final double slope = gradient[m] + l1;
                    final double projected = z[m] > 0 ? slope : Math.min(slope, 0);
                    squares += projected * projected;
                    linear += b[m] * b[m];
                }
                side.m_quadratic[part] += quadratic;
                side.m_gradient[part] += isFree ? squares : 0;
                side.m_linear[part] += linear;
            }
        }
    }

    private void clear(final Problems pixels) {
        pixels.reset(m_data.tileWidth(), m_form);
        fill(pixels.linear());
        fill(pixels.gram());
        fill(pixels.product());
        fill(pixels.shift());
    }

    private static void fill(final double[][] rows) {
        for (final double[] row : rows) {
            Arrays.fill(row, 0);
        }
    }

    private void gramOfTemplates(final double[] w) {
        final int d = m_data.pixels();
        m_team.run(m_rank, (k, worker) -> {
            for (int l = k; l < m_rank; l++) {
                double sum = 0;
                for (int i = 0; i < d; i++) {
                    sum += w[k * d + i] * w[l * d + i];
                }
                m_templateGram[Problems.pair(m_rank, k, l)] = sum;
            }
        });
    }

    private void gramOfCoefficients(final double[] h) {
        final double[] gram = m_pixels[0].sharedGram();
        final int q = m_rank;
        m_team.run(q, (k, worker) -> {
            final int row = Problems.pair(q, k, k) - k;
            Arrays.fill(gram, row + k, row + q, 0);
            for (int j = 0; j < m_data.count(); j++) {
                final double hk = h[j * q + k];
                if (hk != 0) {
                    for (int l = k; l < q; l++) {
                        gram[row + l] += hk * h[j * q + l];
                    }
                }
            }
        });
        for (int t = 1; t < m_pixels.length; t++) {
            System.arraycopy(gram, 0, m_pixels[t].sharedGram(), 0, gram.length);
        }
    }

    /** @return χ² + 2 P of the state the observations were formed from, known after {@link #observations} */
    double formedObjective(final double[] w) {
        return m_data.weightedSquares()
            + (m_formedOnDevice ? m_device.pass().formedQuadratic() : m_observationSide.quadratic())
            + m_penalties.ofTemplates(w, m_data.pixels(), m_rank);
    }

    /** @return relative projected gradient: of the observations as formed, and of the pixels before their last step */
    double kkt() {
        return m_formedOnDevice ? m_device.pass().kkt() : Math.max(m_observationSide.kkt(), m_pixelSide.kkt());
    }

    /**
     * The W side: steps every pixel.
     *
     * @param w W from which to step; with {@link #late()} that with which the pass was formed. Not modified.
     * @param stepped receives the stepped W. Modified.
     */
    void pixels(final double[] w, final double[] stepped) {
        if (m_formedOnDevice) {
            if (m_device.pixels(w, stepped)) {
                return;
            }
            m_formedOnDevice = false;
            m_again.run();
        }
        final int d = m_data.pixels();
        m_team.run(m_pixels.length, (t, worker) -> {
            final Problems problems = load(t, w);
            penalise(problems, m_penalties.templates());
            measure(problems, m_pixelSide, t * m_partsOfTile, m_workspace[worker]);
            step(problems, m_workspace[worker]);
            final int first = t * m_data.tileWidth();
            for (int k = 0; k < m_rank; k++) {
                System.arraycopy(problems.z()[k], 0, stepped, k * d + first, problems.size());
            }
        });
    }

    private Problems load(final int tile, final double[] w) {
        final Problems problems = m_pixels[tile];
        final int first = tile * m_data.tileWidth();
        final int width = Math.min(m_data.tileWidth(), m_data.pixels() - first);
        problems.reset(width, m_form);
        for (int k = 0; k < m_rank; k++) {
            System.arraycopy(w, k * m_data.pixels() + first, problems.z()[k], 0, width);
        }
        return problems;
    }

    /**
     * Objective after {@link #pixels}, from the moments; not with {@link #late()}.
     *
     * @param used H with which the pixels' problems were accumulated. Not modified.
     * @return χ² + 2 P
     */
    double steppedObjective(final double[] used) {
        if (m_formedOnDevice) {
            return m_data.weightedSquares() + m_device.pass().steppedQuadratic()
                + m_penalties.ofCoefficients(used, m_data.count(), m_rank);
        }
        final double[] parts = new double[m_pixels.length];
        m_team.run(m_pixels.length, (t, worker) -> {
            final Problems problems = m_pixels[t];
            final double[] gradient = m_workspace[worker].row(0);
            final double l1 = problems.l1Denominator();
            double quadratic = 0;
            for (int k = 0; k < m_rank; k++) {
                problems.gradientRow(k, gradient);
                final double[] z = problems.z()[k];
                final double[] b = problems.linear()[k];
                for (int m = 0; m < problems.size(); m++) {
                    quadratic += z[m] * (gradient[m] - b[m] + 2 * l1);
                }
            }
            parts[t] = quadratic;
        });
        return m_data.weightedSquares() + Side.sum(parts)
            + m_penalties.ofCoefficients(used, m_data.count(), m_rank);
    }

    /**
     * Measures a state without changing it.
     *
     * @param w W, d × q. Not modified.
     * @param h H, q × n. Not modified.
     * @return true residual and projected gradient
     */
    Evaluation evaluate(final double[] w, final double[] h) {
        m_formedOnDevice = false;
        final int n = m_data.count();
        m_kernels.setTemplates(w);
        if (m_form == Problems.Form.SHARED_GRAM) {
            gramOfTemplates(w);
            gramOfCoefficients(h);
        }
        m_shift.setTemplates(w);
        final double[] chi2 = new double[n];
        m_team.run((n + m_chunkSize - 1) / m_chunkSize, (c, worker) -> {
            final int first = c * m_chunkSize;
            final int end = Math.min(first + m_chunkSize, n);
            final Problems problems = m_chunk[worker];
            form(first, end, h, problems, worker);
            penalise(problems, m_penalties.coefficients());
            measure(problems, m_observationSide, first / PART, m_workspace[worker]);
            for (int j = first; j < end; j++) {
                chi2[j] = m_kernels.residual(j, h, m_scratch[worker]);
            }
        });
        m_team.run(m_pixels.length, (t, worker) -> {
            clear(m_pixels[t]);
            accumulate(t, 0, n, h, worker);
            final Problems problems = load(t, w);
            penalise(problems, m_penalties.templates());
            measure(problems, m_pixelSide, t * m_partsOfTile, m_workspace[worker]);
        });
        return new Evaluation(Side.sum(chi2), penalty(w, h), kkt(), chi2);
    }

    /**
     * @param w W, d × q. Not modified.
     * @param h H, q × n. Not modified.
     * @return 2 P of both factors
     */
    double penalty(final double[] w, final double[] h) {
        return m_penalties.ofTemplates(w, m_data.pixels(), m_rank)
            + m_penalties.ofCoefficients(h, m_data.count(), m_rank);
    }
}
