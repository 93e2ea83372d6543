package org.noisynmf.engine.solve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;

import org.junit.Test;
import org.noisynmf.engine.model.TraceRow;

/** Traces as states hold them. */
public class PackedTraceTest {

    private static final List<TraceRow> TRACE =
        List.of(new TraceRow(0, 0, 1, 9.5, Double.NaN, 0), new TraceRow(0, 1, 1, 8.25, 0.5, 0.125),
            new TraceRow(0, 2, 0, 7.75, 0.25, 1.5));

    @Test
    public void rowsComeBackAsTheyWere() {
        assertThat(PackedTrace.unpacked(PackedTrace.of(TRACE))).isEqualTo(TRACE);
        // the order is a promise to files
        assertThat(PackedTrace.of(TRACE.subList(1, 2))).containsExactly(1, 1, 8.25, 0.5, 0.125);
    }

    @Test
    public void anIncompleteRowIsLeftOut() {
        final double[] rows = PackedTrace.of(TRACE);
        assertThat(PackedTrace.unpacked(Arrays.copyOf(rows, rows.length - 1))).isEqualTo(TRACE.subList(0, 2));
        assertThat(PackedTrace.unpacked(new double[0])).isEmpty();
    }
}
