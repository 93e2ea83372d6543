package org.noisynmf.engine.data;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.storage.Precision;
import org.noisynmf.engine.storage.StripIndexBuilder;
import org.noisynmf.engine.storage.StripStore;
import org.noisynmf.engine.storage.StripsBuilder;

/**
 * Observations in the making: each that is added becomes strips at once, so that peak memory is the strips and one
 * observation.
 */
public final class ObservationsBuilder {

    /** Coefficients of a single template must fit into an array. */
    private static final long MAX_OBSERVATIONS = Integer.MAX_VALUE - 8L;

    private final int m_pixels;

    private final StripIndexBuilder m_index;

    private final EntryReader m_entries;

    private final StripsBuilder m_strips;

    private final StripWriter m_writer;

    private long m_expected;

    private int m_count;

    private int[] m_observedCount = new int[64];

    private int m_dataExponent;

    private int m_weightExponent;

    private boolean m_dataExponentKnown;

    private boolean m_weightExponentKnown;

    private boolean m_exponentsAgreed;

    private boolean m_built;

    ObservationsBuilder(final int pixels) {
        if (pixels < 1) {
            throw new IllegalArgumentException("Observations have " + pixels + " pixels, but at least 1 is needed");
        }
        m_pixels = pixels;
        m_index = new StripIndexBuilder(pixels);
        m_entries = new EntryReader(pixels);
        m_strips = new StripsBuilder(m_index.tileWidth());
        m_writer = new StripWriter(m_strips);
    }

    /**
     * A builder for observations that follow from others and lie where those lie: in the heap, in a store beside theirs, or in
     * one where the others would have gone if the heap had had no room for them.
     *
     * @param data as many observations of as many pixels, whose precision theirs will be. Not modified.
     * @return the builder; what it builds is to be discarded before the others are, or with them
     */
    public static ObservationsBuilder like(final Observations data) {
        final ObservationsBuilder builder =
            new ObservationsBuilder(data.pixels()).precision(data.precision()).expect(data.count());
        final Supplier<StripStore> store = data.strips().beside();
        return store == null ? builder : data.stored() ? builder.storedIn(store.get()) : builder.spillingTo(store);
    }

    /** See {@link Observations#reweighted}. */
    static Observations reweighted(final Observations data, final Reweighting weights) {
        final ObservationsBuilder builder = like(data);
        final double[] x = new double[data.pixels()];
        final double[] v = new double[data.pixels()];
        for (int j = 0; j < data.count(); j++) {
            data.copy(j, x, v);
            weights.apply(j, x, v);
            builder.add(x, v);
        }
        return builder.build();
    }

    /** See {@link Observations#of}. */
    static Observations of(final double[][] x, final double @Nullable [][] v) {
        if (x.length == 0) {
            throw new IllegalArgumentException("There are no observations; at least one is needed");
        }
        if (v != null && v.length != x.length) {
            throw new IllegalArgumentException(
                "There are weights for " + v.length + " observations, but data for " + x.length);
        }
        final ObservationsBuilder builder = new ObservationsBuilder(x[0].length);
        for (int j = 0; j < x.length; j++) {
            builder.add(x[j], v == null ? null : v[j]);
        }
        return builder.build();
    }

    /**
     * @param precision type in which to store; before the first observation
     * @return this
     */
    public ObservationsBuilder precision(final Precision precision) {
        requireEmpty();
        m_writer.setPrecision(Objects.requireNonNull(precision));
        return this;
    }

    /**
     * @param negativeValues what becomes of observed values below zero; before the first observation
     * @return this
     */
    public ObservationsBuilder negativeValues(final NegativeValues negativeValues) {
        requireEmpty();
        m_entries.setNegativeValues(Objects.requireNonNull(negativeValues));
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
        m_entries.setExtraUncertainty(share);
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
        m_strips.spillTo(store);
        return this;
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
    public ObservationsBuilder add(final double[] x, final double @Nullable [] v) {
        if (m_built) {
            throw new IllegalStateException("The observations have been built already");
        }
        if (x.length != m_pixels || v != null && v.length != m_pixels) {
            throw new IllegalArgumentException("Observation " + m_count + " has " + x.length + " values"
                + (v == null ? "" : " and " + v.length + " weights") + ", but " + m_pixels + " are expected");
        }
        final int observed = m_entries.read(m_count, x, v);
        if (!m_weightExponentKnown && observed > 0) {
            m_weightExponent = exponent(m_entries.largestWeight());
            m_weightExponentKnown = true;
        }
        if (!m_dataExponentKnown && m_entries.largest() > 0) {
            m_dataExponent = exponent(m_entries.largest());
            m_dataExponentKnown = true;
        }
        if (m_count == m_observedCount.length) {
            m_observedCount = Arrays.copyOf(m_observedCount, Math.addExact(m_count, m_count));
        }
        m_observedCount[m_count] = observed;
        final int width = m_index.tileWidth();
        for (int from = 0, tile = 0; from < m_pixels; from += width, tile++) {
            final int to = Math.min(from + width, m_pixels);
            if (m_entries.hasWeight(from, to)) {
                m_index.add(tile);
                m_writer.store(m_entries, from, to, m_dataExponent, m_weightExponent);
            }
        }
        m_index.endObservation();
        m_writer.endObservation();
        m_count++;
        m_strips.requireRoom(m_count, m_expected, m_pixels);
        return this;
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
            // the first observation chose the exponents; here the largest values have the last word
            final int data = exponent(m_entries.largest());
            final int weight = exponent(m_entries.largestWeight());
            m_writer.scale(m_dataExponent - data, m_weightExponent - weight);
            m_dataExponent = data;
            m_weightExponent = weight;
        }
        m_built = true;
        final DataSums sums = m_entries.sums(m_dataExponent, m_writer.weightSum(), m_writer.weightedSquares(),
            m_writer.squaresOf(), Arrays.copyOf(m_observedCount, m_count));
        return new Observations(m_index.build(), m_strips.build(), m_writer.precision(), m_entries.negativeValues(),
            m_dataExponent, m_weightExponent, sums);
    }
}
