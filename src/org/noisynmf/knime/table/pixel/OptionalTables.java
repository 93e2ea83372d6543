package org.noisynmf.knime.table.pixel;

import java.util.List;
import java.util.stream.IntStream;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.port.PortObjectSpec;
import org.noisynmf.knime.table.PixelColumns;

/**
 * Which of the optional tables beside the data are there. KNIME 5.8 does not say which group a port is of: the first of two is
 * that of weights, and one that stands alone is known by its columns.
 *
 * @param weights index of the weights table, −1 without
 * @param categories index of the table of pixel categories, −1 without
 */
public record OptionalTables(int weights, int categories) {

    /**
     * @param specs of all input ports, the data first
     * @param pixels of the data
     * @return where the tables are
     */
    public static OptionalTables of(final PortObjectSpec[] specs, final PixelColumns pixels) {
        final List<Integer> tables =
            IntStream.range(1, specs.length).filter(i -> specs[i] instanceof DataTableSpec).boxed().toList();
        if (tables.isEmpty()) {
            return new OptionalTables(-1, -1);
        }
        final int first = tables.get(0);
        if (tables.size() > 1) {
            return new OptionalTables(first, tables.get(1));
        }
        return PixelCategories.isCategories((DataTableSpec)specs[first], pixels) ? new OptionalTables(-1, first)
            : new OptionalTables(first, -1);
    }
}
