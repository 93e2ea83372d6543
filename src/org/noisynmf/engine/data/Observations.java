package org.noisynmf.engine.data;

import java.util.Arrays;

/**
 * The data X and weights V of a factorisation, immutable, in the form the pass over the data reads.
 *
 * <p>The pixel axis is cut into tiles of equal width. Of each observation only the tiles in which it has weight are
 * stored, each as a strip: one array of V∘X and one of V, a full tile long and 0 where nothing was observed, so that the
 * loops over them start at 0 and vectorise. Strips that are observed everywhere with weight 1 share one array of ones.
 *
 * <p>Data and weights are stored divided by powers of two, which is exact, so that the largest of each is from 1 to 2 and
 * constants of algorithms mean the same whatever the unit; {@link #dataExponent} and {@link #weightExponent} say which. The
 * engine works on stored values and scales its results back.
 */
public final class Observations {

    /** Largest width of a tile: two strips and the tiles of a few templates stay in the first cache level. */
    static final int MAX_TILE_WIDTH = 256;

    private final int m_pixels;

    private final int m_count;

    private final Precision m_precision;

    private final int m_tileWidth;

    private final int[] m_firstStrip;

    private final int[] m_tileOfStrip;

    private final Strips m_strips;

    private final boolean m_uniform;

    private final int m_dataExponent;

    private final int m_weightExponent;

    private final double m_minimum;

    private final double m_weightedSquares;

    private final double m_weightSum;

    private final double[] m_squaresOf;

    private final int[] m_observedCount;

    private final long m_negativeEntries;

    private final long m_alteredEntries;

    private final boolean[] m_pixelObserved;

    private final NegativeValues m_negativeValues;

    Observations(final ObservationsBuilder b) {
        m_pixels = b.m_pixels;
        m_count = b.m_count;
        m_precision = b.m_precision;
        m_tileWidth = b.m_tileWidth;
        m_firstStrip = Arrays.copyOf(b.m_firstStrip, m_count + 1);
        final int strips = m_firstStrip[m_count];
        m_tileOfStrip = Arrays.copyOf(b.m_tileOfStrip, strips);
        m_strips = b.m_strips.build();
        m_uniform = b.m_uniform;
        m_dataExponent = b.m_dataExponent;
        m_weightExponent = b.m_weightExponent;
        m_minimum = b.m_minimum;
        m_weightedSquares = b.m_weightedSquares;
        m_weightSum = b.m_weightSum;
        m_squaresOf = Arrays.copyOf(b.m_squaresOf, m_count);
        m_observedCount = Arrays.copyOf(b.m_observedCount, m_count);
        m_negativeEntries = b.m_negativeEntries;
        m_alteredEntries = b.m_alteredEntries;
        m_pixelObserved = b.m_pixelObserved;
        m_negativeValues = b.m_negativeValues;
    }

    /** Some of the observations, sharing their strips. */
    private Observations(final Observations all, final int[] which) {
        m_pixels = all.m_pixels;
        m_count = which.length;
        m_precision = all.m_precision;
        m_tileWidth = all.m_tileWidth;
        m_firstStrip = new int[m_count + 1];
        m_squaresOf = new double[m_count];
        m_observedCount = new int[m_count];
        for (int j = 0; j < m_count; j++) {
            m_firstStrip[j + 1] = m_firstStrip[j] + all.m_firstStrip[which[j] + 1] - all.m_firstStrip[which[j]];
            m_squaresOf[j] = all.m_squaresOf[which[j]];
            m_observedCount[j] = all.m_observedCount[which[j]];
        }
        final int strips = m_firstStrip[m_count];
        m_tileOfStrip = new int[strips];
        final int[] wanted = new int[strips];
        for (int j = 0; j < m_count; j++) {
            final int from = all.m_firstStrip[which[j]];
            final int length = m_firstStrip[j + 1] - m_firstStrip[j];
            System.arraycopy(all.m_tileOfStrip, from, m_tileOfStrip, m_firstStrip[j], length);
            for (int s = 0; s < length; s++) {
                wanted[m_firstStrip[j] + s] = from + s;
            }
        }
        m_strips = all.m_strips.select(wanted);
        m_uniform = all.m_uniform;
        m_dataExponent = all.m_dataExponent;
        m_weightExponent = all.m_weightExponent;
        m_weightedSquares = Arrays.stream(m_squaresOf).sum();
        m_alteredEntries = 0;
        m_negativeValues = all.m_negativeValues;
        m_pixelObserved = new boolean[m_pixels];
        double minimum = Double.POSITIVE_INFINITY;
        double weights = 0;
        long negative = 0;
        final double[] x = new double[m_pixels];
        final double[] v = new double[m_pixels];
        for (int j = 0; j < m_count; j++) {
            copy(j, x, v);
            for (int i = 0; i < m_pixels; i++) {
                if (v[i] > 0) {
                    m_pixelObserved[i] = true;
                    minimum = Math.min(minimum, x[i]);
                    negative += x[i] < 0 ? 1 : 0;
                    weights += v[i];
                }
            }
        }
        m_minimum = Math.scalb(minimum, -m_dataExponent);
        m_negativeEntries = negative;
        m_weightSum = Math.scalb(weights, -m_weightExponent);
    }

    /**
     * Some of the observations. They share their memory with these.
     *
     * @param which indices of the wanted observations, 0 ≤ index &lt; n, at least one, in any order
     * @return those observations; entries that were altered when these were stored count as they are now
     * @throws IllegalArgumentException if none is wanted
     */
    public Observations select(final int... which) {
        if (which.length == 0) {
            throw new IllegalArgumentException("There are no observations; at least one is needed");
        }
        return new Observations(this, which);
    }

    /**
     * @param pixels d ≥ 1
     * @return a builder for observations of d pixels in double precision, negative values as they are
     */
    public static ObservationsBuilder builder(final int pixels) {
        return new ObservationsBuilder(pixels);
    }

    /**
     * @param x one array of d values an observation; NaN = missing. Not modified.
     * @param v weights of the same shape, ≥ 0; 0 = ignore the entry; null = all 1. Not modified.
     * @return the observations in double precision
     */
    public static Observations of(final double[][] x, final double[][] v) {
        if (x.length == 0) {
            throw new IllegalArgumentException("There are no observations; at least one is needed");
        }
        if (v != null && v.length != x.length) {
            throw new IllegalArgumentException(
                "There are weights for " + v.length + " observations, but data for " + x.length);
        }
        final ObservationsBuilder builder = builder(x[0].length);
        for (int j = 0; j < x.length; j++) {
            builder.add(x[j], v == null ? null : v[j]);
        }
        return builder.build();
    }

    /** @return d, the number of pixels */
    public int pixels() {
        return m_pixels;
    }

    /** @return n, the number of observations */
    public int count() {
        return m_count;
    }

    /** @return the type in which they are stored */
    public Precision precision() {
        return m_precision;
    }

    /** @return whether every entry is observed and has weight 1, so that Gram matrices are shared */
    public boolean uniform() {
        return m_uniform;
    }

    /** @return e in stored x = x · 2⁻ᵉ */
    public int dataExponent() {
        return m_dataExponent;
    }

    /** @return e in stored v = v · 2⁻ᵉ; 0 without weights */
    public int weightExponent() {
        return m_weightExponent;
    }

    /** @return the smallest observed value as stored; +∞ if nothing is observed */
    public double minimum() {
        return m_minimum;
    }

    /** @return Σ V X² of the stored values, which is χ² of the model 0 */
    public double weightedSquares() {
        return m_weightedSquares;
    }

    /** @return Σ V of the stored weights */
    double weightSum() {
        return m_weightSum;
    }

    /** @return (Σ V X² / Σ V)^½ of the stored values, their weighted root mean square; 1 where all are 0 */
    public double size() {
        return m_weightedSquares > 0 ? Math.sqrt(m_weightedSquares / m_weightSum) : 1;
    }

    /**
     * @param j index of the observation
     * @return Σ V X² of its stored values
     */
    public double weightedSquares(final int j) {
        return m_squaresOf[j];
    }

    /**
     * @param j index of the observation
     * @return the number of its entries with weight
     */
    public int observedCount(final int j) {
        return m_observedCount[j];
    }

    /** @return entries with weight */
    public long observedEntries() {
        return Arrays.stream(m_observedCount).asLongStream().sum();
    }

    /** @return entries without weight, n d minus the observed ones */
    public long missingEntries() {
        return (long)m_count * m_pixels - observedEntries();
    }

    /** @return observed entries that were below zero, before any replacement */
    public long negativeEntries() {
        return m_negativeEntries;
    }

    /** @return entries that {@link NegativeValues#CLIP} or {@link NegativeValues#WEIGHT_ZERO} changed */
    public long alteredEntries() {
        return m_alteredEntries;
    }

    /** @return what became of observed values below zero */
    public NegativeValues negativeValues() {
        return m_negativeValues;
    }

    /** @return observations without any weight */
    public int emptyObservations() {
        return (int)Arrays.stream(m_observedCount).filter(c -> c == 0).count();
    }

    /** @return pixels that no observation has weight in */
    public int emptyPixels() {
        int empty = 0;
        for (final boolean observed : m_pixelObserved) {
            empty += observed ? 0 : 1;
        }
        return empty;
    }

    /**
     * @param i index of the pixel
     * @return whether any observation has weight there
     */
    public boolean pixelObserved(final int i) {
        return m_pixelObserved[i];
    }

    /** @return what the steps on moments need to know */
    public DataSummary summary() {
        return new DataSummary(m_pixels, m_count, m_tileWidth, m_dataExponent, m_weightExponent, m_uniform, m_minimum,
            m_weightedSquares, observedEntries(), m_pixelObserved.clone());
    }

    /**
     * One observation in the caller's units.
     *
     * @param j index of the observation
     * @param x receives d values, NaN where nothing is observed. Modified.
     * @param v receives d weights. Modified.
     */
    public void copy(final int j, final double[] x, final double[] v) {
        Arrays.fill(x, 0, m_pixels, Double.NaN);
        Arrays.fill(v, 0, m_pixels, 0);
        for (int s = m_firstStrip[j]; s < m_firstStrip[j + 1]; s++) {
            final int from = m_tileOfStrip[s] * m_tileWidth;
            final int width = Math.min(m_tileWidth, m_pixels - from);
            final Object weightedData = weightedData(s);
            final Object weights = weights(s);
            for (int i = 0; i < width; i++) {
                final double weight = value(weights, i);
                if (weight > 0) {
                    x[from + i] = Math.scalb(value(weightedData, i) / weight, m_dataExponent);
                    v[from + i] = Math.scalb(weight, m_weightExponent);
                }
            }
        }
    }

    private static double value(final Object strip, final int i) {
        return strip instanceof double[] d ? d[i] : ((float[])strip)[i];
    }

    /** @return width of a tile in pixels; the last tile may reach beyond d, where strips are 0 */
    public int tileWidth() {
        return m_tileWidth;
    }

    /** @return number of tiles the pixel axis is cut into */
    public int tiles() {
        return (m_pixels + m_tileWidth - 1) / m_tileWidth;
    }

    /**
     * @param j index of the observation, or n
     * @return index of its first strip; its strips end before {@code firstStrip(j + 1)}
     */
    public int firstStrip(final int j) {
        return m_firstStrip[j];
    }

    /**
     * @param strip index of the strip
     * @return the tile it lies in; ascending within an observation
     */
    public int tileOf(final int strip) {
        return m_tileOfStrip[strip];
    }

    /**
     * @param strip index of the strip
     * @return V∘X as stored, one tile long, {@code double[]} or {@code float[]} by {@link #precision()}. Read-only.
     */
    public Object weightedData(final int strip) {
        return m_strips.weightedData(strip, null);
    }

    /**
     * @param strip index of the strip
     * @param buffer may receive the strip where it is not in the heap; an array of the type of {@link #precision()}, at
     *            least one tile long. Modified.
     * @return V∘X as stored. Read-only unless it is the buffer.
     */
    public Object weightedData(final int strip, final Object buffer) {
        return m_strips.weightedData(strip, buffer);
    }

    /**
     * @param strip index of the strip
     * @return V as stored, one tile long, {@code double[]} or {@code float[]} by {@link #precision()}. Read-only.
     */
    public Object weights(final int strip) {
        return m_strips.weights(strip, null);
    }

    /**
     * @param strip index of the strip
     * @param buffer may receive the strip where it is not in the heap; an array of the type of {@link #precision()}, at
     *            least one tile long. Modified.
     * @return V as stored. Read-only unless it is the buffer.
     */
    public Object weights(final int strip, final Object buffer) {
        return m_strips.weights(strip, buffer);
    }

    /**
     * Brings observations that will be read soon into memory, where they lie in a store.
     *
     * @param from first observation
     * @param to end of the range, exclusive
     */
    public void fetch(final int from, final int to) {
        m_strips.fetch(m_firstStrip[from], m_firstStrip[to]);
    }

    /** @return whether strips lie outside of the heap, so that they are best gone through in their order */
    public boolean stored() {
        return m_strips.stored();
    }
}
