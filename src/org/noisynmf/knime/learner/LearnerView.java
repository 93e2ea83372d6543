package org.noisynmf.knime.learner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectHolder;
import org.knime.core.node.workflow.NativeNodeContainer;
import org.knime.core.node.workflow.NodeContext;
import org.knime.node.DefaultView.ViewInput;
import org.noisynmf.knime.port.ModelCurves;
import org.noisynmf.knime.port.NmfModel;
import org.noisynmf.knime.port.NmfModelPortObject;
import org.noisynmf.knime.table.TraceTable;
import org.noisynmf.view.CoefficientRows;
import org.noisynmf.view.FactorisationView;
import org.noisynmf.view.PackedFloats;
import org.noisynmf.view.StoredObservation;
import org.noisynmf.view.ViewLimits;

/** What the view shows, from what the run stored: model, coefficients, trace and some observations. */
final class LearnerView {

    /** Heading of the page. */
    private static final String TITLE = "NMF Learner";

    private LearnerView() {
    }

    static FactorisationView of(final ViewInput input) {
        final PortObject[] stored = stored(input);
        if (stored == null) {
            throw new IllegalStateException("The node has no results to show. Execute it again.");
        }
        final NmfModelPortObject port = (NmfModelPortObject)stored[0];
        final NmfModel model = port.model();
        final Coefficients coefficients = coefficients((BufferedDataTable)stored[1], model.rank());
        return new FactorisationView(TITLE, ModelCurves.axis(port.getSpec(), model.imageRows()),
            ModelCurves.templates(model),
            coefficients.shown(), TraceTable.curves((BufferedDataTable)stored[2]),
            observations((BufferedDataTable)stored[3], coefficients), model.summary());
    }

    /** The input belongs to the factory's last node; once a node has been copied that is the copy, so ask the node. */
    private static PortObject[] stored(final ViewInput input) {
        final NodeContext context = NodeContext.getContext();
        return context != null && context.getNodeContainer() instanceof NativeNodeContainer container
            && container.getNodeModel() instanceof PortObjectHolder holder ? holder.getInternalPortObjects()
                : input.getInternalPortObjects();
    }

    /** Coefficients, χ² and the share in the degrees of freedom by row ID, and those that the page shows. */
    private record Coefficients(CoefficientRows shown, Map<String, double[]> byRow, int rank) {
    }

    private static Coefficients coefficients(final BufferedDataTable table, final int rank) {
        final int limit = (int)Math.min(table.size(), ViewLimits.coefficientRows(rank));
        final List<String> labels = new ArrayList<>();
        final double[][] columns = new double[rank][limit];
        final Map<String, double[]> byRow = new HashMap<>();
        try (var rows = table.iterator()) {
            while (rows.hasNext()) {
                final DataRow row = rows.next();
                final double[] values = new double[rank + 2];
                for (int c = 0; c < values.length; c++) {
                    values[c] = number(row.getCell(c));
                }
                byRow.put(row.getKey().getString(), values);
                if (labels.size() < limit) {
                    for (int k = 0; k < rank; k++) {
                        columns[k][labels.size()] = values[k];
                    }
                    labels.add(row.getKey().getString());
                }
            }
        }
        final List<PackedFloats> packed = new ArrayList<>();
        for (final double[] column : columns) {
            packed.add(PackedFloats.of(column));
        }
        return new Coefficients(new CoefficientRows((int)table.size(), labels, packed), byRow, rank);
    }

    private static double number(final DataCell cell) {
        return cell.isMissing() ? Double.NaN : ((DoubleValue)cell).getDoubleValue();
    }

    private static List<StoredObservation> observations(final BufferedDataTable table,
        final Coefficients coefficients) {
        final List<StoredObservation> observations = new ArrayList<>();
        for (final StoredObservations.Row row : StoredObservations.read(table)) {
            final double[] values = coefficients.byRow().get(row.rowId());
            observations.add(new StoredObservation(row.rowId(), PackedFloats.of(row.data()),
                row.weights() == null ? null : PackedFloats.of(row.weights()),
                PackedFloats.of(values, 0, coefficients.rank()), values[coefficients.rank()],
                values[coefficients.rank() + 1]));
        }
        return observations;
    }
}
