package org.noisynmf.knime.errors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.noisynmf.engine.errors.Bootstrap;
import org.noisynmf.engine.errors.Displacement;
import org.noisynmf.engine.errors.ErrorEstimates;
import org.noisynmf.engine.errors.ErrorMethod;
import org.noisynmf.engine.errors.TemplateSets;
import org.noisynmf.knime.table.Labels;
import org.noisynmf.knime.table.MatrixTable;

/** Errors of templates as tables. */
final class EstimateTables {

    private EstimateTables() {
    }

    /**
     * @param rank q
     * @param method the method
     * @param levels of a displacement. Not modified.
     * @return columns with the templates, and for each column of the method one for each template
     */
    static DataTableSpec errors(final int rank, final ErrorMethod method, final double[] levels) {
        final List<String> names = new ArrayList<>(Labels.templates(rank));
        for (final String column : ErrorEstimates.columnNames(method, levels)) {
            Labels.templates(rank).forEach(name -> names.add(name + " (" + column + ")"));
        }
        return spec(names, DoubleCell.TYPE);
    }

    /**
     * @param rank q
     * @param method the method
     * @param levels of a displacement. Not modified.
     * @return counts: bootstrap, to what the templates were mapped; displacement, swaps; jackknife, sets
     */
    static DataTableSpec report(final int rank, final ErrorMethod method, final double[] levels) {
        final List<String> names = new ArrayList<>();
        if (method == ErrorMethod.BOOTSTRAP) {
            Labels.templates(rank).forEach(name -> names.add("Mapped to " + name));
            names.add("Mapped to none");
        } else if (method == ErrorMethod.DISPLACEMENT) {
            ErrorEstimates.columnNames(method, levels).stream().filter(name -> name.startsWith("lower"))
                .forEach(name -> names.add("Swaps at " + name.substring("lower ".length())));
        } else {
            names.add("Sets");
        }
        return spec(names, IntCell.TYPE);
    }

    private static DataTableSpec spec(final List<String> names, final DataType type) {
        final DataType[] types = new DataType[names.size()];
        Arrays.fill(types, type);
        return new DataTableSpec(names.toArray(String[]::new), types);
    }

    /** A row for each pixel; missing where nothing was observed or asked for. */
    static BufferedDataTable errors(final List<String> pixels, final ErrorEstimates errors, final int rank,
        final DataTableSpec spec, final ExecutionContext exec) throws CanceledExecutionException {
        final BufferedDataContainer container = exec.createDataContainer(spec);
        final int d = pixels.size();
        for (int i = 0; i < d; i++) {
            exec.checkCanceled();
            final DataCell[] cells = new DataCell[spec.getNumColumns()];
            Arrays.fill(cells, DataType.getMissingCell());
            for (int c = 0; c < cells.length && errors.data().pixelObserved(i); c++) {
                final double[] values =
                    c < rank ? errors.templates() : errors.columns().get(c / rank - 1).values();
                cells[c] = MatrixTable.number(values[c % rank * d + i]);
            }
            container.addRowToTable(new DefaultRow(pixels.get(i), cells));
        }
        container.close();
        return container.getTable();
    }

    /** A row for each template. */
    static BufferedDataTable report(final ErrorEstimates errors, final int rank, final DataTableSpec spec,
        final ExecutionContext exec) {
        final BufferedDataContainer container = exec.createDataContainer(spec);
        final Bootstrap bootstrap = errors.bootstrap();
        final Displacement displacement = errors.displacement();
        final TemplateSets sets = errors.sets();
        for (int k = 0; k < rank; k++) {
            final DataCell[] cells = new DataCell[spec.getNumColumns()];
            for (int c = 0; c < cells.length; c++) {
                cells[c] = new IntCell(bootstrap != null ? bootstrap.mapping()[k][c]
                    : displacement != null ? displacement.swaps()[c][k] : sets == null ? 0 : sets.count());
            }
            container.addRowToTable(new DefaultRow(Labels.templates(rank).get(k), cells));
        }
        container.close();
        return container.getTable();
    }
}
