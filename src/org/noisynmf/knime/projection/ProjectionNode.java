package org.noisynmf.knime.projection;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.NegativeValues;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.errors.CoefficientErrors;
import org.noisynmf.engine.errors.TemplateSets;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.Projection;
import org.noisynmf.engine.nnls.ProjectionSettings;
import org.noisynmf.engine.storage.Precision;
import org.noisynmf.knime.port.ModelSets;
import org.noisynmf.knime.port.NmfModel;
import org.noisynmf.knime.port.NmfModelPortObject;
import org.noisynmf.knime.port.NmfModelPortObjectSpec;
import org.noisynmf.knime.table.EngineCall;
import org.noisynmf.knime.table.MatrixTable;
import org.noisynmf.knime.table.Messages;
import org.noisynmf.knime.table.PixelColumns;
import org.noisynmf.knime.table.SpillFile;
import org.noisynmf.knime.table.TableReader;
import org.noisynmf.knime.table.observation.CoefficientTable;

/** Projects the rows of a table onto the templates of a model. */
final class ProjectionNode {

    private static final int MODEL = 0;

    private static final int DATA = 1;

    private static final int WEIGHTS = 2;

    /** Shares of the progress bar. */
    private static final double READING = 0.5;

    private static final double SOLVING = 0.2;

    private static final double ERRORS = 0.2;

    private ProjectionNode() {
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final ProjectionParameters parameters = in.getParameters();
        parameters.validate();
        final PortObjectSpec[] specs = in.getInPortSpecs();
        final NmfModelPortObjectSpec model = (NmfModelPortObjectSpec)specs[MODEL];
        model.columns().locate((DataTableSpec)specs[DATA], "data table");
        if (specs.length > WEIGHTS) {
            model.columns().locate((DataTableSpec)specs[WEIGHTS], "weights table");
        }
        out.setOutSpec(0, parameters.m_keptColumns.before((DataTableSpec)specs[DATA], model.columns(),
            CoefficientTable.projected(model.rank(), parameters.columns())));
        if (in.getOutPortTypes().length > 1) {
            out.setOutSpec(1, MatrixTable.spec(model.columns()));
        }
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        try (SpillFile spill = SpillFile.ofWorkflow()) {
            execute(in, spill, out);
        }
    }

    private static void execute(final ExecuteInput in, final SpillFile spill, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final ProjectionParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final PortObject[] inputs = in.getInPortObjects();
        final NmfModelPortObject port = (NmfModelPortObject)inputs[MODEL];
        final NmfModel model = port.model();
        final TemplateSets sets = parameters.m_templateErrors ? sets(model) : null;
        final TableReader.Weights weights = inputs.length > WEIGHTS
            ? new TableReader.Weights((BufferedDataTable)inputs[WEIGHTS], parameters.weights()) : null;
        final PixelColumns columns = port.getSpec().columns();
        final TableReader.Data data = new TableReader(columns, NegativeValues.AS_IS, Precision.FLOAT64, spill)
            .read((BufferedDataTable)inputs[DATA], weights, model.pixels(), exec.createSubProgress(READING));
        final Projection projection =
            project(data.observations(), model, parameters.settings(weights != null), exec.createSubProgress(SOLVING));
        final CoefficientErrors errors =
            sets == null ? null : errors(projection, sets, parameters.settings(false), exec);
        final List<String> warnings =
            Stream.concat(spill.warnings().stream(), projection.warnings().stream()).toList();
        if (!warnings.isEmpty()) {
            out.setWarningMessage(Messages.lines(warnings));
        }
        out.setOutData(0,
            parameters.m_keptColumns.before((BufferedDataTable)inputs[DATA], columns, CoefficientTable.ofProjected(data,
                projection, errors, parameters.columns(), exec), exec));
        if (in.getOutPortTypes().length > 1) {
            out.setOutData(1, reconstruction(columns, data, projection.factors(), exec));
        }
    }

    private static Projection project(final Observations observations, final NmfModel model,
        final ProjectionSettings settings, final ExecutionMonitor monitor)
        throws CanceledExecutionException, KNIMEException {
        return EngineCall.of(monitor,
            observer -> Nmf.project(observations, model.templates(), settings, observer));
    }

    private static TemplateSets sets(final NmfModel model) throws KNIMEException {
        final TemplateSets sets = ModelSets.of(model);
        if (sets == null) {
            throw new KNIMEException("The model holds no sets of templates, so the share of the templates in the "
                + "errors is unknown. Learn it with NMF Posterior, or pass it through NMF Error Estimates.");
        }
        return sets;
    }

    private static CoefficientErrors errors(final Projection projection, final TemplateSets sets,
        final ProjectionSettings settings, final ExecutionContext exec)
        throws CanceledExecutionException, KNIMEException {
        return EngineCall.of(exec.createSubProgress(ERRORS),
            observer -> CoefficientErrors.of(projection, sets, settings, observer));
    }

    private static BufferedDataTable reconstruction(final PixelColumns columns, final TableReader.Data data,
        final Factors factors, final ExecutionContext exec) throws CanceledExecutionException {
        final MatrixTable table = new MatrixTable(columns, exec);
        final double[] row = new double[factors.pixels()];
        for (int j = 0; j < factors.observations(); j++) {
            exec.checkCanceled();
            if (data.observations().observedCount(j) > 0) {
                factors.reconstruct(j, row);
            } else {
                Arrays.fill(row, Double.NaN);
            }
            table.add(data.labels().rows().get(j), row, 0, row.length);
        }
        return table.finish();
    }
}
