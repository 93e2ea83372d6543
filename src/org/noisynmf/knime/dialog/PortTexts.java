package org.noisynmf.knime.dialog;

/** What several nodes say of the same kind of input. */
public final class PortTexts {

    /** Of a table of observations. */
    public static final String DATA = "Observations, one per row, as numeric columns or as one vector column.";

    /** Of the table of weights beside it. */
    public static final String WEIGHTS = "Weights of the data, as inverse variances, variances or standard "
        + "deviations. One row for every row of the data, matched by row ID; columns are matched by name. Without "
        + "this table all weights are 1.";

    /** Of a table of pixel categories. */
    public static final String CATEGORIES =
        "How far the standard deviations of each pixel are trusted, one row per pixel with its name as row ID: "
            + "strong, weak (three times as large), bad (left out), or a factor.";

    private PortTexts() {
    }
}
