package org.noisynmf.engine.rank;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.rank.residual.NextTemplate;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.StartMethod;

/** Fits of growing rank to the same data: q + 1 templates start from q and what those leave over. */
final class Ladder {

    private final Observations m_data;

    private final NmfSettings m_method;

    private final long m_seed;

    private @Nullable NmfResult m_best;

    /**
     * @param data X and V. Not modified.
     * @param method how to factorise, on one thread
     * @param seed of starts
     */
    Ladder(final Observations data, final NmfSettings method, final long seed) {
        m_data = data;
        m_method = method;
        m_seed = seed;
    }

    /**
     * Fits one number of templates. Where the step before fitted one fewer, the first start grows from it.
     *
     * @param rank q
     * @param starts number of starts, ≥ 1
     * @param observer may cancel
     * @return all fits, in the order of their starts; the best of them is what the next step grows from. Empty if
     *         cancelled.
     */
    List<NmfResult> climb(final int rank, final int starts, final Observer observer) {
        final List<NmfResult> fits = new ArrayList<>();
        final NmfResult before = m_best;
        for (int s = 0; s < starts; s++) {
            final long seed = m_seed + 1000L * rank + s;
            final NmfSettings settings =
                m_method.toBuilder().rank(rank).seed(seed).restarts(1).start(StartMethod.RANDOM).threads(1).build();
            NmfProblem problem = NmfProblem.of(m_data);
            if (s == 0 && before != null && before.factors().rank() == rank - 1) {
                final Factors grown = NextTemplate.grow(m_data, before.factors().known(), seed);
                problem = problem.withTemplates(grown.w()).withCoefficients(grown.h());
            }
            final NmfResult fit = Nmf.factorise(problem, settings, observer);
            if (fit.stopReason() == StopReason.CANCELLED) {
                return List.of();
            }
            fits.add(fit);
        }
        m_best = best(fits);
        return fits;
    }

    /** @return the fit with the smallest objective, the first of equals */
    static NmfResult best(final List<NmfResult> fits) {
        NmfResult best = fits.get(0);
        for (final NmfResult fit : fits) {
            best = fit.objective() < best.objective() ? fit : best;
        }
        return best;
    }

    /** @return X and V */
    Observations data() {
        return m_data;
    }
}
