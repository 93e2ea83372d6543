package org.noisynmf.engine.coupled;

import java.util.Arrays;
import java.util.concurrent.CancellationException;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.MatrixTerms;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.moments.Kernels;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Penalty;

/**
 * Passes of the rules that step a factor as a whole: coefficients first, then templates with the new coefficients. Pav
 * (2024), alg. 1 and 3, and his general problem, eq. 3.
 *
 * <p>A pass is made in two halves, so that the loop can look at the state before it changes: {@link #prepare} measures,
 * {@link #complete} steps. Everything is in stored units of the observations.
 */
public final class CoupledIteration {

    private final Observations m_data;

    private final int m_rank;

    private final Team m_team;

    private final Observer m_observer;

    private final Kernels m_kernels;

    private final Kernels.Scratch[] m_scratch;

    private final @Nullable MatrixWeights m_weights;

    private final Side m_coefficientSide;

    private final Side m_templateSide;

    private final boolean[] m_freeTemplateEntries;

    private final CoupledRule m_rule;

    private double[] m_w;

    private double[] m_previousW;

    private double[] m_h;

    private double[] m_previousH;

    private double m_templateKkt;

    private double m_kkt;

    private double m_state;

    private double m_previousState;

    /**
     * @param data X and V. Not modified.
     * @param settings algorithm and its constants; its penalties are not read
     * @param templatePenalty penalty on W, in stored units
     * @param coefficientPenalty penalty on H, in stored units
     * @param pixelOverlap Pav's γ on the right factor, in stored units
     * @param terms matrix weights and penalties, in stored units; with matrix weights data must be uniform
     * @param rank q
     * @param held indices of templates that stay as they are
     * @param w W to start from, d × q. Not modified.
     * @param h H to start from, q × n. Not modified.
     * @param team the threads
     * @param observer asked whether to go on
     * @param additive whether the rule is the additive one (else the multiplicative one)
     */
    public CoupledIteration(final Observations data, final NmfSettings settings, final Penalty templatePenalty,
        final Penalty coefficientPenalty, final double pixelOverlap, final MatrixTerms terms, final int rank,
        final int[] held, final double[] w, final double[] h, final Team team, final Observer observer,
        final boolean additive) {
        final int d = data.pixels();
        final int n = data.count();
        m_data = data;
        m_rank = rank;
        m_team = team;
        m_observer = observer;
        m_kernels = Kernels.keeping(data, rank, Kernels.chunk(data, rank, team.size()));
        m_scratch = new Kernels.Scratch[team.size()];
        Arrays.setAll(m_scratch, t -> m_kernels.newScratch());
        m_weights = terms.weighted() ? new MatrixWeights(data, terms) : null;
        final boolean[] freeCoefficientEntries = new boolean[n * rank];
        Arrays.fill(freeCoefficientEntries, true);
        m_freeTemplateEntries = new boolean[d * rank];
        Arrays.fill(m_freeTemplateEntries, true);
        for (final int k : held) {
            if (k < rank) {
                Arrays.fill(m_freeTemplateEntries, k * d, (k + 1) * d, false);
            }
        }
        m_coefficientSide = new Side(
            m_weights != null ? new MatrixTerm(m_weights, rank, true)
                : EntryTerm.ofCoefficients(data, rank, m_kernels, team),
            new SideTerms(n, rank, coefficientPenalty.l1(), coefficientPenalty.l2(), coefficientPenalty.orthogonality(),
                0, terms.coefficientLinear(), terms.coefficientQuadratic()),
            freeCoefficientEntries);
        m_templateSide = new Side(
            m_weights != null ? new MatrixTerm(m_weights, rank, false)
                : EntryTerm.ofTemplates(data, rank, m_kernels, team),
            new SideTerms(rank, d, templatePenalty.l1(), templatePenalty.l2(), pixelOverlap,
                templatePenalty.orthogonality(), terms.templateLinear(), terms.templateQuadratic()),
            m_freeTemplateEntries);
        m_rule = additive
            ? new AdditiveRule(settings.additive().tau(), settings.additive().annealing(),
                settings.additive().lineMinimum())
            : new MultiplicativeRule(settings.rule().options().epsilon(), settings.rule().innerSteps(),
                observer);
        m_state = m_rule.state();
        m_previousState = m_state;
        m_w = w.clone();
        m_previousW = w.clone();
        m_h = h.clone();
        m_previousH = h.clone();
    }

    /**
     * Makes entries that leave 0 follow the unit of the data, as all others do by themselves: κ of each factor becomes its
     * mean, divided by the means of data, weights and the other factor. For starts that follow the unit, too.
     */
    public void followUnit() {
        final double w = mean(m_w);
        final double h = mean(m_h);
        // root mean square of the data times the mean weight
        final double data = m_data.weightedSquares() / m_data.size() / m_data.observedEntries();
        final double templates = w / (data * h);
        final double coefficients = h / (data * w);
        if (templates > 0 && templates < Double.POSITIVE_INFINITY && coefficients > 0
            && coefficients < Double.POSITIVE_INFINITY) {
            m_templateSide.setRevival(templates);
            m_coefficientSide.setRevival(coefficients);
        }
    }

    private static double mean(final double[] factor) {
        return Arrays.stream(factor).sum() / factor.length;
    }

    /**
     * Forms the problem of the coefficients at the present state.
     *
     * @throws CancellationException if the observer cancelled; nothing has changed then
     */
    public void prepare() {
        checkCancelled();
        m_coefficientSide.form(m_w);
        m_coefficientSide.evaluate(m_h);
        m_kkt = Math.max(m_coefficientSide.kkt(m_h), m_templateKkt);
    }

    private void checkCancelled() {
        m_observer.throwIfCancelled();
    }

    /**
     * @return relative projected gradient, after {@link #prepare}: of the coefficients at the present state, and of the
     *         templates before their last step
     */
    public double kkt() {
        return m_kkt;
    }

    /**
     * Steps coefficients, then templates, after {@link #prepare}.
     *
     * @throws CancellationException if the observer cancelled; nothing has changed then
     */
    public void complete() {
        System.arraycopy(m_h, 0, m_previousH, 0, m_h.length);
        System.arraycopy(m_w, 0, m_previousW, 0, m_w.length);
        final double[] h = m_previousH;
        final double[] w = m_previousW;
        m_rule.restore(m_state);
        m_rule.nextPass();
        m_rule.step(m_coefficientSide, h);
        checkCancelled();
        m_templateSide.form(h);
        m_templateSide.evaluate(w);
        m_templateKkt = m_templateSide.kkt(w);
        m_rule.step(m_templateSide, w);
        for (int p = 0; p < h.length; p++) {
            m_rule.finish(h, p);
        }
        for (int p = 0; p < w.length; p++) {
            if (m_freeTemplateEntries[p]) {
                m_rule.finish(w, p);
            }
        }
        m_previousH = m_h;
        m_previousW = m_w;
        m_h = h;
        m_w = w;
        m_previousState = m_state;
        m_state = m_rule.state();
    }

    /** @return W of the present state, d × q. Valid until the next pass; not to be modified. */
    public double[] templates() {
        return m_w;
    }

    /** @return H of the present state, q × n. Valid until the next pass; not to be modified. */
    public double[] coefficients() {
        return m_h;
    }

    /** Returns to the state before the last pass. */
    public void revert() {
        m_h = m_previousH.clone();
        m_w = m_previousW.clone();
        m_state = m_previousState;
    }

    /** @return χ² of each observation at the present state, n new values, from the true residual */
    public double[] chi2PerObservation() {
        if (m_weights != null) {
            return m_weights.chi2(m_w, m_h, m_rank);
        }
        final double[] chi2 = new double[m_data.count()];
        m_kernels.setTemplates(m_w);
        m_team.run((chi2.length + Kernels.GROUP - 1) / Kernels.GROUP, (g, worker) -> {
            for (int j = g * Kernels.GROUP; j < Math.min((g + 1) * Kernels.GROUP, chi2.length); j++) {
                chi2[j] = m_kernels.residual(j, m_h, m_scratch[worker]);
            }
        });
        return chi2;
    }

    /** @return 2 P of the present state */
    public double twicePenalty() {
        return m_coefficientSide.twicePenalty(m_h) + m_templateSide.twicePenalty(m_w);
    }

    /** @return relative projected gradient of both sides at the present state */
    public double measureKkt() {
        m_coefficientSide.form(m_w);
        m_coefficientSide.evaluate(m_h);
        m_templateSide.form(m_h);
        m_templateSide.evaluate(m_w);
        return Math.max(m_coefficientSide.kkt(m_h), m_templateSide.kkt(m_w));
    }

    /** @return what must be kept beside the factors to go on: τ, the templates' projected gradient and κ of both sides */
    public double[] state() {
        return new double[]{m_state, m_templateKkt, m_coefficientSide.revival(), m_templateSide.revival()};
    }

    /**
     * Continues from a saved state.
     *
     * @param w W, d × q. Not modified.
     * @param h H, q × n. Not modified.
     * @param state as {@link #state()} gave it. Not modified.
     */
    public void restore(final double[] w, final double[] h, final double[] state) {
        m_w = w.clone();
        m_h = h.clone();
        m_state = state[0];
        m_templateKkt = state[1];
        if (state.length > 3) {
            m_coefficientSide.setRevival(state[2]);
            m_templateSide.setRevival(state[3]);
        }
    }
}
