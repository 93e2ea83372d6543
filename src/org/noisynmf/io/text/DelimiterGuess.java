package org.noisynmf.io.text;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What separates the fields of a text file: the one of tab, semicolon, comma and blanks with which the largest part of the
 * fields are numbers. Among equals the one with more fields, then in this order.
 */
final class DelimiterGuess {

    private static final char[] CANDIDATES = {',', '\t', ';', ' '};

    /** Lines that are looked at. */
    private static final int LINES = 50;

    private DelimiterGuess() {
    }

    /**
     * @param beginning of the text; its last line is cut off unless it is the only one
     * @param options header, columns with names and skipped rows are no numbers
     * @return the delimiter; a comma where nothing can be told
     */
    static char of(final String beginning, final ReadOptions options) {
        final List<String> lines = lines(beginning, options);
        final NumberField numbers = new NumberField(options.missing());
        char best = CANDIDATES[0];
        double bestShare = -1;
        long bestCount = 0;
        for (final char candidate : CANDIDATES) {
            long all = 0;
            long count = 0;
            for (final String line : lines) {
                final List<String> fields = split(line, candidate);
                for (final String field : fields.subList(Math.min(options.labelColumns(), fields.size()),
                    fields.size())) {
                    all++;
                    count += isNumber(field, candidate, numbers) ? 1 : 0;
                }
            }
            final double share = all == 0 ? 0 : (double)count / all;
            if (share > bestShare || share == bestShare && count > bestCount) {
                best = candidate;
                bestShare = share;
                bestCount = count;
            }
        }
        return best;
    }

    private static boolean isNumber(final String field, final char delimiter, final NumberField numbers) {
        final OptionalDouble number = numbers.parse(field);
        return number.isPresent() || delimiter != ',' && NumberField.hasDecimalComma(field);
    }

    /** The lines of numbers, or all there are if there is nothing but a header. */
    private static List<String> lines(final String beginning, final ReadOptions options) {
        final List<String> lines = new ArrayList<>(beginning.lines().filter(l -> !l.isBlank()).limit(LINES).toList());
        final boolean cut = !beginning.endsWith("\n") && !beginning.endsWith("\r");
        if (cut && lines.size() > 1 && lines.size() < LINES) {
            lines.remove(lines.size() - 1);
        }
        final int first = (options.header() ? 1 : 0) + options.skippedRows();
        return lines.size() > first ? lines.subList(first, lines.size()) : lines;
    }

    private static List<String> split(final String line, final char delimiter) {
        if (delimiter == ' ') {
            return Fields.Aligned.split(line);
        }
        final List<String> fields = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i <= line.length(); i++) {
            if (i == line.length() || !quoted && line.charAt(i) == delimiter) {
                fields.add(unquoted(line.substring(from, i).trim()));
                from = i + 1;
            } else if (line.charAt(i) == '"') {
                quoted = !quoted;
            }
        }
        return fields;
    }

    private static String unquoted(final String field) {
        return field.length() > 1 && field.startsWith("\"") && field.endsWith("\"")
            ? field.substring(1, field.length() - 1).trim() : field;
    }
}
