package org.noisynmf.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.Test;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.Projection;
import org.noisynmf.engine.model.TraceRow;

public class ViewsTest {

    private static final double NONE = Double.NaN;

    @Test
    public void theReturnedRestartComesFirst() {
        final List<TraceRow> rows = List.of(row(0, 0, 2), row(0, 1, 0), row(1, 0, 0), row(2, 0, 0), row(2, 1, 0));
        final List<ConvergenceTrace> traces = Views.traces(rows, 2);
        assertThat(traces).extracting(ConvergenceTrace::label).containsExactly("Start 3", "Start 1", "Start 2");
        assertThat(traces.get(0).pass()).containsExactly(0, 1);
        assertThat(traces.get(1).growthPasses()).isEqualTo(1);
        assertThat(traces.get(0).kkt()).as("never measured").isEmpty();
    }

    @Test
    public void aProjectionCountsWhatWasObserved() {
        final Factors factors = new Factors(2, 3, 1, new double[]{1, 2}, new double[]{1, 2, NONE});
        final Observations data = Observations.of(new double[][]{{1, -2}, {2, NONE}, {NONE, NONE}}, null);
        final Projection projection =
            new Projection(data, factors, new double[]{16, 0, NONE}, null, null, "CPU", List.of());
        final FactorisationView view = Views.ofProjection(
            new ViewNames("t", PixelAxis.indexed(2), List.of("a"), List.of("x", "y", "z")), projection, data, 0.5,
            List.of("careful"));
        final Summary summary = view.summary();
        assertThat(summary.chi2()).isEqualTo(16);
        // Three entries, one coefficient for each of two observations.
        assertThat(summary.degreesOfFreedom()).isEqualTo(1);
        assertThat(summary.missingFraction()).isEqualTo(0.5);
        assertThat(summary.negativeFraction()).isEqualTo(1.0 / 3);
        assertThat(summary.warnings()).containsExactly("careful");
        assertThat(view.observations()).extracting(StoredObservation::label).containsExactly("x", "y", "z");
        assertThat(view.observations().get(1).data().toArray()).containsExactly(2, Float.NaN);
        assertThat(view.observations().get(1).inverseVariances()).as("weights of 0 and 1 are none").isNull();
        // 1 − 16 / (1 + 4 + 4)
        assertThat(summary.value(Summary.EXPLAINED)).isEqualTo("-77.78 %");
        assertThat(view.coefficients().columns().get(0).toArray()).containsExactly(1, 2, Float.NaN);
    }

    @Test
    public void weightsOtherThanOneStayAndGiveChiSquareItsScale() {
        final Factors factors = new Factors(2, 1, 1, new double[]{1, 2}, new double[]{1});
        final Observations data = Observations.of(new double[][]{{1, 2}}, new double[][]{{4, 0}});
        final FactorisationView view = Views.ofProjection(
            new ViewNames("t", PixelAxis.indexed(2), List.of("a"), List.of("x")),
            new Projection(data, factors, new double[]{0}, null, null, "CPU", List.of()), data, 0.5, List.of());
        assertThat(view.summary().value(Summary.EXPLAINED)).isEmpty();
        assertThat(view.observations().get(0).inverseVariances().toArray()).containsExactly(4, 0);
        assertThat(view.observations().get(0).data().toArray()).containsExactly(1, Float.NaN);
    }

    @Test
    public void aLongRunIsThinned() {
        final List<TraceRow> rows = IntStream.range(0, 5000).mapToObj(p -> row(0, p, 0)).toList();
        assertThat(Views.traces(rows, 0).get(0).pass()).hasSize(ViewLimits.MAX_TRACE_ROWS);
    }

    private static TraceRow row(final int restart, final int pass, final int growth) {
        return new TraceRow(restart, pass, growth, 10.0 - restart - 0.001 * pass, NONE, pass);
    }
}
