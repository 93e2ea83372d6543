package org.noisynmf.knime.noise;

import java.util.Arrays;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.container.filter.TableFilter;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.v2.RowCursor;
import org.knime.core.data.v2.RowRead;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.noisynmf.engine.simulate.AddedNoise;
import org.noisynmf.engine.simulate.Noise;
import org.noisynmf.knime.table.MatrixTable;
import org.noisynmf.knime.table.Messages;
import org.noisynmf.knime.table.PixelColumns;
import org.noisynmf.knime.table.PixelReader;

/** Adds noise to the pixels of a table, row by row. */
final class AddNoiseNode {

    private final PixelColumns m_columns;

    private final int[] m_positions;

    private final PixelReader m_reader;

    private final AddedNoise m_added;

    private final Noise m_noise;

    private final NoiseTable m_table;

    private AddNoiseNode(final AddNoiseParameters parameters, final DataTableSpec spec)
        throws InvalidSettingsException {
        m_columns = parameters.m_data.columns(spec);
        m_positions = m_columns.locate(spec, "data table");
        m_reader = new PixelReader(m_columns.form(), m_positions);
        m_added = parameters.noise();
        m_noise = new Noise(parameters.m_seed);
        m_table = parameters.m_noiseTable;
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final AddNoiseParameters parameters = in.getParameters();
        parameters.validate();
        final DataTableSpec spec = in.getInTableSpec(0);
        final AddNoiseNode node = new AddNoiseNode(parameters, spec);
        out.setOutSpecs(node.noisySpec(spec), MatrixTable.spec(node.m_columns));
    }

    /** The table's own columns; those of the pixels are numbers with a decimal point, or vectors, whatever they were. */
    private DataTableSpec noisySpec(final DataTableSpec spec) {
        final DataTableSpec pixels = MatrixTable.spec(m_columns);
        final DataTableSpecCreator creator = new DataTableSpecCreator(spec);
        for (int i = 0; i < m_positions.length; i++) {
            creator.replaceColumn(m_positions[i], pixels.getColumnSpec(i));
        }
        return creator.createSpec();
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final BufferedDataTable data = in.getInTable(0);
        final ExecutionContext exec = in.getExecutionContext();
        if (data.size() == 0) {
            throw new KNIMEException("The data table has no rows, but at least one observation is needed.");
        }
        try {
            final AddNoiseNode node = new AddNoiseNode(in.getParameters(), data.getDataTableSpec());
            final double sigma = node.m_added.sigma(node.m_added.needsMeanSize() ? node.meanSize(data, exec) : 0);
            node.write(data, sigma, out, exec);
        } catch (final InvalidSettingsException | IllegalArgumentException e) {
            throw Messages.failure(e);
        }
    }

    /** Mean of |value| over what is not missing, 0 where all is. */
    private double meanSize(final BufferedDataTable data, final ExecutionContext exec)
        throws CanceledExecutionException {
        double sum = 0;
        long count = 0;
        exec.setMessage("Measuring the signal");
        try (RowCursor cursor = data.cursor(TableFilter.materializeCols(m_positions))) {
            while (cursor.canForward()) {
                exec.checkCanceled();
                for (final double value : pixels(cursor.forward())) {
                    if (Double.isFinite(value)) {
                        sum += Math.abs(value);
                        count++;
                    }
                }
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    /** Pixels of a row, NaN where they are missing; none of a missing vector. */
    private double[] pixels(final RowRead row) {
        final double[] values = new double[Math.max(0, m_reader.count(row))];
        if (values.length > 0) {
            m_reader.read(row, values, new boolean[values.length]);
        }
        return values;
    }

    private void write(final BufferedDataTable data, final double sigma, final ExecuteOutput out,
        final ExecutionContext exec) throws CanceledExecutionException, KNIMEException {
        final BufferedDataContainer noisy = exec.createDataContainer(noisySpec(data.getDataTableSpec()));
        final MatrixTable weights = new MatrixTable(m_columns, exec);
        try (RowCursor cursor = data.cursor()) {
            for (long row = 1; cursor.canForward(); row++) {
                exec.checkCanceled();
                add(cursor.forward(), sigma, noisy, weights);
                final long rows = row;
                exec.setProgress((double)rows / data.size(), () -> "Row " + rows + " of " + data.size());
            }
        }
        noisy.close();
        out.setOutData(noisy.getTable(), weights.finish());
    }

    private void add(final RowRead row, final double sigma, final BufferedDataContainer noisy,
        final MatrixTable weights) throws KNIMEException {
        final String id = row.getRowKey().getString();
        final DataCell[] cells = new DataCell[row.getNumColumns()];
        Arrays.setAll(cells, c -> row.isMissing(c) ? DataType.getMissingCell() : row.getAsDataCell(c));
        if (m_reader.count(row) < 0) {
            weights.addMissing(id);
        } else {
            final double[] truth = pixels(row);
            final double[] x = new double[truth.length];
            final double[] v = new double[truth.length];
            observe(id, truth, sigma, x, v);
            if (m_table == NoiseTable.BACKGROUND_VARIANCE) {
                final double variance = m_added.backgroundVariance(sigma);
                Arrays.setAll(v, i -> Double.isNaN(x[i]) ? Double.NaN : variance);
            }
            final DataCell[] changed = MatrixTable.cells(m_columns.isVector(), x, 0, x.length);
            for (int i = 0; i < changed.length; i++) {
                cells[m_positions[i]] = changed[i];
            }
            weights.add(id, v, 0, v.length);
        }
        noisy.addRowToTable(new DefaultRow(id, cells));
    }

    private void observe(final String id, final double[] truth, final double sigma, final double[] x, final double[] v)
        throws KNIMEException {
        try {
            m_noise.observe(truth, sigma, m_added.photonsPerUnit(), x, v);
        } catch (final IllegalArgumentException e) {
            throw Messages.failure("Row \"" + id + "\" of the data table: ", e);
        }
    }
}
