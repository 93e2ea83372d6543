package org.noisynmf.engine.spectra;

import java.util.Arrays;

/**
 * Brings spectra to the brightness of a reference, so that what varies among them is their shape: the scale s makes the
 * median flux of a spectrum that of the reference over the pixels that both have (Green &amp; Bailey 2024, before
 * eq. 21).
 */
public final class Renormalisation {

    private final AlignedSpectrum m_reference;

    private final int m_fewest;

    /**
     * @param reference the spectrum of scale 1. Not modified.
     * @param fewest pixels that a spectrum and the reference must have in common, ≥ 1
     */
    public Renormalisation(final AlignedSpectrum reference, final int fewest) {
        if (fewest < 1) {
            throw new IllegalArgumentException(
                "The number of common pixels is " + fewest + ", but at least 1 is needed");
        }
        m_reference = reference;
        m_fewest = fewest;
    }

    /**
     * @param spectrum on the same grid. Not modified.
     * @return s &gt; 0
     * @throws IllegalArgumentException if there is none: too few common pixels, or a median that is not above 0
     */
    public double scale(final AlignedSpectrum spectrum) {
        final double[] here = new double[spectrum.flux().length];
        final double[] there = new double[here.length];
        int common = 0;
        for (int i = 0; i < here.length; i++) {
            if (spectrum.weights()[i] > 0 && m_reference.weights()[i] > 0) {
                here[common] = spectrum.flux()[i];
                there[common] = m_reference.flux()[i];
                common++;
            }
        }
        if (common < m_fewest) {
            throw new IllegalArgumentException("it has " + common + " pixels in common with the reference, but "
                + m_fewest + " are needed");
        }
        final double wanted = checkPositive(median(there, common), "the reference");
        return wanted / checkPositive(median(here, common), "the spectrum");
    }

    private static double checkPositive(final double median, final String of) {
        if (median > 0) {
            return median;
        }
        throw new IllegalArgumentException(
            "the median flux of " + of + " over their common pixels is " + median + ", but must be above 0");
    }

    private static double median(final double[] values, final int count) {
        Arrays.sort(values, 0, count);
        return count % 2 == 1 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
    }
}
