package org.noisynmf.knime.plot;

import java.util.Locale;

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
import org.noisynmf.knime.table.Messages;
import org.noisynmf.knime.table.PixelColumns;
import org.noisynmf.knime.table.spectra.SpectrumColumns;
import org.noisynmf.view.PixelAxis;
import org.noisynmf.view.StoredObservation;

/**
 * The frame in which a spectrum was observed, from a row of the aligner's table of scales: λ_obs = λ_rest (1 + z), and
 * flux and σ of the observation are those of the aligned spectrum divided by the scale s (Green &amp; Bailey 2024,
 * eq. 21 and figure 7).
 *
 * @param stretch 1 + z, finite, &gt; 0
 * @param scale s, finite, &gt; 0
 */
record ObservedFrame(double stretch, double scale) {

    /** Nothing is changed. */
    static final ObservedFrame REST = new ObservedFrame(1, 1);

    private static final String TABLE = "table at the port \"Scales\"";

    /**
     * @param spec of a table of scales
     * @return positions of redshift and scale
     * @throws InvalidSettingsException if one is missing or no number
     */
    static int[] locate(final DataTableSpec spec) throws InvalidSettingsException {
        final String[] names = {SpectrumColumns.REDSHIFT, SpectrumColumns.SCALE};
        final int[] positions = new int[names.length];
        for (int c = 0; c < names.length; c++) {
            positions[c] = spec.findColumnIndex(names[c]);
            if (positions[c] < 0 || !PixelColumns.isNumeric(spec.getColumnSpec(positions[c]))) {
                throw new InvalidSettingsException("The " + TABLE + " has no numeric column \"" + names[c]
                    + "\". Connect the third output of a Rest-Frame Aligner.");
            }
        }
        return positions;
    }

    /**
     * @param table of scales
     * @param rowId of the observation
     * @param exec asked whether to go on
     * @return its frame
     * @throws KNIMEException if there is no such row, or it has no redshift or scale
     * @throws CanceledExecutionException if the user cancelled
     */
    static ObservedFrame read(final BufferedDataTable table, final String rowId, final ExecutionContext exec)
        throws KNIMEException, CanceledExecutionException {
        try {
            final int[] positions = locate(table.getDataTableSpec());
            try (RowCursor cursor = table.cursor(TableFilter.materializeCols(positions))) {
                while (cursor.canForward()) {
                    exec.checkCanceled();
                    final RowRead row = cursor.forward();
                    if (row.getRowKey().getString().equals(rowId)) {
                        return new ObservedFrame(1 + number(row, positions[0], SpectrumColumns.REDSHIFT, -1),
                            number(row, positions[1], SpectrumColumns.SCALE, 0));
                    }
                }
            }
        } catch (final InvalidSettingsException e) {
            throw Messages.failure(e);
        }
        throw new KNIMEException(
            "The " + TABLE + " has no row \"" + rowId + "\". Scales are matched by row ID: connect "
                + "the table of the aligner that made the data.");
    }

    private static double number(final RowRead row, final int position, final String name, final double above)
        throws KNIMEException {
        final double number =
            row.isMissing(position) ? Double.NaN : row.<DoubleValue>getValue(position).getDoubleValue();
        if (number > above && number < Double.POSITIVE_INFINITY) {
            return number;
        }
        throw new KNIMEException("Row \"" + row.getRowKey().getString() + "\", column \"" + name + "\" of the " + TABLE
            + " is " + (Double.isNaN(number) ? "missing" : number) + ", but must be a finite number > " + (int)above
            + ".");
    }

    /**
     * @param rest wavelengths in the rest frame
     * @return wavelengths as observed
     */
    PixelAxis of(final PixelAxis rest) {
        final double[] positions = rest.positions().clone();
        for (int i = 0; i < positions.length; i++) {
            positions[i] *= stretch;
        }
        return rest.withPositions(positions);
    }

    /**
     * @param aligned observation on the common grid
     * @return the observation with its scale undone, named with its redshift
     */
    StoredObservation of(final StoredObservation aligned) {
        return this == REST ? aligned
            : aligned.times(1 / scale).named(String.format(Locale.ROOT, "%s, z = %.3f", aligned.label(), stretch - 1));
    }
}
