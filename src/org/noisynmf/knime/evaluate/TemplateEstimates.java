package org.noisynmf.knime.evaluate;

import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.KNIMEException;
import org.noisynmf.knime.table.PixelColumns;

/**
 * Templates with their errors as NMF Posterior and NMF Error Estimates write them: one row a pixel, and beside the column of
 * each template one of standard deviations.
 */
final class TemplateEstimates {

    private static final String ERRORS = " (standard deviation)";

    private TemplateEstimates() {
    }

    /** @return whether a table is one of these */
    static boolean is(final DataTableSpec spec) {
        return !templates(spec).isEmpty();
    }

    private static List<String> templates(final DataTableSpec spec) {
        return spec.stream().filter(PixelColumns::isNumeric).map(column -> column.getName())
            .filter(
                name -> spec.containsName(name + ERRORS) && PixelColumns.isNumeric(spec.getColumnSpec(name + ERRORS)))
            .toList();
    }

    /**
     * @param table of the form above
     * @param name what messages call it
     * @param monitor cancels
     * @return its templates with their errors
     * @throws KNIMEException if there is no pixel, or a value is infinite; names the row
     * @throws CanceledExecutionException if the user cancelled
     */
    static TemplateRows read(final BufferedDataTable table, final String name, final ExecutionMonitor monitor)
        throws KNIMEException, CanceledExecutionException {
        final DataTableSpec spec = table.getDataTableSpec();
        final List<String> templates = templates(spec);
        final int d = Math.toIntExact(table.size());
        if (d == 0) {
            throw new KNIMEException("The " + name + " has no rows, but each pixel of the templates needs one.");
        }
        final List<String> pixels = new ArrayList<>();
        final double[] values = new double[Math.multiplyExact(d, templates.size())];
        final double[] errors = new double[values.length];
        for (final DataRow row : table) {
            monitor.checkCanceled();
            final int i = pixels.size();
            pixels.add(row.getKey().getString());
            for (int k = 0; k < templates.size(); k++) {
                values[k * d + i] = number(row, spec.findColumnIndex(templates.get(k)), name);
                errors[k * d + i] = number(row, spec.findColumnIndex(templates.get(k) + ERRORS), name);
            }
        }
        return new TemplateRows(templates, d, values, errors, pixels);
    }

    private static double number(final DataRow row, final int column, final String name) throws KNIMEException {
        final DataCell cell = row.getCell(column);
        final double value = cell.isMissing() ? Double.NaN : ((DoubleValue)cell).getDoubleValue();
        if (Double.isInfinite(value)) {
            throw new KNIMEException("The " + name + " holds " + value + " in row \"" + row.getKey()
                + "\", but a template must be finite.");
        }
        return value;
    }
}
