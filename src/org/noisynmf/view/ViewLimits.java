package org.noisynmf.view;

/**
 * How much of a result goes into the page. The page's data pass through one JSON string, of which KNIME accepts 20
 * million characters and which costs about 0.1 s a megabyte.
 */
public final class ViewLimits {

    /** At most this many observations are stored for looking at. */
    public static final int MAX_OBSERVATIONS = 50;

    /** At most this many rows of a convergence trace are drawn: more than a screen has columns. */
    public static final int MAX_TRACE_ROWS = 2000;

    /** Values and weights of all stored observations together: 1.2 million packed numbers are 6.4 MB of JSON. */
    private static final int MAX_OBSERVATION_NUMBERS = 1_200_000;

    private static final int MAX_COEFFICIENTS = 200_000;

    private ViewLimits() {
    }

    /**
     * Which observations to store: evenly spread over the table, the first and the last among them, at most
     * {@link #MAX_OBSERVATIONS}, fewer when one observation is large.
     *
     * @param observations n ≥ 0
     * @param pixels d ≥ 1
     * @return ascending indices from 0 to n − 1, without repetition
     */
    public static int[] observationIndices(final int observations, final int pixels) {
        final int affordable = Math.max(1, MAX_OBSERVATION_NUMBERS / (2 * pixels));
        final int stored = Math.min(observations, Math.min(MAX_OBSERVATIONS, affordable));
        final int[] indices = new int[stored];
        for (int s = 0; s < stored; s++) {
            indices[s] = stored == 1 ? 0 : (int)((long)s * (observations - 1) / (stored - 1));
        }
        return indices;
    }

    /**
     * For how many observations coefficients are shown.
     *
     * @param rank q ≥ 1
     * @return the largest number of rows
     */
    public static int coefficientRows(final int rank) {
        return Math.max(1, MAX_COEFFICIENTS / rank);
    }
}
