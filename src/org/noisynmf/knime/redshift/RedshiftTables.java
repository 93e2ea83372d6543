package org.noisynmf.knime.redshift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.noisynmf.engine.redshift.RedshiftFit;
import org.noisynmf.engine.redshift.RedshiftMinimum;
import org.noisynmf.engine.redshift.RedshiftWarning;
import org.noisynmf.knime.table.Labels;
import org.noisynmf.knime.table.MatrixTable;
import org.noisynmf.knime.table.spectra.SpectrumColumns;

/** The tables of the scan. Names of columns are stored in workflows and never change. */
final class RedshiftTables {

    /** χ² at every redshift. */
    static final DataTableSpec CURVE = new DataTableSpec(new String[]{SpectrumColumns.REDSHIFT, "Chi-square"},
        new DataType[]{DoubleCell.TYPE, DoubleCell.TYPE});

    private RedshiftTables() {
    }

    /**
     * @param rank q
     * @return columns of the best redshift of each spectrum
     */
    static DataTableSpec best(final int rank) {
        return new DataTableSpec(columns(rank).toArray(DataColumnSpec[]::new));
    }

    /**
     * @param rank q
     * @return columns of the best few
     */
    static DataTableSpec minima(final int rank) {
        final List<DataColumnSpec> columns = columns(rank);
        columns.add(0, column("Spectrum", StringCell.TYPE));
        columns.add(1, column("Number", IntCell.TYPE));
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    private static List<DataColumnSpec> columns(final int rank) {
        final List<DataColumnSpec> columns = new ArrayList<>();
        for (final String name : List.of(SpectrumColumns.REDSHIFT, "Redshift error", "Chi-square",
            "Chi-square to the next")) {
            columns.add(column(name, DoubleCell.TYPE));
        }
        columns.add(column("Degrees of freedom", IntCell.TYPE));
        columns.add(column("Chi-square gained", DoubleCell.TYPE));
        columns.add(column("Coverage", DoubleCell.TYPE));
        columns.add(column("Warnings", StringCell.TYPE));
        Labels.templates(rank).forEach(name -> columns.add(column(name, DoubleCell.TYPE)));
        Labels.templates(rank).forEach(name -> columns.add(column(name + " (standard error)", DoubleCell.TYPE)));
        return columns;
    }

    private static DataColumnSpec column(final String name, final DataType type) {
        return new DataColumnSpecCreator(name, type).createSpec();
    }

    private static List<DataCell> cells(final RedshiftMinimum minimum) {
        final List<DataCell> cells = new ArrayList<>();
        cells.add(new DoubleCell(minimum.redshift()));
        cells.add(MatrixTable.number(minimum.error()));
        cells.add(new DoubleCell(minimum.chi2()));
        cells.add(MatrixTable.number(minimum.deltaChi2()));
        cells.add(new IntCell(minimum.degreesOfFreedom()));
        cells.add(new DoubleCell(minimum.gain()));
        cells.add(new DoubleCell(minimum.coverage()));
        cells.add(new StringCell(minimum.warningText()));
        Arrays.stream(minimum.coefficients()).mapToObj(MatrixTable::number).forEach(cells::add);
        Arrays.stream(minimum.errors()).mapToObj(MatrixTable::number).forEach(cells::add);
        return cells;
    }

    static BufferedDataTable best(final List<String> ids, final List<RedshiftFit> fits, final int rank,
        final ExecutionContext exec) {
        final DataTableSpec spec = best(rank);
        final BufferedDataContainer container = exec.createDataContainer(spec);
        for (int j = 0; j < ids.size(); j++) {
            final List<RedshiftMinimum> minima = fits.get(j).minima();
            final DataCell[] cells = new DataCell[spec.getNumColumns()];
            if (minima.isEmpty()) {
                Arrays.fill(cells, DataType.getMissingCell());
                cells[spec.findColumnIndex("Warnings")] = new StringCell(RedshiftWarning.NODATA.text());
            } else {
                cells(minima.get(0)).toArray(cells);
            }
            container.addRowToTable(new DefaultRow(ids.get(j), cells));
        }
        container.close();
        return container.getTable();
    }

    static BufferedDataTable minima(final List<String> ids, final List<RedshiftFit> fits, final int rank,
        final ExecutionContext exec) {
        final BufferedDataContainer container = exec.createDataContainer(minima(rank));
        for (int j = 0; j < ids.size(); j++) {
            for (int m = 0; m < fits.get(j).minima().size(); m++) {
                final List<DataCell> cells = cells(fits.get(j).minima().get(m));
                cells.add(0, new StringCell(ids.get(j)));
                cells.add(1, new IntCell(m));
                container.addRowToTable(new DefaultRow(ids.get(j) + " #" + m, cells.toArray(DataCell[]::new)));
            }
        }
        container.close();
        return container.getTable();
    }

    static BufferedDataTable curve(final double[] redshifts, final double[] chi2, final ExecutionContext exec) {
        final BufferedDataContainer container = exec.createDataContainer(CURVE);
        for (int i = 0; i < redshifts.length; i++) {
            container
                .addRowToTable(new DefaultRow("Row" + i, new DoubleCell(redshifts[i]), MatrixTable.number(chi2[i])));
        }
        container.close();
        return container.getTable();
    }
}
