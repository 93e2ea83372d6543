package org.noisynmf.engine.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Takes observations one by one and stores their strips; what was added is never kept in another form, so that peak
 * memory is the strips and one observation.
 */
public final class ObservationsBuilder {

    /** Coefficients of a single template must fit into an array. */
    private static final long MAX_OBSERVATIONS = Integer.MAX_VALUE - 8L;

    /** Observations after which memory is estimated for the first time. */
    private static final int FIRST_CHECK = 8;

    /** Strips go to a store unless the heap has room for this many times what they take, since a fit needs more. */
    private static final double SPARE = 1.5;

    /** Header of an array and the reference to it. */
    private static final int STRIP_OVERHEAD = 24;

    final int m_pixels;

    final int m_tileWidth;

    Precision m_precision = Precision.FLOAT64;

    private long m_expected;

    private @Nullable Supplier<StripStore> m_spill;

    NegativeValues m_negativeValues = NegativeValues.AS_IS;

    private double m_extra;

    int m_count;

    int[] m_firstStrip = new int[65];

    int[] m_tileOfStrip = new int[64];

    int[] m_observedCount = new int[64];

    boolean m_uniform = true;

    int m_dataExponent;

    int m_weightExponent;

    private boolean m_dataExponentKnown;

    private boolean m_weightExponentKnown;

    private boolean m_exponentsAgreed;

    private double m_largest;

    private double m_largestWeight;

    double m_minimum = Double.POSITIVE_INFINITY;

    double m_weightedSquares;

    /** Σ V as stored. */
    double m_weightSum;

    double[] m_squaresOf = new double[64];

    /** Σ V X² of the observation being added. */
    private double m_squares;

    long m_negativeEntries;

    long m_alteredEntries;

    final boolean[] m_pixelObserved;

    private final double[] m_data;

    private final double[] m_entryWeights;

    final StripsBuilder m_strips;

    private boolean m_built;

    ObservationsBuilder(final int pixels) {
        if (pixels < 1) {
            throw new IllegalArgumentException("Observations have " + pixels + " pixels, but at least 1 is needed");
        }
        m_pixels = pixels;
        final int tiles = (pixels + Observations.MAX_TILE_WIDTH - 1) / Observations.MAX_TILE_WIDTH;
        // equal tiles, a whole number of vector registers wide
        m_tileWidth = ((pixels + tiles - 1) / tiles + 7) / 8 * 8;
        m_strips = new StripsBuilder(m_tileWidth);
        m_pixelObserved = new boolean[pixels];
        m_data = new double[pixels];
        m_entryWeights = new double[pixels];
    }

    /**
     * @param precision type in which to store; before the first observation
     * @return this
     */
    public ObservationsBuilder precision(final Precision precision) {
        requireEmpty();
        m_precision = Objects.requireNonNull(precision);
        m_strips.setPrecision(precision);
        return this;
    }

    /**
     * @param negativeValues what becomes of observed values below zero; before the first observation
     * @return this
     */
    public ObservationsBuilder negativeValues(final NegativeValues negativeValues) {
        requireEmpty();
        m_negativeValues = Objects.requireNonNull(negativeValues);
        return this;
    }

    /**
     * Adds an uncertainty in proportion to the value to that of each entry, σ² ← σ² + (c x)² with σ² = 1/v: what a model of
     * fixed templates leaves out (Norris et al. 2014, EPA PMF 5.0).
     *
     * @param share c ≥ 0, finite; 0 = none; before the first observation
     * @return this
     */
    public ObservationsBuilder extraUncertainty(final double share) {
        requireEmpty();
        if (!(share >= 0 && share < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                "The extra uncertainty is " + share + " of the value, but must be a finite number ≥ 0");
        }
        m_extra = share;
        return this;
    }

    /**
     * Says how many observations will come, so that too many for the heap are refused after the first few instead of
     * filling it.
     *
     * @param observations number of observations, or a number ≤ 0 if it is not known; before the first observation
     * @return this
     */
    public ObservationsBuilder expect(final long observations) {
        requireEmpty();
        if (observations > MAX_OBSERVATIONS) {
            throw new IllegalArgumentException(
                "There are " + observations + " observations, but at most " + MAX_OBSERVATIONS + " can be factorised");
        }
        m_expected = observations;
        return this;
    }

    /**
     * Stores in given units, so that blocks of one data set, each with a builder of its own, agree; otherwise the largest
     * values decide.
     *
     * @param data e in stored x = x · 2⁻ᵉ
     * @param weight e in stored v = v · 2⁻ᵉ; before the first observation
     * @return this
     */
    public ObservationsBuilder exponents(final int data, final int weight) {
        requireEmpty();
        m_dataExponent = data;
        m_weightExponent = weight;
        m_dataExponentKnown = true;
        m_weightExponentKnown = true;
        m_exponentsAgreed = true;
        return this;
    }

    /**
     * Keeps strips in a store from the first on.
     *
     * @param store an empty one, which must exist as long as the observations are used; before the first observation
     * @return this
     */
    public ObservationsBuilder storedIn(final StripStore store) {
        requireEmpty();
        m_strips.moveTo(store);
        return this;
    }

    /**
     * Moves strips to a store if they will not fit into the heap.
     *
     * @param store makes an empty one, which must exist as long as the observations are used; before the first
     *            observation
     * @return this
     */
    public ObservationsBuilder spillingTo(final Supplier<StripStore> store) {
        requireEmpty();
        m_spill = store;
        return this;
    }

    /** Extrapolates the strips stored so far, whenever their observations have doubled. */
    private void requireMemory() {
        if (m_count < FIRST_CHECK || Integer.bitCount(m_count) != 1 || m_strips.stored()) {
            return;
        }
        final double bytesPerStrip = (double)m_tileWidth * m_precision.bytes() + STRIP_OVERHEAD;
        final double perObservation = m_strips.arrays() * bytesPerStrip / m_count;
        // as many again where the number is not known
        final long total = m_expected >= m_count ? m_expected : 2L * m_count;
        final double bytes = (total - m_count) * perObservation;
        if (m_spill != null && !Heap.hasRoomFor(SPARE * bytes)) {
            m_strips.moveTo(m_spill.get());
            return;
        }
        Heap.require(bytes,
            String.format(Locale.ROOT, "Storing %d observations of %d pixels in %s (%d are stored)", total, m_pixels,
                m_precision.id(), m_count),
            (m_precision == Precision.FLOAT64 ? "store them in single precision (float32), which takes half, or " : "")
                + "keep them in a file (--cache FOLDER of the command line)");
    }

    private void requireEmpty() {
        if (m_count > 0) {
            throw new IllegalStateException("Settings can change only before the first observation is added");
        }
    }

    /**
     * Adds an observation.
     *
     * @param x d values. Where the weight is 0 any value, NaN too, is ignored; without weights NaN means missing. Not
     *            modified.
     * @param v d weights, ≥ 0 and finite, usually inverse variances; 0 = ignore the entry; null = 1 wherever x is not
     *            NaN. Not modified.
     * @return this
     * @throws BadEntryException for a value that is not finite where the weight is positive, for a weight that is
     *             negative or not finite, and for a negative value if those are refused
     */
    public ObservationsBuilder add(final double[] x, final double[] v) {
        if (m_built) {
            throw new IllegalStateException("The observations have been built already");
        }
        if (x.length != m_pixels || v != null && v.length != m_pixels) {
            throw new IllegalArgumentException("Observation " + m_count + " has " + x.length + " values"
                + (v == null ? "" : " and " + v.length + " weights") + ", but " + m_pixels + " are expected");
        }
        final int observed = read(x, v);
        if (!m_weightExponentKnown && observed > 0) {
            m_weightExponent = exponent(m_largestWeight);
            m_weightExponentKnown = true;
        }
        if (!m_dataExponentKnown && m_largest > 0) {
            m_dataExponent = exponent(m_largest);
            m_dataExponentKnown = true;
        }
        grow();
        m_observedCount[m_count] = observed;
        m_squares = 0;
        int strips = m_firstStrip[m_count];
        for (int from = 0, tile = 0; from < m_pixels; from += m_tileWidth, tile++) {
            final int to = Math.min(from + m_tileWidth, m_pixels);
            if (hasWeight(from, to)) {
                if (strips == m_tileOfStrip.length) {
                    final int capacity = Math.addExact(strips, strips);
                    m_tileOfStrip = Arrays.copyOf(m_tileOfStrip, capacity);
                }
                m_tileOfStrip[strips] = tile;
                store(from, to);
                strips++;
            }
        }
        m_weightedSquares += m_squares;
        m_squaresOf[m_count] = m_squares;
        m_count++;
        m_firstStrip[m_count] = strips;
        requireMemory();
        return this;
    }

    /** Checks one observation and writes it, with its weights made explicit, to the buffers. */
    private int read(final double[] x, final double[] v) {
        int observed = 0;
        double largest = m_largest;
        double largestWeight = m_largestWeight;
        double minimum = m_minimum;
        boolean uniform = m_uniform;
        for (int i = 0; i < m_pixels; i++) {
            double weight = v == null ? Double.isNaN(x[i]) ? 0 : 1 : v[i];
            double value = x[i];
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)
                || weight > 0 && !(value >= 0 && value < Double.POSITIVE_INFINITY)) {
                value = checked(i, value, weight);
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
            m_entryWeights[i] = weight;
        }
        m_largest = largest;
        m_largestWeight = largestWeight;
        m_minimum = minimum;
        m_uniform = uniform;
        return observed;
    }

    /** @return the value that stands for an unusual one, if it may be used at all */
    private double checked(final int pixel, final double value, final double weight) {
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new BadEntryException(m_count, pixel,
                "the weight is " + weight + ", but must be a finite number ≥ 0 (0 = ignore the entry)");
        }
        if (!(Math.abs(value) < Double.POSITIVE_INFINITY)) {
            throw new BadEntryException(m_count, pixel, "the value is " + value
                + ", but must be a finite number where the weight is positive (here " + weight + ")");
        }
        m_negativeEntries++;
        switch (m_negativeValues) {
            case REFUSE -> throw new BadEntryException(m_count, pixel,
                "the value is " + value + ", but negative values are set to be refused");
            case CLIP, WEIGHT_ZERO -> m_alteredEntries++;
            case AS_IS -> {
                // used as it is
            }
        }
        return m_negativeValues == NegativeValues.CLIP ? 0 : value;
    }

    private boolean hasWeight(final int from, final int to) {
        for (int i = from; i < to; i++) {
            if (m_entryWeights[i] > 0) {
                return true;
            }
        }
        return false;
    }

    private void store(final int from, final int to) {
        // a product with a power of two is exact, and many times faster than scalb
        final double dataScale = StripScale.power(m_data, from, to, -m_dataExponent);
        final double weightScale = StripScale.power(m_entryWeights, from, to, -m_weightExponent);
        final boolean ones = areOnes(from, to, weightScale);
        double squares = m_squares;
        double weightSum = m_weightSum;
        if (m_precision == Precision.FLOAT32) {
            final float[] data = (float[])m_strips.data();
            final float[] weights = (float[])(ones ? m_strips.ones() : m_strips.weights());
            for (int i = from; i < to; i++) {
                final double weight = m_entryWeights[i] * weightScale;
                final double value = m_data[i] * dataScale;
                final double weighted = weight * value;
                squares += weighted * value;
                weightSum += weight;
                data[i - from] = (float)weighted;
                weights[i - from] = (float)weight;
            }
            m_strips.put(data, weights);
        } else {
            final double[] data = (double[])m_strips.data();
            final double[] weights = (double[])(ones ? m_strips.ones() : m_strips.weights());
            for (int i = from; i < to; i++) {
                final double weight = m_entryWeights[i] * weightScale;
                final double value = m_data[i] * dataScale;
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

    private boolean areOnes(final int from, final int to, final double scale) {
        for (int i = from; i < to; i++) {
            if (m_entryWeights[i] * scale != 1) {
                return false;
            }
        }
        return true;
    }

    private void grow() {
        if (m_count == m_observedCount.length) {
            final int capacity = Math.addExact(m_count, m_count);
            m_observedCount = Arrays.copyOf(m_observedCount, capacity);
            m_squaresOf = Arrays.copyOf(m_squaresOf, capacity);
            m_firstStrip = Arrays.copyOf(m_firstStrip, capacity + 1);
        }
    }

    /** @return e in 2^e ≤ value &lt; 2^(e + 1), so that the largest stored value is from 1 to 2; 0 for 0 */
    private static int exponent(final double value) {
        return value > 0 ? Math.getExponent(value) : 0;
    }

    /**
     * @return the observations; this builder is spent
     * @throws IllegalArgumentException if none was added
     */
    public Observations build() {
        if (m_count == 0) {
            throw new IllegalArgumentException("There are no observations; at least one is needed");
        }
        if (!m_exponentsAgreed) {
            rescale(exponent(m_largest), exponent(m_largestWeight));
        }
        m_minimum = Math.scalb(m_minimum, -m_dataExponent);
        m_built = true;
        return new Observations(this);
    }

    /** The first observation chose the exponents; here the largest values have the last word. */
    private void rescale(final int dataExponent, final int weightExponent) {
        final int data = dataExponent - m_dataExponent;
        final int weight = weightExponent - m_weightExponent;
        if (data == 0 && weight == 0) {
            return;
        }
        m_strips.scale(-data - weight, -weight);
        m_weightedSquares = Math.scalb(m_weightedSquares, -2 * data - weight);
        m_weightSum = Math.scalb(m_weightSum, -weight);
        for (int j = 0; j < m_count; j++) {
            m_squaresOf[j] = Math.scalb(m_squaresOf[j], -2 * data - weight);
        }
        m_dataExponent = dataExponent;
        m_weightExponent = weightExponent;
    }
}
