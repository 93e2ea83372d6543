package org.noisynmf.headless.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.data.NegativeValues;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.naming.Counted;
import org.noisynmf.engine.redshift.RedshiftFit;
import org.noisynmf.engine.redshift.RedshiftMinimum;
import org.noisynmf.engine.redshift.RedshiftScan;
import org.noisynmf.engine.redshift.RedshiftSettings;
import org.noisynmf.engine.redshift.RedshiftWarning;
import org.noisynmf.engine.redshift.shift.RedshiftGrid;
import org.noisynmf.engine.redshift.shift.RestTemplates;
import org.noisynmf.engine.spectra.Alignment;
import org.noisynmf.engine.spectra.Spectrum;
import org.noisynmf.engine.storage.Precision;
import org.noisynmf.headless.option.ReadingOptions;
import org.noisynmf.headless.option.spectra.SpectraFileOptions;
import org.noisynmf.headless.output.Console;
import org.noisynmf.headless.output.InputFiles;
import org.noisynmf.headless.output.OutputFolder;
import org.noisynmf.headless.output.Progress;
import org.noisynmf.headless.output.Summaries;
import org.noisynmf.headless.output.table.CsvTexts;
import org.noisynmf.headless.output.table.FactorTable;
import org.noisynmf.headless.output.table.RedshiftTables;
import org.noisynmf.io.ObservationsReader;
import org.noisynmf.io.SeparableWeights;
import org.noisynmf.io.Vectors;
import org.noisynmf.io.WeightKind;
import org.noisynmf.io.npy.NpyWriter;
import org.noisynmf.io.source.Orientation;
import org.noisynmf.view.plot.RedshiftPlot;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds the redshifts of spectra. */
@Command(name = "redshift", mixinStandardHelpOptions = true, sortOptions = false, abbreviateSynopsis = true,
    description = {
        "Finds redshifts: at each redshift of a grid, shifts the templates and fits them exactly to each spectrum as "
            + "observed, with coefficients ≥ 0; then finds the minima of χ² over the redshift.",
        "",
        "Writes redshifts.csv (the best minimum of each spectrum: redshift, error, χ², Δχ² to the next, warnings, "
            + "coefficients and errors), minima.csv (the best few), chi2.npy (χ² of each spectrum at each redshift), "
            + "grid.npy (these redshifts) and summary.json.",
        ""},
    footer = {"", "Examples:",
        "  noisynmf redshift --data spectra --templates fit/templates.fits --out redshifts",
        "  noisynmf redshift --data spectra --templates fit/templates.fits --continuum 3 --highest 4 --plots 10 --out redshifts"})
public final class RedshiftCommand extends FileCommand {

    private static final int WIDTH = 900;

    private static final int HEIGHT = 650;

    private static final double PRINT_SCALE = 2;

    @Mixin
    private ReadingOptions m_input;

    @Option(names = "--templates", required = true, paramLabel = "FILE", order = 20,
        description = "The templates in the rest frame, with their wavelengths: templates.fits, or templates.csv with --header "
            + "--labels, as factorise writes them for spectra.")
    private Path m_templates;

    @Option(names = "--template-wavelengths", paramLabel = "FILE", order = 20,
        description = "Wavelengths of the templates, one per pixel, if their file does not give them.")
    private @Nullable Path m_templateWavelengths;

    @Option(names = "--data-wavelengths", paramLabel = "FILE", order = 20,
        description = "Wavelengths of a matrix of spectra, one per pixel, if the names of its columns do not give "
            + "them.")
    private @Nullable Path m_dataWavelengths;

    @Option(names = "--lowest", paramLabel = "z", defaultValue = "0", order = 21,
        description = "The lowest redshift, > -1. Default: ${DEFAULT-VALUE}.")
    private double m_lowest;

    @Option(names = "--highest", paramLabel = "z", defaultValue = "7", order = 21,
        description = "The highest redshift. Default: ${DEFAULT-VALUE}.")
    private double m_highest;

    @Option(names = "--step", paramLabel = "s", defaultValue = "1e-4", order = 21,
        description = "Step of log10(1 + z), or of z with --linear. Default: ${DEFAULT-VALUE}, which is 69 km/s.")
    private double m_step;

    @Option(names = "--linear", order = 21,
        description = "Equal steps of z. Takes longer, since only equal steps of log10(1 + z) are computed together.")
    private boolean m_linear;

    @Option(names = "--continuum", paramLabel = "N", defaultValue = "0", order = 22,
        description = "Number of Legendre polynomials of the observed wavelength to fit beside the templates, with "
            + "either sign, 0 to 20. They absorb errors of the flux calibration. Default: ${DEFAULT-VALUE}.")
    private int m_continuum;

    @Option(names = "--best", paramLabel = "N", defaultValue = "3", order = 22,
        description = "Number of minima in minima.csv, at least 1000 km/s apart. Default: ${DEFAULT-VALUE}.")
    private int m_best;

    @Option(names = "--coverage", paramLabel = "c", defaultValue = "0.5", order = 22,
        description = "Try only redshifts at which the templates cover this share of the measured pixels, above 0 to "
            + "1. Default: ${DEFAULT-VALUE}.")
    private double m_coverage;

    @Option(names = "--plots", paramLabel = "N", defaultValue = "0", order = 23,
        description = "Draw χ²(z) and the fit as observed for the first N spectra, as PNG and SVG. Default: none.")
    private int m_plots;

    @Option(names = "--out", required = true, paramLabel = "DIR", order = 30,
        description = "Folder for the results. May exist; files of the same names are replaced, and only on success.")
    private Path m_out;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "0", order = 90,
        description = "Number of threads; 0 = all cores. Results do not depend on it. Default: all cores.")
    private int m_threads;

    public RedshiftCommand(final Console console) {
        super(console);
    }

    /** What is scanned. */
    private record Spectra(List<Alignment.Observed> all, String unit, List<String> warnings) {
    }

    @Override
    int work(final Progress progress) throws IOException {
        if (m_plots < 0) {
            throw new IllegalArgumentException("--plots is " + m_plots + ", but must be 0 or more");
        }
        if (m_input.weightKind() == WeightKind.BACKGROUND_VARIANCE) {
            throw new IllegalArgumentException(
                "--weights-are background-variance takes photon noise from a model, which a scan of redshifts does "
                    + "not have; give the whole variances");
        }
        final OutputFolder out = new OutputFolder(m_out, "--out");
        final InputFiles inputs = inputs();
        final RedshiftSettings settings = new RedshiftSettings(
            new RedshiftGrid(m_lowest, m_highest, m_step, !m_linear), m_continuum, m_best, m_coverage, m_threads);
        final Vectors templates = m_input.readTemplates(m_templates);
        final RedshiftScan scan = new RedshiftScan(
            new RestTemplates(wavelengths(templates.names().entries(), m_templateWavelengths, templates.length(),
                templates.file(), "--template-wavelengths"), templates.values()),
            settings);
        final Spectra spectra = SpectraFileOptions.isFits(m_input.data()) ? fits(progress) : matrix(progress);
        stage("read: " + spectra.all().size() + (spectra.all().size() == 1 ? " spectrum, " : " spectra, ")
            + Counted.of(templates.count(), "template"));

        final long start = System.nanoTime();
        final List<RedshiftFit> fits =
            scan.scan(spectra.all().stream().map(Alignment.Observed::spectrum).toList(), progress);
        final double seconds = (System.nanoTime() - start) * 1e-9;
        stage(
            String.format(Locale.ROOT, "scanned: %d redshifts for each, %.2f s", settings.grid().count(), seconds));

        final double[] given = spectra.all().stream().mapToDouble(Alignment.Observed::z).toArray();
        final RedshiftTables tables = new RedshiftTables(spectra.all().stream().map(Alignment.Observed::name).toList(),
            FactorTable.templateNames(templates.names().vectors(), templates.count()),
            Arrays.stream(given).allMatch(Double::isNaN) ? new double[0] : given, fits, CsvTexts.ESCAPED);
        out.with("redshifts.csv", tables::best).with("minima.csv", tables::minima)
            .with("chi2.npy", o -> NpyWriter.write(o, fits.stream().map(RedshiftFit::chi2).toArray(double[][]::new),
                Orientation.ROWS))
            .with("grid.npy", o -> NpyWriter.write(o, settings.grid().redshifts(), 1, settings.grid().count(),
                Orientation.COLUMNS));
        plots(out, scan, settings, spectra, fits);
        final List<String> warnings = new ArrayList<>(spectra.warnings());
        final long doubtful =
            fits.stream().filter(f -> f.minima().isEmpty() || !f.minima().get(0).warnings().isEmpty()).count();
        if (doubtful > 0) {
            warnings.add(doubtful + " of " + fits.size() + (fits.size() == 1 ? " spectrum has" : " spectra have")
                + " a doubtful redshift; the column warnings of redshifts.csv says why");
        }
        if (spectra.all().stream().anyMatch(s -> s.spectrum().weights() == null)) {
            warnings.add(
                "There are spectra without uncertainties: their weights are 1, so Δχ² and errors have no meaning");
        }
        if (m_input.files.hasCatalogue() && Arrays.stream(given).allMatch(Double::isNaN)) {
            warnings.add("No redshift in the file --redshifts has the name of a spectrum, such as \""
                + spectra.all().get(0).name() + "\", so none is compared");
        }
        return finish(out, m_out, summary(settings, templates, fits, given, warnings, seconds, inputs), warnings,
            sentence(fits, given));
    }

    private Spectra fits(final Progress progress) throws IOException {
        if (m_input.weights != null || m_dataWavelengths != null || m_input.orientation != Orientation.ROWS) {
            throw new IllegalArgumentException(
                "--weights, --data-wavelengths and --observations columns belong to matrices, but " + m_input.data()
                    + " holds spectra, which have uncertainties and wavelengths themselves (--uncertainty and "
                    + "--wavelengths name them)");
        }
        final SpectraFileOptions.Read read = m_input.files.read(m_input.data(), m_input.weightKind(), progress);
        final List<String> warnings = new ArrayList<>();
        read.notes().warning().ifPresent(warnings::add);
        return new Spectra(read.spectra(), read.notes().unit() == null ? "" : read.notes().unit().text(), warnings);
    }

    private Spectra matrix(final Progress progress) throws IOException {
        final ObservationsReader.Named read = m_input.readObservations(
            new ObservationsReader(m_input.weightKind(), Precision.FLOAT64, NegativeValues.AS_IS),
            SeparableWeights.NONE,
            progress);
        final Observations data = read.observations();
        final double[] wavelengths = wavelengths(read.names().entries(), m_dataWavelengths, data.pixels(), read.file(),
            "--data-wavelengths");
        final List<String> names = FactorTable.names(read.names().vectors(), data.count());
        final List<Alignment.Observed> all = new ArrayList<>();
        for (int j = 0; j < data.count(); j++) {
            final double[] x = new double[data.pixels()];
            final double[] v = new double[data.pixels()];
            data.copy(j, x, v);
            all.add(new Alignment.Observed(names.get(j), new Spectrum(wavelengths, x, v),
                m_input.files.redshift(names.get(j))));
        }
        return new Spectra(all, "", read.warnings());
    }

    private double[] wavelengths(final List<String> names, final @Nullable Path file, final int pixels, final String of,
        final String option) throws IOException {
        final double[] wavelengths;
        if (file != null) {
            wavelengths = m_input.readFactor(file).values();
        } else {
            try {
                wavelengths = names.stream().mapToDouble(Double::parseDouble).toArray();
            } catch (final NumberFormatException e) {
                throw new IllegalArgumentException(
                    "The pixels of " + of + " are not named by their wavelengths; give these with " + option
                        + " can give",
                    e);
            }
        }
        if (wavelengths.length != pixels) {
            throw new IllegalArgumentException(wavelengths.length == 0
                ? of + " does not give the wavelengths of its pixels; give them with " + option + " can give"
                : file + " holds " + wavelengths.length + " wavelengths, but " + of + " has " + pixels + " pixels");
        }
        return wavelengths;
    }

    private void plots(final OutputFolder out, final RedshiftScan scan, final RedshiftSettings settings,
        final Spectra spectra,
        final List<RedshiftFit> fits) {
        if (m_plots > 0) {
            // without a screen, as on a server
            System.setProperty("java.awt.headless", "true");
        }
        for (int j = 0; j < Math.min(m_plots, fits.size()); j++) {
            final Spectrum spectrum = spectra.all().get(j).spectrum();
            final List<RedshiftMinimum> minima = fits.get(j).minima();
            final double[] flux = spectrum.flux().clone();
            IntStream.range(0, flux.length).filter(i -> !spectrum.isMeasured(i)).forEach(i -> flux[i] = Double.NaN);
            final RedshiftPlot plot = new RedshiftPlot(spectra.all().get(j).name(), settings.grid().redshifts(),
                fits.get(j).chi2(), minima.stream().mapToDouble(RedshiftMinimum::redshift).toArray(),
                spectra.unit().isEmpty() ? "Wavelength" : "Wavelength (" + spectra.unit() + ")", spectrum.wavelengths(),
                flux,
                minima.isEmpty() ? new double[0] : scan.model(spectrum, minima.get(0)));
            out.with("redshift-" + j + ".png", o -> o.write(plot.png(WIDTH, HEIGHT, PRINT_SCALE)))
                .with("redshift-" + j + ".svg", o -> o.write(plot.svg(WIDTH, HEIGHT).getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static long within(final List<RedshiftFit> fits, final double[] given) {
        return IntStream.range(0, given.length).filter(j -> !fits.get(j).minima().isEmpty()
            && RedshiftScan.agree(fits.get(j).minima().get(0).redshift(), given[j])).count();
    }

    private String sentence(final List<RedshiftFit> fits, final double[] given) {
        final long known = Arrays.stream(given).filter(z -> !Double.isNaN(z)).count();
        return fits.size() + (fits.size() == 1 ? " spectrum" : " spectra") + " scanned, results in " + m_out
            + (known == 0 ? ""
                : "; " + within(fits, given) + " of " + known + " redshifts within 0.003 (1 + z) of those given");
    }

    private Map<String, Object> summary(final RedshiftSettings settings, final Vectors templates,
        final List<RedshiftFit> fits, final double[] given, final List<String> warnings, final double seconds,
        final InputFiles inputs) throws IOException {
        final Map<String, Object> summary = Summaries.begun("redshift");
        summary.put("rank", templates.count());
        summary.put("spectra", fits.size());
        summary.put("redshifts_tried", settings.grid().count());
        final Map<String, Object> doubts = new LinkedHashMap<>();
        for (final RedshiftWarning warning : RedshiftWarning.values()) {
            doubts.put(warning.text(),
                fits.stream().filter(f -> f.minima().isEmpty() ? warning == RedshiftWarning.NODATA
                    : f.minima().get(0).warnings().contains(warning)).count());
        }
        summary.put("doubts", doubts);
        summary.put("redshifts_given", Arrays.stream(given).filter(z -> !Double.isNaN(z)).count());
        summary.put("redshifts_as_given", within(fits, given));
        summary.put("seconds", seconds);
        summary.put("warnings", warnings);
        summary.put("inputs", inputs.summary());
        final Map<String, Object> method = new LinkedHashMap<>();
        method.put("lowest", settings.grid().lowest());
        method.put("highest", settings.grid().highest());
        method.put("step", settings.grid().step());
        method.put("logarithmic", settings.grid().logarithmic());
        method.put("continuum", settings.continuum());
        method.put("best", settings.best());
        method.put("coverage", settings.coverage());
        method.put("weights_are", m_input.weightKind() == null ? null : m_input.weightKind().id());
        method.put("threads", settings.threads());
        summary.put("settings", method);
        return summary;
    }
}
