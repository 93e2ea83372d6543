package org.noisynmf.knime.errors;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
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
import org.noisynmf.engine.data.DataChecksum;
import org.noisynmf.engine.data.NegativeValues;
import org.noisynmf.engine.data.PhotonNoise;
import org.noisynmf.engine.errors.ErrorEstimates;
import org.noisynmf.engine.errors.ErrorMethod;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.Projection;
import org.noisynmf.engine.nnls.ProjectionSettings;
import org.noisynmf.engine.settings.Machine;
import org.noisynmf.engine.storage.Precision;
import org.noisynmf.knime.port.HeldTemplates;
import org.noisynmf.knime.port.ModelSets;
import org.noisynmf.knime.port.NmfModel;
import org.noisynmf.knime.port.NmfModelPortObject;
import org.noisynmf.knime.port.NmfModelPortObjectSpec;
import org.noisynmf.knime.table.EngineCall;
import org.noisynmf.knime.table.Labels;
import org.noisynmf.knime.table.Messages;
import org.noisynmf.knime.table.SpillFile;
import org.noisynmf.knime.table.TableReader;

/** Estimates errors of the templates of a model from the data that it was learnt on. */
final class ErrorEstimatesNode {

    private static final int MODEL = 0;

    private static final int DATA = 1;

    private static final int WEIGHTS = 2;

    private static final double READING = 0.1;

    /** Share of the coefficients of the base in what is left; every method projects or fits many times. */
    private static final double PROJECTING = 0.02;

    private ErrorEstimatesNode() {
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final NmfErrorEstimatesParameters parameters = in.getParameters();
        parameters.validate();
        final PortObjectSpec[] specs = in.getInPortSpecs();
        final NmfModelPortObjectSpec model = (NmfModelPortObjectSpec)specs[MODEL];
        model.columns().locate((DataTableSpec)specs[DATA], "data table");
        if (specs.length > WEIGHTS) {
            model.columns().locate((DataTableSpec)specs[WEIGHTS], "weights table");
        }
        EngineCall.check(() -> HeldTemplates.check(HeldTemplates.parse(parameters.m_held), model.rank(), model.rank()));
        final ErrorMethod method = parameters.m_method.method();
        out.setOutSpecs(model, EstimateTables.errors(model.rank(), method, parameters.levels()),
            EstimateTables.report(model.rank(), method, parameters.levels()));
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        try (SpillFile spill = SpillFile.ofWorkflow()) {
            execute(in, spill, out);
        }
    }

    private static void execute(final ExecuteInput in, final SpillFile spill, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final NmfErrorEstimatesParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final PortObject[] inputs = in.getInPortObjects();
        final NmfModelPortObject port = (NmfModelPortObject)inputs[MODEL];
        final NmfModel model = port.model();
        final TableReader.Weights weights = inputs.length > WEIGHTS
            ? new TableReader.Weights((BufferedDataTable)inputs[WEIGHTS], parameters.weights()) : null;
        final TableReader.Data data =
            read(port, Precision.FLOAT64, inputs, weights, spill, exec.createSubProgress(READING));
        final ErrorEstimates errors =
            estimate(parameters, model, data, parameters.photonNoise(weights != null), exec);
        final List<String> warnings = new ArrayList<>();
        if (weights == null && parameters.m_method == MethodChoice.DISPLACEMENT) {
            warnings.add("Without weights every value is taken to have a standard deviation of 1; if that is wrong, "
                + "the intervals of a displacement have the wrong width. Connect inverse variances.");
        }
        if (model.rowsChecksum() != data.labels().rowsChecksum()) {
            warnings.add("The model was learnt on other rows: errors are those of a fit to these.");
        } else if (parameters.photonNoise(weights != null) == null && !isOf(model, data)
            && !isOf(model, read(port, Precision.FLOAT32, inputs, weights, spill, exec.createSubProgress(0)))) {
            warnings.add("The model was learnt on other values or weights of these rows: errors are those of a fit to "
                + "the values and weights connected here.");
        }
        errors.warnings().stream().map(Messages::sentence).forEach(warnings::add);
        warnings.addAll(0, spill.warnings());
        if (!warnings.isEmpty()) {
            out.setWarningMessage(Messages.lines(warnings));
        }
        final ErrorMethod method = parameters.m_method.method();
        final int rank = model.rank();
        out.setOutData(
            errors.sets() == null ? port
                : new NmfModelPortObject(port.getSpec(), ModelSets.with(model, errors.sets())),
            EstimateTables.errors(pixels(port, model), errors, rank,
                EstimateTables.errors(rank, method, parameters.levels()), exec),
            EstimateTables.report(errors, rank, EstimateTables.report(rank, method, parameters.levels()), exec));
    }

    private static TableReader.Data read(final NmfModelPortObject port, final Precision precision,
        final PortObject[] inputs, final TableReader.@Nullable Weights weights, final SpillFile spill,
        final ExecutionMonitor monitor)
        throws CanceledExecutionException, KNIMEException {
        return new TableReader(port.getSpec().columns(), NegativeValues.AS_IS, precision, spill)
            .read((BufferedDataTable)inputs[DATA], weights, port.model().pixels(), monitor);
    }

    /** Whether a model was learnt on these values and weights, as far as it knows. */
    private static boolean isOf(final NmfModel model, final TableReader.Data data) {
        return model.data() == null || model.data().equals(DataChecksum.of(data.observations()));
    }

    private static List<String> pixels(final NmfModelPortObject port, final NmfModel model) {
        final List<String> names = port.getSpec().pixelNames();
        return names == null ? Labels.positions(model.pixels()) : names;
    }

    private static ErrorEstimates estimate(final NmfErrorEstimatesParameters parameters, final NmfModel model,
        final TableReader.Data data, final @Nullable PhotonNoise noise, final ExecutionContext exec)
        throws CanceledExecutionException, KNIMEException {
        return EngineCall.of(exec.createSubProgress(1 - READING), observer -> {
            final Projection base = Nmf.project(data.observations(), model.templates(),
                new ProjectionSettings(false, parameters.m_threads, Machine.PROCESSOR).withPhotonNoise(noise),
                observer.part(0, PROJECTING));
            return ErrorEstimates.of(
                NmfProblem.of(data.observations()).withHeld(HeldTemplates.parse(parameters.m_held)), base.data(),
                base.factors(), parameters.settings(), observer.part(PROJECTING, 1 - PROJECTING));
        });
    }
}
