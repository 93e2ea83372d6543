package org.noisynmf.engine.data;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.storage.Precision;
import org.noisynmf.engine.storage.StripIndex;
import org.noisynmf.engine.storage.StripReader;
import org.noisynmf.engine.storage.Strips;

/**
 * The data X and weights V of a factorisation, immutable, in the form the pass over the data reads.
 *
 * <p>The pixel axis is cut into tiles of equal width. Of each observation only the tiles in which it has weight are
 * stored, each as a strip: one array of V∘X and one of V, a full tile long and 0 where nothing was observed, so that the
 * loops over them start at 0 and vectorise. Strips that are observed everywhere with weight 1 share one array of ones.
 *
 * <p>Data and weights are stored divided by powers of two, {@link #dataExponent} and {@link #weightExponent}, which is exact,
 * so that the largest of each is from 1 to 2 and constants of algorithms mean the same whatever the unit of the data.
 */
public final class Observations {

    private final StripReader m_reader;

    private final Precision m_precision;

    private final NegativeValues m_negativeValues;

    private final DataSums m_sums;

    Observations(final StripIndex index, final Strips strips, final Precision precision,
        final NegativeValues negativeValues, final int dataExponent, final int weightExponent, final DataSums sums) {
        m_reader = new StripReader(index, strips, dataExponent, weightExponent);
        m_precision = precision;
        m_negativeValues = negativeValues;
        m_sums = sums;
    }

    /**
     * Some of the observations. They share their memory with these.
     *
     * @param which indices of the wanted observations, 0 ≤ index &lt; n, at least one, in any order
     * @return those observations; entries that were altered when these were stored count as they are now
     * @throws IllegalArgumentException if none is wanted
     */
    public Observations select(final int... which) {
        final int[] wanted = m_reader.index().stripsOf(which);
        final StripIndex index = m_reader.index().select(which, wanted);
        final Strips strips = strips().select(wanted);
        return new Observations(index, strips, m_precision, m_negativeValues, dataExponent(), weightExponent(),
            DataSums.ofSome(m_sums, which, new StripReader(index, strips, 0, 0)));
    }

    /**
     * The same observations with other weights.
     *
     * @param weights changes the weights of each observation; called in their order
     * @return the observations in the same precision and the same kind of place, with these weights
     * @throws BadEntryException for a weight that is negative or not finite, and for a missing value that got weight
     */
    public Observations reweighted(final Reweighting weights) {
        return ObservationsBuilder.reweighted(this, weights);
    }

    /** Says that nobody reads these any more, which {@link ObservationsBuilder#like} made: a store of theirs is given back. */
    public void discard() {
        strips().discard();
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
    public static Observations of(final double[][] x, final double @Nullable [][] v) {
        return ObservationsBuilder.of(x, v);
    }

    /** @return d, the number of pixels */
    public int pixels() {
        return m_reader.index().pixels();
    }

    /** @return n, the number of observations */
    public int count() {
        return m_reader.index().observations();
    }

    /** @return the type in which they are stored */
    public Precision precision() {
        return m_precision;
    }

    /** @return whether every entry is observed and has weight 1, so that Gram matrices are shared */
    public boolean uniform() {
        return m_sums.uniform();
    }

    /** @return e in stored x = x · 2⁻ᵉ */
    public int dataExponent() {
        return m_reader.dataExponent();
    }

    /** @return e in stored v = v · 2⁻ᵉ; 0 without weights */
    public int weightExponent() {
        return m_reader.weightExponent();
    }

    /** @return the smallest observed value as stored; +∞ if nothing is observed */
    public double minimum() {
        return m_sums.minimum();
    }

    /** @return Σ V X² of the stored values, which is χ² of the model 0 */
    public double weightedSquares() {
        return m_sums.weightedSquares();
    }

    double weightSum() {
        return m_sums.weightSum();
    }

    /** @return (Σ V X² / Σ V)^½ of the stored values, their weighted root mean square; 1 where all are 0 */
    public double size() {
        return m_sums.size();
    }

    /**
     * @param j index of the observation
     * @return Σ V X² of its stored values
     */
    public double weightedSquares(final int j) {
        return m_sums.squaresOf()[j];
    }

    /**
     * @param j index of the observation
     * @return the number of its entries with weight
     */
    public int observedCount(final int j) {
        return m_sums.observedCount()[j];
    }

    /** @return entries with weight */
    public long observedEntries() {
        return m_sums.observedEntries();
    }

    /** @return entries without weight, n d minus the observed ones */
    public long missingEntries() {
        return (long)count() * pixels() - observedEntries();
    }

    /** @return observed entries that were below zero, before any replacement */
    public long negativeEntries() {
        return m_sums.negativeEntries();
    }

    /** @return entries that {@link NegativeValues#CLIP} or {@link NegativeValues#WEIGHT_ZERO} changed */
    public long alteredEntries() {
        return m_sums.alteredEntries();
    }

    /** @return what became of observed values below zero */
    public NegativeValues negativeValues() {
        return m_negativeValues;
    }

    /** @return observations without any weight */
    public int emptyObservations() {
        return m_sums.emptyObservations();
    }

    /** @return pixels that no observation has weight in */
    public int emptyPixels() {
        return m_sums.emptyPixels();
    }

    /**
     * @param i index of the pixel
     * @return whether any observation has weight there
     */
    public boolean pixelObserved(final int i) {
        return m_sums.pixelObserved()[i];
    }

    /** @return what the steps on moments need to know */
    public DataSummary summary() {
        return new DataSummary(pixels(), count(), tileWidth(), dataExponent(), weightExponent(), uniform(), minimum(),
            weightedSquares(), observedEntries(), m_sums.pixelObserved().clone());
    }

    /**
     * One observation in the caller's units.
     *
     * @param j index of the observation
     * @param x receives d values, NaN where nothing is observed. Modified.
     * @param v receives d weights. Modified.
     */
    public void copy(final int j, final double[] x, final double[] v) {
        m_reader.copy(j, 0, pixels(), x, v);
    }

    /** @return reads any pixels of observations in the caller's units */
    public StripReader reader() {
        return m_reader;
    }

    Strips strips() {
        return m_reader.strips();
    }

    /** @return width of a tile in pixels; the last tile may reach beyond d, where strips are 0 */
    public int tileWidth() {
        return m_reader.index().tileWidth();
    }

    /** @return number of tiles the pixel axis is cut into */
    public int tiles() {
        return m_reader.index().tiles();
    }

    /**
     * @param j index of the observation, or n
     * @return index of its first strip; its strips end before {@code firstStrip(j + 1)}
     */
    public int firstStrip(final int j) {
        return m_reader.index().firstStrip()[j];
    }

    /**
     * @param strip index of the strip
     * @return the tile it lies in; ascending within an observation
     */
    public int tileOf(final int strip) {
        return m_reader.index().tileOfStrip()[strip];
    }

    /**
     * @param strip index of the strip
     * @return V∘X as stored, one tile long, {@code double[]} or {@code float[]} by {@link #precision()}. Read-only.
     */
    public Object weightedData(final int strip) {
        return strips().weightedData(strip, null);
    }

    /**
     * @param strip index of the strip
     * @param buffer may receive the strip where it is not in the heap; one tile of {@link #precision()}. Modified.
     * @return V∘X as stored. Read-only unless it is the buffer.
     */
    public Object weightedData(final int strip, final @Nullable Object buffer) {
        return strips().weightedData(strip, buffer);
    }

    /**
     * @param strip index of the strip
     * @return V as stored, one tile long, {@code double[]} or {@code float[]} by {@link #precision()}. Read-only.
     */
    public Object weights(final int strip) {
        return strips().weights(strip, null);
    }

    /**
     * @param strip index of the strip
     * @param buffer may receive the strip where it is not in the heap; one tile of {@link #precision()}. Modified.
     * @return V as stored. Read-only unless it is the buffer.
     */
    public Object weights(final int strip, final @Nullable Object buffer) {
        return strips().weights(strip, buffer);
    }

    /**
     * Brings observations that will be read soon into memory, where they lie in a store.
     *
     * @param from first observation
     * @param to end of the range, exclusive
     */
    public void fetch(final int from, final int to) {
        strips().fetch(firstStrip(from), firstStrip(to));
    }

    /** @return whether strips lie outside of the heap, so that they are best gone through in their order */
    public boolean stored() {
        return strips().stored();
    }
}
