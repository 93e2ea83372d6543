package org.noisynmf.knime.posterior;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
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
import org.noisynmf.engine.data.DataChecksum;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.posterior.DrawProjection;
import org.noisynmf.engine.posterior.Posterior;
import org.noisynmf.engine.posterior.PosteriorResult;
import org.noisynmf.engine.storage.Precision;
import org.noisynmf.knime.page.StoredPage;
import org.noisynmf.knime.port.HeldTemplates;
import org.noisynmf.knime.port.ModelCurves;
import org.noisynmf.knime.port.ModelDraws;
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
import org.noisynmf.view.Band;
import org.noisynmf.view.FactorisationView;
import org.noisynmf.view.ViewNames;
import org.noisynmf.view.posterior.PosteriorViews;

/** Samples the posterior of a factorisation. */
final class PosteriorNode {

    private static final double READING = 0.1;

    private static final double QUANTILES = 0.1;

    /** The output that is there on request. */
    private static final int RECONSTRUCTION = 4;

    private PosteriorNode() {
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final NmfPosteriorParameters parameters = in.getParameters();
        parameters.validate();
        final PortObjectSpec[] specs = in.getInPortSpecs();
        final PixelColumns columns = parameters.m_data.columns((DataTableSpec)specs[0]);
        for (int i = 1; i < specs.length; i++) {
            if (specs[i] instanceof DataTableSpec weights) {
                columns.locate(weights, "weights table");
            } else if (specs[i] instanceof NmfModelPortObjectSpec start) {
                HeldTemplates.check(start, HeldTemplates.parse(parameters.m_held), parameters.m_rank, columns.count());
            }
        }
        if (!parameters.m_held.isBlank() && Stream.of(specs).noneMatch(NmfModelPortObjectSpec.class::isInstance)) {
            throw new InvalidSettingsException(
                "\"Templates to hold\" names templates of a start model, but the node has no such port. Add it with "
                    + "the three dots of the node and connect an NMF model, or empty the setting.");
        }
        final DataTableSpec estimates = PosteriorTables.estimates(parameters.m_rank, parameters.m_quantiles);
        out.setOutSpec(0, new NmfModelPortObjectSpec(columns, columns.count(), parameters.m_rank, Posterior.ID));
        out.setOutSpec(1, estimates);
        out.setOutSpec(2, estimates);
        out.setOutSpec(3, PosteriorTables.chains(parameters.m_rank));
        if (in.getOutPortTypes().length > RECONSTRUCTION) {
            out.setOutSpec(RECONSTRUCTION, MatrixTable.spec(columns));
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
        final NmfPosteriorParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final PortObject[] inputs = in.getInPortObjects();
        BufferedDataTable weights = null;
        NmfModel start = null;
        for (int i = 1; i < inputs.length; i++) {
            if (inputs[i] instanceof BufferedDataTable table) {
                weights = table;
            } else if (inputs[i] instanceof NmfModelPortObject port) {
                start = port.model();
            }
        }
        final TableReader.Data data = parameters.m_data.read((BufferedDataTable)inputs[0], weights, Precision.FLOAT64,
            spill, exec.createSubProgress(READING));
        final long begin = System.nanoTime();
        final boolean reconstruction = in.getOutPortTypes().length > RECONSTRUCTION;
        final PosteriorResult result =
            sample(parameters, data.observations(), weights != null, start, reconstruction, exec);
        final double[][] quantiles = parameters.m_quantiles ? coefficientQuantiles(parameters, result, exec)
            : new double[0][];
        final double seconds = (System.nanoTime() - begin) * 1e-9;
        final List<String> warnings = new ArrayList<>(spill.warnings());
        if (weights == null && !parameters.m_freeNoiseScale) {
            warnings
                .add("Without weights every value is taken to have a standard deviation of 1; if that is wrong, "
                    + "connect weights or choose \"Unknown scale of the noise\".");
        }
        result.warnings().stream().map(Messages::sentence).forEach(warnings::add);
        if (!warnings.isEmpty()) {
            out.setWarningMessage(Messages.lines(warnings));
        }
        out.setOutData(0, model(data, result, seconds, warnings));
        out.setOutData(1, PosteriorTables.templates(data, result,
            parameters.m_quantiles ? result.draws().quantiles(PosteriorTables.PROBABILITIES) : quantiles, exec));
        out.setOutData(2, PosteriorTables.coefficients(data, result, quantiles, exec));
        out.setOutData(3, PosteriorTables.chains(result, exec));
        if (reconstruction) {
            out.setOutData(RECONSTRUCTION, PosteriorTables.reconstruction(data, result, exec));
        }
        out.setInternalData(StoredPage.write(view(data, result, quantiles, seconds, warnings), exec));
    }

    private static double[][] coefficientQuantiles(final NmfPosteriorParameters parameters,
        final PosteriorResult result, final ExecutionContext exec) throws CanceledExecutionException, KNIMEException {
        return EngineCall.of(exec.createSubProgress(QUANTILES), observer -> DrawProjection.of(result.data(),
            result.draws(), PosteriorTables.PROBABILITIES, parameters.m_seed, parameters.m_threads, observer))
            .quantiles();
    }

    private static PosteriorResult sample(final NmfPosteriorParameters parameters, final Observations data,
        final boolean weighted, final @Nullable NmfModel start, final boolean reconstruction,
        final ExecutionContext exec) throws CanceledExecutionException, KNIMEException {
        return EngineCall.of(exec.createSubProgress(1 - READING - QUANTILES), observer -> {
            final NmfProblem problem =
                NmfProblem.of(data).withPhotonNoise(parameters.m_data.photonNoise(weighted));
            return Posterior.sample(
                start == null ? problem
                    : problem.withTemplates(start.templates()).withHeld(HeldTemplates.parse(parameters.m_held)),
                parameters.settings(start != null, reconstruction), observer);
        });
    }

    private static FactorisationView view(final TableReader.Data data, final PosteriorResult result,
        final double[][] quantiles, final double seconds, final List<String> warnings) {
        final List<String> templates = Labels.templates(result.mean().rank());
        return PosteriorViews.of(
            new ViewNames("NMF Posterior", ModelCurves.axis(data.labels()), templates, data.labels().rows()), result,
            quantiles.length == 0 ? null : Band.ends(PosteriorTables.PROBABILITIES, quantiles),
            PosteriorViews.summary(templates, result, seconds, warnings));
    }

    /** As a learner's model, with draws of the templates in place of the state of a search. */
    private static NmfModelPortObject model(final TableReader.Data data, final PosteriorResult result,
        final double seconds, final List<String> warnings) {
        final int pixels = result.mean().pixels();
        final int rank = result.mean().rank();
        final double[] w = result.templates().mean().clone();
        for (int p = 0; p < w.length; p++) {
            // where nothing was observed nothing was learnt; a template of 0 there takes no part in projections
            w[p] = result.data().pixelObserved(p % pixels) ? w[p] : 0;
        }
        return new NmfModelPortObject(
            new NmfModelPortObjectSpec(data.labels().columns(), pixels, rank, Posterior.ID),
            new NmfModel(pixels, rank, 0, w, PosteriorViews.summary(Labels.templates(rank), result, seconds, warnings),
                data.labels().rowsChecksum(),
                DataChecksum.of(data.observations()), ModelDraws.state(result.draws(), result.sweeps())));
    }
}
