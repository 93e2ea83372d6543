package org.noisynmf.io.text;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.noisynmf.io.source.MatrixFormatException;
import org.noisynmf.io.source.Quote;

/** The records of a text file as fields without blanks around them. Blank lines are skipped. */
interface Fields extends Closeable {

    /**
     * @return the fields of the next record, at least one; null at the end
     * @throws IOException if it cannot be read or split
     */
    @Nullable
    List<String> next() throws IOException;

    /** @return number of the line last read, from 1 */
    long line();

    /**
     * @param text of the file; closed with the fields
     * @param name the file's name, for messages
     * @param delimiter a character, or a space for any number of blanks and tabs
     * @return its records
     * @throws IOException if it cannot be read
     */
    static Fields of(final RecordReader text, final String name, final char delimiter) throws IOException {
        return delimiter == ' ' ? new Aligned(text) : new Delimited(text, name, delimiter);
    }

    /** Fields with a character between them, quoted where need be. */
    final class Delimited implements Fields {

        private final RecordReader m_text;

        private final String m_name;

        private final CSVParser m_parser;

        private final Iterator<CSVRecord> m_records;

        private Delimited(final RecordReader text, final String name, final char delimiter) throws IOException {
            m_text = text;
            m_name = name;
            m_parser = CSVFormat.DEFAULT.builder().setDelimiter(delimiter).setIgnoreSurroundingSpaces(true)
                .setIgnoreEmptyLines(true).get().parse(text);
            m_records = m_parser.iterator();
        }

        @Override
        public @Nullable List<String> next() throws IOException {
            try {
                while (m_records.hasNext()) {
                    final CSVRecord line = m_records.next();
                    m_text.endOfRecord();
                    if (line.size() > 1 || !line.get(0).isBlank()) {
                        return line.toList();
                    }
                }
                return null;
            } catch (final UncheckedIOException e) {
                final Throwable cause = e.getCause();
                if (cause instanceof MatrixFormatException format) {
                    throw format;
                }
                throw new MatrixFormatException(m_name + " cannot be read as CSV: "
                    + Quote.beginning(String.valueOf((cause == null ? e : cause).getMessage())));
            }
        }

        @Override
        public long line() {
            return m_parser.getCurrentLineNumber();
        }

        @Override
        public void close() throws IOException {
            m_parser.close();
        }
    }

    /** Fields with any number of blanks and tabs between them, in quotation marks where they hold some. */
    final class Aligned implements Fields {

        private final RecordReader m_text;

        private final BufferedReader m_lines;

        private long m_line;

        private Aligned(final RecordReader text) {
            m_text = text;
            m_lines = new BufferedReader(text);
        }

        @Override
        public @Nullable List<String> next() throws IOException {
            String line = m_lines.readLine();
            for (; line != null; line = m_lines.readLine()) {
                m_line++;
                m_text.endOfRecord();
                if (!line.isBlank()) {
                    return split(line);
                }
            }
            return null;
        }

        static List<String> split(final String line) {
            final List<String> fields = new ArrayList<>();
            int i = 0;
            while (i < line.length()) {
                if (isBlank(line.charAt(i))) {
                    i++;
                    continue;
                }
                final int quote = line.charAt(i) == '"' ? line.indexOf('"', i + 1) : -1;
                int end = quote < 0 ? i : quote + 1;
                while (end < line.length() && !isBlank(line.charAt(end))) {
                    end++;
                }
                fields.add(quote == end - 1 ? line.substring(i + 1, quote) : line.substring(i, end));
                i = end;
            }
            return fields;
        }

        private static boolean isBlank(final char c) {
            return c == ' ' || c == '\t';
        }

        @Override
        public long line() {
            return m_line;
        }

        @Override
        public void close() throws IOException {
            m_lines.close();
        }
    }
}
