package org.noisynmf.knime.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.noisynmf.knime.Nodes.aligner;
import static org.noisynmf.knime.Nodes.run;
import static org.noisynmf.knime.Nodes.simulator;
import static org.noisynmf.knime.Nodes.table;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.Tables.values;

import java.util.Arrays;
import java.util.List;

import org.junit.Test;
import org.knime.core.node.port.PortObject;
import org.noisynmf.engine.simulate.Quasars;
import org.noisynmf.knime.Tables;
import org.noisynmf.view.PackedFloats;
import org.noisynmf.view.PixelAxis;
import org.noisynmf.view.StoredObservation;

/** Wavelengths, fluxes and σ as they were observed. */
public class ObservedFrameTest {

    @Test
    public void wavelengthsAreStretchedAndTheScaleIsUndone() {
        final ObservedFrame frame = new ObservedFrame(3, 4);
        final PixelAxis rest = PixelAxis.ofNames(List.of("100", "200.5"));
        assertThat(frame.of(rest).positions()).containsExactly(300, 601.5);
        assertThat(rest.positions()).as("not modified").containsExactly(100, 200.5);
        final StoredObservation observed = frame.of(new StoredObservation("o", PackedFloats.of(8, 12),
            PackedFloats.of(0.25, 1), PackedFloats.of(2), 9, 1));
        assertThat(observed.data().toArray()).containsExactly(2, 3);
        // σ = 2 and 1 becomes 0.5 and 0.25
        assertThat(observed.inverseVariances().toArray()).containsExactly(4, 16);
        assertThat(observed.label()).isEqualTo("o, z = 2.000");
        assertThat(observed.coefficients().toArray()).containsExactly(0.5f);
    }

    /** Round trip: simulated as observed, aligned, and drawn back. The grids differ by a part of a pixel. */
    @Test
    public void alignedSpectraComeBackToWhereTheyWereObserved() throws Exception {
        final double step = 0.002;
        final String[] settings = {"kind", "QUASARS", "String", "quasars/spectra", "5", "int", "quasars/step", "0.002",
            "double", "quasars/lowestRedshift", "1", "double", "quasars/highestRedshift", "2", "double",
            "quasars/frame", "OBSERVED", "String"};
        // the truth, since rebinning smooths noise
        final PortObject[] aligned =
            run(with(aligner(), "step", "0.002", "double"), run(with(simulator(), settings))[2]);
        final double[][] rest = values(table(aligned, 0));
        final double[][] scales = values(table(aligned, 2));
        final double[] wavelengths = Arrays.stream(values(table(aligned, 3))).mapToDouble(row -> row[0]).toArray();
        final Quasars.ObservedSpectra expected = new Quasars(5, step, 1, 2, 5, 1.4, 10).simulate(1).observed();
        for (int j = 0; j < rest.length; j++) {
            final ObservedFrame frame = ObservedFrame.read(table(aligned, 2), "Row" + j, Tables.exec());
            assertThat(frame).isEqualTo(new ObservedFrame(1 + scales[j][0], scales[j][1]));
            final double[] observed =
                frame.of(PixelAxis.indexed(wavelengths.length).withPositions(wavelengths)).positions();
            final float[] flux = frame.of(new StoredObservation("", PackedFloats.of(rest[j]), null,
                PackedFloats.of(1), 0, 0)).data().toArray();
            for (int i = 1; i < flux.length - 1; i++) {
                // the first and last observed pixel hold a part of their width only
                if (Float.isFinite(flux[i - 1]) && Float.isFinite(flux[i + 1])) {
                    final int nearest =
                        (int)Math.round(Math.log10(observed[i] / expected.wavelengths()[0]) / step);
                    // within a pixel of 0.46 % a line of 1.2 % changes by some percent
                    assertThat(flux[i] / expected.truth()[j][nearest]).as("spectrum %d at %f nm", j, observed[i])
                        .isCloseTo(1, within(0.1));
                }
            }
        }
    }
}
