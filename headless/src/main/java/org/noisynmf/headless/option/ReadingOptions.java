package org.noisynmf.headless.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.apache.commons.io.input.CloseShieldInputStream;
import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.headless.option.spectra.SpectraFileOptions;
import org.noisynmf.io.MatrixFile;
import org.noisynmf.io.ObservationsReader;
import org.noisynmf.io.Opening;
import org.noisynmf.io.SeparableWeights;
import org.noisynmf.io.Vectors;
import org.noisynmf.io.WeightKind;
import org.noisynmf.io.fits.FitsVectors;
import org.noisynmf.io.fits.SpectraFiles;
import org.noisynmf.io.source.MatrixSource;
import org.noisynmf.io.source.Orientation;
import org.noisynmf.io.text.ReadOptions;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options of every command that reads data and weights: where they are, and how text files are to be read. */
public class ReadingOptions {

    /** Stands for standard input. */
    private static final String STANDARD_INPUT = "-";

    private boolean m_standardInputTaken;

    @Option(names = "--data", required = true, paramLabel = "FILE", order = 1,
        description = "The data X: npy, npz (file.npz:X for one of several arrays) or CSV, also compressed by gzip; - "
            + "reads standard input. Without --weights, NaN (in CSV also an empty field and NA) means missing. Or a "
            + "FITS file or a folder of them: the spectra are brought to the rest frame and a common grid.")
    private @Nullable Path m_data;

    @Option(names = "--weights", paramLabel = "FILE", order = 2,
        description = "Weights V of the same shape, ≥ 0; 0 = ignore the entry. Matched by name if both files have "
            + "names. Default: 1 wherever there is a value.")
    public @Nullable Path weights;

    @Option(names = "--weights-are", paramLabel = "KIND", order = 3,
        completionCandidates = Choices.WeightKinds.class,
        description = "What the file of weights holds: ${COMPLETION-CANDIDATES}. Default: inverse-variance, with a "
            + "warning if the name of the file or its numbers suggest otherwise.")
    @Nullable
    WeightKind weightKind;

    @Option(names = "--observations", paramLabel = "WAY", defaultValue = "rows", order = 4,
        completionCandidates = Choices.Orientations.class,
        description = "Whether observations and templates are rows or columns of all files, read and written: rows (X "
            + "is n × d, templates q × d, coefficients n × q) or columns, as in papers (X is d × n, templates d × q, "
            + "coefficients q × n). Default: ${DEFAULT-VALUE}.")
    public Orientation orientation;

    @Option(names = "--header", order = 5, description = "The first line of every CSV file read holds names, by which "
        + "files are matched.")
    boolean header;

    @Option(names = "--labels", order = 6,
        description = "The first column of every CSV file read holds names, by which "
            + "files are matched.")
    boolean labels;

    @Option(names = "--label-columns", paramLabel = "N", order = 6,
        description = "Number of columns at the left of every CSV file read that together name the row. Default: 1 "
            + "with --labels, otherwise 0.")
    @Nullable
    Integer labelColumns;

    @Option(names = "--delimiter", paramLabel = "CHAR", defaultValue = "auto", order = 7,
        converter = Delimiter.class,
        description = "Delimiter of CSV files read: comma, semicolon, tab, space (any number of blanks and tabs), "
            + "another character, or auto, which recognises it in each file. Default: ${DEFAULT-VALUE}.")
    char delimiter;

    @Option(names = "--skip-rows", paramLabel = "N", defaultValue = "0", order = 7,
        description = "Number of rows of every CSV file read to leave out, after the header if there is one, such as "
            + "a row of units. Default: ${DEFAULT-VALUE}.")
    int skippedRows;

    @Option(names = "--missing", paramLabel = "VALUE", split = ",", order = 7,
        description = "Numbers (in CSV files also texts) that stand for a missing value, such as -999,-99.0. In CSV "
            + "files an empty field, NA and NaN are always missing.")
    List<String> missing = List.of();

    @Mixin
    public SpectraFileOptions files;

    /** @return whether there are data; commands that need them refuse to begin without */
    public boolean hasData() {
        return m_data != null;
    }

    /** @return where the data are */
    public Path data() {
        if (m_data == null) {
            throw new IllegalStateException("--data was not given");
        }
        return m_data;
    }

    /** @return what weights or uncertainties are; null = nobody said */
    public @Nullable WeightKind weightKind() {
        return weightKind;
    }

    /**
     * @param reader what is to be made of data and weights
     * @param separable weights of whole observations and pixels
     * @param observer hears of progress and may cancel
     * @return the matrix of data with its weights
     * @throws IOException if a file cannot be read or does not hold what it should
     */
    public ObservationsReader.Named readObservations(final ObservationsReader reader, final SeparableWeights separable,
        final Observer observer) throws IOException {
        final Path atOnce =
            weights != null && !isStandardInput(weights) && !isStandardInput(data()) ? weights : null;
        try (Opening ahead = atOnce == null ? null : new Opening(atOnce, readOptions());
            MatrixSource x = open(data());
            MatrixSource v = ahead != null ? ahead.source() : weights == null ? null : open(weights)) {
            return reader.read(x, v, separable, observer);
        }
    }

    private static boolean isStandardInput(final Path file) {
        return STANDARD_INPUT.equals(file.toString());
    }

    private ReadOptions readOptions() {
        return new ReadOptions(orientation, header, labelColumns != null ? labelColumns : labels ? 1 : 0, delimiter,
            skippedRows, missing, "");
    }

    MatrixSource open(final Path file) throws IOException {
        if (!isStandardInput(file)) {
            return MatrixFile.open(file, readOptions());
        }
        if (m_standardInputTaken) {
            throw new IllegalArgumentException("Standard input (-) can be read only once; name a file for the others");
        }
        m_standardInputTaken = true;
        return MatrixFile.open(CloseShieldInputStream.wrap(System.in), "standard input", readOptions());
    }

    /**
     * @param file npy, CSV, or FITS with an image of rows and their wavelengths
     * @return its rows, all finite numbers ≥ 0
     * @throws IOException if it cannot be read
     */
    public Vectors readFactor(final Path file) throws IOException {
        if (SpectraFiles.isFits(file)) {
            // spectra and templates in one unit
            files.prefer(FitsVectors.unit(file));
            return FitsVectors.read(file, files.wavelengthUnit());
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
            // spectra and templates in one unit
            files.prefer(FitsVectors.unit(file));
            return FitsVectors.read(file, files.wavelengthUnit());
        }
        try (MatrixSource source = open(file)) {
            return Vectors.readTemplates(source);
        }
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
