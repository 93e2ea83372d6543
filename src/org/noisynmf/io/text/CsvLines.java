package org.noisynmf.io.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.naming.Counted;
import org.noisynmf.io.source.Lines;
import org.noisynmf.io.source.MatrixFormatException;
import org.noisynmf.io.source.MatrixSource;
import org.noisynmf.io.source.Quote;

/**
 * Rows of a text file. Empty fields, NA and NaN are missing values; blank lines are skipped, and rows of empty fields at
 * the end are left out. A separator that ends every line is no column, and the header may lack the names of the columns of
 * names, as R writes it.
 */
public final class CsvLines implements Lines {

    /** Of a field that is not a number so much is quoted. */
    private static final int QUOTED = 30;

    /** Rows from which the shape is told, and the fields at which they end. */
    private static final int ROWS_AHEAD = 64;

    private static final int FIELDS_AHEAD = 100_000;

    private final String m_name;

    private final Fields m_fields;

    private final NumberField m_numbers;

    private final int m_labelColumns;

    private final int m_width;

    /** Whether a separator ends every line. */
    private final boolean m_trailing;

    private final List<String> m_entryNames;

    /** Rows that have been read to tell the shape. */
    private final Deque<Row> m_rowsAhead = new ArrayDeque<>();

    /** The next row that is not blank. */
    private @Nullable Row m_ahead;

    /** Blank rows before it. */
    private int m_blankBefore;

    private @Nullable String m_label;

    private long m_row;

    private record Row(List<String> fields, long line) {

        boolean isBlank() {
            return fields.stream().allMatch(String::isEmpty);
        }

        boolean endsWithSeparator() {
            final int n = fields.size();
            return n > 1 && fields.get(n - 1).isEmpty() && !fields.get(n - 2).isEmpty();
        }
    }

    /**
     * @param in the text, after a byte order mark; closed with these lines
     * @param name the file's name, for messages
     * @param options how it is to be read
     * @param encoding of the text
     * @param beginning of the text, from which a delimiter is told
     * @throws IOException if it cannot be read, or has no shape
     */
    public CsvLines(final InputStream in, final String name, final ReadOptions options, final TextEncoding encoding,
        final String beginning) throws IOException {
        m_name = name;
        m_labelColumns = options.labelColumns();
        m_numbers = new NumberField(options.missing());
        final char delimiter =
            options.delimiter() == ReadOptions.DETECT ? DelimiterGuess.of(beginning, options) : options.delimiter();
        m_fields = Fields.of(new RecordReader(new InputStreamReader(in, encoding.charset()), name), name, delimiter);
        final List<String> header = options.header() ? m_fields.next() : null;
        for (int i = 0; i < options.skippedRows(); i++) {
            m_fields.next();
        }
        readAhead();
        final Row first = m_rowsAhead.peek();
        if (header == null && first == null) {
            throw new MatrixFormatException(name + " is empty");
        }
        m_trailing = first != null && mayEndWithSeparator(header, first) && m_rowsAhead.stream()
            .allMatch(row -> row.endsWithSeparator() && row.fields().size() == first.fields().size());
        m_width = first == null ? header == null ? 0 : header.size() : first.fields().size() - (m_trailing ? 1 : 0);
        if (length() < 1) {
            throw new MatrixFormatException(name + " has no values besides the row names in its first column"
                + (m_labelColumns > 1 ? "s" : ""));
        }
        m_entryNames = header == null ? List.of() : names(header);
        advance();
    }

    /** A last column that has a name is one, and a single row without a header tells nothing. */
    private boolean mayEndWithSeparator(final @Nullable List<String> header, final Row first) {
        return header == null ? m_rowsAhead.size() > 1
            : header.size() < first.fields().size() || header.get(header.size() - 1).isEmpty();
    }

    private void readAhead() throws IOException {
        int fields = 0;
        while (m_rowsAhead.size() < ROWS_AHEAD && fields < FIELDS_AHEAD) {
            final Row row = readRow();
            if (row == null) {
                return;
            }
            m_rowsAhead.add(row);
            fields += row.fields().size();
        }
    }

    private @Nullable Row readRow() throws IOException {
        final List<String> fields = m_fields.next();
        return fields == null ? null : new Row(fields, m_fields.line());
    }

    private List<String> names(final List<String> header) throws MatrixFormatException {
        final int n = header.size();
        final int named = m_trailing && n > m_width && header.get(n - 1).isEmpty() ? n - 1 : n;
        if (named == m_width) {
            return List.copyOf(header.subList(m_labelColumns, named));
        }
        if (named == length()) {
            return List.copyOf(header.subList(0, named));
        }
        throw new MatrixFormatException(
            m_name + ": the header has " + Counted.of(named, "name") + ", but the first row "
                + Counted.of(m_width, "field") + (named == m_width - 1 && m_labelColumns == 0
                    ? "; if rows begin with names, as R writes them, say so (--labels)" : ""));
    }

    /** Goes to the next row that is not blank. */
    private void advance() throws IOException {
        m_blankBefore = 0;
        m_ahead = m_rowsAhead.isEmpty() ? readRow() : m_rowsAhead.remove();
        while (m_ahead != null && m_ahead.fields().size() >= m_width && m_ahead.isBlank()) {
            m_blankBefore++;
            m_ahead = m_rowsAhead.isEmpty() ? readRow() : m_rowsAhead.remove();
        }
    }

    @Override
    public boolean areRows() {
        return true;
    }

    @Override
    public int length() {
        return m_width - m_labelColumns;
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
        final Row row = m_ahead;
        if (row == null) {
            return false;
        }
        if (m_blankBefore > 0) {
            Arrays.fill(out, Double.NaN);
            m_label = m_labelColumns > 0 ? "" : null;
            m_blankBefore--;
        } else {
            read(row, out);
            advance();
        }
        m_row++;
        return true;
    }

    private void read(final Row row, final double[] out) throws MatrixFormatException {
        final List<String> fields = row.fields();
        final int n = fields.size();
        if (m_trailing && n == m_width + 1 && !fields.get(m_width).isEmpty()) {
            throw new MatrixFormatException(place(row) + "): the last field holds " + quoted(fields.get(m_width))
                + ", but the rows before end with a separator; write NaN where the last column has no value");
        }
        if (n != m_width && !(m_trailing && n == m_width + 1)) {
            throw new MatrixFormatException(
                place(row) + "): there " + (n == 1 ? "is " : "are ") + Counted.of(n, "field")
                    + ", but the rows before have " + m_width);
        }
        for (int i = 0; i < out.length; i++) {
            final String field = fields.get(m_labelColumns + i);
            final OptionalDouble number = m_numbers.parse(field);
            if (number.isEmpty()) {
                throw notANumber(row, field, i);
            }
            out[i] = number.getAsDouble();
        }
        m_label = m_labelColumns > 0 ? String.join(" ", fields.subList(0, m_labelColumns)) : null;
    }

    private String place(final Row row) {
        return m_name + ", row " + m_row + " (counted from 0; line " + row.line() + " of the file";
    }

    private MatrixFormatException notANumber(final Row row, final String field, final int column) {
        final String place = m_name + ", row " + m_row + ", column " + column + " (counted from 0; line " + row.line()
            + " of the file): " + quoted(field);
        if (NumberField.hasDecimalComma(field)) {
            return new MatrixFormatException(place + " has a decimal comma, but numbers must have a decimal point");
        }
        return new MatrixFormatException(
            place + " is not a number; numbers have a decimal point, a missing one is empty, NA or NaN"
                + (m_row > 0 ? "" : "; if the first line holds names, say that there is a header"));
    }

    private static String quoted(final String field) {
        return Quote.of(field.length() > QUOTED ? field.substring(0, QUOTED) + "…" : field);
    }

    @Override
    public Optional<String> name() {
        return Optional.ofNullable(m_label);
    }

    @Override
    public List<String> warnings() {
        final int dropped = m_ahead == null ? m_blankBefore : 0;
        return dropped == 0 ? List.of()
            : List.of(Counted.of(dropped, "blank row") + " at the end of " + m_name + (dropped == 1 ? " is" : " are")
                + " left out");
    }

    @Override
    public void close() throws IOException {
        m_fields.close();
    }
}
