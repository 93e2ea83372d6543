package org.noisynmf.io;

/**
 * How a file is to be read. Everything but the orientation concerns CSV alone: npy says itself what it holds.
 *
 * @param orientation which way observations lie
 * @param header whether the first line of a CSV file holds names of its columns
 * @param labels whether the first column of a CSV file holds names of its rows
 * @param delimiter character between the fields of a CSV file
 */
public record ReadOptions(Orientation orientation, boolean header, boolean labels, char delimiter) {

    /** One observation a row, neither header nor labels, comma. */
    public static final ReadOptions DEFAULT = new ReadOptions(Orientation.ROWS, false, false, ',');

    /** Checks the delimiter. */
    public ReadOptions {
        if (delimiter == '"' || delimiter == '\n' || delimiter == '\r' || delimiter == '.' || delimiter == '-'
            || Character.isLetterOrDigit(delimiter)) {
            throw new IllegalArgumentException(
                "Fields of a CSV file cannot be separated by '" + delimiter
                    + "'; use a comma, semicolon, tab or space");
        }
    }

    /**
     * @param value see {@link #orientation()}
     * @return these options with that orientation
     */
    public ReadOptions withOrientation(final Orientation value) {
        return new ReadOptions(value, header, labels, delimiter);
    }

    /**
     * @param value see {@link #header()}
     * @return these options with or without a header
     */
    public ReadOptions withHeader(final boolean value) {
        return new ReadOptions(orientation, value, labels, delimiter);
    }

    /**
     * @param value see {@link #labels()}
     * @return these options with or without row names
     */
    public ReadOptions withLabels(final boolean value) {
        return new ReadOptions(orientation, header, value, delimiter);
    }

    /**
     * @param value see {@link #delimiter()}
     * @return these options with that delimiter
     */
    public ReadOptions withDelimiter(final char value) {
        return new ReadOptions(orientation, header, labels, value);
    }
}
