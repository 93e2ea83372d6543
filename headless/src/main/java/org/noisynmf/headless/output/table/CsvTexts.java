package org.noisynmf.headless.output.table;

/** How names and other texts are written into CSV files, which spreadsheets open and whose formulas they execute. */
public enum CsvTexts {

    /** An apostrophe before a text that begins like a formula: with =, +, − or @, and is no number. */
    ESCAPED,

    /** As they are. */
    PLAIN;

    private static final String FORMULAS = "=+-@\t\r";

    /**
     * @param text a name
     * @return the field
     */
    public String of(final String text) {
        return this == ESCAPED && !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0 && !isNumber(text)
            ? "'" + text : text;
    }

    /**
     * @param field a name as a file has it
     * @return without the apostrophe that {@link #ESCAPED} put before it
     */
    public static String read(final String field) {
        return field.startsWith("'") && ESCAPED.of(field.substring(1)).equals(field) ? field.substring(1) : field;
    }

    private static boolean isNumber(final String text) {
        try {
            return !Double.isNaN(Double.parseDouble(text));
        } catch (final NumberFormatException e) {
            return false;
        }
    }
}
