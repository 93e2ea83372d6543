package org.noisynmf.io.fits.series;

import java.io.IOException;

import org.noisynmf.io.fits.file.Scaling;

/** Rows of numbers in a file, read when asked for. */
public interface Series {

    /** The length of rows that each have their own. */
    int VARIES = -1;

    /** @return number of rows */
    int count();

    /** @return numbers in a row, or {@link #VARIES} */
    int length();

    /** @return what the stored numbers mean */
    Scaling scaling();

    /**
     * @param row 0-based
     * @return numbers as they are stored: an array of bytes, shorts, ints, longs, floats or doubles
     * @throws IOException if they cannot be read; the message names the file
     */
    Object stored(int row) throws IOException;

    /**
     * @param row 0-based
     * @return {@link #length()} numbers with the file's scaling undone; NaN where the file says: no value
     * @throws IOException if they cannot be read; the message names the file
     */
    default double[] row(final int row) throws IOException {
        return scaling().numbers(stored(row));
    }

    /**
     * @param from first row
     * @param count number of rows
     * @return these rows alone
     */
    default Series part(final int from, final int count) {
        final Series whole = this;
        return new Series() {
            @Override
            public int count() {
                return count;
            }

            @Override
            public int length() {
                return whole.length();
            }

            @Override
            public Scaling scaling() {
                return whole.scaling();
            }

            @Override
            public Object stored(final int row) throws IOException {
                return whole.stored(from + row);
            }
        };
    }
}
