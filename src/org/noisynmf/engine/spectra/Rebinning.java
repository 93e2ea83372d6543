package org.noisynmf.engine.spectra;

import java.util.Arrays;

/**
 * Brings a spectrum onto a grid in its rest frame, its flux conserved: an observed pixel that reaches over several
 * pixels of the grid gives each its share. A pixel of the grid gets the mean of the flux densities over it, f_k = Σ_j
 * l_kj f_j / Σ_j l_kj with l_kj the length of the overlap, and the variance Σ_j l_kj² σ_j² / (Σ_j l_kj)²; the
 * correlation with its neighbours, which share observed pixels, is not kept. Redshift z squeezes wavelengths by 1 + z
 * and raises flux densities by as much.
 */
public final class Rebinning {

    private final RestFrameGrid m_grid;

    private final double m_coverage;

    /**
     * @param grid in the rest frame
     * @param coverage share of a pixel of the grid, &gt; 0 to 1, that must have been measured for it to be observed
     */
    public Rebinning(final RestFrameGrid grid, final double coverage) {
        if (!(coverage > 0 && coverage <= 1)) {
            throw new IllegalArgumentException("The coverage is " + coverage + ", but must be above 0 and at most 1");
        }
        m_grid = grid;
        m_coverage = coverage;
    }

    /**
     * @param z a redshift
     * @return z
     * @throws IllegalArgumentException if it is not finite and &gt; −1
     */
    public static double checkRedshift(final double z) {
        if (z > -1 && z < Double.POSITIVE_INFINITY) {
            return z;
        }
        throw new IllegalArgumentException("The redshift is " + z + ", but must be a finite number > -1");
    }

    /**
     * @param spectrum as observed. Not modified.
     * @param z its redshift, &gt; −1
     * @return the spectrum in its rest frame
     */
    public AlignedSpectrum align(final Spectrum spectrum, final double z) {
        final double stretch = 1 + checkRedshift(z);
        final double[] from = edges(spectrum.wavelengths(), stretch);
        final double[] flux = new double[m_grid.pixels()];
        final double[] weights = new double[flux.length];
        Arrays.fill(flux, Double.NaN);
        int j = 0;
        for (int k = 0; k < flux.length; k++) {
            final double low = m_grid.edge(k);
            final double high = m_grid.edge(k + 1);
            while (j < spectrum.pixels() && from[j + 1] <= low) {
                j++;
            }
            double length = 0;
            double sum = 0;
            double variance = 0;
            for (int i = j; i < spectrum.pixels() && from[i] < high; i++) {
                if (spectrum.isMeasured(i)) {
                    final double overlap = Math.min(high, from[i + 1]) - Math.max(low, from[i]);
                    length += overlap;
                    sum += overlap * spectrum.flux()[i];
                    variance += spectrum.weights() == null ? 0 : overlap * overlap / spectrum.weights()[i];
                }
            }
            if (length >= m_coverage * (high - low)) {
                final double weight =
                    spectrum.weights() == null ? 1 : length * length / variance / (stretch * stretch);
                if (weight > 0 && weight < Double.POSITIVE_INFINITY) {
                    flux[k] = stretch * sum / length;
                    weights[k] = weight;
                }
            }
        }
        return new AlignedSpectrum(flux, weights, spectrum.weights() != null);
    }

    /** Pixels meet half-way between their centres. */
    private static double[] edges(final double[] wavelengths, final double stretch) {
        final int d = wavelengths.length;
        final double[] edges = new double[d + 1];
        for (int i = 1; i < d; i++) {
            edges[i] = (wavelengths[i - 1] + wavelengths[i]) / 2 / stretch;
        }
        edges[0] = wavelengths[0] / stretch - (edges[1] - wavelengths[0] / stretch);
        edges[d] = wavelengths[d - 1] / stretch + (wavelengths[d - 1] / stretch - edges[d - 1]);
        return edges;
    }
}
