package org.noisynmf.knime.histogram;

import java.util.stream.DoubleStream;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.container.filter.TableFilter;
import org.knime.core.data.v2.RowCursor;
import org.knime.core.data.v2.RowRead;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.noisynmf.engine.naming.Counted;
import org.noisynmf.knime.dialog.ImageSize;
import org.noisynmf.knime.table.Messages;
import org.noisynmf.knime.table.PixelColumns;
import org.noisynmf.knime.table.observation.ScoreColumns;

/** Draws the numbers of one column as a histogram. */
final class ChiSquareHistogramNode {

    private ChiSquareHistogramNode() {
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final HistogramParameters parameters = in.getParameters();
        parameters.validate();
        position(in.getInTableSpec(0), parameters.m_column);
        out.setOutSpec(0, ImageSize.PNG);
    }

    private static int position(final DataTableSpec spec, final String column) throws InvalidSettingsException {
        final int position = spec.findColumnIndex(column);
        if (position < 0) {
            throw new InvalidSettingsException("The table has no column \"" + column + "\". "
                + (column.equals(ScoreColumns.DIFFERENCE)
                    ? "Connect the third output of a Factorisation Scorer with a comparison model, or choose another "
                        + "column in the dialog."
                    : "Choose another in the dialog."));
        }
        final DataColumnSpec found = spec.getColumnSpec(position);
        if (!PixelColumns.isNumeric(found)) {
            throw new InvalidSettingsException("Column \"" + column + "\" holds " + found.getType().getName()
                + ", but a histogram needs numbers. Choose another column in the dialog.");
        }
        return position;
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final HistogramParameters parameters = in.getParameters();
        final BufferedDataTable table = in.getInTable(0);
        final double[] values = values(table, parameters.m_column, in.getExecutionContext());
        if (values.length == 0) {
            throw new KNIMEException("Column \"" + parameters.m_column + "\" has no value in any of "
                + Counted.of(table.size(), "row") + ", so there is nothing to draw.");
        }
        if (values.length < table.size()) {
            out.setWarningMessage(Counted.of(table.size() - values.length, "row") + " without a value in "
                + "column \"" + parameters.m_column + "\" left out.");
        }
        out.setOutData(0, parameters.m_image.draw(parameters.histogram(values)));
    }

    private static double[] values(final BufferedDataTable table, final String column, final ExecutionContext exec)
        throws CanceledExecutionException, KNIMEException {
        final DoubleStream.Builder values = DoubleStream.builder();
        try {
            final int position = position(table.getDataTableSpec(), column);
            try (RowCursor cursor = table.cursor(TableFilter.materializeCols(position))) {
                while (cursor.canForward()) {
                    exec.checkCanceled();
                    final RowRead row = cursor.forward();
                    if (!row.isMissing(position)) {
                        values.add(finite(row.<DoubleValue>getValue(position).getDoubleValue(), row, column));
                    }
                }
            }
        } catch (final InvalidSettingsException e) {
            throw Messages.failure(e);
        }
        return values.build().toArray();
    }

    private static double finite(final double value, final RowRead row, final String column) throws KNIMEException {
        if (Double.isFinite(value)) {
            return value;
        }
        throw new KNIMEException("Row \"" + row.getRowKey().getString() + "\", column \"" + column + "\" is " + value
            + ", but a histogram needs finite numbers. Leave the row out, or make the cell missing.");
    }
}
