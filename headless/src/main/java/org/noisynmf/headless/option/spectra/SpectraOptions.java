package org.noisynmf.headless.option.spectra;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.ObservationsBuilder;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.spectra.AlignedSpectrum;
import org.noisynmf.engine.spectra.Alignment;
import org.noisynmf.engine.spectra.AlignmentSettings;
import org.noisynmf.engine.spectra.RestFrameGrid;
import org.noisynmf.headless.output.table.CsvTables;
import org.noisynmf.headless.output.table.CsvTexts;
import org.noisynmf.io.ObservationsReader;
import org.noisynmf.io.WeightKind;
import org.noisynmf.io.fits.axis.Medium;
import org.noisynmf.io.fits.axis.WavelengthUnit;
import org.noisynmf.io.source.Names;

import picocli.CommandLine.Option;

/** Options that say how spectra in FITS files come to a common grid in the rest frame. */
public final class SpectraOptions {

    /** Pixels that a spectrum and the reference must have in common. */
    private static final int FEWEST = 10;

    /** A pixel of the templates may be off by this share of a step. */
    private static final double SHARE_OF_STEP = 1e-2;

    @Option(names = "--rest-frame", order = 14,
        description = "Spectra without a redshift are already in the rest frame.")
    boolean restFrame;

    @Option(names = "--step", paramLabel = "s", defaultValue = "1e-4", order = 16,
        description = "Step of log10 of the wavelength of the common grid of spectra, > 0. Default: ${DEFAULT-VALUE}.")
    double step;

    @Option(names = "--range", paramLabel = "λ,λ", split = ",", arity = "1", order = 16,
        description = "Lowest and highest rest-frame wavelength of the common grid, such as 1200,5000. Default: the "
            + "range that the spectra cover; for project, that of the templates.")
    @Nullable
    List<Double> range;

    @Option(names = "--coverage", paramLabel = "c", defaultValue = "0.5", order = 16,
        description = "Share of a pixel of the grid, above 0 to 1, that must have been measured. Default: ${DEFAULT-VALUE}.")
    double coverage;

    @Option(names = "--renormalise", negatable = true, defaultValue = "true", fallbackValue = "true", order = 17,
        description = "Give each spectrum the median flux of a reference over the wavelengths that both have. Default: yes.")
    boolean renormalise;

    @Option(names = "--reference", paramLabel = "NAME", defaultValue = "", order = 17,
        description = "The file or object that is this reference. Default: the spectrum that shares most pixels with "
            + "the others.")
    String reference;

    @Option(names = "--leave-out", order = 17,
        description = "Leave out, with a warning, spectra that cannot be aligned. Default: the command fails at the "
            + "first of them.")
    boolean leaveOut;

    /**
     * What was read from FITS files.
     *
     * @param data the matrix on the common grid
     * @param alignment the spectra on it
     * @param unit of wavelengths; null = not known
     * @param medium of wavelengths; null = not known
     */
    public record Aligned(ObservationsReader.Named data, Alignment alignment, @Nullable WavelengthUnit unit,
        @Nullable Medium medium) {

        /** @return wavelength of each pixel in the rest frame */
        public double[] wavelengths() {
            return IntStream.range(0, alignment.grid().pixels()).mapToDouble(alignment.grid()::wavelength).toArray();
        }

        /**
         * @param out receives name, redshift, scale and number of observed pixels of each spectrum
         * @param texts how names are written
         * @throws IOException if it cannot be written
         */
        public void write(final OutputStream out, final CsvTexts texts) throws IOException {
            final CSVPrinter csv = CsvTables.printer(out);
            csv.printRecord("observation", "redshift", "scale", "pixels_observed");
            for (int j = 0; j < alignment.names().size(); j++) {
                csv.printRecord(texts.of(alignment.names().get(j)), CsvTables.shortNumber(alignment.redshifts()[j]),
                    CsvTables.shortNumber(alignment.scales()[j]), alignment.spectra().get(j).observed());
            }
            csv.flush();
        }

        /** @return what the summary says of them */
        public Map<String, Object> summary() {
            final Map<String, Object> summary = new LinkedHashMap<>();
            summary.put("step", alignment.grid().step());
            summary.put("lowest_wavelength", alignment.grid().wavelength(0));
            summary.put("highest_wavelength", alignment.grid().wavelength(alignment.grid().pixels() - 1));
            summary.put("unit", unit == null ? null : unit.text());
            summary.put("medium", medium == null ? null : medium.text());
            summary.put("reference", alignment.reference());
            return summary;
        }
    }

    /** @param summary of spectra that were aligned; receives how. Modified. */
    public void addTo(final Map<String, Object> summary) {
        summary.put("coverage", coverage);
        summary.put("renormalised", renormalise);
        summary.put("rest_frame_unless_known", restFrame);
        summary.put("left_out_where_impossible", leaveOut);
    }

    /**
     * Reads spectra and brings them to one grid.
     *
     * @param files say where in files spectra are
     * @param data a file or folder
     * @param kind what uncertainties are; null = what their name says
     * @param names of the pixels of the grid, their wavelengths; null = as the options say
     * @param builder takes observations of so many pixels
     * @param observer hears of progress and may cancel
     * @return the matrix
     * @throws IOException if a file cannot be read
     */
    public Aligned align(final SpectraFileOptions files, final Path data, final @Nullable WeightKind kind,
        final @Nullable List<String> names,
        final IntFunction<ObservationsBuilder> builder, final Observer observer) throws IOException {
        if (kind == WeightKind.BACKGROUND_VARIANCE) {
            throw new IllegalArgumentException(
                "--weights-are background-variance needs counts of one detector, but spectra in FITS files are "
                    + "rebinned, which mixes pixels");
        }
        final SpectraFileOptions.Read read = files.read(data, kind, observer);
        final Alignment alignment = Alignment.of(read.spectra(),
            settings(names == null ? null : names.stream().mapToDouble(Double::parseDouble).toArray()));
        final int d = alignment.grid().pixels();
        final List<String> pixels = names != null ? names
            : IntStream.range(0, d).mapToObj(i -> Double.toString(alignment.grid().wavelength(i))).toList();
        final ObservationsBuilder observations = builder.apply(d).expect(alignment.spectra().size());
        for (final AlignedSpectrum spectrum : alignment.spectra()) {
            observations.add(spectrum.flux(), spectrum.weights());
        }
        final List<String> warnings = new ArrayList<>(alignment.warnings());
        read.notes().warning().ifPresent(warnings::add);
        return new Aligned(new ObservationsReader.Named(data.toString(), observations.build(),
            new Names(alignment.names(), pixels), warnings), alignment, read.notes().unit(), read.notes().medium());
    }

    private AlignmentSettings settings(final double @Nullable [] grid) {
        if (range != null && range.size() != 2) {
            throw new IllegalArgumentException(
                "--range takes two wavelengths, such as 1200,5000, but has " + range.size());
        }
        final double @Nullable [] ends = range == null ? null : new double[]{range.get(0), range.get(1)};
        if (grid == null) {
            return new AlignmentSettings(step, ends, coverage, renormalise, reference, FEWEST, restFrame, leaveOut);
        }
        // the grid on which templates were learnt: its step follows from its ends
        final int last = grid.length - 1;
        final double own = Math.log10(grid[last] / grid[0]) / last;
        final AlignmentSettings settings = new AlignmentSettings(own, new double[]{grid[0], grid[last]}, coverage,
            renormalise, reference, FEWEST, restFrame, leaveOut);
        final RestFrameGrid made = RestFrameGrid.covering(grid[0], grid[last], own);
        for (int i = 0; i <= last; i++) {
            if (made.pixels() != grid.length || !(Math.abs(made.wavelength(i) / grid[i] - 1) < SHARE_OF_STEP * own)) {
                throw new IllegalArgumentException("The wavelengths of the templates must have equal steps of their "
                    + "logarithm, at multiples of the step, like those of templates learnt from FITS files");
            }
        }
        return settings;
    }
}
