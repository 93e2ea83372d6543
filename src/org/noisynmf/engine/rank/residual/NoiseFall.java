package org.noisynmf.engine.rank.residual;

import java.util.concurrent.CancellationException;

import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.ObservationsBuilder;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.StartMethod;

/**
 * By how much χ² falls when one template is added to a model that lacks none: the model is taken as the truth, its
 * residuals with random signs as noise, and both numbers of templates are fitted to their sum.
 */
public final class NoiseFall {

    private NoiseFall() {
    }

    /**
     * @param data X and V. Not modified.
     * @param model W and H, taken as the truth. Not modified.
     * @param flip number of the random signs, ≥ 1
     * @param block pixels in a row with the same sign, ≥ 1
     * @param inflation factor on the residuals, which are smaller than the noise since the model followed it, ≥ 1
     * @param method how to factorise
     * @param observer may cancel
     * @return χ² of q less χ² of q + 1 templates
     * @throws CancellationException if it was cancelled
     */
    public static double of(final Observations data, final Factors model, final int flip, final int block,
        final double inflation, final NmfSettings method, final Observer observer) {
        final Residuals residuals = new Residuals(data, model);
        final ObservationsBuilder builder = ObservationsBuilder.like(data);
        final double[] x = new double[data.pixels()];
        for (int j = 0; j < data.count(); j++) {
            residuals.read(j);
            LargestSingular.flip(residuals.m_plain, flip, j, block, method.start().seed());
            model.reconstruct(j, x);
            for (int i = 0; i < x.length; i++) {
                x[i] += inflation * residuals.m_plain[i];
            }
            builder.add(x, residuals.m_weights);
        }
        final Observations star = builder.build();
        try {
            final NmfResult before = fit(star, model, method, observer);
            final NmfResult after =
                fit(star, NextTemplate.grow(star, before.factors().known(), method.start().seed()), method, observer);
            return before.chi2() - after.chi2();
        } finally {
            star.discard();
        }
    }

    private static NmfResult fit(final Observations data, final Factors start, final NmfSettings method,
        final Observer observer) {
        final NmfResult fit =
            Nmf.factorise(NmfProblem.of(data).withTemplates(start.w()).withCoefficients(start.h()),
                method.toBuilder().rank(start.rank()).restarts(1).start(StartMethod.RANDOM).threads(1).build(),
                observer);
        if (fit.stopReason() == StopReason.CANCELLED) {
            throw new CancellationException("Cancelled");
        }
        return fit;
    }
}
