package org.noisynmf.knime.table;

import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.collection.ListDataValue;
import org.knime.core.data.vector.doublevector.DoubleVectorValue;
import org.knime.core.node.InvalidSettingsException;
import org.noisynmf.io.source.NameOrder;

/**
 * Where the pixels of an observation stand in a table.
 *
 * @param form numeric columns or one vector column
 * @param names the columns in the order of the pixels, or the name of the vector column alone
 */
public record PixelColumns(TableForm form, List<String> names) {

    /** Checks that there is a column. */
    public PixelColumns {
        names = List.copyOf(names);
        if (names.isEmpty() || form == TableForm.VECTOR && names.size() > 1) {
            throw new IllegalArgumentException(names.size() + " columns for " + form);
        }
    }

    /**
     * @param names numeric columns, one a pixel
     * @return pixels in these columns
     */
    public static PixelColumns columns(final List<String> names) {
        return new PixelColumns(TableForm.COLUMNS, names);
    }

    /**
     * @param name a vector column
     * @return pixels in this column
     */
    public static PixelColumns vector(final String name) {
        return new PixelColumns(TableForm.VECTOR, List.of(name));
    }

    /** @return whether the pixels stand in one vector column */
    public boolean isVector() {
        return form == TableForm.VECTOR;
    }

    /** @return the number of pixels, or −1 where only the rows can tell */
    public int count() {
        return isVector() ? -1 : names.size();
    }

    /**
     * @param column a column
     * @return whether its cells are numbers
     */
    public static boolean isNumeric(final DataColumnSpec column) {
        return column.getType().isCompatible(DoubleValue.class);
    }

    /**
     * @param column a column
     * @return whether its cells hold numbers, all pixels of a row: a DoubleVector or a list of numbers
     */
    public static boolean isVector(final DataColumnSpec column) {
        final DataType type = column.getType();
        return type.isCompatible(DoubleVectorValue.class) || type.isCompatible(ListDataValue.class)
            && type.isCollectionType() && type.getCollectionElementType().isCompatible(DoubleValue.class);
    }

    /**
     * Finds these pixels in a table, columns by name.
     *
     * @param spec the table
     * @param table what messages call it, e.g. "weights table"
     * @return the position of each column
     * @throws InvalidSettingsException if a column is absent or of the wrong type; the message names it
     */
    public int[] locate(final DataTableSpec spec, final String table) throws InvalidSettingsException {
        return isVector() ? locateVector(spec, table) : locateColumns(spec, table);
    }

    private int[] locateColumns(final DataTableSpec spec, final String table) throws InvalidSettingsException {
        final int[] positions = new int[names.size()];
        final List<String> absent = new ArrayList<>();
        for (int i = 0; i < positions.length; i++) {
            positions[i] = spec.findColumnIndex(names.get(i));
            if (positions[i] < 0) {
                absent.add(names.get(i));
            } else if (!isNumeric(spec.getColumnSpec(positions[i]))) {
                throw new InvalidSettingsException("Column \"" + names.get(i) + "\" of the " + table + " holds "
                    + spec.getColumnSpec(positions[i]).getType().getName()
                    + ", but a pixel must be a number. Convert the column or leave it out.");
            }
        }
        if (!absent.isEmpty()) {
            throw new InvalidSettingsException("The " + table + " lacks " + absent.size() + " of the " + names.size()
                + " pixel columns expected there: " + NameOrder.quoted(absent) + ". Columns are matched by name.");
        }
        return positions;
    }

    private int[] locateVector(final DataTableSpec spec, final String table) throws InvalidSettingsException {
        final String name = names.get(0);
        final int position = spec.findColumnIndex(name);
        if (position >= 0 && isVector(spec.getColumnSpec(position))) {
            return new int[]{position};
        }
        final List<String> vectors = spec.stream().filter(PixelColumns::isVector).map(DataColumnSpec::getName).toList();
        if (vectors.size() == 1) {
            return new int[]{spec.findColumnIndex(vectors.get(0))};
        }
        throw new InvalidSettingsException("The " + table + " has no vector column \"" + name + "\" and "
            + (vectors.isEmpty() ? "no other vector column" : "more than one other") + ". A DoubleVector column or a "
            + "list of numbers of that name is expected.");
    }
}
