package org.noisynmf.io.fits.file;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import nom.tam.fits.Header;
import nom.tam.fits.compression.algorithm.quant.RandomSequence;

/**
 * Floating-point numbers that were made whole before they were compressed: number = zero + scale · (whole − r + ½) with
 * r from the sequence of random numbers that the standard prescribes, or number = zero + scale · whole without
 * dithering. FITS standard 4.0, section 10.2.
 * <p>
 * The library adds ½ without dithering too, and takes 0 for the mark of missing numbers where the header names it.
 */
public final class Quantisation {

    /** The mark of an exact 0 that cfitsio writes, and the one in the text of the standard. */
    private static final int ZERO = Integer.MIN_VALUE + 2;

    private static final int ZERO_OF_STANDARD = Integer.MIN_VALUE + 1;

    /** Where a tile's random numbers begin is 500 times the random number that belongs to the tile. */
    private static final int STRETCH = 500;

    private final boolean m_dithered;

    private final boolean m_zeroMarked;

    private final long m_seed;

    /**
     * @param header of a compressed image
     */
    public Quantisation(final Header header) {
        final String method = header.getStringValue("ZQUANTIZ", "NO_DITHER").trim().toUpperCase(Locale.ROOT);
        m_dithered = method.startsWith("SUBTRACTIVE_DITHER");
        m_zeroMarked = method.equals("SUBTRACTIVE_DITHER_2");
        m_seed = header.getLongValue("ZDITHER0", 1);
    }

    /**
     * @param whole as unpacked. Not modified.
     * @param tile 0-based
     * @param scale ZSCALE
     * @param zero ZZERO
     * @param blank ZBLANK, the mark of missing numbers; or null
     * @return the numbers; NaN where they are missing
     */
    public double[] numbers(final int[] whole, final int tile, final double scale, final double zero,
        final @Nullable Integer blank) {
        int begin = (int)Math.floorMod(m_seed + tile - 1, (long)RandomSequence.length());
        int next = first(begin);
        final double[] numbers = new double[whole.length];
        for (int i = 0; i < whole.length; i++) {
            if (blank != null && blank == whole[i]) {
                numbers[i] = Double.NaN;
            } else if (m_zeroMarked && (whole[i] == ZERO || whole[i] == ZERO_OF_STANDARD)) {
                numbers[i] = 0;
            } else {
                final double shift = m_dithered ? 0.5 - random(next) : 0;
                numbers[i] = (whole[i] + shift) * scale + zero;
            }
            next++;
            if (next == RandomSequence.length()) {
                begin = (begin + 1) % RandomSequence.length();
                next = first(begin);
            }
        }
        return numbers;
    }

    private static int first(final int begin) {
        return (int)(random(begin) * STRETCH);
    }

    /** In single precision, as in cfitsio. */
    private static float random(final int index) {
        return (float)RandomSequence.get(index);
    }
}
