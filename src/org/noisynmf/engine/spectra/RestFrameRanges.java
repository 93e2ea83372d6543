package org.noisynmf.engine.spectra;

import java.util.Arrays;

/** What spectra cover in their rest frames, on a logarithmic scale. */
public final class RestFrameRanges {

    private double[] m_starts = new double[16];

    private double[] m_ends = new double[16];

    private int m_count;

    /**
     * @param lowest wavelength observed, &gt; 0
     * @param highest wavelength observed
     * @param z redshift, &gt; −1
     */
    public void add(final double lowest, final double highest, final double z) {
        if (m_count == m_starts.length) {
            m_starts = Arrays.copyOf(m_starts, 2 * m_count);
            m_ends = Arrays.copyOf(m_ends, 2 * m_count);
        }
        final double stretch = 1 + Rebinning.checkRedshift(z);
        m_starts[m_count] = lowest / stretch;
        m_ends[m_count] = highest / stretch;
        m_count++;
    }

    /** @return number of spectra */
    public int count() {
        return m_count;
    }

    /** @return the lowest wavelength of any spectrum */
    public double lowest() {
        double lowest = Double.POSITIVE_INFINITY;
        for (int j = 0; j < m_count; j++) {
            lowest = Math.min(lowest, m_starts[j]);
        }
        return lowest;
    }

    /** @return the highest wavelength of any spectrum */
    public double highest() {
        double highest = 0;
        for (int j = 0; j < m_count; j++) {
            highest = Math.max(highest, m_ends[j]);
        }
        return highest;
    }

    /**
     * The spectrum that shares most with that with which it shares least: the best reference. With ranges s to e,
     * range j
     * shares min_k (min(e_j, e_k) − max(s_j, s_k)) = min(e_j − s_j, e_j − max s, min e − s_j, min_k (e_k − s_k)); the
     * last is the same for all.
     *
     * @return its index; the first of several
     */
    public int mostShared() {
        double firstEnd = Double.POSITIVE_INFINITY;
        double lastStart = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < m_count; j++) {
            firstEnd = Math.min(firstEnd, Math.log(m_ends[j]));
            lastStart = Math.max(lastStart, Math.log(m_starts[j]));
        }
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < m_count; j++) {
            final double start = Math.log(m_starts[j]);
            final double end = Math.log(m_ends[j]);
            final double shared = Math.min(end - start, Math.min(end - lastStart, firstEnd - start));
            if (shared > most) {
                best = j;
                most = shared;
            }
        }
        return best;
    }
}
