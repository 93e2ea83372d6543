package org.noisynmf.knime.learner;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.DataChecksum;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.PhotonNoise;
import org.noisynmf.engine.evaluate.PixelScores;
import org.noisynmf.engine.evaluate.StartAgreement;
import org.noisynmf.engine.evaluate.Uniqueness;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.naming.Counted;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.knime.port.ModelSets;
import org.noisynmf.knime.port.NmfModel;
import org.noisynmf.knime.port.NmfModelPortObject;
import org.noisynmf.knime.port.NmfModelPortObjectSpec;
import org.noisynmf.knime.table.EngineCall;
import org.noisynmf.knime.table.Labels;
import org.noisynmf.knime.table.MatrixTable;
import org.noisynmf.knime.table.Messages;
import org.noisynmf.knime.table.PixelColumns;
import org.noisynmf.knime.table.SpillFile;
import org.noisynmf.knime.table.TableReader;
import org.noisynmf.knime.table.TraceTable;
import org.noisynmf.knime.table.fit.CertaintyTable;
import org.noisynmf.knime.table.fit.PixelTable;
import org.noisynmf.knime.table.fit.SummaryTable;
import org.noisynmf.knime.table.observation.CoefficientTable;
import org.noisynmf.view.Summary;
import org.noisynmf.view.Views;

/** One run of the learner: tables to observations, the engine, its result to tables. */
final class LearnerExecute {

    /** Share of the progress bar that reading takes. */
    private static final double READING = 0.2;

    private final LearnerParameters m_parameters;

    private final ExecutionContext m_exec;

    private LearnerExecute(final LearnerParameters parameters, final ExecutionContext exec) {
        m_parameters = parameters;
        m_exec = exec;
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        new LearnerExecute(in.getParameters(), in.getExecutionContext()).run(in.getInPortObjects(), out);
    }

    private void run(final PortObject[] inputs, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        try (SpillFile spill = SpillFile.ofWorkflow()) {
            run(inputs, spill, out);
        }
    }

    private void run(final PortObject[] inputs, final SpillFile spill, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final PortObjectSpec[] specs = new PortObjectSpec[inputs.length];
        for (int i = 0; i < specs.length; i++) {
            specs[i] = inputs[i].getSpec();
        }
        final PixelColumns columns;
        try {
            columns = m_parameters.m_data.columns((DataTableSpec)specs[0]);
        } catch (final InvalidSettingsException e) {
            throw Messages.failure(e);
        }
        final LearnerInputs ports = LearnerInputs.of(specs, columns);
        final NmfModel start = ports.model() < 0 ? null : ((NmfModelPortObject)inputs[ports.model()]).model();
        final boolean weighted = ports.weights() >= 0;
        final TableReader.Data data = m_parameters.m_data.read((BufferedDataTable)inputs[0],
            weighted ? (BufferedDataTable)inputs[ports.weights()] : null,
            m_parameters.m_data.uncertainties(weighted, (BufferedDataTable)inputs[0],
                ports.categories() < 0 ? null : (BufferedDataTable)inputs[ports.categories()],
                m_parameters.m_categories.column()),
            m_parameters.m_execution.precision(), spill, m_exec.createSubProgress(READING));
        final NmfSettings settings = m_parameters.settings();
        checkSize(settings.rank(), data.observations());
        final String imageProblem = m_parameters.m_output.imageProblem(data.labels().pixels());
        if (imageProblem != null) {
            throw new KNIMEException(imageProblem);
        }
        final NmfResult result = learn(data, settings, start, weighted);
        final List<String> warnings = new ArrayList<>(spill.warnings());
        warnings.addAll(result.warnings());
        final StartAgreement agreement = StartAgreement.of(result);
        warnings.addAll(agreement.warnings());
        final Uniqueness uniqueness = uniqueness(settings, result);
        if (uniqueness != null) {
            warnings.addAll(uniqueness.warnings());
        }
        if (!warnings.isEmpty()) {
            out.setWarningMessage(Messages.lines(warnings));
        }
        write((BufferedDataTable)inputs[0], data.with(result.data()), settings, result,
            CertaintyTable.write(agreement, uniqueness, m_exec), ports, out);
    }

    private @Nullable Uniqueness uniqueness(final NmfSettings settings, final NmfResult result)
        throws CanceledExecutionException, KNIMEException {
        final boolean held = m_parameters.m_start.held().length > 0;
        if (result.stopReason() == StopReason.CANCELLED
            || !m_parameters.m_output.looksForMixtures(settings, result.data(), held)) {
            return null;
        }
        m_exec.setMessage("Looking for mixtures that fit as well");
        return EngineCall.of(m_exec.createSubProgress(0),
            observer -> Uniqueness.of(result.data(), result.factors(), settings.machine().threads(), observer));
    }

    private static void checkSize(final int rank, final Observations data) throws KNIMEException {
        final int limit = Math.min(data.count(), data.pixels());
        if (rank > limit) {
            throw new KNIMEException("The number of templates is " + rank + ", but the data have "
                + Counted.of(data.count(), "observation") + " of "
                + Counted.of(data.pixels(), "pixel")
                + ". Choose at most " + Counted.of(limit, "template") + ".");
        }
        if (data.observedEntries() == 0) {
            throw new KNIMEException("Every entry of the data is missing or has weight 0, so nothing can be learnt. "
                + "Check the weights table and the treatment of negative values.");
        }
    }

    private NmfResult learn(final TableReader.Data data, final NmfSettings settings, final @Nullable NmfModel start,
        final boolean weighted)
        throws CanceledExecutionException, KNIMEException {
        final NmfResult result = EngineCall.of(m_exec.createSubProgress(1 - READING), observer -> {
            final NmfProblem problem = NmfProblem.of(data.observations())
                .withPhotonNoise(m_parameters.m_data.photonNoise(weighted));
            if (start == null) {
                return Nmf.factorise(problem, settings, observer);
            }
            if (m_parameters.m_start.m_resume) {
                checkSameRows(start, data.labels());
                checkSameData(start, problem.data());
                return Nmf.resume(problem, settings, ModelSets.search(start.state()), observer);
            }
            return Nmf.factorise(problem.withTemplates(start.templates()).withHeld(m_parameters.m_start.held()),
                settings, observer);
        });
        if (result.stopReason() == StopReason.NOT_FINITE) {
            throw new KNIMEException("The misfit was no longer a finite number after " + result.passes()
                + " iterations. Check the data for extreme values and the weights for extreme ratios, and hold the "
                + "data in double precision.");
        }
        return result;
    }

    private static void checkSameRows(final NmfModel start, final Labels labels) throws KNIMEException {
        if (start.rowsChecksum() != labels.rowsChecksum() || start.pixels() != labels.pixels()) {
            throw new KNIMEException("The start model was learnt on other observations, so its search cannot be "
                + "continued here. Connect the data it was learnt on, or switch off \"Continue where the start model "
                + "ended\".");
        }
    }

    private static void checkSameData(final NmfModel start, final Observations data) throws KNIMEException {
        if (start.data() != null && !start.data().equals(DataChecksum.of(data))) {
            throw new KNIMEException(
                "The start model was learnt on other values or weights of these observations, so its "
                    + "search cannot be continued here. Connect the data it was learnt on, or switch off \"Continue where the "
                    + "start model ended\".");
        }
    }

    private void write(final BufferedDataTable table, final TableReader.Data data, final NmfSettings settings,
        final NmfResult result, final BufferedDataTable certainty, final LearnerInputs ports, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final int rank = settings.rank();
        final int pixels = data.labels().pixels();
        final double[] w = learnt(result.factors(), data.observations());
        final NmfModelPortObjectSpec spec =
            new NmfModelPortObjectSpec(data.labels().columns(), pixels, rank, settings.algorithm().id());
        final int imageRows = m_parameters.m_output.m_imageRows;
        final Summary summary = Views.summary(Labels.templates(rank), settings.algorithm().title(), result,
            data.observations());
        final BufferedDataTable templates = templates(data, rank, w);
        final NmfModel model = new NmfModel(pixels, rank, imageRows, w,
            LearnerSummary.of(summary, settings, result, data.observations(), weights(ports),
                m_parameters.m_output),
            data.labels().rowsChecksum(), DataChecksum.of(data.observations()), result.state());
        final NmfModelPortObject modelPort = new NmfModelPortObject(spec, model);
        final BufferedDataTable coefficients = CoefficientTable.ofLearnt(data, result, m_exec);
        final BufferedDataTable trace = TraceTable.write(result.trace(), m_exec);
        out.setOutData(modelPort, templates,
            m_parameters.m_output.m_keptColumns.before(table, data.labels().columns(), coefficients, m_exec), trace,
            SummaryTable.write(result, m_exec), certainty,
            PixelTable.write(PixelScores.of(result.data(), result.factors(), settings.machine().threads()),
                data.labels().pixelNames(), m_exec));
        out.setInternalData(modelPort, coefficients, trace,
            StoredObservations.write(data, ports.weights() >= 0 || ports.categories() >= 0, m_exec), certainty);
    }

    /** What the weights were, in words. */
    private String weights(final LearnerInputs ports) {
        final String changed = ports.categories() < 0 ? "" : ", with pixel categories";
        return weights(ports.weights() >= 0) + m_parameters.m_data.extra(ports.weights() >= 0) + changed;
    }

    private String weights(final boolean weighted) {
        final PhotonNoise noise = m_parameters.m_data.photonNoise(weighted);
        return noise != null ? "background variances from the weights table, photon noise from the model (gain "
            + noise.gain() + ")" : weighted ? "from the weights table" : "all 1";
    }

    /** Where no observation has weight nothing was learnt; a template of 0 there takes no part in projections. */
    private static double[] learnt(final Factors factors, final Observations observations) {
        final double[] w = factors.w().clone();
        for (int p = 0; p < w.length; p++) {
            if (!observations.pixelObserved(p % factors.pixels())) {
                w[p] = 0;
            }
        }
        return w;
    }

    private BufferedDataTable templates(final TableReader.Data data, final int rank, final double[] w) {
        final PixelColumns columns = data.labels().columns();
        final MatrixTable table =
            new MatrixTable(MatrixTable.knownColumns(m_parameters.m_output.m_templatesForm.of(columns.form()),
                LearnerConfigure.templateColumn(columns), data.labels().pixelNames()), m_exec);
        final Observations observations = data.observations();
        final int pixels = observations.pixels();
        final double[] template = new double[pixels];
        for (int k = 0; k < rank; k++) {
            for (int i = 0; i < pixels; i++) {
                template[i] = observations.pixelObserved(i) ? w[k * pixels + i] : Double.NaN;
            }
            table.add(Labels.templates(rank).get(k), template, 0, pixels);
        }
        return table.finish();
    }
}
