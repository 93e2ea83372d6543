package org.noisynmf.io.fits;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.noisynmf.io.WeightKind;
import org.noisynmf.io.fits.axis.WavelengthScale;
import org.noisynmf.io.fits.axis.WavelengthUnit;

/**
 * How a file of spectra is to be read.
 *
 * @param flux name of the extension or column that holds the fluxes; empty = find it
 * @param uncertainty the same for their uncertainties
 * @param kind what the uncertainties are; null = what their name says
 * @param wavelengths the same for the wavelengths; empty = find them, or take them from the header
 * @param scale what the numbers on the wavelength axis are
 * @param uncertaintyFile the file that holds the uncertainties; null = the file of the fluxes, or its neighbour
 * @param mask what is done with the mask of the fluxes
 * @param unit the unit that wavelengths are converted to; null = that of the file. Where the file states none, its
 *            numbers are taken as they are.
 * @param redshift the keyword of the header or the column that holds redshifts; empty = REDSHIFT or Z
 */
public record FitsOptions(String flux, String uncertainty, @Nullable WeightKind kind, String wavelengths,
    WavelengthScale scale, @Nullable Path uncertaintyFile, MaskOptions mask, @Nullable WavelengthUnit unit,
    String redshift) {

    /** Everything is found. */
    public static final FitsOptions DEFAULT = new FitsOptions("", "", null, "", WavelengthScale.AUTOMATIC, null);

    /** Trims the names. */
    public FitsOptions {
        flux = flux.trim();
        uncertainty = uncertainty.trim();
        wavelengths = wavelengths.trim();
        redshift = redshift.trim();
    }

    /**
     * Options that do not look at masks, keep units and find redshifts.
     *
     * @param flux as above
     * @param uncertainty as above
     * @param kind as above
     * @param wavelengths as above
     * @param scale as above
     * @param uncertaintyFile as above
     */
    public FitsOptions(final String flux, final String uncertainty, final @Nullable WeightKind kind,
        final String wavelengths, final WavelengthScale scale, final @Nullable Path uncertaintyFile) {
        this(flux, uncertainty, kind, wavelengths, scale, uncertaintyFile, MaskOptions.NONE);
    }

    /**
     * Options that keep units and find redshifts.
     *
     * @param flux as above
     * @param uncertainty as above
     * @param kind as above
     * @param wavelengths as above
     * @param scale as above
     * @param uncertaintyFile as above
     * @param mask as above
     */
    public FitsOptions(final String flux, final String uncertainty, final @Nullable WeightKind kind,
        final String wavelengths, final WavelengthScale scale, final @Nullable Path uncertaintyFile,
        final MaskOptions mask) {
        this(flux, uncertainty, kind, wavelengths, scale, uncertaintyFile, mask, null, "");
    }

    /**
     * @param wanted the unit of wavelengths; null = that of the file
     * @return the same with this unit
     */
    public FitsOptions in(final @Nullable WavelengthUnit wanted) {
        return new FitsOptions(flux, uncertainty, kind, wavelengths, scale, uncertaintyFile, mask, wanted, redshift);
    }

    /**
     * @param name a keyword or column; empty = REDSHIFT or Z
     * @return the same with redshifts from there
     */
    public FitsOptions withRedshift(final String name) {
        return new FitsOptions(flux, uncertainty, kind, wavelengths, scale, uncertaintyFile, mask, unit, name);
    }
}
