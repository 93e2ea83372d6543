package org.noisynmf.knime.table;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.knime.core.data.container.filter.TableFilter;
import org.knime.core.data.v2.RowCursor;
import org.knime.core.data.v2.RowRead;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.noisynmf.engine.data.BadEntryException;
import org.noisynmf.engine.data.NegativeValues;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.ObservationsBuilder;
import org.noisynmf.engine.naming.Counted;
import org.noisynmf.engine.storage.Precision;

/** From a data table, and perhaps a weights table, to observations and their names. Each table is read once. */
public final class TableReader {

    private final PixelColumns m_columns;

    private final NegativeValues m_negativeValues;

    private final Precision m_precision;

    private final @Nullable SpillFile m_spill;

    private Uncertainties m_uncertainties = Uncertainties.GIVEN;

    /**
     * What was read.
     *
     * @param observations X and V
     * @param labels row IDs and pixel names
     */
    public record Data(Observations observations, Labels labels) {

        /**
         * @param weighted the same observations with the weights that were used
         * @return them under the same names
         */
        public Data with(final Observations weighted) {
            return new Data(weighted, labels);
        }
    }

    /**
     * A weights table.
     *
     * @param table one row for every row of the data, matched by row ID; columns by name
     * @param kind what its numbers are
     */
    public record Weights(BufferedDataTable table, WeightsKind kind) {
    }

    /**
     * @param columns where the pixels stand
     * @param negativeValues what becomes of values below zero
     * @param precision in which to store
     */
    public TableReader(final PixelColumns columns, final NegativeValues negativeValues, final Precision precision) {
        this(columns, negativeValues, precision, null);
    }

    /**
     * @param columns where the pixels stand
     * @param negativeValues what becomes of values below zero
     * @param precision in which to store
     * @param spill takes what memory has no room for; null = that is refused
     */
    public TableReader(final PixelColumns columns, final NegativeValues negativeValues, final Precision precision,
        final @Nullable SpillFile spill) {
        m_spill = spill;
        m_columns = columns;
        m_negativeValues = negativeValues;
        m_precision = precision;
    }

    /**
     * @param uncertainties how given ones are changed
     * @return this
     */
    public TableReader uncertainties(final Uncertainties uncertainties) {
        m_uncertainties = uncertainties;
        return this;
    }

    /**
     * Reads. A missing data cell and a missing weight mean weight 0.
     *
     * @param data the observations, one a row
     * @param weights the weights, or null = all 1
     * @param pixels d where the caller knows it, else −1
     * @param monitor hears of progress and cancels
     * @return observations and labels
     * @throws KNIMEException if a cell cannot be used; names table, row and column
     * @throws CanceledExecutionException if the user cancelled
     */
    public Data read(final BufferedDataTable data, final @Nullable Weights weights, final int pixels,
        final ExecutionMonitor monitor) throws KNIMEException, CanceledExecutionException {
        checkSizes(data, weights);
        try {
            final int[] positions = m_columns.locate(data.getDataTableSpec(), "data table");
            final PixelReader reader = new PixelReader(m_columns.form(), positions);
            final int count = pixels >= 0 ? pixels : count(data, reader, positions);
            try (RowCursor cursor = data.cursor(TableFilter.materializeCols(positions));
                WeightRows weightRows =
                    weights == null ? null : new WeightRows(weights.table(), weights.kind(), m_columns)) {
                return read(cursor, data.size(), reader, weightRows, count, monitor);
            }
        } catch (final InvalidSettingsException | IllegalArgumentException | UncheckedIOException e) {
            throw Messages.failure(e);
        }
    }

    private static void checkSizes(final BufferedDataTable data, final @Nullable Weights weights)
        throws KNIMEException {
        if (data.size() == 0) {
            throw new KNIMEException("The data table has no rows, but at least one observation is needed.");
        }
        if (weights != null && weights.table().size() != data.size()) {
            throw new KNIMEException("The weights table has " + weights.table().size() + " rows, but the data table "
                + data.size() + ". Every observation needs one row of weights with its row ID.");
        }
    }

    /**
     * @param data the observations, with a vector column
     * @param columns that vector column
     * @return the length of its first vector
     * @throws KNIMEException if it has none
     */
    public static int length(final BufferedDataTable data, final PixelColumns columns) throws KNIMEException {
        try {
            final int[] positions = columns.locate(data.getDataTableSpec(), "data table");
            return new TableReader(columns, NegativeValues.AS_IS, Precision.FLOAT64).count(data,
                new PixelReader(columns.form(), positions), positions);
        } catch (final InvalidSettingsException e) {
            throw Messages.failure(e);
        }
    }

    /** The number of pixels is that of the first row that has any. */
    private int count(final BufferedDataTable data, final PixelReader reader, final int[] positions)
        throws KNIMEException {
        try (RowCursor cursor = data.cursor(TableFilter.materializeCols(positions))) {
            while (cursor.canForward()) {
                final int count = reader.count(cursor.forward());
                if (count > 0) {
                    return count;
                }
            }
        }
        throw new KNIMEException("Every cell of column \"" + m_columns.names().get(0)
            + "\" is missing or empty, but at least one observation is needed.");
    }

    private Data read(final RowCursor cursor, final long rows, final PixelReader reader,
        final @Nullable WeightRows weightRows,
        final int pixels, final ExecutionMonitor monitor) throws KNIMEException, CanceledExecutionException {
        final ObservationsBuilder builder =
            Observations.builder(pixels).precision(m_precision).negativeValues(m_negativeValues)
                .extraUncertainty(m_uncertainties.extra()).expect(rows);
        if (m_spill != null) {
            builder.spillingTo(m_spill::open);
        }
        final List<String> ids = new ArrayList<>();
        final double[] values = new double[pixels];
        final boolean[] missing = new boolean[pixels];
        while (cursor.canForward()) {
            monitor.checkCanceled();
            final RowRead row = cursor.forward();
            final String id = row.getRowKey().getString();
            final int count = reader.count(row);
            if (count >= 0 && count != pixels) {
                throw new KNIMEException("Row \"" + id + "\" of the data table holds "
                    + Counted.of(count, "number") + ", but " + pixels
                    + " are expected: all vectors must have the same length.");
            }
            reader.read(row, values, missing);
            add(builder, id, values, missing, weightRows);
            ids.add(id);
            monitor.setProgress((double)ids.size() / rows, () -> "Reading row " + ids.size() + " of " + rows);
        }
        return new Data(builder.build(), new Labels(ids, m_columns, pixels));
    }

    private void add(final ObservationsBuilder builder, final String id, final double[] values,
        final boolean[] missing, final @Nullable WeightRows weightRows) throws KNIMEException {
        try {
            builder.add(values,
                m_uncertainties.of(weightRows == null ? null : weightRows.of(id, missing), missing));
        } catch (final BadEntryException e) {
            throw new KNIMEException(
                "Data table, " + Messages.place(id, m_columns, e.pixel()) + ": " + e.problem() + ".", e);
        }
    }
}
