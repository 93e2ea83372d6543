package org.noisynmf.io.text;

import java.util.List;

import org.noisynmf.io.source.Orientation;

/**
 * How a file is to be read. All but orientation, missing values and the array concerns text alone: npy says itself what
 * it holds.
 *
 * @param orientation which way observations lie
 * @param header whether the first line of a text file holds names of its columns
 * @param labelColumns number of columns ≥ 0 at the left of a text file that hold names of its rows
 * @param delimiter between the fields of a text file; a space stands for any number of blanks and tabs, {@link #DETECT}
 *            for whatever the file uses
 * @param skippedRows number of rows ≥ 0 to be left out of a text file, after its header if it has one, such as a row of
 *            units
 * @param missing texts and numbers that stand for a missing value, beside an empty field, NA and NaN; numbers also in npy
 * @param array name of the array wanted from an npz file; empty = the only one
 */
public record ReadOptions(Orientation orientation, boolean header, int labelColumns, char delimiter, int skippedRows,
    List<String> missing, String array) {

    /** Stands for a delimiter that is told from the file. */
    public static final char DETECT = '\0';

    /** One observation a row, neither header nor labels, comma. */
    public static final ReadOptions DEFAULT = new ReadOptions(Orientation.ROWS, false, 0, ',', 0, List.of(), "");

    /** Checks delimiter and numbers, copies the list. */
    public ReadOptions {
        if (delimiter == '"' || delimiter == '\n' || delimiter == '\r' || delimiter == '.' || delimiter == '-'
            || Character.isLetterOrDigit(delimiter)) {
            throw new IllegalArgumentException(
                "Fields of a CSV file cannot be separated by '" + delimiter
                    + "'; use a comma, semicolon, tab or space");
        }
        if (!(labelColumns >= 0) || !(skippedRows >= 0)) {
            throw new IllegalArgumentException("The number of " + (labelColumns >= 0 ? "skipped rows is " + skippedRows
                : "columns with names is " + labelColumns) + ", but must be ≥ 0");
        }
        missing = missing.stream().map(String::trim).filter(m -> !m.isEmpty()).toList();
    }

    /**
     * @param value see {@link #orientation()}
     * @return these options with that orientation
     */
    public ReadOptions withOrientation(final Orientation value) {
        return new ReadOptions(value, header, labelColumns, delimiter, skippedRows, missing, array);
    }

    /**
     * @param value see {@link #header()}
     * @return these options with or without a header
     */
    public ReadOptions withHeader(final boolean value) {
        return new ReadOptions(orientation, value, labelColumns, delimiter, skippedRows, missing, array);
    }

    /**
     * @param value whether the first column holds names
     * @return these options with one column of names, or none
     */
    public ReadOptions withLabels(final boolean value) {
        return withLabelColumns(value ? 1 : 0);
    }

    /**
     * @param value see {@link #labelColumns()}
     * @return these options with so many columns of names
     */
    public ReadOptions withLabelColumns(final int value) {
        return new ReadOptions(orientation, header, value, delimiter, skippedRows, missing, array);
    }

    /**
     * @param value see {@link #delimiter()}
     * @return these options with that delimiter
     */
    public ReadOptions withDelimiter(final char value) {
        return new ReadOptions(orientation, header, labelColumns, value, skippedRows, missing, array);
    }

    /**
     * @param value see {@link #skippedRows()}
     * @return these options with so many rows left out
     */
    public ReadOptions withSkippedRows(final int value) {
        return new ReadOptions(orientation, header, labelColumns, delimiter, value, missing, array);
    }

    /**
     * @param value see {@link #missing()}
     * @return these options with those missing values
     */
    public ReadOptions withMissing(final List<String> value) {
        return new ReadOptions(orientation, header, labelColumns, delimiter, skippedRows, value, array);
    }

    /**
     * @param value see {@link #array()}
     * @return these options with that array
     */
    public ReadOptions withArray(final String value) {
        return new ReadOptions(orientation, header, labelColumns, delimiter, skippedRows, missing, value);
    }
}
