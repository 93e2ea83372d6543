package org.noisynmf.io;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.io.input.BOMInputStream;
import org.jspecify.annotations.Nullable;

/** Rows of a CSV file in UTF-8. An empty field and NaN are missing values; blank lines are skipped. */
final class CsvLines implements Lines {

    /** Of a field that is not a number so much is quoted. */
    private static final int QUOTED = 30;

    private final String m_name;

    private final CSVParser m_parser;

    private final Iterator<CSVRecord> m_records;

    private final int m_firstField;

    private final int m_length;

    private final List<String> m_entryNames;

    private @Nullable CSVRecord m_ahead;

    private @Nullable String m_label;

    private long m_row;

    CsvLines(final InputStream in, final String name, final ReadOptions options) throws IOException {
        m_name = name;
        m_firstField = options.labels() ? 1 : 0;
        m_parser = CSVFormat.DEFAULT.builder().setDelimiter(options.delimiter()).setIgnoreSurroundingSpaces(true)
            .setIgnoreEmptyLines(true).get()
            .parse(new BufferedReader(new InputStreamReader(BOMInputStream.builder().setInputStream(in).get(),
                StandardCharsets.UTF_8)));
        m_records = m_parser.iterator();
        m_ahead = read();
        if (m_ahead == null) {
            throw new MatrixFormatException(name + " is empty");
        }
        m_length = m_ahead.size() - m_firstField;
        if (m_length < 1) {
            throw new MatrixFormatException(name + " has no values beside the row names in its first column");
        }
        m_entryNames = new ArrayList<>();
        if (options.header()) {
            for (int i = 0; i < m_length; i++) {
                m_entryNames.add(m_ahead.get(m_firstField + i));
            }
            m_ahead = read();
        }
    }

    private @Nullable CSVRecord read() throws IOException {
        try {
            while (m_records.hasNext()) {
                final CSVRecord line = m_records.next();
                if (line.size() > 1 || !line.get(0).isBlank()) {
                    return line;
                }
            }
            return null;
        } catch (final UncheckedIOException e) {
            final Throwable cause = e.getCause();
            throw new MatrixFormatException(
                m_name + " cannot be read as CSV: " + (cause == null ? e : cause).getMessage());
        }
    }

    @Override
    public boolean areRows() {
        return true;
    }

    @Override
    public int length() {
        return m_length;
    }

    @Override
    public boolean areText() {
        return true;
    }

    @Override
    public long count() {
        return MatrixSource.UNKNOWN;
    }

    @Override
    public List<String> entryNames() {
        return m_entryNames;
    }

    @Override
    public boolean next(final double[] out) throws IOException {
        final CSVRecord line = m_ahead;
        if (line == null) {
            return false;
        }
        if (line.size() != m_length + m_firstField) {
            throw new MatrixFormatException(m_name + ", row " + m_row + " (counted from 0; line "
                + m_parser.getCurrentLineNumber() + " of the file): there are " + line.size()
                + " fields, but the rows before have " + (m_length + m_firstField));
        }
        for (int i = 0; i < m_length; i++) {
            out[i] = number(line.get(m_firstField + i), i);
        }
        m_label = m_firstField > 0 ? line.get(0) : null;
        m_row++;
        m_ahead = read();
        return true;
    }

    private double number(final String field, final int column) throws MatrixFormatException {
        if (field.isEmpty()) {
            return Double.NaN;
        }
        switch (field.toLowerCase(Locale.ROOT)) {
            case "nan":
                return Double.NaN;
            case "inf", "+inf", "infinity", "+infinity":
                return Double.POSITIVE_INFINITY;
            case "-inf", "-infinity":
                return Double.NEGATIVE_INFINITY;
            default:
        }
        // Java also takes 1d and 0x1p3 for numbers, which no other reader of CSV does
        final char last = field.charAt(field.length() - 1);
        if (Character.isDigit(last) || last == '.') {
            try {
                return Double.parseDouble(field);
            } catch (final NumberFormatException e) {
                throw notANumber(field, column);
            }
        }
        throw notANumber(field, column);
    }

    private MatrixFormatException notANumber(final String field, final int column) {
        final String visible = field.replaceAll("\\p{Cntrl}", "?");
        final String hint = m_row > 0 ? "" : "; if the first line holds names, say that there is a header";
        return new MatrixFormatException(m_name + ", row " + m_row + ", column " + column
            + " (counted from 0; line " + m_parser.getCurrentLineNumber() + " of the file): \""
            + (visible.length() > QUOTED ? visible.substring(0, QUOTED) + "…" : visible)
            + "\" is not a number; numbers have a decimal point, a missing one is empty or NaN" + hint);
    }

    @Override
    public Optional<String> name() {
        return Optional.ofNullable(m_label);
    }

    @Override
    public void close() throws IOException {
        m_parser.close();
    }
}
