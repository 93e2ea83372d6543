package org.noisynmf.engine.data;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** Reads one observation after the other: its entries, checked, with explicit weights. */
final class EntryReader {

    private final double[] m_data;

    private final double[] m_weights;

    private final boolean[] m_pixelObserved;

    private final Extremes m_ofData = new Extremes();

    private final Extremes m_ofWeights = new Extremes();

    private NegativeValues m_negativeValues = NegativeValues.AS_IS;

    private double m_extra;

    private double m_largest;

    private double m_largestWeight;

    private double m_minimum = Double.POSITIVE_INFINITY;

    private boolean m_uniform = true;

    private long m_negativeEntries;

    private long m_alteredEntries;

    EntryReader(final int pixels) {
        m_data = new double[pixels];
        m_weights = new double[pixels];
        m_pixelObserved = new boolean[pixels];
    }

    /**
     * @param negativeValues what becomes of observed values below zero
     */
    void setNegativeValues(final NegativeValues negativeValues) {
        m_negativeValues = negativeValues;
    }

    /** @return what becomes of observed values below zero */
    NegativeValues negativeValues() {
        return m_negativeValues;
    }

    /**
     * @param share c in σ² ← σ² + (c x)², finite, ≥ 0
     */
    void setExtraUncertainty(final double share) {
        if (!(share >= 0 && share < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                "The extra uncertainty is " + share + " of the value, but must be a finite number ≥ 0");
        }
        m_extra = share;
    }

    /** @return values of the observation read last, 0 where the weight is 0; changed by whoever scales them */
    double[] data() {
        return m_data;
    }

    /** @return weights of the observation read last */
    double[] weights() {
        return m_weights;
    }

    /** @return the largest magnitude of all values with weight; 0 if there is none */
    double largest() {
        return m_largest;
    }

    /** @return the largest of all weights; 0 if there is none */
    double largestWeight() {
        return m_largestWeight;
    }

    /**
     * @param j index of the observation, for messages
     * @param x d values. Not modified.
     * @param v d weights, or null. Not modified.
     * @return the number of entries with weight
     */
    int read(final int j, final double[] x, final double @Nullable [] v) {
        final int from = v == null ? 0 : first(v);
        final int to = v == null ? x.length : behindLast(v, from);
        Arrays.fill(m_data, 0, from, 0);
        Arrays.fill(m_weights, 0, from, 0);
        Arrays.fill(m_data, to, x.length, 0);
        Arrays.fill(m_weights, to, x.length, 0);
        return from < to && m_extra == 0 && readOrdinary(x, v, from, to) ? to - from : readEach(j, x, v, from, to);
    }

    /**
     * Reads a stretch of entries that all have weight and may be used as they are; most observations are such.
     *
     * @return false if it is none: then nothing has changed
     */
    private boolean readOrdinary(final double[] x, final double @Nullable [] v, final int from, final int to) {
        if (v != null) {
            m_ofWeights.of(v, from, to);
            if (!(m_ofWeights.least() > 0 && m_ofWeights.finite())) {
                return false;
            }
        }
        m_ofData.of(x, from, to);
        final boolean negative = m_ofData.least() < 0;
        if (!m_ofData.finite() || negative && m_negativeValues != NegativeValues.AS_IS) {
            return false;
        }
        if (negative) {
            m_negativeEntries += m_ofData.negatives(x, from, to);
        }
        System.arraycopy(x, from, m_data, from, to - from);
        final boolean ones = v == null || m_ofWeights.least() == 1 && m_ofWeights.greatest() == 1;
        if (v == null) {
            Arrays.fill(m_weights, from, to, 1);
        } else {
            System.arraycopy(v, from, m_weights, from, to - from);
        }
        m_largest = Math.max(m_largest, Math.max(-m_ofData.least(), m_ofData.greatest()));
        m_largestWeight = Math.max(m_largestWeight, v == null ? 1 : m_ofWeights.greatest());
        // least + 0 is never -0
        m_minimum = Math.min(m_minimum, m_ofData.least() + 0.0);
        m_uniform &= ones && to - from == x.length;
        Arrays.fill(m_pixelObserved, from, to, true);
        return true;
    }

    private int readEach(final int j, final double[] x, final double @Nullable [] v, final int from, final int to) {
        int observed = 0;
        double largest = m_largest;
        double largestWeight = m_largestWeight;
        double minimum = m_minimum;
        boolean uniform = m_uniform && to - from == x.length;
        for (int i = from; i < to; i++) {
            double weight = v == null ? Double.isNaN(x[i]) ? 0 : 1 : v[i];
            double value = x[i];
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)
                || weight > 0 && !(value >= 0 && value < Double.POSITIVE_INFINITY)) {
                value = checked(j, i, value, weight);
                weight = weight > 0 && value < 0 && m_negativeValues == NegativeValues.WEIGHT_ZERO ? 0 : weight;
            }
            if (weight > 0 && m_extra > 0) {
                weight = 1 / (1 / weight + m_extra * x[i] * (m_extra * x[i]));
            }
            if (weight > 0) {
                observed++;
                m_pixelObserved[i] = true;
                // comparisons, since Math.max and Math.min wait for each other from entry to entry
                final double magnitude = Math.abs(value);
                largest = magnitude > largest ? magnitude : largest;
                largestWeight = weight > largestWeight ? weight : largestWeight;
                minimum = value < minimum ? value : minimum;
            } else {
                value = 0;
            }
            uniform &= weight == 1;
            m_data[i] = value;
            m_weights[i] = weight;
        }
        m_largest = largest;
        m_largestWeight = largestWeight;
        m_minimum = minimum;
        m_uniform = uniform;
        return observed;
    }

    /** @return the first weight other than 0; before and behind such weights most entries of windows lie */
    private static int first(final double[] v) {
        int from = 0;
        while (from < v.length && v[from] == 0) {
            from++;
        }
        return from;
    }

    private static int behindLast(final double[] v, final int from) {
        int to = v.length;
        while (to > from && v[to - 1] == 0) {
            to--;
        }
        return to;
    }

    /** @return the value that stands for an unusual one, if it may be used at all */
    private double checked(final int j, final int pixel, final double value, final double weight) {
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new BadEntryException(j, pixel,
                "the weight is " + weight + ", but must be a finite number ≥ 0 (0 = ignore the entry)");
        }
        if (!(Math.abs(value) < Double.POSITIVE_INFINITY)) {
            throw new BadEntryException(j, pixel, "the value is " + value
                + ", but must be a finite number where the weight is positive (here " + weight + ")");
        }
        m_negativeEntries++;
        switch (m_negativeValues) {
            case REFUSE -> throw new BadEntryException(j, pixel,
                "the value is " + value + ", but negative values are set to be refused");
            case CLIP, WEIGHT_ZERO -> m_alteredEntries++;
            case AS_IS -> {
                // used as it is
            }
        }
        return m_negativeValues == NegativeValues.CLIP ? 0 : value;
    }

    /** @return whether an entry of the observation read last has weight, from pixel {@code from} to before {@code to} */
    boolean hasWeight(final int from, final int to) {
        for (int i = from; i < to; i++) {
            if (m_weights[i] > 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * @param dataExponent e in stored x = x · 2⁻ᵉ
     * @param weightSum Σ V as stored
     * @param weightedSquares Σ V X² as stored
     * @param squaresOf the same by observation. Not copied.
     * @param observedCount entries with weight by observation. Not copied.
     * @return these and what was counted here
     */
    DataSums sums(final int dataExponent, final double weightSum, final double weightedSquares,
        final double[] squaresOf, final int[] observedCount) {
        return new DataSums(m_uniform, Math.scalb(m_minimum, -dataExponent), weightSum, weightedSquares, squaresOf,
            observedCount, m_negativeEntries, m_alteredEntries, m_pixelObserved);
    }
}
