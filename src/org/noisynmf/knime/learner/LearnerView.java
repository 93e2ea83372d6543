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
import org.knime.node.DefaultView.ViewInput;
import org.noisynmf.knime.page.StoredPage;
import org.noisynmf.knime.port.ModelCurves;
import org.noisynmf.knime.port.NmfModel;
import org.noisynmf.knime.port.NmfModelPortObject;
import org.noisynmf.knime.table.TraceTable;
import org.noisynmf.view.Certainty;
import org.noisynmf.view.CoefficientRows;
import org.noisynmf.view.ConvergenceTrace;
import org.noisynmf.view.FactorisationView;
import org.noisynmf.view.PackedFloats;
import org.noisynmf.view.StoredObservation;
import org.noisynmf.view.ViewLimits;
import org.noisynmf.view.Views;

/** What the view shows, from what the run stored: model, coefficients, trace and some observations. */
final class LearnerView {

    /** Heading of the page. */
    private static final String TITLE = "NMF Learner";

    /** Where the table of certainty is among the stored ones. */
    private static final int CERTAINTY = 4;

    private LearnerView() {
    }

    static FactorisationView of(final ViewInput input) {
        final PortObject[] stored = StoredPage.required(input);
        final NmfModelPortObject port = (NmfModelPortObject)stored[0];
        final NmfModel model = port.model();
        final Coefficients coefficients = coefficients((BufferedDataTable)stored[1], model.rank());
        final List<ConvergenceTrace> traces = TraceTable.curves((BufferedDataTable)stored[2]);
        return new FactorisationView(TITLE, ModelCurves.axis(port.getSpec(), model.imageRows()),
            ModelCurves.templates(model), coefficients.shown(), traces,
            observations((BufferedDataTable)stored[3], coefficients), model.summary())
            // nodes that were executed by a version before did not store it
            .with(stored.length > CERTAINTY
                ? certainty((BufferedDataTable)stored[CERTAINTY], traces, model.rank()) : null);
    }

    /** What is known of how sure the templates are, from the table of that and the traces of the starts. */
    private static Certainty certainty(final BufferedDataTable table, final List<ConvergenceTrace> traces,
        final int rank) {
        final double[] cosines = new double[rank];
        final double[] less = new double[rank * rank];
        final double[] more = new double[rank * rank];
        boolean known = false;
        int k = 0;
        try (var rows = table.iterator()) {
            while (rows.hasNext()) {
                final DataRow row = rows.next();
                cosines[k] = number(row.getCell(0));
                for (int l = 0; l < rank; l++) {
                    known |= !row.getCell(1 + l).isMissing();
                    less[k * rank + l] = l == k ? 0 : number(row.getCell(1 + l));
                    more[k * rank + l] = l == k ? 0 : number(row.getCell(1 + rank + l));
                }
                k++;
            }
        }
        return new Certainty(null,
            known ? new Certainty.Uniqueness(PackedFloats.of(less), PackedFloats.of(more)) : null,
            traces.size() > 1 ? Views.starts(traces, cosines) : null);
    }

    /** Coefficients, χ² and the share in the degrees of freedom by row ID, and those that the page shows. */
    private record Coefficients(CoefficientRows shown, Map<String, double[]> byRow, int rank) {

        double[] of(final String rowId) {
            final double[] values = byRow.get(rowId);
            if (values == null) {
                throw new IllegalStateException("the view's observation " + rowId + " has no coefficients");
            }
            return values;
        }
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
            final double[] values = coefficients.of(row.rowId());
            observations.add(new StoredObservation(row.rowId(), PackedFloats.of(row.data()),
                row.weights() == null ? null : PackedFloats.of(row.weights()),
                PackedFloats.of(values, 0, coefficients.rank()), values[coefficients.rank()],
                values[coefficients.rank() + 1]));
        }
        return observations;
    }
}
