package org.noisynmf.engine.moments;

import java.util.Arrays;

import org.noisynmf.engine.data.Observations;

/** The strips of every tile, by ascending observation: what one observation stored in one tile is an entry. */
final class TileEntries {

    /** Entries of tile t are m_tileStart[t] … m_tileStart[t + 1] − 1. */
    private final int[] m_tileStart;

    private final int[] m_observationOf;

    private final int[] m_stripOf;

    TileEntries(final Observations observations) {
        final int strips = observations.firstStrip(observations.count());
        m_tileStart = new int[observations.tiles() + 1];
        for (int s = 0; s < strips; s++) {
            m_tileStart[observations.tileOf(s) + 1]++;
        }
        Arrays.parallelPrefix(m_tileStart, Integer::sum);
        m_observationOf = new int[strips];
        m_stripOf = new int[strips];
        final int[] next = m_tileStart.clone();
        for (int j = 0; j < observations.count(); j++) {
            for (int s = observations.firstStrip(j); s < observations.firstStrip(j + 1); s++) {
                final int entry = next[observations.tileOf(s)]++;
                m_observationOf[entry] = j;
                m_stripOf[entry] = s;
            }
        }
    }

    /**
     * @param tile index of the tile
     * @param observation index of an observation, or n
     * @return the first entry of the tile that belongs to this observation or a later one
     */
    int lowerBound(final int tile, final int observation) {
        final int found =
            Arrays.binarySearch(m_observationOf, m_tileStart[tile], m_tileStart[tile + 1], observation);
        return found >= 0 ? found : -found - 1;
    }

    /**
     * @param tile index of the tile
     * @return the entry behind its last
     */
    int end(final int tile) {
        return m_tileStart[tile + 1];
    }

    /**
     * @param entry index of the entry
     * @return its observation
     */
    int observationOf(final int entry) {
        return m_observationOf[entry];
    }

    /**
     * @param entry index of the entry
     * @return its strip
     */
    int stripOf(final int entry) {
        return m_stripOf[entry];
    }
}
