package org.noisynmf.headless.output.fit;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.TraceRow;
import org.noisynmf.headless.output.Index;
import org.noisynmf.headless.output.table.CsvTexts;
import org.noisynmf.headless.output.table.FactorTable;
import org.noisynmf.io.MatrixFile;
import org.noisynmf.io.Vectors;
import org.noisynmf.io.fits.FitsVectors;
import org.noisynmf.io.fits.SpectraFiles;
import org.noisynmf.io.source.MatrixSource;
import org.noisynmf.io.source.Names;
import org.noisynmf.io.source.Orientation;
import org.noisynmf.io.text.ReadOptions;
import org.noisynmf.view.Certainty;
import org.noisynmf.view.PackedFloats;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What factorise or project left in a folder.
 *
 * @param summary what summary.json says
 * @param factors templates and coefficients, NaN = unknown
 * @param names of observations and pixels, as far as CSV files are there
 * @param templateNames likewise
 * @param trace the convergence; empty for a projection
 * @param uniqueness what each template may hold of each other one; null = not looked for
 */
public record StoredFit(Map<String, Object> summary, Factors factors, Names names, List<String> templateNames,
    List<TraceRow> trace, Certainty.@Nullable Uniqueness uniqueness) {

    private static final ReadOptions NAMED = ReadOptions.DEFAULT.withHeader(true).withLabels(true);

    /**
     * @param folder where the results lie
     * @param templates the file of templates; null = that of the folder
     * @return the fit
     * @throws IOException if a file is missing, was changed since, or is not what the summary says
     */
    public static StoredFit read(final Path folder, final @Nullable Path templates) throws IOException {
        final Map<String, Object> summary = summary(folder);
        final int rank = number(summary, "rank", folder);
        final int observations = number(summary, "observations", folder);
        final int pixels = number(summary, "pixels", folder);
        final Path w = templates != null ? templates : templates(folder);
        final Path h = find(folder, "coefficients", List.of(".npy", ".csv"));
        if (h == null) {
            throw new IOException(
                folder + " holds coefficients neither as npy nor as CSV; run the command again with --format "
                    + "npy,csv");
        }
        final Vectors read = vectors(w, rank, pixels);
        final Vectors coefficients = vectors(h, observations, rank);
        final Names templateFile = names(folder.resolve("templates.csv"), rank, pixels);
        final Names coefficientFile = names(folder.resolve("coefficients.csv"), observations, rank);
        return new StoredFit(summary, new Factors(pixels, observations, rank, read.values(), coefficients.values()),
            new Names(coefficientFile.vectors(),
                templateFile.entries().isEmpty() ? read.names().entries() : templateFile.entries()),
            templateFile.vectors().isEmpty() ? first(coefficientFile.entries(), rank) : templateFile.vectors(),
            trace(folder.resolve("trace.csv")), uniqueness(folder.resolve("uniqueness.csv"), rank));
    }

    /**
     * @param folder what factorise wrote
     * @return the file of its templates that is the most exact
     * @throws IOException if there is none, or these are no results
     */
    public static Path templates(final Path folder) throws IOException {
        summary(folder);
        final Path file = find(folder, "templates", List.of(".npy", ".fits", ".csv"));
        if (file == null) {
            throw new IOException(
                folder + " holds no templates, since results of project do not contain them: name them with "
                    + "--templates");
        }
        return file;
    }

    /**
     * @param folder what factorise wrote
     * @return its templates, with the names of pixels and templates where a file there has them
     * @throws IOException if a file is missing, was changed since, or is not what the summary says
     */
    public static Vectors readTemplates(final Path folder) throws IOException {
        final Path file = templates(folder);
        final Map<String, Object> summary = summary(folder);
        final int rank = number(summary, "rank", folder);
        final int pixels = number(summary, "pixels", folder);
        final Vectors read = vectors(file, rank, pixels);
        final Names named = names(folder.resolve("templates.csv"), rank, pixels);
        return new Vectors(read.file(), rank, pixels, read.values(),
            new Names(named.vectors().isEmpty() ? unlessNumbers(read.names().vectors()) : named.vectors(),
                named.entries().isEmpty() ? unlessNumbers(read.names().entries()) : named.entries()));
    }

    /**
     * @return what each template may hold of each other one, from uniqueness.csv; null if that was not looked for
     * @throws IOException if the file was changed since, or is not one that factorise wrote
     */
    private static Certainty.@Nullable Uniqueness uniqueness(final Path file, final int rank) throws IOException {
        if (!Files.isRegularFile(file)) {
            return null;
        }
        Index.check(file);
        final double[] less = new double[rank * rank];
        final double[] more = new double[rank * rank];
        for (final CSVRecord line : lines(file)) {
            try {
                final int k = Objects.checkIndex(Integer.parseInt(line.get("template")), rank);
                final int l = Objects.checkIndex(Integer.parseInt(line.get("of_template")), rank);
                less[k * rank + l] = Double.parseDouble(line.get("less"));
                more[k * rank + l] = Double.parseDouble(line.get("more"));
            } catch (final IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new IOException(file + " is not a table of uniqueness that factorise wrote: " + e.getMessage(),
                    e);
            }
        }
        return new Certainty.Uniqueness(PackedFloats.of(less), PackedFloats.of(more));
    }

    private static List<CSVRecord> lines(final Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            return CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader).getRecords();
        }
    }

    /**
     * @param arranged the templates in the order of data
     * @return the fit with these
     */
    public StoredFit withTemplates(final Vectors arranged) {
        return new StoredFit(summary,
            new Factors(factors.pixels(), factors.observations(), factors.rank(), arranged.values(), factors.h()),
            new Names(names.vectors(), arranged.names().entries()), templateNames, trace, uniqueness);
    }

    private static List<String> first(final List<String> names, final int count) {
        return names.size() > count ? names.subList(0, count) : names;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> summary(final Path folder) throws IOException {
        final Path file = folder.resolve(Index.SUMMARY);
        if (!Files.isRegularFile(file)) {
            throw new IOException(folder + " is not a folder of results: it has no " + Index.SUMMARY);
        }
        final Map<String, Object> summary;
        try {
            summary = new ObjectMapper().readValue(file.toFile(), Map.class);
        } catch (final JsonProcessingException e) {
            throw new IOException(file + " is not a summary that factorise or project wrote", e);
        }
        final Object command = summary.get("command");
        if (!"factorise".equals(command) && !"project".equals(command)) {
            throw new IOException(
                folder + " holds results of " + command + ", but report draws those of factorise and project "
                    + "(posterior and rank have the option --report)");
        }
        return summary;
    }

    private static int number(final Map<String, Object> summary, final String key, final Path folder)
        throws IOException {
        if (summary.get(key) instanceof Integer number && number > 0) {
            return number;
        }
        throw new IOException(folder.resolve(Index.SUMMARY) + " does not say the number of " + key);
    }

    /** @param endings the most exact first */
    private static @Nullable Path find(final Path folder, final String name, final List<String> endings) {
        return endings.stream().map(ending -> folder.resolve(name + ending)).filter(Files::isRegularFile).findFirst()
            .orElse(null);
    }

    /** Checked against the summary beside it, and turned if it lies the other way. */
    private static Vectors vectors(final Path file, final int count, final int length) throws IOException {
        Index.check(file);
        Vectors read = open(file, Orientation.ROWS, length);
        if (read.count() != count || read.length() != length) {
            final Vectors turned = SpectraFiles.isFits(file) ? read : open(file, Orientation.COLUMNS, length);
            if (turned.count() != count || turned.length() != length) {
                throw new IOException(
                    file + " holds " + read.count() + " × " + read.length() + " numbers, but " + count + " × "
                        + length + " are expected");
            }
            read = turned;
        }
        return read;
    }

    private static Vectors open(final Path file, final Orientation orientation, final int length) throws IOException {
        if (SpectraFiles.isFits(file)) {
            return FitsVectors.read(file, null);
        }
        final boolean csv = file.toString().endsWith(".csv");
        try (MatrixSource source =
            MatrixFile.open(file, (csv ? NAMED : ReadOptions.DEFAULT).withOrientation(orientation))) {
            return csv ? without(source, length) : Vectors.readTemplates(source);
        }
    }

    /** Behind coefficients stand their errors, which may be negative. */
    private static Vectors without(final MatrixSource source, final int length) throws IOException {
        final List<double[]> rows = new ArrayList<>();
        final List<String> labels = new ArrayList<>();
        final double[] row = new double[source.pixels()];
        final int kept = Math.min(length, row.length);
        while (source.next(row)) {
            rows.add(Arrays.copyOf(row, kept));
            source.label().ifPresent(labels::add);
        }
        return new Vectors(source.name(), rows.size(), kept,
            rows.stream().flatMapToDouble(Arrays::stream).toArray(),
            new Names(labels, first(source.pixelNames(), kept)));
    }

    /** The names in a CSV file, turned like the numbers. */
    private static Names names(final Path file, final int count, final int length) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Names.NONE;
        }
        final Names names = vectors(file, count, length).names();
        return new Names(unlessNumbers(names.vectors()), unlessNumbers(names.entries()));
    }

    /** Where there were no names their numbers are written. */
    private static List<String> unlessNumbers(final List<String> names) {
        return names.equals(FactorTable.names(List.of(), names.size())) ? List.of()
            : names.stream().map(CsvTexts::read).toList();
    }

    private static List<TraceRow> trace(final Path file) throws IOException {
        final List<TraceRow> rows = new ArrayList<>();
        if (Files.isRegularFile(file)) {
            Index.check(file);
            try {
                for (final CSVRecord line : lines(file)) {
                    rows.add(new TraceRow(Integer.parseInt(line.get("restart")), Integer.parseInt(line.get("pass")),
                        Integer.parseInt(line.get("growth")), Double.parseDouble(line.get("chi2")),
                        Double.parseDouble(line.get("kkt")), Double.parseDouble(line.get("seconds"))));
                }
            } catch (final IllegalArgumentException e) {
                throw new IOException(file + " is not a trace that factorise wrote: " + e.getMessage(), e);
            }
        }
        return rows;
    }
}
