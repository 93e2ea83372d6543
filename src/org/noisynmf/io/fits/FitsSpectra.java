package org.noisynmf.io.fits;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.BadEntryException;
import org.noisynmf.engine.spectra.Spectrum;
import org.noisynmf.io.WeightKind;
import org.noisynmf.io.fits.axis.WavelengthUnit;
import org.noisynmf.io.fits.file.FitsContent;
import org.noisynmf.io.fits.file.FitsFormatException;
import org.noisynmf.io.fits.series.Candidate;
import org.noisynmf.io.fits.series.Series;
import org.noisynmf.io.fits.series.StackedRows;

import nom.tam.fits.Header;

/**
 * The spectra of a FITS file, read one at a time. Not thread-safe.
 * <p>
 * Known forms: images of one spectrum or of one spectrum a row, with uncertainties and wavelengths in further
 * extensions, in rows of the same image that the header describes or that LAMOST orders, or in a file beside; images of
 * IRAF whose rows have wavelengths of their own (multispec); cubes, read along their axis of wavelengths; tables of one
 * spectrum a row, with arrays of fixed or variable length in the cells; tables of one spectrum, a pixel a row. There may
 * be several of the same name. Images and tables may be compressed tile by tile. Wavelengths stand in the header (linear
 * or logarithmic), in an extension or in a column; frequencies, wave numbers and energies are converted.
 */
public final class FitsSpectra implements Closeable {

    /** The names under which MagE and other echelle pipelines write flux and error. */
    private static final Pattern FLUX_FILE = Pattern.compile("(.*)F(\\.fits?(\\.gz|\\.fz)?)");

    private static final Pattern UNCERTAINTY_FILE = Pattern.compile("(.*)E(\\.fits?(\\.gz|\\.fz)?)");

    /** As stored, as a double, and what is made of it. */
    private static final int BYTES_A_PIXEL = 48;

    /** Images of more rows hold spectra alone. */
    private static final int MOST_STACKED = 9;

    /** So few fluxes may increase by chance. */
    private static final int FEW = 8;

    private final List<Layout> m_layouts;

    private final List<Layout> m_beside;

    private final FitsOptions m_options;

    /** Where the next one is. */
    private int m_part;

    private int m_row;

    private int m_next;

    /** Rows of a small image that are not like spectra, from 1. */
    private final List<Integer> m_doubtful = new ArrayList<>();

    private FitsSpectra(final List<Layout> layouts, final List<Layout> beside, final FitsOptions options) {
        m_layouts = layouts;
        m_beside = beside;
        m_options = options;
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
            List<Layout> layouts = Layout.all(content, options);
            final WavelengthUnit unit = unit(layouts);
            if (options.unit() == null && unit != null && layouts.size() > 1) {
                layouts = Layout.all(content, options.in(unit));
            }
            final Layout first = layouts.get(0);
            final Path neighbour = options.uncertaintyFile() != null ? options.uncertaintyFile()
                : first.uncertainty() != null || content.units().size() > first.unitsOfOneImage() ? null
                : neighbour(file);
            List<Layout> beside = List.of();
            if (neighbour != null) {
                other = FitsContent.open(neighbour);
                beside = Layout.all(other,
                    new FitsOptions("", "", options.kind(), "", options.scale(), null).in(unit));
                checkSameAxes(layouts, beside);
            }
            final FitsSpectra spectra = new FitsSpectra(layouts, beside, options);
            for (int p = 0; p < layouts.size(); p++) {
                spectra.kind(p);
            }
            return spectra;
        } catch (final IOException | RuntimeException | Error e) {
            content.close();
            if (other != null) {
                other.close();
            }
            throw e;
        }
    }

    private static @Nullable WavelengthUnit unit(final List<Layout> layouts) {
        return layouts.stream().map(l -> l.wavelengths().unit()).filter(Objects::nonNull).findFirst().orElse(null);
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

    private static void checkSameAxes(final List<Layout> layouts, final List<Layout> besides) throws IOException {
        final Layout layout = layouts.get(0);
        final Layout beside = besides.get(0);
        boolean same = layouts.size() == besides.size();
        for (int p = 0; p < layouts.size() && same; p++) {
            same = layouts.get(p).flux().hasShapeOf(besides.get(p).flux());
        }
        if (!same) {
            throw new FitsFormatException(beside.content().name() + " does not have as many numbers as "
                + layout.content().name() + ", whose uncertainties it should hold");
        }
        final double[] here = wavelengths(layout);
        final double[] there = wavelengths(beside);
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

    private static double[] wavelengths(final Layout layout) throws IOException {
        try {
            return layout.wavelengths().row(0, layout.flux().length(0));
        } catch (final IllegalArgumentException e) {
            throw new FitsFormatException(layout.content().name() + ": " + e.getMessage(), e);
        }
    }

    private @Nullable Candidate uncertainty(final int part) {
        return m_beside.isEmpty() ? m_layouts.get(part).uncertainty() : m_beside.get(part).flux();
    }

    private @Nullable WeightKind kind(final int part) throws FitsFormatException {
        final Candidate uncertainty = uncertainty(part);
        return uncertainty == null ? null : m_layouts.get(part).kind(uncertainty);
    }

    /** @return number of spectra ≥ 1 */
    public int count() {
        return (int)Math.min(Integer.MAX_VALUE,
            m_layouts.stream().mapToLong(l -> l.flux().series().count()).sum());
    }

    /** @return the file's name without folders */
    public String name() {
        return m_layouts.get(0).content().name();
    }

    /** @return the unit of the wavelengths, or null if the file states none that is known */
    public @Nullable WavelengthUnit unit() {
        return unit(m_layouts);
    }

    /** @return what a user should know about how the file was read, each in a sentence without its full stop */
    public List<String> notes() {
        final List<String> notes = new ArrayList<>();
        final String others = m_layouts.get(0).others();
        if (!others.isEmpty()) {
            notes.add("In " + name() + " " + others);
        }
        if (!m_doubtful.isEmpty() && m_doubtful.size() < count()) {
            notes.add("In " + name() + " " + (m_doubtful.size() == 1 ? "row " : "rows ")
                + m_doubtful.stream().map(String::valueOf).collect(Collectors.joining(", ")) + " (from 1) of an image "
                + "of " + count() + (m_doubtful.size() == 1 ? " looks" : " look")
                + " like wavelengths or a mask, but each row was read as a spectrum");
        }
        m_layouts.stream().map(l -> l.wavelengths().note()).filter(Objects::nonNull).distinct().forEach(notes::add);
        return notes;
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
        while (m_part < m_layouts.size() && m_row == m_layouts.get(m_part).flux().series().count()) {
            m_part++;
            m_row = 0;
        }
        if (m_part == m_layouts.size()) {
            return null;
        }
        final int number = m_next++;
        try {
            return spectrum(m_part, m_row++);
        } catch (final BadEntryException e) {
            throw new FitsFormatException(
                name() + ", spectrum " + number + ", pixel " + e.pixel() + ": " + e.problem(), e);
        } catch (final IllegalArgumentException e) {
            throw new FitsFormatException(name() + ", spectrum " + number + ": " + e.getMessage(), e);
        }
    }

    private FitsSpectrum spectrum(final int part, final int row) throws IOException {
        final Layout layout = m_layouts.get(part);
        final Series fluxes = layout.flux().series();
        if (fluxes.length() != Series.VARIES) {
            layout.content().checkMemory((long)fluxes.length() * BYTES_A_PIXEL);
        }
        double[] flux = fluxes.row(row);
        if (layout.flux().axes().size() == 2 && fluxes.count() <= MOST_STACKED
            && (StackedRows.increases(flux) && flux.length > FEW || StackedRows.isLikeMask(flux))) {
            m_doubtful.add(row + 1);
        }
        final double[] wavelengths = layout.wavelengths().row(row, flux.length);
        double[] weights = weights(part, row, flux);
        final Candidate mask = layout.mask();
        final int masked = mask == null ? 0
            : mask(new PixelMask(layout.content(), mask, m_options.mask()).row(row, flux.length), flux, weights);
        if (wavelengths.length < flux.length) {
            flux = Arrays.copyOf(flux, wavelengths.length);
            weights = weights == null ? null : Arrays.copyOf(weights, wavelengths.length);
        }
        if (flux.length > 1 && wavelengths[0] > wavelengths[1]) {
            reverse(flux);
            reverse(wavelengths);
            reverse(weights);
        }
        return new FitsSpectrum(object(layout), redshift(layout, row), new Spectrum(wavelengths, flux, weights), masked,
            layout.wavelengths().unit(), layout.wavelengths().medium());
    }

    private double @Nullable [] weights(final int part, final int row, final double[] flux) throws IOException {
        final Candidate uncertainty = uncertainty(part);
        final WeightKind kind = kind(part);
        if (uncertainty == null || kind == null) {
            return null;
        }
        final double[] given = uncertainty.series().row(row);
        uncertainty.checkLength((m_beside.isEmpty() ? m_layouts : m_beside).get(part).content(), row, given.length,
            flux.length);
        final double[] measured = flux.clone();
        for (int i = 0; i < given.length; i++) {
            if (!(given[i] > 0 && given[i] < Double.POSITIVE_INFINITY && Double.isFinite(flux[i]))) {
                given[i] = Double.NaN;
                measured[i] = Double.NaN;
            }
        }
        kind.toWeights(row, measured, given);
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

    private @Nullable String object(final Layout layout) {
        if (layout.flux().series().count() > 1) {
            return null;
        }
        final String here = layout.flux().header().getStringValue("OBJECT");
        final String object = here != null ? here : layout.primary().getStringValue("OBJECT");
        return object == null || object.isBlank() ? null : object.trim();
    }

    private OptionalDouble redshift(final Layout layout, final int row) throws IOException {
        final Candidate column = layout.redshift();
        if (column != null) {
            final Series series = column.series();
            return redshift(series.count() == 1 ? series.row(0)[row] : series.row(row)[0]);
        }
        final String name = m_options.redshift();
        if (layout.flux().series().count() == 1 || !name.isEmpty()) {
            for (final Header header : new Header[]{layout.flux().header(), layout.primary()}) {
                for (final String key : name.isEmpty() ? new String[]{"REDSHIFT", "Z"} : new String[]{name}) {
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
            m_layouts.get(0).content().close();
        } finally {
            if (!m_beside.isEmpty()) {
                m_beside.get(0).content().close();
            }
        }
    }
}
