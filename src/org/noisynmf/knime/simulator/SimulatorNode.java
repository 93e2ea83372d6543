package org.noisynmf.knime.simulator;

import java.util.List;
import java.util.stream.IntStream;

import org.knime.core.data.RowKey;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.noisynmf.engine.simulate.Simulation;
import org.noisynmf.knime.table.Labels;
import org.noisynmf.knime.table.MatrixTable;
import org.noisynmf.knime.table.PixelColumns;

/** Simulates and writes tables. */
final class SimulatorNode {

    private SimulatorNode() {
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final SimulatorParameters parameters = in.getParameters();
        parameters.validate();
        final PixelColumns pixels = pixels(parameters);
        out.setOutSpecs(MatrixTable.spec(pixels), MatrixTable.spec(pixels), MatrixTable.spec(pixels),
            MatrixTable.spec(pixels), MatrixTable.spec(PixelColumns.columns(Labels.templates(parameters.templates()))));
    }

    private static PixelColumns pixels(final SimulatorParameters parameters) {
        return MatrixTable.columns(parameters.m_form, "Pixels", parameters.pixelNames());
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out) throws CanceledExecutionException {
        final SimulatorParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        exec.setMessage("Simulating");
        final Simulation simulation = parameters.simulate();
        final PixelColumns pixels = pixels(parameters);
        final List<String> rows = IntStream.range(0, simulation.count())
            .mapToObj(j -> RowKey.createRowKey((long)j).getString()).toList();
        final List<String> templates = Labels.templates(simulation.templates().length);
        out.setOutData(write(pixels, rows, simulation.x(), exec), write(pixels, rows, simulation.v(), exec),
            write(pixels, rows, simulation.truth(), exec), write(pixels, templates, simulation.templates(), exec),
            write(PixelColumns.columns(templates), rows, simulation.coefficients(), exec));
    }

    private static BufferedDataTable write(final PixelColumns columns, final List<String> rows,
        final double[][] values, final ExecutionContext exec) throws CanceledExecutionException {
        final MatrixTable table = new MatrixTable(columns, exec);
        for (int j = 0; j < values.length; j++) {
            exec.checkCanceled();
            table.add(rows.get(j), values[j], 0, values[j].length);
        }
        return table.finish();
    }
}
