package org.noisynmf.io.fits;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.spectra.Spectrum;
import org.noisynmf.io.Vectors;
import org.noisynmf.io.fits.axis.WavelengthScale;
import org.noisynmf.io.fits.axis.WavelengthUnit;
import org.noisynmf.io.fits.file.FitsFormatException;
import org.noisynmf.io.source.Names;

/** Templates in a FITS file: spectra on one grid, whose pixels are named by their wavelengths. */
public final class FitsVectors {

    private static final FitsOptions OPTIONS = new FitsOptions("", "", null, "", WavelengthScale.AUTOMATIC, null);

    private FitsVectors() {
    }

    /**
     * @param file a FITS file
     * @return the unit of its wavelengths, or null if it states none
     * @throws IOException if it cannot be read
     */
    public static @Nullable WavelengthUnit unit(final Path file) throws IOException {
        try (FitsSpectra spectra = FitsSpectra.open(file, OPTIONS)) {
            return spectra.unit();
        }
    }

    /**
     * @param file a FITS file
     * @param unit to which wavelengths are converted where the file states another; null = as they are
     * @return its spectra as vectors, NaN = unknown, with their wavelengths as names of the entries
     * @throws FitsFormatException if they do not share their wavelengths, or a value is neither unknown nor a finite number ≥ 0
     * @throws IOException if it cannot be read
     */
    public static Vectors read(final Path file, final @Nullable WavelengthUnit unit) throws IOException {
        final List<double[]> rows = new ArrayList<>();
        double[] wavelengths = new double[0];
        try (FitsSpectra spectra =
            FitsSpectra.open(file, OPTIONS.in(unit))) {
            for (FitsSpectrum next = spectra.next(); next != null; next = spectra.next()) {
                final Spectrum one = next.spectrum();
                if (rows.isEmpty()) {
                    wavelengths = one.wavelengths();
                } else if (!Arrays.equals(wavelengths, one.wavelengths())) {
                    throw new FitsFormatException(
                        file + ": the templates 0 and " + rows.size() + " have different wavelengths");
                }
                for (int i = 0; i < one.pixels(); i++) {
                    if (!(Double.isNaN(one.flux()[i]) || one.flux()[i] >= 0 && Double.isFinite(one.flux()[i]))) {
                        throw new FitsFormatException(
                            file + ": template " + rows.size() + " is " + one.flux()[i] + " at pixel "
                                + i + ", but templates must be finite numbers ≥ 0");
                    }
                }
                rows.add(one.flux());
            }
        }
        final int d = wavelengths.length;
        final double[] values = new double[rows.size() * d];
        for (int k = 0; k < rows.size(); k++) {
            System.arraycopy(rows.get(k), 0, values, k * d, d);
        }
        return new Vectors(file.toString(), rows.size(), d, values,
            new Names(List.of(), Arrays.stream(wavelengths).mapToObj(Double::toString).toList()));
    }
}
