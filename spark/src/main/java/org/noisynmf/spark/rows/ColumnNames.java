package org.noisynmf.spark.rows;

/**
 * Names of the columns that hold observations.
 *
 * @param id names the observations; if there is no such column their numbers do
 * @param data arrays of values; if there is no such column every numeric column is a pixel
 * @param weights arrays of inverse variances; if there is no such column every value that is a number has weight 1
 * @param start index of the first pixel of a window, from 0; if there is no such column arrays begin at pixel 0
 * @param weightPrefix with a column a pixel: what stands before the name of a pixel in that of its weight
 * @param pixels d of windows; 0 = what the table says, or where the last window ends
 */
public record ColumnNames(String id, String data, String weights, String start, String weightPrefix, int pixels) {

    /** As {@code convert} writes them. */
    public static final ColumnNames DEFAULT = new ColumnNames("id", "flux", "ivar", "start", "ivar_", 0);
}
