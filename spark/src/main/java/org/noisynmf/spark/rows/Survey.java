package org.noisynmf.spark.rows;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.BadEntryException;
import org.noisynmf.engine.data.Observations;

/**
 * What all blocks must agree on before any is stored, added up over all rows: their number and length, the largest value and
 * weight, which pixels are observed, and which rows cannot be used.
 */
public final class Survey implements Serializable {

    private static final long serialVersionUID = 1;

    /** Rows that cannot be used, of which so many are named. */
    private static final int NAMED = 5;

    private long m_rows;

    private int m_shortest = Integer.MAX_VALUE;

    private String m_shortestRow = "";

    private int m_longest;

    private String m_longestRow = "";

    private long m_observed;

    private long m_empty;

    private long m_negative;

    private double m_largest;

    private double m_largestWeight;

    private boolean m_ones = true;

    private boolean[] m_pixelObserved = new boolean[0];

    private long m_bad;

    private final List<String> m_named = new ArrayList<>();

    /**
     * @param row counted, and checked
     */
    void add(final ObservationRow row) {
        m_rows++;
        if (row.problem() != null) {
            bad(row, row.problem());
            return;
        }
        final double[] x = row.values();
        final double @Nullable [] v = row.weights();
        final int start = row.start();
        length(row.name(), start + x.length);
        reach(start + x.length);
        long observed = 0;
        for (int i = 0; i < x.length; i++) {
            final double weight = v == null ? Double.isNaN(x[i]) ? 0 : 1 : v[i];
            final double magnitude = Math.abs(x[i]);
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)
                || weight > 0 && !(magnitude < Double.POSITIVE_INFINITY)) {
                bad(row, problem(row));
                return;
            }
            if (weight > 0) {
                observed++;
                m_pixelObserved[start + i] = true;
                m_largest = Math.max(m_largest, magnitude);
                m_largestWeight = Math.max(m_largestWeight, weight);
                m_negative += x[i] < 0 ? 1 : 0;
                m_ones &= weight == 1;
            }
        }
        m_observed += observed;
        m_empty += observed == 0 ? 1 : 0;
    }

    private void reach(final int pixels) {
        if (pixels > m_pixelObserved.length) {
            m_pixelObserved =
                Arrays.copyOf(m_pixelObserved, Math.max(pixels, m_pixelObserved.length + m_pixelObserved.length / 2));
        }
    }

    private void length(final String name, final int length) {
        if (length < m_shortest) {
            m_shortest = length;
            m_shortestRow = name;
        }
        if (length > m_longest) {
            m_longest = length;
            m_longestRow = name;
        }
    }

    private void bad(final ObservationRow row, final String problem) {
        m_bad++;
        if (m_named.size() < NAMED) {
            m_named
                .add("\"" + row.name() + "\"" + (row.file().isEmpty() ? "" : " (" + row.file() + ")") + ": " + problem);
        }
    }

    /** In the words of the engine, with the pixel on the whole grid. */
    private static String problem(final ObservationRow row) {
        try {
            Observations.builder(row.values().length).add(row.values(), row.weights());
            throw new IllegalStateException("The engine accepts what the survey does not");
        } catch (final BadEntryException e) {
            return "pixel " + (row.start() + e.pixel()) + " (from 0): " + e.problem();
        }
    }

    /**
     * @param other survey of other rows, after these. Not modified.
     * @return this
     */
    Survey plus(final Survey other) {
        m_rows += other.m_rows;
        if (other.m_longest > 0) {
            length(other.m_shortestRow, other.m_shortest);
            length(other.m_longestRow, other.m_longest);
        }
        m_observed += other.m_observed;
        m_empty += other.m_empty;
        m_negative += other.m_negative;
        m_largest = Math.max(m_largest, other.m_largest);
        m_largestWeight = Math.max(m_largestWeight, other.m_largestWeight);
        m_ones &= other.m_ones;
        reach(other.m_pixelObserved.length);
        for (int i = 0; i < other.m_pixelObserved.length; i++) {
            m_pixelObserved[i] |= other.m_pixelObserved[i];
        }
        m_bad += other.m_bad;
        for (final String named : other.m_named) {
            if (m_named.size() < NAMED) {
                m_named.add(named);
            }
        }
        return this;
    }

    /**
     * @param layout of the rows
     * @return d
     * @throws IllegalArgumentException if there are no rows, or some cannot be used; names them
     */
    int pixels(final Layout layout) {
        if (m_rows == 0) {
            throw new IllegalArgumentException("There are no rows; at least one observation is needed");
        }
        if (m_bad > 0) {
            throw new IllegalArgumentException(m_bad + " of " + m_rows + (m_rows == 1 ? " row" : " rows")
                + " cannot be used. Row " + String.join("; row ", m_named)
                + (m_bad > m_named.size() ? "; and so on" : ""));
        }
        if (!layout.windows() && m_shortest != m_longest) {
            throw new IllegalArgumentException("Row \"" + m_shortestRow + "\" has " + m_shortest + " values, but row \""
                + m_longestRow + "\" has " + m_longest
                + "; bring all to one grid, or store windows with their first pixel");
        }
        if (layout.windows() && layout.pixels() > 0 && m_longest > layout.pixels()) {
            throw new IllegalArgumentException("Row \"" + m_longestRow + "\" ends after pixel " + (m_longest - 1)
                + " (from 0), but there are " + layout.pixels() + " pixels");
        }
        final int pixels = layout.windows() && layout.pixels() > 0 ? layout.pixels() : m_longest;
        if (pixels == 0) {
            throw new IllegalArgumentException("Every row is empty, but at least 1 pixel is needed");
        }
        return pixels;
    }

    /** @return n */
    public long rows() {
        return m_rows;
    }

    /** @return entries with weight */
    public long observed() {
        return m_observed;
    }

    /** @return rows without any weight */
    public long empty() {
        return m_empty;
    }

    /** @return observed entries below zero */
    public long negative() {
        return m_negative;
    }

    /** @return e in stored x = x · 2⁻ᵉ, as {@link org.noisynmf.engine.data.ObservationsBuilder} chooses it */
    int dataExponent() {
        return m_largest > 0 ? Math.getExponent(m_largest) : 0;
    }

    /** @return e in stored v = v · 2⁻ᵉ */
    int weightExponent() {
        return m_largestWeight > 0 ? Math.getExponent(m_largestWeight) : 0;
    }

    /**
     * @param pixels d
     * @return whether every entry is observed and has weight 1
     */
    boolean uniform(final int pixels) {
        return m_ones && m_observed == m_rows * pixels;
    }

    /**
     * @param pixels d
     * @return whether any row has weight in a pixel
     */
    boolean[] pixelObserved(final int pixels) {
        return Arrays.copyOf(m_pixelObserved, pixels);
    }
}
