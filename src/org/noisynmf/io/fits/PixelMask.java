package org.noisynmf.io.fits;

import java.io.IOException;

import org.noisynmf.io.fits.file.FitsContent;
import org.noisynmf.io.fits.file.FitsFormatException;
import org.noisynmf.io.fits.file.Scaling;
import org.noisynmf.io.fits.series.Candidate;
import org.noisynmf.io.fits.series.Series;

/** Tells which pixels of a spectrum its mask takes out. */
final class PixelMask {

    private final FitsContent m_file;

    private final Candidate m_mask;

    private final MaskOptions m_options;

    /**
     * @param file the file
     * @param mask what it holds
     * @param options how it is to be used; not {@link MaskOptions.Use#NONE}
     */
    PixelMask(final FitsContent file, final Candidate mask, final MaskOptions options) {
        m_file = file;
        m_mask = mask;
        m_options = options;
    }

    /**
     * @param row of the fluxes, 0-based
     * @param pixels of the spectrum
     * @return for each pixel whether it is taken out; no value in the mask takes it out too
     * @throws FitsFormatException if the mask has another length, or its numbers have no bits; names the place
     * @throws IOException if it cannot be read; the message names the file
     */
    boolean[] row(final int row, final int pixels) throws IOException {
        final Series series = m_mask.series();
        final int own = series.count() == 1 ? 0 : row;
        final Object stored = series.stored(own);
        final boolean[] masked =
            stored instanceof float[] || stored instanceof double[] || !series.scaling().keepsBits()
                ? ofNumbers(own, series.scaling().numbers(stored)) : ofBits(Scaling.whole(stored));
        m_mask.checkLength(m_file, own, masked.length, pixels);
        return masked;
    }

    private boolean[] ofBits(final long[] stored) {
        final Scaling scaling = m_mask.series().scaling();
        final long bits = m_options.use() == MaskOptions.Use.BITS ? m_options.bits() : -1;
        final boolean[] masked = new boolean[stored.length];
        for (int i = 0; i < masked.length; i++) {
            masked[i] = scaling.isBlank(stored[i]) || (scaling.bits(stored[i]) & bits) != 0;
        }
        return masked;
    }

    /** Some archives write whole numbers as floating-point ones. */
    private boolean[] ofNumbers(final int row, final double[] numbers) throws FitsFormatException {
        final boolean[] masked = new boolean[numbers.length];
        for (int i = 0; i < masked.length; i++) {
            final double number = numbers[i];
            if (m_options.use() == MaskOptions.Use.BITS && !Double.isNaN(number)) {
                if (number != Math.rint(number) || Math.abs(number) >= Long.MAX_VALUE) {
                    throw new FitsFormatException(m_file.name() + ", " + m_mask.rowPlace(row) + ", pixel " + i
                        + ": the mask is " + number + ", but must be a whole number");
                }
                masked[i] = ((long)number & m_options.bits()) != 0;
            } else {
                masked[i] = number != 0;
            }
        }
        return masked;
    }
}
