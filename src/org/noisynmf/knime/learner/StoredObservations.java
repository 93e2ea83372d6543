package org.noisynmf.knime.learner;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.vector.doublevector.DoubleVectorCellFactory;
import org.knime.core.data.vector.doublevector.DoubleVectorValue;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.knime.table.TableReader;
import org.noisynmf.view.ViewLimits;

/** The few observations that a node keeps for its view, as a table: row ID, data, weights (missing where all are 1). */
final class StoredObservations {

    private static final DataTableSpec SPEC = new DataTableSpec(new String[]{"Data", "Weights"},
        new DataType[]{DoubleVectorCellFactory.TYPE, DoubleVectorCellFactory.TYPE});

    /**
     * One of them.
     *
     * @param rowId its row ID
     * @param data d values, NaN = missing
     * @param weights d weights; null = all 1
     */
    record Row(String rowId, double[] data, double @Nullable [] weights) {
    }

    private StoredObservations() {
    }

    static BufferedDataTable write(final TableReader.Data data, final boolean weighted, final ExecutionContext exec) {
        final BufferedDataContainer container = exec.createDataContainer(SPEC);
        final Observations observations = data.observations();
        final double[] x = new double[observations.pixels()];
        final double[] v = new double[observations.pixels()];
        for (final int j : ViewLimits.observationIndices(observations.count(), observations.pixels())) {
            observations.copy(j, x, v);
            final DataCell weights =
                weighted ? DoubleVectorCellFactory.createCell(v.clone()) : DataType.getMissingCell();
            container.addRowToTable(new DefaultRow(data.labels().rows().get(j),
                DoubleVectorCellFactory.createCell(x.clone()), weights));
        }
        container.close();
        return container.getTable();
    }

    static List<Row> read(final BufferedDataTable table) {
        final List<Row> rows = new ArrayList<>();
        try (var iterator = table.iterator()) {
            while (iterator.hasNext()) {
                final var row = iterator.next();
                rows.add(new Row(row.getKey().getString(), array(row.getCell(0)),
                    row.getCell(1).isMissing() ? null : array(row.getCell(1))));
            }
        }
        return rows;
    }

    private static double[] array(final DataCell cell) {
        final DoubleVectorValue vector = (DoubleVectorValue)cell;
        final double[] values = new double[vector.getLength()];
        for (int i = 0; i < values.length; i++) {
            values[i] = vector.getValue(i);
        }
        return values;
    }
}
