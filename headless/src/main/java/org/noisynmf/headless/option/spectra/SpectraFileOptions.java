package org.noisynmf.headless.option.spectra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.spectra.Alignment;
import org.noisynmf.io.NamedNumbers;
import org.noisynmf.io.WeightKind;
import org.noisynmf.io.fits.FitsOptions;
import org.noisynmf.io.fits.FitsSpectrum;
import org.noisynmf.io.fits.MaskOptions;
import org.noisynmf.io.fits.ReadingNotes;
import org.noisynmf.io.fits.SpectraFiles;
import org.noisynmf.io.fits.axis.WavelengthScale;
import org.noisynmf.io.fits.axis.WavelengthUnit;

import picocli.CommandLine.Option;

/** Options that say where in FITS files spectra are, and their redshifts. */
public final class SpectraFileOptions {

    private static final List<String> HEADINGS = List.of("redshift", "z", "zbest", "z_best");

    private @Nullable NamedNumbers m_catalogue;

    private @Nullable WavelengthUnit m_preferred;

    @Option(names = "--redshifts", paramLabel = "FILE", order = 14,
        description = "Redshifts of spectra in FITS files: a CSV file of names (of the file, with or without its "
            + "ending, or of the object) and redshifts, in a column called redshift or z, or in the second column. "
            + "Default: those in the FITS files.")
    @Nullable
    Path redshifts;

    @Option(names = "--redshift-key", paramLabel = "NAME", defaultValue = "", order = 14,
        description = "The keyword of the header or the column of a FITS file that holds its redshift. Default: REDSHIFT "
            + "or Z.")
    String redshiftKey;

    @Option(names = "--flux", paramLabel = "NAME", defaultValue = "", order = 15,
        description = "The extension or column of FITS files that holds fluxes. Default: found by its name.")
    String flux;

    @Option(names = "--uncertainty", paramLabel = "NAME", defaultValue = "", order = 15,
        description = "The same for their uncertainties; --weights-are says what they are. Default: found by its name.")
    String uncertainty;

    @Option(names = "--wavelengths", paramLabel = "NAME", defaultValue = "", order = 15,
        description = "The same for their wavelengths. Default: found by its name, otherwise the axis that the header "
            + "describes.")
    String wavelengths;

    @Option(names = "--wavelength-unit", paramLabel = "UNIT", order = 15,
        description = "The unit to which wavelengths are converted, such as Angstrom, nm or um. Default: that of "
            + "templates in a FITS file, otherwise that of the first file.")
    @Nullable
    String unit;

    @Option(names = "--mask", paramLabel = "BITS", order = 15,
        description = "Leave out pixels that the masks of FITS files mark: any (mask not 0), or a sum of powers of 2, "
            + "one of which is set. Default: masks are not used.")
    @Nullable
    String mask;

    /**
     * What was read from FITS files, in the frame of the observer.
     *
     * @param spectra with their redshifts, as far as these are known
     * @param notes what the user should know
     */
    public record Read(List<Alignment.Observed> spectra, ReadingNotes notes) {
    }

    /**
     * @param data what the user named as data
     * @return whether it is to be read as spectra: a FITS file, or a folder
     */
    public static boolean isFits(final Path data) {
        return Files.isDirectory(data) || SpectraFiles.isFits(data);
    }

    /**
     * Reads spectra as they were observed.
     *
     * @param data a file or folder
     * @param kind what uncertainties are; null = what their name says
     * @param observer hears of progress and may cancel
     * @return the spectra
     * @throws IOException if a file cannot be read
     */
    public Read read(final Path data, final @Nullable WeightKind kind, final Observer observer) throws IOException {
        final NamedNumbers catalogue = redshifts == null ? null : NamedNumbers.read(redshifts, HEADINGS);
        final List<Alignment.Observed> spectra = new ArrayList<>();
        final ReadingNotes notes = new ReadingNotes();
        SpectraFiles.<IOException>read(data, fitsOptions(kind), notes, (id, read, done) -> {
            observer.throwIfCancelled();
            spectra.add(new Alignment.Observed(id, read.spectrum(), redshift(id, read, catalogue)));
            observer.progress(done, "Reading " + id);
        });
        return new Read(spectra, notes);
    }

    /** @return whether redshifts come from a file of names and redshifts */
    public boolean hasCatalogue() {
        return redshifts != null;
    }

    /**
     * @param name of a spectrum that comes from no FITS file
     * @return its redshift in the catalogue; NaN if it is not there, or there is none
     * @throws IOException if the catalogue cannot be read
     */
    public double redshift(final String name) throws IOException {
        if (redshifts != null && m_catalogue == null) {
            m_catalogue = NamedNumbers.read(redshifts, HEADINGS);
        }
        return m_catalogue == null ? Double.NaN : m_catalogue.numbers().getOrDefault(name, Double.NaN);
    }

    private static double redshift(final String id, final FitsSpectrum read, final @Nullable NamedNumbers catalogue) {
        if (catalogue != null) {
            final String object = read.object();
            for (final String name : object == null ? new String[]{id, SpectraFiles.withoutEnding(id)}
                : new String[]{id, SpectraFiles.withoutEnding(id), object}) {
                final Double z = catalogue.numbers().get(name);
                if (z != null) {
                    return z;
                }
            }
        }
        return read.redshift().orElse(Double.NaN);
    }

    /**
     * @param other the unit of templates; null = not known. It is that of the spectra unless the user wants another.
     */
    public void prefer(final @Nullable WavelengthUnit other) {
        m_preferred = other;
    }

    /** @return the unit of wavelengths; null = that of the first file */
    public @Nullable WavelengthUnit wavelengthUnit() {
        final WavelengthUnit wanted = unit == null ? m_preferred : WavelengthUnit.of(unit);
        if (unit != null && wanted == null) {
            throw new IllegalArgumentException(
                "--wavelength-unit " + unit + " is not a known unit of wavelength; Angstrom, nm, um and m are");
        }
        return wanted;
    }

    private FitsOptions fitsOptions(final @Nullable WeightKind kind) {
        return new FitsOptions(flux, uncertainty, kind, wavelengths, WavelengthScale.AUTOMATIC, null, maskOptions(),
            wavelengthUnit(),
            redshiftKey);
    }

    private MaskOptions maskOptions() {
        if (mask == null) {
            return MaskOptions.NONE;
        }
        if ("any".equals(mask)) {
            return new MaskOptions(MaskOptions.Use.NOT_ZERO, "", 0);
        }
        try {
            return new MaskOptions(MaskOptions.Use.BITS, "", Long.parseLong(mask));
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException("--mask " + mask + " is neither \"any\" nor a whole number", e);
        }
    }
}
