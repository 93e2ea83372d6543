package org.noisynmf.knime.table.pixel;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.StringValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.noisynmf.engine.naming.Counted;
import org.noisynmf.engine.variance.PixelCategory;
import org.noisynmf.knime.table.Messages;
import org.noisynmf.knime.table.PixelColumns;

/** A table of how far the uncertainties of each pixel are trusted, one row a pixel under its name. */
public final class PixelCategories {

    private PixelCategories() {
    }

    /**
     * Tells a table of categories from one of weights, since KNIME 5.8 does not say which port a table came through.
     *
     * @param spec of a table
     * @param pixels of the data
     * @return whether the table has none of their columns, and is one of texts or has a single column
     */
    public static boolean isCategories(final DataTableSpec spec, final PixelColumns pixels) {
        return pixels.names().stream().noneMatch(spec::containsName)
            && spec.stream().noneMatch(column -> pixels.isVector() && PixelColumns.isVector(column))
            && (spec.getNumColumns() == 1 || spec.containsCompatibleType(StringValue.class));
    }

    /**
     * @param spec of the table of categories
     * @param column that holds them; empty = the first
     * @return its position
     * @throws InvalidSettingsException if it is not there or holds neither texts nor numbers
     */
    public static int column(final DataTableSpec spec, final String column) throws InvalidSettingsException {
        final int position = column.isBlank() && spec.getNumColumns() > 0 ? 0 : spec.findColumnIndex(column.trim());
        if (position < 0) {
            throw new InvalidSettingsException(
                "The pixel categories table has no column \"" + column.trim() + "\". Enter the name of the column that "
                    + "holds the categories, or none for the first.");
        }
        if (!spec.getColumnSpec(position).getType().isCompatible(StringValue.class)
            && !PixelColumns.isNumeric(spec.getColumnSpec(position))) {
            throw new InvalidSettingsException("Column \"" + spec.getColumnSpec(position).getName()
                + "\" of the pixel categories table holds " + spec.getColumnSpec(position).getType().getName()
                + ", but a category is a text (" + PixelCategory.ids() + ") or a number.");
        }
        return position;
    }

    /**
     * @param table of categories
     * @param column that holds them; empty = the first
     * @param names of the pixels
     * @return what the weights of each pixel are multiplied by, d values ≥ 0
     * @throws KNIMEException if a category is none, or the table and the data have different pixels; names the row
     */
    public static double[] weights(final BufferedDataTable table, final String column, final List<String> names)
        throws KNIMEException {
        final Map<String, Integer> places = new HashMap<>();
        names.forEach(name -> places.put(name, places.size()));
        final double[] weights = new double[names.size()];
        Arrays.fill(weights, Double.NaN);
        try {
            final int position = column(table.getDataTableSpec(), column);
            for (final DataRow row : table) {
                final String name = row.getKey().getString();
                final Integer place = places.get(name);
                if (place == null) {
                    throw new KNIMEException(
                        "Row \"" + name + "\" of the pixel categories table is not a pixel of the data. Its row IDs "
                            + "must be the names of the pixels, such as \"" + names.get(0) + "\".");
                }
                weights[place] = weight(name, row.getCell(position));
            }
        } catch (final InvalidSettingsException e) {
            throw Messages.failure(e);
        }
        final List<String> lacking =
            IntStream.range(0, weights.length).filter(i -> Double.isNaN(weights[i])).mapToObj(names::get).toList();
        if (!lacking.isEmpty()) {
            throw new KNIMEException("The pixel categories table lacks " + lacking.size() + " of the "
                + Counted.of(names.size(), "pixel") + ", the first \"" + lacking.get(0)
                + "\". Add a row for each; strong leaves a pixel as it is.");
        }
        return weights;
    }

    private static double weight(final String name, final DataCell cell) throws KNIMEException {
        return (cell.isMissing() ? Optional.<Double>empty() : PixelCategory.weight(cell.toString()))
            .orElseThrow(() -> new KNIMEException("Row \"" + name + "\" of the pixel categories table holds "
                + (cell.isMissing() ? "a missing cell" : "\"" + cell + "\"") + ", but a category is one of "
                + PixelCategory.ids() + ", or a factor > 0 on the standard deviation."));
    }
}
