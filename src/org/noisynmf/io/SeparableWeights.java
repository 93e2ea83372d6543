package org.noisynmf.io;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.BadEntryException;
import org.noisynmf.io.source.MatrixFormatException;
import org.noisynmf.io.source.MatrixSource;
import org.noisynmf.io.source.NameOrder;

/**
 * Weights that are products, V_ij = u_i r_j, on top of the weights of entries. Pav (2024), eq. 1 with diagonal matrices.
 * Matched by name where file and data have names.
 *
 * @param observations r, one number ≥ 0 an observation, as vectors of one entry; null = all 1
 * @param pixels u, one number ≥ 0 a pixel, as vectors of one entry; null = all 1
 */
public record SeparableWeights(@Nullable Vectors observations, @Nullable Vectors pixels) {

    /** All 1. */
    public static final SeparableWeights NONE = new SeparableWeights(null, null);

    /** @return whether all are 1 */
    public boolean isNone() {
        return observations == null && pixels == null;
    }

    /** These weights while data are read. */
    static final class InOrder {

        private final @Nullable MatchedObservations m_observations;

        private final @Nullable Vectors m_observationWeights;

        private final double @Nullable [] m_pixels;

        private final double[] m_ofObservation = {1};

        /**
         * @param weights the weights
         * @param data data of which nothing has been read yet
         * @throws MatrixFormatException if names of pixels do not match
         */
        InOrder(final SeparableWeights weights, final MatrixSource data) throws MatrixFormatException {
            m_observationWeights = weights.observations;
            m_observations = m_observationWeights == null ? null
                : new MatchedObservations(m_observationWeights.source(),
                    new NameOrder.Axis(data.name(), "pixel", List.of()));
            m_pixels = weights.pixels == null ? null
                : weights.pixels.arranged(new NameOrder.Axis(data.name(), "pixel", data.pixelNames()), null).values();
        }

        /**
         * @param observation 0-based index of the observation
         * @param name its name, if it has one
         * @param data where it comes from
         * @param v its weights. Modified.
         * @throws BadEntryException if there is no number for the observation, or not one for each pixel
         * @throws IOException if its name is not among those of the weights
         */
        void multiply(final long observation, final Optional<String> name, final MatrixSource data, final double[] v)
            throws IOException {
            if (m_observations != null && m_observationWeights != null
                && !m_observations.next(name, m_ofObservation)) {
                if (m_observations.isByName()) {
                    throw m_observations.lacking(name.orElse(""), data, observation);
                }
                throw new BadEntryException(observation, 0,
                    "there are weights of " + m_observationWeights.count() + " observations only");
            }
            if (m_pixels != null && m_pixels.length != v.length) {
                throw new BadEntryException(observation, 0,
                    "there are weights of " + m_pixels.length + " pixels, but the data have " + v.length);
            }
            for (int i = 0; i < v.length; i++) {
                v[i] *= m_pixels == null ? m_ofObservation[0] : m_ofObservation[0] * m_pixels[i];
            }
        }

        /**
         * @param observations number of observations in the data
         * @param data where they came from
         * @throws IOException if there are weights of others
         */
        void finish(final long observations, final MatrixSource data) throws IOException {
            if (m_observations == null || m_observationWeights == null) {
                return;
            }
            if (m_observations.isByName()) {
                final List<String> rest = m_observations.rest();
                if (!rest.isEmpty()) {
                    throw NameOrder.additional(m_observationWeights.file(), data.name(), "observation", rest);
                }
            } else if (m_observationWeights.count() != observations) {
                throw new MatrixFormatException(data.name() + " holds " + observations
                    + " observations, but there are weights of " + m_observationWeights.count());
            }
        }
    }
}
