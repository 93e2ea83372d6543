package org.noisynmf.engine.data;

import java.util.Arrays;

import org.noisynmf.engine.storage.Precision;
import org.noisynmf.engine.storage.StripScale;
import org.noisynmf.engine.storage.StripsBuilder;

/** Strips V∘X and V in stored units, made of entries, with their sums Σ V and Σ V X². */
final class StripWriter {

    private final StripsBuilder m_strips;

    private Precision m_precision = Precision.FLOAT64;

    private double[] m_squaresOf = new double[64];

    private int m_observation;

    private double m_weightedSquares;

    private double m_weightSum;

    /** Σ V X² of the observation being stored. */
    private double m_squares;

    /**
     * @param strips that receive what is stored
     */
    StripWriter(final StripsBuilder strips) {
        m_strips = strips;
    }

    /**
     * @param precision type of the strips, before the first
     */
    void setPrecision(final Precision precision) {
        m_precision = precision;
        m_strips.setPrecision(precision);
    }

    /** @return type of the strips */
    Precision precision() {
        return m_precision;
    }

    /**
     * @param entries of the observation; may be scaled. Modified.
     * @param from first pixel of the tile
     * @param to behind its last pixel
     * @param dataExponent e in stored x = x · 2⁻ᵉ
     * @param weightExponent e in stored v = v · 2⁻ᵉ
     */
    void store(final EntryReader entries, final int from, final int to, final int dataExponent,
        final int weightExponent) {
        final double[] x = entries.data();
        final double[] v = entries.weights();
        // a product with a power of two is exact, and many times faster than scalb
        final double dataScale = StripScale.power(x, from, to, -dataExponent);
        final double weightScale = StripScale.power(v, from, to, -weightExponent);
        final boolean ones = areOnes(v, from, to, weightScale);
        double squares = m_squares;
        double weightSum = m_weightSum;
        if (m_precision == Precision.FLOAT32) {
            final float[] data = (float[])m_strips.data(to - from);
            final float[] weights = (float[])(ones ? m_strips.ones() : m_strips.weights(to - from));
            for (int i = from; i < to; i++) {
                final double weight = v[i] * weightScale;
                final double value = x[i] * dataScale;
                final double weighted = weight * value;
                squares += weighted * value;
                weightSum += weight;
                data[i - from] = (float)weighted;
                weights[i - from] = (float)weight;
            }
            m_strips.put(data, weights);
        } else {
            final double[] data = (double[])m_strips.data(to - from);
            final double[] weights = (double[])(ones ? m_strips.ones() : m_strips.weights(to - from));
            for (int i = from; i < to; i++) {
                final double weight = v[i] * weightScale;
                final double value = x[i] * dataScale;
                final double weighted = weight * value;
                squares += weighted * value;
                weightSum += weight;
                data[i - from] = weighted;
                weights[i - from] = weight;
            }
            m_strips.put(data, weights);
        }
        m_squares = squares;
        m_weightSum = weightSum;
    }

    private static boolean areOnes(final double[] v, final int from, final int to, final double scale) {
        for (int i = from; i < to; i++) {
            if (v[i] * scale != 1) {
                return false;
            }
        }
        return true;
    }

    /** What is stored next belongs to the next observation. */
    void endObservation() {
        if (m_observation == m_squaresOf.length) {
            m_squaresOf = Arrays.copyOf(m_squaresOf, Math.addExact(m_observation, m_observation));
        }
        m_weightedSquares += m_squares;
        m_squaresOf[m_observation++] = m_squares;
        m_squares = 0;
    }

    /**
     * Multiplies everything stored, and its sums, with powers of two.
     *
     * @param data exponent for X
     * @param weight exponent for V
     */
    void scale(final int data, final int weight) {
        if (data == 0 && weight == 0) {
            return;
        }
        m_strips.scale(data + weight, weight);
        m_weightedSquares = Math.scalb(m_weightedSquares, 2 * data + weight);
        m_weightSum = Math.scalb(m_weightSum, weight);
        for (int j = 0; j < m_observation; j++) {
            m_squaresOf[j] = Math.scalb(m_squaresOf[j], 2 * data + weight);
        }
    }

    /** @return Σ V as stored */
    double weightSum() {
        return m_weightSum;
    }

    /** @return Σ V X² as stored */
    double weightedSquares() {
        return m_weightedSquares;
    }

    /** @return Σ V X² as stored, by observation */
    double[] squaresOf() {
        return Arrays.copyOf(m_squaresOf, m_observation);
    }
}
