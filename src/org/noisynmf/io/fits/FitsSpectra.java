package org.noisynmf.io.fits;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.model.BadEntryException;
import org.noisynmf.engine.spectra.Spectrum;
import org.noisynmf.io.WeightKind;

import nom.tam.fits.Header;

/**
 * The spectra of a FITS file, read one at a time. Not thread-safe.
 * <p>
 * Known forms: images of one spectrum or of one spectrum a row, with uncertainties and wavelengths in further
 * extensions, in rows of the same image that the header describes, or in a file beside; tables of one spectrum a row,
 * with arrays of fixed or variable length in the cells; tables of one spectrum, a pixel a row. Images and tables may be
 * compressed tile by tile. Wavelengths stand in the header (linear or logarithmic), in an extension or in a column.
 */
public final class FitsSpectra implements Closeable {

    /** The names under which MagE and other echelle pipelines write flux and error. */
    private static final Pattern FLUX_FILE = Pattern.compile("(.*)F(\\.fits?(\\.gz|\\.fz)?)");

    private static final Pattern UNCERTAINTY_FILE = Pattern.compile("(.*)E(\\.fits?(\\.gz|\\.fz)?)");

    private final Layout m_layout;

    private final @Nullable Layout m_beside;

    private final WavelengthScale m_scale;

    private final @Nullable WeightKind m_kind;

    private final @Nullable PixelMask m_mask;

    private int m_next;

    private FitsSpectra(final Layout layout, final @Nullable Layout beside, final FitsOptions options)
        throws FitsFormatException {
        m_layout = layout;
        m_beside = beside;
        m_scale = options.scale();
        final Candidate mask = layout.mask();
        m_mask = mask == null ? null : new PixelMask(layout.content(), mask, options.mask());
        final Candidate uncertainty = uncertainty();
        m_kind = uncertainty == null ? null : layout.kind(uncertainty);
    }

    /**
     * @param file a FITS file, perhaps compressed by gzip
     * @param options how it is to be read
     * @return its spectra. To be closed.
     * @throws FitsFormatException if the file does not hold spectra
     * @throws IOException if the file cannot be read; the message names it
     */
    public static FitsSpectra open(final Path file, final FitsOptions options) throws IOException {
        final FitsContent content = FitsContent.open(file);
        FitsContent other = null;
        try {
            final Layout layout = new Layout(content, options);
            final Path neighbour = options.uncertaintyFile() != null ? options.uncertaintyFile()
                : layout.uncertainty() != null || content.units().size() > layout.unitsOfOneImage() ? null
                : neighbour(file);
            if (neighbour == null) {
                return new FitsSpectra(layout, null, options);
            }
            other = FitsContent.open(neighbour);
            final Layout beside = new Layout(other, new FitsOptions("", "", options.kind(), "", options.scale(), null));
            checkSameAxes(layout, beside, options.scale());
            return new FitsSpectra(layout, beside, options);
        } catch (final IOException | RuntimeException | Error e) {
            content.close();
            if (other != null) {
                other.close();
            }
            throw e;
        }
    }

    private static @Nullable Path neighbour(final Path file) {
        final var matcher = FLUX_FILE.matcher(String.valueOf(file.getFileName()));
        if (!matcher.matches()) {
            return null;
        }
        final Path neighbour = file.resolveSibling(matcher.group(1) + "E" + matcher.group(2));
        return Files.isRegularFile(neighbour) ? neighbour : null;
    }

    /**
     * @param file a file
     * @return whether it holds the uncertainties of a file of fluxes beside it, with which it is read
     */
    public static boolean isUncertaintyFile(final Path file) {
        final var matcher = UNCERTAINTY_FILE.matcher(String.valueOf(file.getFileName()));
        return matcher.matches() && Files.isRegularFile(file.resolveSibling(matcher.group(1) + "F" + matcher.group(2)));
    }

    private static void checkSameAxes(final Layout layout, final Layout beside, final WavelengthScale scale)
        throws IOException {
        if (!layout.flux().hasShapeOf(beside.flux())) {
            throw new FitsFormatException(beside.content().name() + " does not have as many numbers as "
                + layout.content().name() + ", whose uncertainties it should hold");
        }
        final double[] here = wavelengths(layout, 0, layout.flux().length(0), scale);
        final double[] there = wavelengths(beside, 0, beside.flux().length(0), scale);
        if (here.length == 0 || here.length != there.length) {
            throw new FitsFormatException(beside.content().name() + " has " + there.length
                + " numbers in its first row, but " + layout.content().name() + ", whose uncertainties it should hold, "
                + here.length);
        }
        final double halfPixel = Math.abs(here[here.length - 1] - here[0]) / (2 * here.length);
        if (Math.abs(here[0] - there[0]) > halfPixel
            || Math.abs(here[here.length - 1] - there[there.length - 1]) > halfPixel) {
            throw new FitsFormatException(beside.content().name() + " covers wavelengths " + there[0] + " to "
                + there[there.length - 1] + ", but " + layout.content().name() + ", whose uncertainties it should "
                + "hold, "
                + here[0] + " to " + here[here.length - 1]);
        }
    }

    private @Nullable Candidate uncertainty() {
        return m_beside != null ? m_beside.flux() : m_layout.uncertainty();
    }

    /** @return number of spectra ≥ 1 */
    public int count() {
        return m_layout.flux().series().count();
    }

    /** @return the file's name without folders */
    public String name() {
        return m_layout.content().name();
    }

    /**
     * Reads the next spectrum. Uncertainties that are 0, negative or not finite say that a pixel was not measured; its
     * weight is 0. So is that of a pixel that the mask takes out; where uncertainties are not known, its flux becomes
     * NaN.
     *
     * @return the spectrum, or null if there is none left
     * @throws FitsFormatException if it is not as it should be; the message says where
     * @throws IOException if the file cannot be read
     */
    public @Nullable FitsSpectrum next() throws IOException {
        if (m_next == count()) {
            return null;
        }
        final int row = m_next++;
        try {
            final double[] flux = m_layout.flux().series().row(row);
            final double[] wavelengths = wavelengths(m_layout, row, flux.length, m_scale);
            final double[] weights = weights(row, flux);
            final int masked = m_mask == null ? 0 : mask(m_mask.row(row, flux.length), flux, weights);
            if (flux.length > 1 && wavelengths[0] > wavelengths[1]) {
                reverse(flux);
                reverse(wavelengths);
                reverse(weights);
            }
            return new FitsSpectrum(object(), redshift(row), new Spectrum(wavelengths, flux, weights),
                masked);
        } catch (final BadEntryException e) {
            throw new FitsFormatException(
                name() + ", spectrum " + row + ", pixel " + e.pixel() + ": " + e.problem(), e);
        } catch (final IllegalArgumentException e) {
            throw new FitsFormatException(name() + ", spectrum " + row + ": " + e.getMessage(), e);
        }
    }

    private static double[] wavelengths(final Layout layout, final int row, final int pixels,
        final WavelengthScale scale) throws IOException {
        final Candidate given = layout.wavelengths();
        if (given == null) {
            return HeaderWavelengths.of(layout.axisHeader(), pixels, scale);
        }
        final int own = given.series().count() == 1 ? 0 : row;
        final double[] wavelengths = given.series().row(own);
        given.checkLength(layout.content(), own, wavelengths.length, pixels);
        if (scale == WavelengthScale.LOG10
            || scale == WavelengthScale.AUTOMATIC && given.role() == Role.LOG_WAVELENGTH) {
            for (int i = 0; i < wavelengths.length; i++) {
                wavelengths[i] = Math.pow(10, wavelengths[i]);
            }
        }
        return wavelengths;
    }

    private double @Nullable [] weights(final int row, final double[] flux) throws IOException {
        final Candidate uncertainty = uncertainty();
        if (uncertainty == null || m_kind == null) {
            return null;
        }
        final double[] given = uncertainty.series().row(row);
        uncertainty.checkLength((m_beside == null ? m_layout : m_beside).content(), row, given.length, flux.length);
        final double[] measured = flux.clone();
        for (int i = 0; i < given.length; i++) {
            if (!(given[i] > 0 && given[i] < Double.POSITIVE_INFINITY && Double.isFinite(flux[i]))) {
                given[i] = Double.NaN;
                measured[i] = Double.NaN;
            }
        }
        m_kind.toWeights(row, measured, given);
        return given;
    }

    /** Where uncertainties are not known, a flux that is not a number says: not measured. */
    private static int mask(final boolean[] masked, final double[] flux, final double @Nullable [] weights) {
        int count = 0;
        for (int i = 0; i < masked.length; i++) {
            if (masked[i] && Double.isFinite(flux[i]) && (weights == null || weights[i] > 0)) {
                count++;
                if (weights == null) {
                    flux[i] = Double.NaN;
                } else {
                    weights[i] = 0;
                }
            }
        }
        return count;
    }

    private static void reverse(final double @Nullable [] values) {
        if (values != null) {
            for (int i = 0, j = values.length - 1; i < j; i++, j--) {
                final double value = values[i];
                values[i] = values[j];
                values[j] = value;
            }
        }
    }

    private @Nullable String object() {
        if (count() > 1) {
            return null;
        }
        final String here = m_layout.flux().header().getStringValue("OBJECT");
        final String object = here != null ? here : m_layout.primary().getStringValue("OBJECT");
        return object == null || object.isBlank() ? null : object.trim();
    }

    private OptionalDouble redshift(final int row) throws IOException {
        final Candidate column = m_layout.redshift();
        if (column != null) {
            final Series series = column.series();
            return redshift(series.count() == 1 ? series.row(0)[row] : series.row(row)[0]);
        }
        if (count() == 1) {
            for (final Header header : new Header[]{m_layout.flux().header(), m_layout.primary()}) {
                for (final String key : new String[]{"REDSHIFT", "Z"}) {
                    if (header.containsKey(key)) {
                        return redshift(header.getDoubleValue(key, Double.NaN));
                    }
                }
            }
        }
        return OptionalDouble.empty();
    }

    private static OptionalDouble redshift(final double z) {
        return z > -1 && z < Double.POSITIVE_INFINITY ? OptionalDouble.of(z) : OptionalDouble.empty();
    }

    @Override
    public void close() throws IOException {
        try {
            m_layout.content().close();
        } finally {
            if (m_beside != null) {
                m_beside.content().close();
            }
        }
    }
}
