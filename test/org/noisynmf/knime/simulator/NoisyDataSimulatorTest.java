package org.noisynmf.knime.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.noisynmf.knime.Nodes.configure;
import static org.noisynmf.knime.Nodes.run;
import static org.noisynmf.knime.Nodes.simulator;
import static org.noisynmf.knime.Nodes.table;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.Tables.ids;
import static org.noisynmf.knime.Tables.values;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.vector.doublevector.DoubleVectorValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.noisynmf.knime.table.spectra.SpectrumColumns;
import org.noisynmf.standin.NodeHost;

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
    public void backgroundVariancesAreThatOfTheGaussianNoiseAlone() throws Exception {
        final NodeHost node = with(with(simulator(), SMALL), "doublet/table", "BACKGROUND_VARIANCE", "String");
        final PortObject[] background = run(node);
        final PortObject[] plain = run(with(simulator(), SMALL));
        assertThat(values(table(background, 0))).isDeepEqualTo(values(table(plain, 0)));
        final double[][] variances = values(table(background, 1));
        final double[][] weights = values(table(plain, 1));
        for (int j = 0; j < variances.length; j++) {
            // σ from 10 to 15, the same for all pixels; photons only add to it
            assertThat(variances[j][0]).isBetween(100.0, 225.0);
            assertThat(variances[j]).containsOnly(variances[j][0]);
            assertThat(Arrays.stream(weights[j]).max().orElseThrow()).isEqualTo(1 / variances[j][0], within(1e-12));
        }
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

    private static final String[] QUASARS = {"kind", "QUASARS", "String", "quasars/spectra", "50", "int",
        "quasars/step", "0.01", "double"};

    @Test
    public void quasarsAreMissingWhereTheirWeightIsZeroAndNamedByWavelength() throws Exception {
        final PortObject[] simulated = run(with(simulator(), QUASARS));
        final double[][] x = values(table(simulated, 0));
        final double[][] v = values(table(simulated, 1));
        final double[][] truth = values(table(simulated, 2));
        int missing = 0;
        for (int j = 0; j < x.length; j++) {
            for (int i = 0; i < x[j].length; i++) {
                assertThat(Double.isNaN(x[j][i])).isEqualTo(v[j][i] == 0);
                assertThat(truth[j][i]).isPositive();
                missing += Double.isNaN(x[j][i]) ? 1 : 0;
            }
        }
        // the window is 45 of 115 pixels whatever the redshift
        assertThat((double)missing / (50 * 115)).isCloseTo(70 / 115.0, within(1e-12));
        final String[] names = table(simulated, 0).getDataTableSpec().getColumnNames();
        assertThat(Double.parseDouble(names[0])).as("where the window of redshift 4 begins")
            .isCloseTo(72, within(0.01 * 72));
        assertThat(Double.parseDouble(names[114])).as("where that of redshift 0 ends").isCloseTo(1000, within(25.0));
        assertThat(table(simulated, 3).getDataTableSpec().getColumnNames()).isEqualTo(names);
    }

    @Test
    public void quasarsAsObservedAreSpectraOfOneWindowWithTheirRedshifts() throws Exception {
        final PortObject[] rest = run(with(simulator(), QUASARS));
        final PortObject[] observed = run(with(with(simulator(), QUASARS), "quasars/frame", "OBSERVED", "String"));
        for (final int port : new int[]{0, 2}) {
            assertThat(table(observed, port).getDataTableSpec().equalStructure(SpectrumColumns.SPEC)).isTrue();
            assertThat(table(observed, port).size()).isEqualTo(50);
        }
        final double[][] flux = vectors(table(observed, 0), SpectrumColumns.FLUX);
        final double[][] weights = vectors(table(observed, 0), SpectrumColumns.INVERSE_VARIANCE);
        final double[][] x = values(table(rest, 0));
        final double[][] v = values(table(rest, 1));
        assertThat(values(table(observed, 1))).as("inverse variances").isDeepEqualTo(weights);
        assertThat(vectors(table(observed, 2), SpectrumColumns.INVERSE_VARIANCE)).as("of the truth")
            .isDeepEqualTo(weights);
        for (int j = 0; j < x.length; j++) {
            final double[] wavelengths = vectors(table(observed, 0), SpectrumColumns.WAVELENGTH)[j];
            assertThat(wavelengths).hasSize(45);
            assertThat(wavelengths[0]).isCloseTo(360, within(1e-9));
            int i = 0;
            while (Double.isNaN(x[j][i])) {
                i++;
            }
            // rest-frame flux over observed flux is 1 + z, weights go with its square
            final double stretch = x[j][i] / flux[j][0];
            final double z = redshifts(table(observed, 0))[j];
            assertThat(z).isBetween(0.0, 4.0);
            assertThat(stretch).isCloseTo(1 + z, within(1e-9));
            assertThat(weights[j][44] / v[j][i + 44]).isCloseTo(stretch * stretch, within(1e-9));
        }
        for (final int port : new int[]{3, 4}) {
            assertThat(values(table(observed, port))).as("templates and coefficients")
                .isDeepEqualTo(values(table(rest, port)));
        }
        final String[] names = table(observed, 1).getDataTableSpec().getColumnNames();
        assertThat(names).hasSize(45).startsWith("360.0000");
    }

    private static double[][] vectors(final BufferedDataTable table, final String column) {
        final int position = table.getDataTableSpec().findColumnIndex(column);
        return cells(table, position).map(DoubleVectorValue.class::cast)
            .map(v -> IntStream.range(0, v.getLength()).mapToDouble(v::getValue).toArray()).toArray(double[][]::new);
    }

    private static double[] redshifts(final BufferedDataTable table) {
        return cells(table, table.getDataTableSpec().findColumnIndex(SpectrumColumns.REDSHIFT))
            .mapToDouble(c -> ((DoubleValue)c).getDoubleValue()).toArray();
    }

    private static Stream<DataCell> cells(final BufferedDataTable table, final int position) {
        final List<DataCell> cells = new ArrayList<>();
        try (var rows = table.iterator()) {
            while (rows.hasNext()) {
                cells.add(rows.next().getCell(position));
            }
        }
        return cells.stream();
    }

    @Test
    public void theFrameMattersToQuasarsAlone() throws Exception {
        final String[] frame = {"quasars/frame", "OBSERVED", "String"};
        assertThat(values(table(run(with(with(simulator(), SMALL), frame)), 0)))
            .isDeepEqualTo(values(table(run(with(simulator(), SMALL)), 0)));
    }

    @Test
    public void defaultQuasarsAreMissingAndNegativeAsInThePaper() throws Exception {
        final double[][] x = values(table(run(with(simulator(), "kind", "QUASARS", "String", "form", "VECTOR",
            "String")), 0));
        int missing = 0;
        int negative = 0;
        for (final double[] row : x) {
            for (final double value : row) {
                missing += Double.isNaN(value) ? 1 : 0;
                negative += value < 0 ? 1 : 0;
            }
        }
        final double size = (double)x.length * x[0].length;
        assertThat(x[0]).hasSize(1143);
        assertThat(missing / size).isCloseTo(0.611, within(0.005));
        assertThat(negative / (size - missing)).isCloseTo(0.114, within(0.02));
    }

    @Test
    public void productsAreExactUnlessNoiseIsAskedFor() throws Exception {
        final PortObject[] exact = run(with(simulator(), "kind", "LOW_RANK", "String", "lowRank/rank", "5", "int"));
        assertThat(values(table(exact, 0))).hasDimensions(40, 10).isDeepEqualTo(values(table(exact, 2)));
        assertThat(values(table(exact, 3))).hasDimensions(5, 10);
        final PortObject[] noisy =
            run(with(simulator(), "kind", "LOW_RANK", "String", "lowRank/noise", "0.5", "double"));
        assertThat(values(table(noisy, 0))[3]).isNotEqualTo(values(table(noisy, 2))[3]);
        assertThat(values(table(noisy, 1))[3]).containsOnly(4);
    }

    @Test
    public void imagesAreSquaresOfTheirSide() throws Exception {
        final PortObject[] simulated = run(with(simulator(), "kind", "PARTS", "String", "parts/images", "7", "int",
            "parts/side", "5", "int", "parts/parts", "3", "int"));
        assertThat(values(table(simulated, 0))).hasDimensions(7, 25);
        assertThat(values(table(simulated, 3))).hasDimensions(3, 25);
        assertThat(values(table(simulated, 4))).hasDimensions(7, 3);
    }

    @Test
    public void specsBeforeTheRunAreThoseAfterIt() throws Exception {
        for (final String[] kind : new String[][]{{"DOUBLET", "REST"}, {"QUASARS", "REST"}, {"QUASARS", "OBSERVED"},
            {"LOW_RANK", "REST"}, {"PARTS", "REST"}}) {
            final NodeHost node = with(with(with(simulator(), SMALL), QUASARS), "kind", kind[0], "String",
                "quasars/frame", kind[1], "String");
            final PortObjectSpec[] specs = configure(node);
            final PortObject[] simulated = node.execute();
            for (int p = 0; p < specs.length; p++) {
                assertThat(table(simulated, p).getDataTableSpec().equalStructure((DataTableSpec)specs[p]))
                    .as(kind[0] + ", " + kind[1] + ", port " + p).isTrue();
            }
        }
    }

    @Test
    public void limitsHoldForEveryKind() {
        assertThatThrownBy(() -> with(simulator(), "quasars/step", "0.1", "double")).hasMessageContaining("0.1")
            .hasMessageContaining("≤ 0.01");
        assertThatThrownBy(() -> with(simulator(), "quasars/templates", "6", "int")).hasMessageContaining("is 6");
        assertThatThrownBy(() -> with(simulator(), "quasars/highestRedshift", "NaN", "double"))
            .hasMessageContaining("highest redshift is NaN");
        assertThatThrownBy(() -> with(simulator(), "lowRank/rank", "0", "int")).hasMessageContaining("rank is 0");
        assertThatThrownBy(() -> with(simulator(), "parts/side", "3", "int")).hasMessageContaining("≥ 4");
        assertThatThrownBy(() -> with(simulator(), "parts/probability", "1.5", "double"))
            .hasMessageContaining("≤ 1");
    }
}
