package org.noisynmf.io.source;

import org.noisynmf.engine.naming.Named;

/** Which way observations lie in a file. */
public enum Orientation implements Named {
    /** One observation (or template) a row: data n × d, templates q × d, coefficients n × q. */
    ROWS,
    /** One observation (or template) a column, as in papers: data d × n, templates d × q, coefficients q × n. */
    COLUMNS;

    /**
     * @param observation 0-based index of an observation
     * @param pixel 0-based index of a pixel
     * @return where that entry stands in a file of this orientation, for messages
     */
    public String place(final long observation, final int pixel) {
        return switch (this) {
            case ROWS -> "row " + observation + ", column " + pixel + " (counted from 0)";
            case COLUMNS -> "row " + pixel + ", column " + observation + " (counted from 0)";
        };
    }

    /**
     * @param observations number of observations
     * @param pixels number of pixels
     * @return rows × columns of a file of this orientation, for messages
     */
    public String shape(final long observations, final int pixels) {
        return switch (this) {
            case ROWS -> observations + " × " + pixels;
            case COLUMNS -> pixels + " × " + observations;
        };
    }
}
