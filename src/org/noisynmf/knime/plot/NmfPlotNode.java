package org.noisynmf.knime.plot;

import java.util.List;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.noisynmf.knime.dialog.ImageSize;
import org.noisynmf.knime.port.ModelCurves;
import org.noisynmf.knime.port.NmfModelPortObject;
import org.noisynmf.knime.port.NmfModelPortObjectSpec;
import org.noisynmf.knime.table.TraceTable;
import org.noisynmf.knime.table.spectra.SpectrumColumns;
import org.noisynmf.knime.table.spectra.WavelengthTable;
import org.noisynmf.view.CoefficientRows;
import org.noisynmf.view.ConvergenceTrace;
import org.noisynmf.view.FactorisationView;
import org.noisynmf.view.PixelAxis;
import org.noisynmf.view.StoredObservation;
import org.noisynmf.view.plot.Plot;
import org.noisynmf.view.plot.Plots;

/** Draws a plot as PNG. */
final class NmfPlotNode {

    private static final int MODEL = 0;

    private static final int CONVERGENCE = 1;

    private static final int DATA = 2;

    private static final int WEIGHTS = 3;

    private static final int SCALES = 4;

    private static final int WAVELENGTHS = 5;

    /** Where the convergence table has the KKT residual. */
    private static final int KKT = 4;

    private NmfPlotNode() {
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final PlotParameters parameters = in.getParameters();
        parameters.validate();
        final PortObjectSpec[] specs = in.getInPortSpecs();
        final NmfModelPortObjectSpec model = (NmfModelPortObjectSpec)specs[MODEL];
        switch (parameters.m_plot) {
            case TEMPLATES -> {
                // the model is enough
            }
            case CONVERGENCE -> {
                requireConnected(specs, CONVERGENCE, "the convergence", "Convergence");
                if (!TraceTable.SPEC.equalStructure((DataTableSpec)specs[CONVERGENCE])) {
                    throw new InvalidSettingsException("The table at the port \"Convergence\" is not the convergence "
                        + "table of an NMF Learner: columns "
                        + String.join(", ", TraceTable.SPEC.getColumnNames()) + " are expected.");
                }
            }
            case OBSERVATION -> {
                requireConnected(specs, DATA, "an observation", "Data");
                model.columns().locate((DataTableSpec)specs[DATA], "data table");
                if (specs[WEIGHTS] != null) {
                    model.columns().locate((DataTableSpec)specs[WEIGHTS], "weights table");
                }
                if (specs[SCALES] != null) {
                    ObservedFrame.locate((DataTableSpec)specs[SCALES]);
                    if (specs[WAVELENGTHS] == null) {
                        requireWavelengths(model);
                    }
                }
            }
        }
        if (specs[WAVELENGTHS] != null && !WavelengthTable.is((DataTableSpec)specs[WAVELENGTHS])) {
            throw new InvalidSettingsException("The table at the port \"Wavelengths\" has no numeric column \""
                + SpectrumColumns.WAVELENGTH + "\". Connect the fourth output of a Rest-Frame Aligner.");
        }
        out.setOutSpec(0, ImageSize.PNG);
    }

    /** Without wavelengths there is nothing to multiply by 1 + z. */
    private static void requireWavelengths(final NmfModelPortObjectSpec model) throws InvalidSettingsException {
        if (model.columns().isVector() || PixelAxis.ofNames(model.columns().names()).positions().length == 0) {
            throw new InvalidSettingsException("The model does not give the wavelengths of its pixels, so the "
                + "observation cannot be drawn in the observed frame. Connect the table of wavelengths of the "
                + "Rest-Frame Aligner.");
        }
    }

    private static void requireConnected(final PortObjectSpec[] specs, final int port, final String plot,
        final String name) throws InvalidSettingsException {
        if (specs[port] == null) {
            throw new InvalidSettingsException("The plot of " + plot + " needs a table at the port \"" + name
                + "\". Connect it, or choose another plot in the dialog.");
        }
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final PlotParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final PortObject[] inputs = in.getInPortObjects();
        final NmfModelPortObject port = (NmfModelPortObject)inputs[MODEL];
        final PixelAxis axis = titled(axis(port, (BufferedDataTable)inputs[WAVELENGTHS]), parameters.m_axisTitle);
        final Plot plot = switch (parameters.m_plot) {
            case TEMPLATES -> Plots.templates(
                view(port, axis, List.of(), List.of()).titled("", parameters.m_valueTitle), parameters.m_logarithmic);
            case CONVERGENCE -> Plots.convergence(
                view(port, axis, traces((BufferedDataTable)inputs[CONVERGENCE], parameters.m_kkt), List.of()),
                parameters.m_along.along(), parameters.m_kkt, parameters.m_logarithmicChi2);
            case OBSERVATION -> {
                final StoredObservation row = ObservationRow.read(port, (BufferedDataTable)inputs[DATA],
                    parameters.m_rowId, (BufferedDataTable)inputs[WEIGHTS], parameters.m_weights, parameters.m_gain,
                    exec);
                final ObservedFrame frame = inputs[SCALES] == null ? ObservedFrame.REST
                    : ObservedFrame.read((BufferedDataTable)inputs[SCALES], row.label(), exec);
                yield Plots.observation(view(port, frame.of(axis), List.of(), List.of(frame.of(row)))
                    .titled("", parameters.m_valueTitle), 0,
                    inputs[SCALES] == null ? Plots.Extent.ALL : Plots.Extent.OBSERVED);
            }
        };
        exec.checkCanceled();
        out.setOutData(0,
            ImageSize.draw(plot, parameters.m_width, parameters.m_height, parameters.m_resolution));
    }

    /** Workflows of the first versions hold the title that was the default then. */
    private static PixelAxis titled(final PixelAxis axis, final String title) {
        return title.isEmpty() || "Pixel".equals(title) ? axis : axis.withTitle(title);
    }

    private static PixelAxis axis(final NmfModelPortObject port, final BufferedDataTable wavelengths)
        throws KNIMEException {
        final PixelAxis axis = ModelCurves.axis(port.getSpec(), port.model().imageRows());
        if (wavelengths == null) {
            return axis;
        }
        if (wavelengths.size() != axis.count()) {
            throw new KNIMEException("The table at the port \"Wavelengths\" has " + wavelengths.size()
                + " rows, but the model has " + axis.count() + " pixels. Every pixel needs one wavelength.");
        }
        return axis.withPositions(WavelengthTable.read(wavelengths)).withTitle("Wavelength");
    }

    private static List<ConvergenceTrace> traces(final BufferedDataTable table, final boolean kkt)
        throws KNIMEException {
        if (table.size() == 0) {
            throw new KNIMEException("The convergence table has no rows, so there is nothing to draw.");
        }
        final List<ConvergenceTrace> traces = TraceTable.curves(table);
        if (kkt && traces.stream().allMatch(trace -> trace.kkt().length == 0)) {
            throw new KNIMEException("The convergence table has no value in column \""
                + TraceTable.SPEC.getColumnSpec(KKT).getName() + "\", so it cannot be drawn. Switch off \"Draw the KKT "
                + "residual\".");
        }
        return traces;
    }

    private static FactorisationView view(final NmfModelPortObject port, final PixelAxis axis,
        final List<ConvergenceTrace> traces, final List<StoredObservation> observations) {
        return new FactorisationView("", axis, ModelCurves.templates(port.model()), CoefficientRows.NONE, traces,
            observations, port.model().summary());
    }
}
