package org.noisynmf.engine.posterior.chain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.PhotonNoise;
import org.noisynmf.engine.model.Factors;

/** The mean of W H over several draws, and the weights that photon noise has there. Keeps the draws, which are small beside W H. */
public final class MeanModel {

    private final int m_pixels;

    private final int m_observations;

    private final List<Factors> m_draws = new ArrayList<>();

    public MeanModel(final int pixels, final int observations) {
        m_pixels = pixels;
        m_observations = observations;
    }

    /** @param state a draw, in stored units. Not modified. */
    public void add(final ChainState state) {
        m_draws.add(new Factors(m_pixels, m_observations, state.m_w.length / m_pixels, state.m_w.clone(),
            state.m_h.clone()));
    }

    /**
     * @param background X with the weights of the background. Not modified.
     * @param noise the gain
     * @return X with V = 1/(mean/g + σ²)
     */
    public Observations weighted(final Observations background, final PhotonNoise noise) {
        final double[] sum = new double[m_pixels];
        return background.reweighted((j, x, v) -> {
            Arrays.fill(sum, 0);
            m_draws.forEach(draw -> add(draw, j, sum));
            Arrays.setAll(v, i -> v[i] > 0
                ? noise.weight(v[i], Math.scalb(sum[i] / m_draws.size(), background.dataExponent())) : 0);
        });
    }

    private static void add(final Factors draw, final int j, final double[] sum) {
        for (int k = 0; k < draw.rank(); k++) {
            final double c = draw.h()[j * draw.rank() + k];
            for (int i = 0; c != 0 && i < sum.length; i++) {
                sum[i] += c * draw.w()[k * sum.length + i];
            }
        }
    }
}
