package org.noisynmf.knime.evaluate;

import java.util.ArrayList;
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
import org.noisynmf.engine.evaluate.Scores;
import org.noisynmf.engine.model.Projection;
import org.noisynmf.engine.storage.Precision;
import org.noisynmf.knime.port.NmfModel;
import org.noisynmf.knime.port.NmfModelPortObject;
import org.noisynmf.knime.port.NmfModelPortObjectSpec;
import org.noisynmf.knime.table.EngineCall;
import org.noisynmf.knime.table.Messages;
import org.noisynmf.knime.table.PixelColumns;
import org.noisynmf.knime.table.SpillFile;
import org.noisynmf.knime.table.TableReader;

/** Scores one model or two on the rows of a table. */
final class FactorisationScorerNode {

    /** Shares of the progress bar. */
    private static final double READING = 0.4;

    private static final double SCORING = 0.25;

    private FactorisationScorerNode() {
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final FactorisationScorerParameters parameters = in.getParameters();
        parameters.validate();
        final PortObjectSpec[] specs = in.getInPortSpecs();
        final ScorerInputs inputs = ScorerInputs.of(specs);
        final NmfModelPortObjectSpec model = (NmfModelPortObjectSpec)specs[ScorerInputs.MODEL];
        model.columns().locate((DataTableSpec)specs[ScorerInputs.DATA], "data table");
        if (inputs.weights() >= 0) {
            model.columns().locate((DataTableSpec)specs[inputs.weights()], "weights table");
        }
        if (inputs.comparison() >= 0) {
            checkSamePixels(model.columns(), ((NmfModelPortObjectSpec)specs[inputs.comparison()]).columns());
        }
        out.setOutSpec(0, ScoreTables.summarySpec(inputs.comparison() >= 0));
        out.setOutSpec(1, ScoreTables.TEMPLATES);
        out.setOutSpec(2, ScoreTables.observationsSpec(inputs.comparison() >= 0));
    }

    /** The name of a vector column says nothing of its pixels; their number is known when the models are. */
    private static void checkSamePixels(final PixelColumns model, final PixelColumns comparison)
        throws InvalidSettingsException {
        if (model.isVector() && comparison.isVector() || model.equals(comparison)) {
            return;
        }
        final String difference = model.isVector() != comparison.isVector()
            ? "one from a vector column, the other from numeric columns"
            : Stream.concat(model.names().stream().filter(name -> !comparison.names().contains(name)),
                comparison.names().stream().filter(name -> !model.names().contains(name))).findFirst()
                .map(name -> "only one of them from column \"" + name + "\"").orElse("in another order of the columns");
        throw new InvalidSettingsException("Model and comparison model were learnt on different pixels: " + difference
            + ". Only models of the same pixels can be compared.");
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        try (SpillFile spill = SpillFile.ofWorkflow()) {
            execute(in, spill, out);
        }
    }

    private static void execute(final ExecuteInput in, final SpillFile spill, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final FactorisationScorerParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final PortObject[] objects = in.getInPortObjects();
        final ScorerInputs inputs =
            ScorerInputs.of(Stream.of(objects).map(PortObject::getSpec).toArray(PortObjectSpec[]::new));
        final NmfModelPortObject port = (NmfModelPortObject)objects[ScorerInputs.MODEL];
        final NmfModel comparison =
            inputs.comparison() < 0 ? null : ((NmfModelPortObject)objects[inputs.comparison()]).model();
        if (comparison != null && comparison.pixels() != port.model().pixels()) {
            throw new KNIMEException("The model has " + port.model().pixels() + " pixels, but the comparison model "
                + comparison.pixels() + ". Only models of the same pixels can be compared.");
        }
        final TableReader.Weights weights = inputs.weights() < 0 ? null
            : new TableReader.Weights((BufferedDataTable)objects[inputs.weights()], parameters.weights());
        final TableReader.Data data = new TableReader(port.getSpec().columns(), NegativeValues.AS_IS,
            Precision.FLOAT64, spill).read((BufferedDataTable)objects[ScorerInputs.DATA], weights,
                port.model().pixels(),
                exec.createSubProgress(READING));
        final List<String> warnings = new ArrayList<>();
        final Scores scores = score(data.observations(), port.model(), parameters, weights != null, exec, warnings);
        final Scores others =
            comparison == null ? null
                : score(data.observations(), comparison, parameters, weights != null, exec, warnings);
        warnings.addAll(0, spill.warnings());
        if (!warnings.isEmpty()) {
            out.setWarningMessage(Messages.lines(warnings));
        }
        final ScoreTables tables = new ScoreTables(scores, others, exec);
        out.setOutData(tables.summary(), tables.templates(), tables.observations(data.labels().rows()));
    }

    private static Scores score(final Observations data, final NmfModel model,
        final FactorisationScorerParameters parameters, final boolean weighted, final ExecutionContext exec,
        final List<String> warnings)
        throws CanceledExecutionException, KNIMEException {
        final ExecutionMonitor monitor = exec.createSubProgress(SCORING);
        return EngineCall.of(monitor, observer -> {
            final Projection projection = Nmf.project(data, model.templates(), parameters.settings(weighted), observer);
            // both models may meet the same, such as a device that is missing
            projection.warnings().stream().filter(warning -> !warnings.contains(warning)).forEach(warnings::add);
            return Scores.of(projection.data(), projection.factors(), parameters.m_learntOnThese);
        });
    }
}
