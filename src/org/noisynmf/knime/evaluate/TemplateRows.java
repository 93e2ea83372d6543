package org.noisynmf.knime.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.knime.core.data.container.filter.TableFilter;
import org.knime.core.data.v2.RowCursor;
import org.knime.core.data.v2.RowRead;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.noisynmf.engine.naming.Counted;
import org.noisynmf.knime.table.Labels;
import org.noisynmf.knime.table.Messages;
import org.noisynmf.knime.table.PixelColumns;
import org.noisynmf.knime.table.PixelReader;

/**
 * The templates of a table.
 *
 * @param ids row IDs
 * @param pixels d
 * @param values d × number of templates, a template contiguous; NaN where a cell is missing
 * @param errors their standard deviations of the same form; null where they are not known
 * @param pixelNames d names
 */
record TemplateRows(List<String> ids, int pixels, double[] values, double @Nullable [] errors,
    List<String> pixelNames) {

    /**
     * @param wanted names of the pixels of other templates
     * @return these templates with their pixels in that order; as they are unless the names are the same
     */
    TemplateRows inOrderOf(final List<String> wanted) {
        if (pixelNames.equals(wanted) || wanted.size() != pixels
            || !Set.copyOf(wanted).equals(Set.copyOf(pixelNames))) {
            return this;
        }
        final Map<String, Integer> places = new HashMap<>();
        pixelNames.forEach(name -> places.put(name, places.size()));
        final int[] from = wanted.stream().mapToInt(places::get).toArray();
        return new TemplateRows(ids, pixels, arranged(values, from), errors == null ? null : arranged(errors, from),
            wanted);
    }

    private double[] arranged(final double[] of, final int[] from) {
        final double[] arranged = new double[of.length];
        Arrays.setAll(arranged, p -> of[p / pixels * pixels + from[p % pixels]]);
        return arranged;
    }

    /**
     * @param table one template a row
     * @param name what messages call it
     * @param columns where its pixels stand
     * @param monitor cancels
     * @return its templates, at least one
     * @throws KNIMEException if there are none, or a cell cannot be used; names table, row and column
     * @throws CanceledExecutionException if the user cancelled
     */
    static TemplateRows read(final BufferedDataTable table, final String name, final PixelColumns columns,
        final ExecutionMonitor monitor) throws KNIMEException, CanceledExecutionException {
        final int[] positions = positions(table, name, columns);
        final PixelReader reader = new PixelReader(columns.form(), positions);
        final List<String> ids = new ArrayList<>();
        final List<double[]> rows = new ArrayList<>();
        try (RowCursor cursor = table.cursor(TableFilter.materializeCols(positions))) {
            while (cursor.canForward()) {
                monitor.checkCanceled();
                final RowRead row = cursor.forward();
                final String id = row.getRowKey().getString();
                rows.add(template(row, id, name, columns, reader, rows.isEmpty() ? -1 : rows.get(0).length));
                ids.add(id);
            }
        }
        if (rows.isEmpty()) {
            throw new KNIMEException("The " + name + " has no rows, but at least one template is needed.");
        }
        final int pixels = rows.get(0).length;
        final double[] values = new double[Math.multiplyExact(pixels, rows.size())];
        for (int k = 0; k < rows.size(); k++) {
            System.arraycopy(rows.get(k), 0, values, k * pixels, pixels);
        }
        return new TemplateRows(ids, pixels, values, null,
            columns.isVector() ? Labels.positions(pixels) : columns.names());
    }

    private static int[] positions(final BufferedDataTable table, final String name, final PixelColumns columns)
        throws KNIMEException {
        try {
            return columns.locate(table.getDataTableSpec(), name);
        } catch (final InvalidSettingsException e) {
            throw Messages.failure(e);
        }
    }

    private static double[] template(final RowRead row, final String id, final String name, final PixelColumns columns,
        final PixelReader reader, final int expected) throws KNIMEException {
        final int count = reader.count(row);
        if (count < 1) {
            throw new KNIMEException("Row \"" + id + "\" of the " + name
                + " is missing or empty, but each row must hold a template. Remove the row.");
        }
        if (expected >= 0 && count != expected) {
            throw new KNIMEException("Row \"" + id + "\" of the " + name + " holds "
                + Counted.of(count, "number") + ", but " + expected + (expected == 1 ? " is" : " are")
                + " expected: all templates must have the same length.");
        }
        final double[] values = new double[count];
        reader.read(row, values, new boolean[count]);
        for (int i = 0; i < count; i++) {
            if (Double.isInfinite(values[i])) {
                throw new KNIMEException("The " + name + " holds " + values[i] + " in "
                    + Messages.place(id, columns, i) + ", but a template must be finite.");
            }
        }
        return values;
    }
}
