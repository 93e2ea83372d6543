package org.noisynmf.engine.storage;

import java.util.Arrays;

/** Collects where the strips of one observation after the other lie. */
public final class StripIndexBuilder {

    private final int m_pixels;

    private final int m_tileWidth;

    private int[] m_firstStrip = new int[65];

    private int[] m_tileOfStrip = new int[64];

    private int m_observations;

    private int m_strips;

    public StripIndexBuilder(final int pixels) {
        m_pixels = pixels;
        m_tileWidth = StripIndex.tileWidth(pixels);
    }

    /** @return pixels of a tile */
    public int tileWidth() {
        return m_tileWidth;
    }

    /**
     * @param tile the next strip of the observation lies in
     */
    public void add(final int tile) {
        if (m_strips == m_tileOfStrip.length) {
            m_tileOfStrip = Arrays.copyOf(m_tileOfStrip, Math.addExact(m_strips, m_strips));
        }
        m_tileOfStrip[m_strips++] = tile;
    }

    /** The next strip belongs to the next observation. */
    public void endObservation() {
        m_observations++;
        if (m_observations == m_firstStrip.length) {
            m_firstStrip = Arrays.copyOf(m_firstStrip, Math.addExact(m_observations, m_observations));
        }
        m_firstStrip[m_observations] = m_strips;
    }

    /** @return the index of all strips so far */
    public StripIndex build() {
        return new StripIndex(m_pixels, m_tileWidth, Arrays.copyOf(m_firstStrip, m_observations + 1),
            Arrays.copyOf(m_tileOfStrip, m_strips));
    }
}
