package org.noisynmf.engine.variance;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.PhotonNoise;
import org.noisynmf.engine.model.Factors;

/** Observations with the weights V = 1 / (max(m, 0) / g + σ²) of {@link PhotonNoise}, made from those of the background. */
public final class PhotonWeights {

    private PhotonWeights() {
    }

    /**
     * Weights with the model as m.
     *
     * @param background X with the weights 1 / σ². Not modified.
     * @param noise the gain
     * @param factors W and H; NaN, which stands where nothing was observed, counts as 0. Not modified.
     * @return X with the weights of the model, in the same precision
     * @throws IllegalArgumentException if the factors are of another shape
     */
    public static Observations ofModel(final Observations background, final PhotonNoise noise, final Factors factors) {
        if (factors.pixels() != background.pixels() || factors.observations() != background.count()) {
            throw new IllegalArgumentException("The model has " + factors.observations() + " observations of "
                + factors.pixels() + " pixels, but the data have " + background.count() + " of "
                + background.pixels());
        }
        return weighted(background, noise, (j, x, model) -> factors.reconstruct(j, model));
    }

    /**
     * Weights with the data as m, for a first fit. Green and Bailey (2024), eq. 6.
     *
     * @param background X with the weights 1 / σ². Not modified.
     * @param noise the gain
     * @return X with the weights estimated from it, in the same precision
     */
    public static Observations ofData(final Observations background, final PhotonNoise noise) {
        return weighted(background, noise, (j, x, model) -> System.arraycopy(x, 0, model, 0, x.length));
    }

    /** Fills in what is expected of an observation. */
    @FunctionalInterface
    private interface Expectation {
        void of(int j, double[] x, double[] model);
    }

    private static Observations weighted(final Observations background, final PhotonNoise noise,
        final Expectation expectation) {
        final double[] model = new double[background.pixels()];
        return background.reweighted((j, x, v) -> {
            expectation.of(j, x, model);
            for (int i = 0; i < v.length; i++) {
                if (v[i] > 0) {
                    v[i] = noise.weight(v[i], Double.isNaN(model[i]) ? 0 : model[i]);
                }
            }
        });
    }
}
