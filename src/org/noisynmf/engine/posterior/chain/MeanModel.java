package org.noisynmf.engine.posterior.chain;

import java.util.Arrays;

import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.PhotonNoise;

/** The mean of W H over several draws, and the weights that photon noise has there. */
public final class MeanModel {

    private final int m_pixels;

    private final double[][] m_sum;

    private int m_count;

    public MeanModel(final int pixels, final int observations) {
        m_pixels = pixels;
        m_sum = new double[observations][pixels];
    }

    /** @param state a draw, in stored units. Not modified. */
    public void add(final ChainState state) {
        final int q = state.m_w.length / m_pixels;
        for (int j = 0; j < m_sum.length; j++) {
            for (int k = 0; k < q; k++) {
                final double c = state.m_h[j * q + k];
                for (int i = 0; c != 0 && i < m_pixels; i++) {
                    m_sum[j][i] += c * state.m_w[k * m_pixels + i];
                }
            }
        }
        m_count++;
    }

    /**
     * @param background X with the weights of the background. Not modified.
     * @param noise the gain
     * @return X with V = 1/(mean/g + σ²)
     */
    public Observations weighted(final Observations background, final PhotonNoise noise) {
        final var builder =
            Observations.builder(m_pixels).precision(background.precision()).expect(background.count());
        final double[] x = new double[m_pixels];
        final double[] v = new double[m_pixels];
        for (int j = 0; j < m_sum.length; j++) {
            background.copy(j, x, v);
            final double[] sum = m_sum[j];
            Arrays.setAll(v, i -> v[i] > 0
                ? noise.weight(v[i], Math.scalb(sum[i] / m_count, background.dataExponent())) : 0);
            builder.add(x, v);
        }
        return builder.build();
    }
}
