package org.noisynmf.knime.plot;

import org.jspecify.annotations.Nullable;
import org.knime.core.data.DataRow;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.KNIMEException;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.NegativeValues;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.PhotonNoise;
import org.noisynmf.engine.model.Projection;
import org.noisynmf.engine.nnls.ProjectionSettings;
import org.noisynmf.engine.settings.Machine;
import org.noisynmf.engine.storage.Precision;
import org.noisynmf.knime.port.NmfModel;
import org.noisynmf.knime.port.NmfModelPortObject;
import org.noisynmf.knime.table.EngineCall;
import org.noisynmf.knime.table.TableReader;
import org.noisynmf.knime.table.WeightsKind;
import org.noisynmf.view.PackedFloats;
import org.noisynmf.view.StoredObservation;

/** One row of the data, projected onto the templates. Other rows are passed by without being kept. */
final class ObservationRow {

    private ObservationRow() {
    }

    /**
     * @param port the model
     * @param data the table that holds the row
     * @param rowId which row, empty = the first
     * @param weights the weights, null = all 1
     * @param kind what the weights are
     * @param gain photons for a value of 1, where the weights are variances of the background
     * @param exec where tables are made
     * @return the row with its coefficients
     * @throws KNIMEException if there is no such row, or it cannot be used
     * @throws CanceledExecutionException if the user cancelled
     */
    static StoredObservation read(final NmfModelPortObject port, final BufferedDataTable data, final String rowId,
        final @Nullable BufferedDataTable weights, final WeightsKind kind, final double gain,
        final ExecutionContext exec)
        throws KNIMEException, CanceledExecutionException {
        final NmfModel model = port.model();
        final BufferedDataTable row = only(data, rowId, "data table", exec);
        final String id = rowId(row);
        final TableReader.Weights rowWeights =
            weights == null ? null : new TableReader.Weights(only(weights, id, "weights table", exec), kind);
        final Observations observations = new TableReader(port.getSpec().columns(), NegativeValues.AS_IS,
            Precision.FLOAT64).read(row, rowWeights, model.pixels(), exec).observations();
        if (observations.observedEntries() == 0) {
            throw new KNIMEException("Row \"" + id + "\" has no observed pixel: all are missing or have weight 0. "
                + "Choose another row.");
        }
        final Projection projection = project(observations, model, kind.photonNoise(gain, weights != null), exec);
        final double[] x = new double[model.pixels()];
        final double[] v = new double[model.pixels()];
        projection.data().copy(0, x, v);
        return new StoredObservation(id, PackedFloats.of(x), weights == null ? null : PackedFloats.of(v),
            PackedFloats.of(projection.factors().h()), projection.chi2()[0],
            observations.observedCount(0) - model.rank());
    }

    private static BufferedDataTable only(final BufferedDataTable table, final String rowId, final String name,
        final ExecutionContext exec) throws KNIMEException, CanceledExecutionException {
        try (var rows = table.iterator()) {
            while (rows.hasNext()) {
                exec.checkCanceled();
                final DataRow row = rows.next();
                if (rowId.isEmpty() || row.getKey().getString().equals(rowId)) {
                    final BufferedDataContainer container = exec.createDataContainer(table.getDataTableSpec());
                    container.addRowToTable(row);
                    container.close();
                    return container.getTable();
                }
            }
        }
        throw new KNIMEException(rowId.isEmpty() ? "The " + name + " has no rows, so there is no observation to draw."
            : "The " + name + " has no row \"" + rowId + "\". Choose a row ID of the data in the dialog; weights are "
                + "matched by row ID.");
    }

    private static String rowId(final BufferedDataTable table) {
        try (var rows = table.iterator()) {
            return rows.next().getKey().getString();
        }
    }

    private static Projection project(final Observations observations, final NmfModel model,
        final @Nullable PhotonNoise noise, final ExecutionContext exec)
        throws KNIMEException, CanceledExecutionException {
        return EngineCall.of(exec, observer -> Nmf.project(observations, model.templates(),
            new ProjectionSettings(false, 1, Machine.PROCESSOR).withPhotonNoise(noise), observer));
    }
}
