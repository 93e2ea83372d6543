package org.noisynmf.view;

import java.util.ArrayList;
import java.util.List;

/**
 * Coefficients of the first observations, as many as the page shows.
 *
 * @param total n, the number of observations that have coefficients, shown or not
 * @param labels names of the observations shown, at most n
 * @param columns per template the coefficients of the observations shown, in the order of {@code labels}
 * @param bands per template within what those coefficients lie; empty = unknown
 */
public record CoefficientRows(int total, List<String> labels, List<PackedFloats> columns, List<Band> bands) {

    /** Checks that every template has one coefficient for every observation shown. */
    public CoefficientRows {
        labels = List.copyOf(labels);
        columns = List.copyOf(columns);
        bands = List.copyOf(bands);
        if (labels.size() > total) {
            throw new IllegalArgumentException(labels.size() + " observations shown out of " + total);
        }
        for (final PackedFloats column : columns) {
            if (column.count() != labels.size()) {
                throw new IllegalArgumentException(
                    column.count() + " coefficients for " + labels.size() + " observations");
            }
        }
        final int shown = labels.size();
        if (!bands.isEmpty() && (bands.size() != columns.size()
            || bands.stream().anyMatch(band -> band.count() != shown))) {
            throw new IllegalArgumentException(bands.size() + " bands for the coefficients of " + columns.size()
                + " templates, of which each must be of " + shown + " observations");
        }
    }

    /**
     * Coefficients without errors.
     *
     * @param total n
     * @param labels names of the observations shown, at most n
     * @param columns per template the coefficients of the observations shown
     */
    public CoefficientRows(final int total, final List<String> labels, final List<PackedFloats> columns) {
        this(total, labels, columns, List.of());
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

    /**
     * The same coefficients with errors.
     *
     * @param quantiles for each of {@link Band#probabilities} the quantiles of H, q × n, observation by observation. Not
     *            modified.
     * @return a changed copy
     */
    public CoefficientRows withQuantiles(final double[]... quantiles) {
        final int rank = columns.size();
        final List<Band> all = new ArrayList<>();
        for (int k = 0; k < rank; k++) {
            final double[][] ends = new double[quantiles.length][labels.size()];
            for (int p = 0; p < ends.length; p++) {
                for (int j = 0; j < ends[p].length; j++) {
                    ends[p][j] = quantiles[p][j * rank + k];
                }
            }
            all.add(Band.of(ends, 0, labels.size()));
        }
        return new CoefficientRows(total, labels, columns, all);
    }
}
