package org.noisynmf.knime.learner;

import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.port.PortObjectSpec;
import org.noisynmf.knime.port.NmfModelPortObjectSpec;
import org.noisynmf.knime.table.PixelColumns;
import org.noisynmf.knime.table.pixel.PixelCategories;

/**
 * Which of the optional ports are there. KNIME 5.8 does not say which group a port is of: types tell them apart, and the
 * columns of a table that stands alone.
 *
 * @param weights index of the weights table, −1 without
 * @param model index of the start model, −1 without
 * @param categories index of the table of pixel categories, −1 without
 */
record LearnerInputs(int weights, int model, int categories) {

    /**
     * @param specs of all input ports, the data first
     * @param pixels of the data
     * @return where the others are
     */
    static LearnerInputs of(final PortObjectSpec[] specs, final PixelColumns pixels) {
        final List<Integer> tables = new ArrayList<>();
        int model = -1;
        for (int i = 1; i < specs.length; i++) {
            if (specs[i] instanceof DataTableSpec) {
                tables.add(i);
            } else if (specs[i] instanceof NmfModelPortObjectSpec) {
                model = i;
            }
        }
        if (tables.isEmpty()) {
            return new LearnerInputs(-1, model, -1);
        }
        final int first = tables.get(0);
        if (tables.size() > 1) {
            return new LearnerInputs(first, model, tables.get(1));
        }
        return PixelCategories.isCategories((DataTableSpec)specs[first], pixels) ? new LearnerInputs(-1, model, first)
            : new LearnerInputs(first, model, -1);
    }
}
