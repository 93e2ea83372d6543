package org.noisynmf.io.fits;

import java.io.IOException;

/** Rows of numbers in a file, read when asked for. */
interface Series {

    /** @return number of rows */
    int count();

    /** @return numbers in a row */
    int length();

    /**
     * @param row 0-based
     * @return {@link #length()} numbers with the file's scaling undone; NaN where the file says: no value
     * @throws IOException if they cannot be read; the message names the file
     */
    double[] row(int row) throws IOException;

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
            public double[] row(final int row) throws IOException {
                return whole.row(from + row);
            }
        };
    }
}
