package org.noisynmf.view;

import java.util.List;

/**
 * Coefficients of the first observations, as many as the page shows.
 *
 * @param total n, the number of observations that have coefficients, shown or not
 * @param labels names of the observations shown, at most n
 * @param columns per template the coefficients of the observations shown, in the order of {@code labels}
 */
public record CoefficientRows(int total, List<String> labels, List<PackedFloats> columns) {

    /** Checks that every template has one coefficient for every observation shown. */
    public CoefficientRows {
        labels = List.copyOf(labels);
        columns = List.copyOf(columns);
        if (labels.size() > total) {
            throw new IllegalArgumentException(labels.size() + " observations shown out of " + total);
        }
        for (final PackedFloats column : columns) {
            if (column.count() != labels.size()) {
                throw new IllegalArgumentException(
                    column.count() + " coefficients for " + labels.size() + " observations");
            }
        }
    }

    /** No coefficients, for a view that shows templates alone. */
    public static final CoefficientRows NONE = new CoefficientRows(0, List.of(), List.of());

    /**
     * The first rows of a coefficient matrix, capped by {@link ViewLimits#coefficientRows}.
     *
     * @param labels n names of observations
     * @param rank q
     * @param h H, q × n, the q coefficients of an observation side by side (h[j·q + k]). Not modified.
     * @return what the page shows of it
     */
    public static CoefficientRows firstOf(final List<String> labels, final int rank, final double[] h) {
        if (h.length != (long)labels.size() * rank) {
            throw new IllegalArgumentException(h.length + " coefficients for " + labels.size() + " observations of "
                + rank + " templates each");
        }
        final int shown = Math.min(labels.size(), ViewLimits.coefficientRows(rank));
        final PackedFloats[] columns = new PackedFloats[rank];
        final double[] column = new double[shown];
        for (int k = 0; k < rank; k++) {
            for (int j = 0; j < shown; j++) {
                column[j] = h[j * rank + k];
            }
            columns[k] = PackedFloats.of(column);
        }
        return new CoefficientRows(labels.size(), labels.subList(0, shown), List.of(columns));
    }
}
