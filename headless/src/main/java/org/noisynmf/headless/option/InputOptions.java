package org.noisynmf.headless.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.apache.commons.io.input.CloseShieldInputStream;
import org.noisynmf.engine.data.NegativeValues;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.ObservationsBuilder;
import org.noisynmf.engine.data.PhotonNoise;
import org.noisynmf.engine.data.Precision;
import org.noisynmf.engine.data.StripStore;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.io.MatrixFile;
import org.noisynmf.io.source.MatrixSource;
import org.noisynmf.io.source.NameOrder;
import org.noisynmf.io.ObservationsReader;
import org.noisynmf.io.source.Orientation;
import org.noisynmf.io.text.ReadOptions;
import org.noisynmf.io.SeparableWeights;
import org.noisynmf.io.Vectors;
import org.noisynmf.io.WeightKind;
import org.noisynmf.io.fits.FitsVectors;
import org.noisynmf.io.fits.SpectraFiles;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options of every command that reads data and weights. */
public final class InputOptions {

    /** Stands for standard input. */
    private static final String STANDARD_INPUT = "-";

    private boolean m_standardInputTaken;

    @Option(names = "--data", required = true, paramLabel = "FILE", order = 1,
        description = "The data X: npy, npz (file.npz:X for one of several arrays) or CSV, also compressed by gzip; - reads "
            + "standard input. Without --weights, NaN (in CSV also an empty field and NA) means missing. A FITS file or a "
            + "folder of them: spectra, which are brought to their rest frames and a common grid.")
    public Path data;

    @Option(names = "--weights", paramLabel = "FILE", order = 2,
        description = "Weights V of the same shape, ≥ 0; 0 = ignore the entry. Matched by name where both files have "
            + "names. Default: 1 wherever there is a value.")
    public Path weights;

    @Option(names = "--weights-are", paramLabel = "KIND", order = 3,
        completionCandidates = Choices.WeightKinds.class,
        description = "What the file of weights holds: ${COMPLETION-CANDIDATES}. Default: inverse-variance, with a warning "
            + "if the file's name or its numbers speak against it.")
    WeightKind weightKind;

    @Option(names = "--gain", paramLabel = "G", order = 3,
        description = "With --weights-are background-variance: photons for a value of 1 in the data, > 0. The weights are "
            + "1 / (max(W H, 0) / G + background variance), renewed until the templates stand still. Default: 1.")
    Double gain;

    @Option(names = "--observations", paramLabel = "WAY", defaultValue = "rows", order = 4,
        completionCandidates = Choices.Orientations.class,
        description = "Which way observations (and templates) lie in all files, read and written: rows (X is n × d, "
            + "templates q × d, coefficients n × q) or columns, as in papers (X is d × n, templates d × q, coefficients "
            + "q × n). Default: ${DEFAULT-VALUE}.")
    public Orientation orientation;

    @Option(names = "--header", order = 5, description = "The first line of every CSV file read holds names, by which "
        + "files are matched.")
    boolean header;

    @Option(names = "--labels", order = 6,
        description = "The first column of every CSV file read holds names, by which "
            + "files are matched.")
    boolean labels;

    @Option(names = "--label-columns", paramLabel = "N", order = 6,
        description = "So many columns at the left of every CSV file read hold names; together they name the row. "
            + "Default: 1 with --labels, else 0.")
    Integer labelColumns;

    @Option(names = "--delimiter", paramLabel = "CHAR", defaultValue = "auto", order = 7,
        converter = Delimiter.class,
        description = "Between the fields of CSV files read: comma, semicolon, tab, space (any number of blanks and tabs), "
            + "a character, or auto, which tells it for each file. Default: ${DEFAULT-VALUE}.")
    char delimiter;

    @Option(names = "--skip-rows", paramLabel = "N", defaultValue = "0", order = 7,
        description = "Leave out so many rows of every CSV file read, after the header if there is one, such as a row of "
            + "units. Default: ${DEFAULT-VALUE}.")
    int skippedRows;

    @Option(names = "--missing", paramLabel = "VALUE", split = ",", order = 7,
        description = "Numbers (in CSV files also texts) that stand for a missing value, such as -999,-99.0. In CSV files "
            + "an empty field, NA and NaN always do.")
    List<String> missing = List.of();

    @Option(names = "--negative-values", paramLabel = "WHAT", defaultValue = "as-is", order = 8,
        completionCandidates = Choices.NegativeChoices.class,
        description = "What becomes of values below zero: ${COMPLETION-CANDIDATES}. Clipping and weight zero bias results "
            + "upwards and are counted. Default: ${DEFAULT-VALUE}.")
    NegativeValues negativeValues;

    @Option(names = "--precision", paramLabel = "TYPE", defaultValue = "float64", order = 9,
        completionCandidates = Choices.Precisions.class,
        description = "Type in which data are held: ${COMPLETION-CANDIDATES}. float32 takes half the memory; sums end in "
            + "double precision either way. Default: ${DEFAULT-VALUE}.")
    Precision precision;

    @Mixin
    public SpectraOptions spectra;

    /** Names of the pixels of templates, their wavelengths; null = a grid of the data's own. */
    private List<String> m_grid;

    /** What FITS files gave; null for other data. */
    private SpectraOptions.Aligned m_aligned;

    /**
     * @return the photon noise whose variance comes from the model; null if the weights are given as a whole
     * @throws IllegalArgumentException if the options do not fit together
     */
    public PhotonNoise photonNoise() {
        if (weightKind != WeightKind.BACKGROUND_VARIANCE) {
            if (gain != null) {
                throw new IllegalArgumentException(
                    "--gain belongs to --weights-are background-variance, but the weights"
                        + " are given as " + (weightKind == null ? WeightKind.INVERSE_VARIANCE : weightKind).id());
            }
            return null;
        }
        if (weights == null) {
            throw new IllegalArgumentException("--weights-are background-variance needs the file --weights");
        }
        return new PhotonNoise(gain == null ? 1 : gain);
    }

    private ReadOptions readOptions() {
        return new ReadOptions(orientation, header, labelColumns != null ? labelColumns : labels ? 1 : 0, delimiter,
            skippedRows, missing, "");
    }

    private MatrixSource open(final Path file) throws IOException {
        if (!STANDARD_INPUT.equals(file.toString())) {
            return MatrixFile.open(file, readOptions());
        }
        if (m_standardInputTaken) {
            throw new IllegalArgumentException("Standard input (-) can be read only once; name a file for the others");
        }
        m_standardInputTaken = true;
        return MatrixFile.open(CloseShieldInputStream.wrap(System.in), "standard input", readOptions());
    }

    /**
     * @param separable weights of whole observations and pixels
     * @param observer hears of progress and may cancel
     * @return the data with their weights
     * @throws IOException if a file cannot be read or does not hold what it should
     */
    public ObservationsReader.Named readObservations(final SeparableWeights separable, final Observer observer)
        throws IOException {
        return readObservations(separable, null, observer);
    }

    /**
     * @param separable weights of whole observations and pixels
     * @param store where they are stored; null = in the heap
     * @param observer hears of progress and may cancel
     * @return the data with their weights
     * @throws IOException if a file cannot be read or does not hold what it should
     */
    public ObservationsReader.Named readObservations(final SeparableWeights separable, final StripStore store,
        final Observer observer) throws IOException {
        if (SpectraOptions.isFits(data)) {
            return readSpectra(separable, store, observer);
        }
        final ObservationsReader reader = new ObservationsReader(weightKind, precision, negativeValues, store);
        try (MatrixSource x = open(data);
            MatrixSource v = weights == null ? null : open(weights)) {
            return reader.read(x, v, separable, observer);
        }
    }

    /** @param templates whose names are wavelengths, to whose grid spectra in FITS files are brought */
    public void alignTo(final Vectors templates) {
        m_grid = SpectraOptions.isFits(data) ? wavelengths(templates) : null;
    }

    private ObservationsReader.Named readSpectra(final SeparableWeights separable, final StripStore store,
        final Observer observer) throws IOException {
        if (weights != null) {
            throw new IllegalArgumentException(
                "--weights belongs to matrices; FITS files of spectra hold their uncertainties "
                    + "themselves (--uncertainty names them)");
        }
        if (!separable.isNone() || orientation != Orientation.ROWS) {
            throw new IllegalArgumentException(
                "--observation-weights, --pixel-weights and --observations columns belong to "
                    + "matrices, but " + data + " holds spectra");
        }
        m_aligned = spectra.align(data, weightKind, m_grid,
            d -> builder(d, store), observer);
        return m_aligned.data();
    }

    private ObservationsBuilder builder(final int pixels, final StripStore store) {
        final ObservationsBuilder builder =
            Observations.builder(pixels).precision(precision).negativeValues(negativeValues);
        return store == null ? builder : builder.storedIn(store);
    }

    private static List<String> wavelengths(final Vectors templates) {
        final List<String> names = templates.names().entries();
        try {
            names.forEach(Double::parseDouble);
        } catch (final NumberFormatException e) {
            throw unknownWavelengths(templates, e);
        }
        if (names.isEmpty()) {
            throw unknownWavelengths(templates, null);
        }
        return names;
    }

    private static IllegalArgumentException unknownWavelengths(final Vectors templates, final Throwable cause) {
        return new IllegalArgumentException(
            templates.file() + " does not say at which wavelengths its templates are, which "
                + "spectra in FITS files need: take templates.fits, or templates.csv with --header --labels",
            cause);
    }

    /** @return what FITS files gave, once the data are read; null for other data */
    public SpectraOptions.Aligned aligned() {
        return m_aligned;
    }

    /**
     * @param file npy, CSV, or FITS with an image of rows and their wavelengths
     * @return its rows, all finite numbers ≥ 0
     * @throws IOException if it cannot be read
     */
    public Vectors readFactor(final Path file) throws IOException {
        if (SpectraFiles.isFits(file)) {
            return FitsVectors.read(file);
        }
        try (MatrixSource source = open(file)) {
            return Vectors.read(source);
        }
    }

    /**
     * @param file the same
     * @return templates to be projected onto, NaN where nothing was observed when they were learnt
     * @throws IOException if it cannot be read
     */
    public Vectors readTemplates(final Path file) throws IOException {
        if (SpectraFiles.isFits(file)) {
            return FitsVectors.read(file);
        }
        try (MatrixSource source = open(file)) {
            return Vectors.readTemplates(source);
        }
    }

    public Observations readLike(final Path file, final ObservationsReader.Named data) throws IOException {
        try (MatrixSource source = open(file)) {
            return ObservationsReader.readLike(source, data);
        }
    }

    /**
     * @param templates the templates
     * @param data the data
     * @return the templates with their pixels in the order of the data, by name where both have names
     * @throws IOException if a name of a pixel is on one side only
     * @throws IllegalArgumentException if they have different numbers of pixels
     */
    public static Vectors templatesFor(final Vectors templates, final ObservationsReader.Named data)
        throws IOException {
        final Vectors arranged = templates.arranged(null, data.pixelAxis());
        if (arranged.length() != data.observations().pixels()) {
            throw new IllegalArgumentException(templates.file() + " holds " + templates.count() + " templates of "
                + templates.length() + " pixels, but the data have " + data.observations().pixels()
                + " (see --observations for files that lie the other way)");
        }
        return arranged;
    }

    /**
     * @param templates the templates, or null
     * @return their names; none where there are no templates or they have none
     */
    public static NameOrder.Axis templateAxis(final Vectors templates) {
        return templates == null ? new NameOrder.Axis("", "template", List.of()) : templates.vectorAxis("template");
    }

    /**
     * @param frozen numbers of the templates that stay as they are, counted from 0
     * @param file where the templates come from, for the message
     * @param templates the templates
     * @return these numbers
     * @throws IllegalArgumentException if there is no such template
     */
    public static int[] held(final List<Integer> frozen, final Path file, final Vectors templates) {
        for (final int k : frozen) {
            if (k < 0 || k >= templates.count()) {
                throw new IllegalArgumentException("--freeze names template " + k + ", but " + file
                    + " holds templates 0 to " + (templates.count() - 1));
            }
        }
        return frozen.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Reads a delimiter by name, since shells make some characters hard to give. */
    static final class Delimiter implements ITypeConverter<Character> {
        @Override
        public Character convert(final String text) {
            return switch (text) {
                case "comma" -> ',';
                case "semicolon" -> ';';
                case "tab" -> '\t';
                case "space" -> ' ';
                case "auto" -> ReadOptions.DETECT;
                default -> {
                    if (text.length() != 1) {
                        throw new TypeConversionException(
                            "\"" + text + "\" is neither auto, comma, semicolon, tab, space nor a single character");
                    }
                    yield text.charAt(0);
                }
            };
        }
    }
}
