package org.noisynmf.knime.simulator;

import java.util.List;
import java.util.stream.IntStream;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.noisynmf.engine.simulate.Quasars;
import org.noisynmf.engine.simulate.Simulation;
import org.noisynmf.engine.spectra.Spectrum;
import org.noisynmf.knime.table.Labels;
import org.noisynmf.knime.table.MatrixTable;
import org.noisynmf.knime.table.PixelColumns;
import org.noisynmf.knime.table.spectra.SpectrumColumns;

/** Simulates and writes tables. */
final class SimulatorNode {

    private SimulatorNode() {
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final SimulatorParameters parameters = in.getParameters();
        parameters.validate();
        final PixelColumns pixels = pixels(parameters, parameters.pixelNames());
        final DataTableSpec grid = MatrixTable.spec(pixels);
        final DataTableSpec coefficients =
            MatrixTable.spec(PixelColumns.columns(Labels.templates(parameters.templates())));
        if (parameters.asObserved()) {
            out.setOutSpecs(SpectrumColumns.SPEC, MatrixTable.spec(pixels(parameters, parameters.windowNames())),
                SpectrumColumns.SPEC, grid, coefficients);
        } else {
            out.setOutSpecs(grid, grid, grid, grid, coefficients);
        }
    }

    private static PixelColumns pixels(final SimulatorParameters parameters, final List<String> names) {
        return MatrixTable.knownColumns(parameters.m_form, "Pixels", names);
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out) throws CanceledExecutionException {
        final SimulatorParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        exec.setMessage("Simulating");
        final Quasars.Spectra spectra = parameters.asObserved() ? parameters.spectra() : null;
        final Simulation simulation = spectra == null ? parameters.simulate() : spectra.simulation();
        final PixelColumns pixels = pixels(parameters, parameters.pixelNames());
        final List<String> rows = IntStream.range(0, simulation.count())
            .mapToObj(j -> RowKey.createRowKey((long)j).getString()).toList();
        final List<String> templates = Labels.templates(simulation.templates().length);
        if (spectra == null) {
            out.setOutData(0, write(pixels, rows, simulation.x(), exec));
            out.setOutData(1, write(pixels, rows, parameters.weights(simulation), exec));
            out.setOutData(2, write(pixels, rows, simulation.truth(), exec));
        } else {
            final Quasars.ObservedSpectra observed = spectra.observed();
            out.setOutData(0, write(observed, observed.flux(), spectra.redshifts(), rows, exec));
            out.setOutData(1,
                write(pixels(parameters, parameters.windowNames()), rows, observed.weights(), exec));
            out.setOutData(2, write(observed, observed.truth(), spectra.redshifts(), rows, exec));
        }
        out.setOutData(3, write(pixels, templates, simulation.templates(), exec));
        out.setOutData(4, write(PixelColumns.columns(templates), rows, simulation.coefficients(), exec));
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

    /** Noisy or noise-free spectra, both with the weights of the noisy ones. */
    private static BufferedDataTable write(final Quasars.ObservedSpectra observed, final double[][] flux,
        final double[] redshifts, final List<String> rows, final ExecutionContext exec)
        throws CanceledExecutionException {
        final BufferedDataContainer table = exec.createDataContainer(SpectrumColumns.SPEC);
        for (int j = 0; j < flux.length; j++) {
            exec.checkCanceled();
            table.addRowToTable(new DefaultRow(rows.get(j), SpectrumColumns.cells(
                new Spectrum(observed.wavelengths(), flux[j], observed.weights()[j]), redshifts[j], null)));
        }
        table.close();
        return table.getTable();
    }
}
