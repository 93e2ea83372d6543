package org.noisynmf.engine.nnls;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.PhotonNoise;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.Projection;
import org.noisynmf.engine.variance.PhotonWeights;

/**
 * Projects with photon noise whose variance the projection tells, {@link PhotonNoise}: exact coefficients for fixed weights
 * V, then V ← 1 / (max(W H, 0) / g + σ²), until the coefficients stand still. The first weights come from the data.
 */
final class RenewedProjection {

    /** Change of the coefficients of an observation, relative to their norm, below which they stand still. */
    private static final double STILL = 1e-4;

    /** Renewals that the coefficients may take; each shrinks the change by about the relative size of the noise. */
    private static final int MOST_RENEWALS = 20;

    private RenewedProjection() {
    }

    /**
     * @param background X with the weights 1 / σ² of the background. Not modified.
     * @param templates W, d × q. Not modified.
     * @param settings what is wanted, with photon noise
     * @param observer hears of progress and may cancel
     * @return coefficients and χ² for the weights of the last renewal, {@link Projection#data()}
     */
    static Projection of(final Observations background, final double[] templates, final ProjectionSettings settings,
        final Observer observer) {
        final PhotonNoise noise = Objects.requireNonNull(settings.photonNoise());
        final ProjectionSettings fixed = settings.withPhotonNoise(null);
        Observations weighted = PhotonWeights.ofData(background, noise);
        Projection projection = WeightedNnls.project(weighted, templates, fixed, observer);
        for (int renewals = 0; renewals < MOST_RENEWALS; renewals++) {
            final Factors before = projection.factors();
            weighted.discard();
            weighted = PhotonWeights.ofModel(background, noise, before);
            projection = WeightedNnls.project(weighted, templates, fixed, observer);
            if (moving(before, projection.factors()) == 0) {
                return projection;
            }
        }
        final List<String> warnings = new ArrayList<>(projection.warnings());
        warnings.add("The coefficients still changed after the variances had been computed from them " + MOST_RENEWALS
            + " times; the results are those of the last time");
        return new Projection(projection.data(), projection.factors(), projection.chi2(), projection.covariances(),
            projection.signed(), projection.device(), warnings);
    }

    /** Observations whose coefficients changed. */
    private static int moving(final Factors before, final Factors after) {
        final int q = after.rank();
        final double[] norms = new double[q];
        for (int k = 0; k < q; k++) {
            for (int i = 0; i < after.pixels(); i++) {
                final double value = after.w()[k * after.pixels() + i];
                norms[k] = value > norms[k] ? value : norms[k];
            }
        }
        int moving = 0;
        for (int j = 0; j < after.observations(); j++) {
            double squares = 0;
            double norm = 0;
            for (int k = 0; k < q; k++) {
                final double value = after.h()[j * q + k] * norms[k];
                final double difference = value - before.h()[j * q + k] * norms[k];
                squares += difference * difference;
                norm += value * value;
            }
            moving += squares > STILL * STILL * norm ? 1 : 0;
        }
        return moving;
    }
}
