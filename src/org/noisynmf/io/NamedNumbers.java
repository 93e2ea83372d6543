package org.noisynmf.io;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.noisynmf.io.source.MatrixFormatException;
import org.noisynmf.io.source.Quote;

/**
 * A number for each name, from two columns of a text file: a catalogue.
 *
 * @param file its name, for messages
 * @param numbers by name; NaN where the field is empty. Not copied.
 */
public record NamedNumbers(String file, Map<String, Double> numbers) {

    /** What separates the fields of a line: the first of these that the first line has. */
    private static final List<Character> DELIMITERS = List.of(',', ';', '\t');

    /**
     * Reads the names from the first column, and the numbers from the column with one of the headings given or, where there is
     * none, the second. A first line without a number in that column is a line of headings.
     *
     * @param file UTF-8 text whose fields a comma, semicolon or tab separates
     * @param headings of the numbers' column, in small letters
     * @return the numbers by name
     * @throws MatrixFormatException if a field is no number, or a name has two numbers; names line and column
     * @throws IOException if the file cannot be read
     */
    public static NamedNumbers read(final Path file, final List<String> headings) throws IOException {
        final Map<String, Double> numbers = new LinkedHashMap<>();
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int column = 1;
            boolean first = true;
            for (final CSVRecord line : format(reader).parse(reader)) {
                if (first) {
                    first = false;
                    for (int c = 1; c < line.size(); c++) {
                        column = headings.contains(line.get(c).trim().toLowerCase(Locale.ROOT)) ? c : column;
                    }
                    if (line.size() > column && !line.get(column).isBlank() && number(line.get(column)).isEmpty()) {
                        continue;
                    }
                }
                add(file, line, column, numbers);
            }
        }
        return new NamedNumbers(file.toString(), numbers);
    }

    private static CSVFormat format(final BufferedReader reader) throws IOException {
        reader.mark(1 << 16);
        final String line = reader.readLine();
        ((Reader)reader).reset();
        char delimiter = ',';
        for (final char candidate : DELIMITERS) {
            if (line != null && line.indexOf(candidate) >= 0) {
                delimiter = candidate;
                break;
            }
        }
        return CSVFormat.DEFAULT.builder().setDelimiter(delimiter).setIgnoreEmptyLines(true).setTrim(true).get();
    }

    private static OptionalDouble number(final String text) {
        try {
            return OptionalDouble.of(Double.parseDouble(text.trim()));
        } catch (final NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private static void add(final Path file, final CSVRecord line, final int column,
        final Map<String, Double> numbers) throws MatrixFormatException {
        // the mark of UTF-8 that spreadsheets write before the first name
        final String name = line.get(0).replace("\uFEFF", "").trim();
        final String place = file + ", line " + line.getRecordNumber() + " (from 1)";
        if (line.size() <= column) {
            throw new MatrixFormatException(place + " has " + line.size()
                + (line.size() == 1 ? " field" : " fields") + ", but a name and a number are expected");
        }
        final String text = line.get(column);
        final double value = text.isBlank() ? Double.NaN : number(text)
            .orElseThrow(() -> new MatrixFormatException(place + ": " + Quote.of(text) + " is not a number"));
        final Double before = numbers.put(name, value);
        if (before != null && Double.compare(before, value) != 0) {
            throw new MatrixFormatException(
                place + ": " + Quote.of(name) + " has the numbers " + before + " and " + value);
        }
    }
}
