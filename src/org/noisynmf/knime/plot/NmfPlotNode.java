package org.noisynmf.knime.plot;

import java.util.List;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.core.node.port.image.ImagePortObjectSpec;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.noisynmf.knime.learner.LearnerView;
import org.noisynmf.knime.port.NmfModelPortObject;
import org.noisynmf.knime.port.NmfModelPortObjectSpec;
import org.noisynmf.knime.table.TraceTable;
import org.noisynmf.view.CoefficientRows;
import org.noisynmf.view.ConvergenceTrace;
import org.noisynmf.view.FactorisationView;
import org.noisynmf.view.PixelAxis;
import org.noisynmf.view.Plot;
import org.noisynmf.view.Plots;
import org.noisynmf.view.StoredObservation;

/** Draws a plot as PNG. */
final class NmfPlotNode {

    private static final int MODEL = 0;

    private static final int CONVERGENCE = 1;

    private static final int DATA = 2;

    private static final int WEIGHTS = 3;

    private static final ImagePortObjectSpec PNG = new ImagePortObjectSpec(PNGImageContent.TYPE);

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
            }
        }
        out.setOutSpec(0, PNG);
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
        final Plot plot = switch (parameters.m_plot) {
            case TEMPLATES -> Plots.templates(view(port, parameters, List.of(), List.of()));
            case CONVERGENCE -> Plots.convergence(
                view(port, parameters, traces((BufferedDataTable)inputs[CONVERGENCE]), List.of()));
            case OBSERVATION -> Plots.observation(view(port, parameters, List.of(),
                List.of(ObservationRow.read(port, (BufferedDataTable)inputs[DATA], parameters.m_rowId,
                    (BufferedDataTable)inputs[WEIGHTS], parameters.m_weights, exec))),
                0);
        };
        exec.checkCanceled();
        out.setOutData(0, new ImagePortObject(
            new PNGImageContent(plot.png(parameters.m_width, parameters.m_height, parameters.m_resolution)), PNG));
    }

    private static List<ConvergenceTrace> traces(final BufferedDataTable table) throws KNIMEException {
        if (table.size() == 0) {
            throw new KNIMEException("The convergence table has no rows, so there is nothing to draw.");
        }
        return LearnerView.traces(table);
    }

    private static FactorisationView view(final NmfModelPortObject port, final PlotParameters parameters,
        final List<ConvergenceTrace> traces, final List<StoredObservation> observations) {
        final PixelAxis axis =
            LearnerView.axis(port.getSpec(), port.model().imageRows()).withTitle(parameters.m_axisTitle);
        return new FactorisationView("", axis, LearnerView.templates(port.model()), CoefficientRows.NONE, traces,
            observations, port.model().summary());
    }
}
