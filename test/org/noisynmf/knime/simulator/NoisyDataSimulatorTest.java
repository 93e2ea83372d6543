package org.noisynmf.knime.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.noisynmf.knime.Nodes.run;
import static org.noisynmf.knime.Nodes.simulator;
import static org.noisynmf.knime.Nodes.table;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.Tables.ids;
import static org.noisynmf.knime.Tables.values;

import org.junit.Test;
import org.knime.core.node.port.PortObject;

/** What the simulator delivers. */
public class NoisyDataSimulatorTest {

    private static final String[] SMALL = {"doublet/exposures", "20", "int", "doublet/pixels", "60", "int"};

    @Test
    public void tablesShareRowsAndPixels() throws Exception {
        final PortObject[] simulated = run(with(simulator(), SMALL));
        for (int p = 0; p < 3; p++) {
            assertThat(values(table(simulated, p))).hasDimensions(20, 60);
            assertThat(ids(table(simulated, p))).startsWith("Row0", "Row1").hasSize(20);
        }
        assertThat(values(table(simulated, 3))).hasDimensions(2, 60);
        assertThat(values(table(simulated, 4))).hasDimensions(20, 2);
    }

    @Test
    public void truthIsCoefficientsTimesTemplates() throws Exception {
        final PortObject[] simulated = run(with(simulator(), SMALL));
        final double[][] truth = values(table(simulated, 2));
        final double[][] w = values(table(simulated, 3));
        final double[][] h = values(table(simulated, 4));
        assertThat(truth[7][30]).isCloseTo(h[7][0] * w[0][30] + h[7][1] * w[1][30], within(1e-12));
    }

    @Test
    public void seedDecidesEverything() throws Exception {
        final double[][] first = values(table(run(with(simulator(), SMALL)), 0));
        assertThat(values(table(run(with(simulator(), SMALL)), 0))).isDeepEqualTo(first);
        final double[][] other = values(table(run(with(with(simulator(), SMALL), "seed", "2", "long")), 0));
        assertThat(other[0]).isNotEqualTo(first[0]);
    }

    @Test
    public void aThirdOfTheDefaultValuesIsNegative() throws Exception {
        int negative = 0;
        final double[][] x = values(table(run(simulator()), 0));
        for (final double[] row : x) {
            for (final double value : row) {
                negative += value < 0 ? 1 : 0;
            }
        }
        assertThat((double)negative / (x.length * x[0].length)).isBetween(0.3, 0.4);
    }

    @Test
    public void vectorFormHoldsTheSameNumbers() throws Exception {
        final PortObject[] vectors = run(with(with(simulator(), SMALL), "form", "VECTOR", "String"));
        assertThat(table(vectors, 0).getDataTableSpec().getNumColumns()).isEqualTo(1);
        assertThat(values(table(vectors, 0))).isDeepEqualTo(values(table(run(with(simulator(), SMALL)), 0)));
    }

    @Test
    public void limitsNameValueAndRange() {
        assertThatThrownBy(() -> with(simulator(), "doublet/pixels", "9", "int")).hasMessageContaining("9")
            .hasMessageContaining("≥ 10");
        assertThatThrownBy(() -> with(simulator(), "doublet/exposures", "0", "int")).hasMessageContaining("≥ 1");
        assertThatThrownBy(() -> with(simulator(), "doublet/amplitude", "NaN", "double")).hasMessageContaining("> 0");
        assertThatThrownBy(() -> with(simulator(), "doublet/highestRatio", "0.1", "double"))
            .hasMessageContaining("≥ 0.5");
        assertThatThrownBy(() -> with(simulator(), "doublet/lowestNoise", "0", "double")).hasMessageContaining("> 0");
        assertThatThrownBy(() -> with(simulator(), "doublet/highestNoise", "1", "double"))
            .hasMessageContaining("≥ 10");
        assertThatThrownBy(() -> with(simulator(), "seed", "-3", "long")).hasMessageContaining("seed is -3");
    }
}
