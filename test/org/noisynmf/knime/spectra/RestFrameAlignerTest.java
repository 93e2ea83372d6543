package org.noisynmf.knime.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.noisynmf.knime.Nodes.aligner;
import static org.noisynmf.knime.Nodes.configure;
import static org.noisynmf.knime.Nodes.learner;
import static org.noisynmf.knime.Nodes.refusedAtConfigure;
import static org.noisynmf.knime.Nodes.refusedAtExecute;
import static org.noisynmf.knime.Nodes.run;
import static org.noisynmf.knime.Nodes.table;
import static org.noisynmf.knime.Nodes.with;
import static org.noisynmf.knime.Tables.ids;
import static org.noisynmf.knime.Tables.values;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.vector.doublevector.DoubleVectorCellFactory;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.noisynmf.io.fits.axis.Medium;
import org.noisynmf.io.fits.axis.WavelengthUnit;
import org.noisynmf.knime.Tables;
import org.noisynmf.knime.table.spectra.PixelWavelengths;
import org.noisynmf.knime.table.spectra.SpectrumColumns;
import org.noisynmf.knime.table.spectra.WavelengthMeaning;
import org.noisynmf.standin.NodeHost;

/** What the aligner delivers and what it refuses. */
public class RestFrameAlignerTest {

    /** Rest-frame spectrum of all rows: a continuum that falls and a line. */
    private static final DoubleUnaryOperator REST =
        lambda -> 1000 / lambda + 5 * Math.exp(-Math.pow((lambda - 250) / 4, 2));

    private static double[] observedAt() {
        return DoubleStream.iterate(400, w -> w + 0.5).limit(800).toArray();
    }

    /** Observed at 400 to 800, brightness times the rest-frame spectrum. */
    private static DefaultRow row(final String id, final double z, final double brightness) {
        final double[] wavelengths = observedAt();
        final double[] flux =
            Arrays.stream(wavelengths).map(w -> brightness * REST.applyAsDouble(w / (1 + z))).toArray();
        final double[] weights = new double[wavelengths.length];
        Arrays.fill(weights, 4);
        weights[0] = 0;
        return row(id, wavelengths, flux, weights, new DoubleCell(z));
    }

    private static DefaultRow row(final String id, final double[] wavelengths, final double[] flux,
        final double[] weights, final DataCell z) {
        return new DefaultRow(id, DoubleVectorCellFactory.createCell(wavelengths),
            DoubleVectorCellFactory.createCell(flux), DoubleVectorCellFactory.createCell(weights), z,
            DataType.getMissingCell());
    }

    private static BufferedDataTable table(final DefaultRow... rows) {
        return Tables.table(SpectrumColumns.SPEC, c -> Arrays.stream(rows).forEach(c::addRowToTable));
    }

    private static BufferedDataTable three() {
        return table(row("near", 0.2, 7), row("middle", 0.8, 2), row("far", 1.5, 0.3));
    }

    private static NodeHost node(final String... options) throws Exception {
        return with(with(aligner(), "step", "1e-3", "double"), options);
    }

    private static BufferedDataTable out(final PortObject[] outputs, final int port) {
        return (BufferedDataTable)outputs[port];
    }

    @Test
    public void spectraOfOneShapeBecomeEqualWhereTheyOverlap() throws Exception {
        final PortObject[] outputs = run(node(), three());
        final double[][] flux = values(out(outputs, 0));
        final double[][] weights = values(out(outputs, 1));
        final double[][] grid = values(out(outputs, 3));
        assertThat(ids(out(outputs, 0))).containsExactly("near", "middle", "far");
        assertThat(ids(out(outputs, 1))).containsExactly("near", "middle", "far");
        int shared = 0;
        for (int i = 0; i < grid.length; i++) {
            int spectra = 0;
            double sum = 0;
            for (int j = 0; j < 3; j++) {
                assertThat(Double.isNaN(flux[j][i])).isEqualTo(weights[j][i] == 0);
                spectra += weights[j][i] > 0 ? 1 : 0;
                sum += weights[j][i];
            }
            assertThat(grid[i][1]).isEqualTo(spectra);
            assertThat(grid[i][2]).isCloseTo(sum, within(1e-12 * sum));
            if (weights[0][i] > 0 && weights[1][i] > 0) {
                // Medians over pixels of a slope: a per cent of the flux.
                assertThat(flux[0][i]).as("at " + grid[i][0]).isCloseTo(flux[1][i], within(0.02 * flux[1][i]));
                shared++;
            }
        }
        assertThat(shared).isGreaterThan(50);
    }

    /** Fluxes as observed are those of the grid, divided by the scale. */
    @Test
    public void scaleLeadsBackToTheObservedFrame() throws Exception {
        final PortObject[] outputs = run(node(), three());
        final double[][] scales = values(out(outputs, 2));
        final double[][] grid = values(out(outputs, 3));
        final double[][] flux = values(out(outputs, 0));
        assertThat(out(outputs, 2).getDataTableSpec().getColumnNames()).containsExactly("Redshift", "Scale",
            "Pixels observed");
        for (int j = 0; j < 3; j++) {
            final double brightness = new double[]{7, 2, 0.3}[j];
            for (int i = 0; i < grid.length; i++) {
                if (!Double.isNaN(flux[j][i]) && Math.abs(grid[i][0] - 250) > 20) {
                    final double observed = brightness * REST.applyAsDouble(grid[i][0]);
                    assertThat(flux[j][i] / scales[j][1]).as("spectrum " + j + " at " + grid[i][0])
                        .isCloseTo(observed, within(0.01 * observed));
                }
            }
            final double s = scales[j][1];
            assertThat(DoubleStream.of(values(out(outputs, 1))[j]).max().getAsDouble() * s * s)
                .as("inverse variances of at least an observed pixel").isGreaterThanOrEqualTo(4 - 1e-9);
        }
    }

    @Test
    public void referenceCanBeChosen() throws Exception {
        final double[][] scales =
            values(out(run(node("reference", "far", "String"), table(row("middle", 0.8, 2), row("far", 1.5, 0.3))), 2));
        assertThat(scales[1][1]).as("1 + z alone").isCloseTo(2.5, within(1e-12));
        refusedAtExecute(node("reference", "far", "String"), three()).hasMessageContaining("\"near\"")
            .hasMessageContaining("0 pixels in common");
        assertThat(values(out(run(node(), three()), 2))[1][1]).as("the middle one shares most")
            .isCloseTo(1.8, within(1e-12));
        assertThat(values(out(run(node("renormalise", "false", "boolean"), three()), 2))[0][1])
            .isCloseTo(1.2, within(1e-12));
        refusedAtExecute(node("reference", "none", "String"), three()).hasMessageContaining("\"none\"")
            .hasMessageContaining("not a row ID");
    }

    @Test
    public void gridIsGivenTrimmedAndNamesTheColumns() throws Exception {
        final NodeHost node = node("range", "GIVEN", "String", "lowest", "200", "double", "highest", "400", "double",
            "trimLow", "2", "int", "trimHigh", "3", "int", "form", "COLUMNS", "String");
        final DataTableSpec promised = (DataTableSpec)configure(node, three())[0];
        final PortObject[] outputs = node.execute(three());
        assertThat(out(outputs, 0).getDataTableSpec().equalStructure(promised)).isTrue();
        assertThat(promised.getNumColumns()).isEqualTo(302 - 5);
        final double[][] grid = values(out(outputs, 3));
        assertThat(grid).hasNumberOfRows(297);
        assertThat(Double.parseDouble(promised.getColumnNames()[0])).isCloseTo(grid[0][0], within(0.05));
        assertThat(grid[0][0]).isCloseTo(200 * Math.pow(10, 2e-3), within(0.3));
    }

    @Test
    public void namesOfColumnsHaveAllDigitsAndTheirUnit() throws Exception {
        final DataTableSpec spec =
            new WavelengthMeaning(WavelengthUnit.ANGSTROM, Medium.AIR).in(SpectrumColumns.SPEC, 0);
        final BufferedDataTable spectra = Tables.table(spec, c -> three().forEach(c::addRowToTable));
        final PortObject[] outputs = run(node("form", "COLUMNS", "String"), spectra);
        final double[][] grid = values(out(outputs, 3));
        final DataTableSpec named = out(outputs, 0).getDataTableSpec();
        for (int i = 0; i < grid.length; i++) {
            assertThat(Double.parseDouble(named.getColumnSpec(i).getName())).isEqualTo(grid[i][0]);
        }
        for (final DataTableSpec with : new DataTableSpec[]{named, out(outputs, 3).getDataTableSpec()}) {
            assertThat(WavelengthMeaning.of(with.getColumnSpec(0)))
                .isEqualTo(new WavelengthMeaning(WavelengthUnit.ANGSTROM, Medium.AIR));
        }
        assertThat(WavelengthMeaning.of(out(run(node(), spectra), 0).getDataTableSpec().getColumnSpec(0)).isEmpty())
            .as("a vector of fluxes has no unit of wavelength").isTrue();
    }

    /** Later nodes of a saved workflow may name its columns. */
    @Test
    public void workflowsSavedBeforeKeepTheirShortNames() throws Exception {
        try (InputStream in = Files.newInputStream(Path.of(System.getProperty("noisynmf.root", ".."),
            "test/org/noisynmf/knime/settings/0.1.0/aligner-default.xml"))) {
            final NodeHost old = NodeHost.load((NodeSettings)NodeSettings.loadFromXML(in), null);
            final PortObject[] outputs =
                run(with(old, "step", "1e-3", "double", "form", "COLUMNS", "String"), three());
            final String[] names = out(outputs, 0).getDataTableSpec().getColumnNames();
            assertThat(names[0]).hasSizeLessThan(7);
            final double[] exact = PixelWavelengths.of(out(outputs, 0).getDataTableSpec(), Arrays.asList(names));
            final double[][] grid = values(out(outputs, 3));
            for (int i = 0; i < grid.length; i++) {
                assertThat(exact[i]).as("in the properties of the column").isEqualTo(grid[i][0]);
            }
        }
    }

    @Test
    public void gridOfAllSpectraReachesFromFarToNear() throws Exception {
        final double[][] grid = values(out(run(node(), three()), 3));
        assertThat(grid[0][0]).as("400.5 / 2.5").isCloseTo(160.2, within(0.4));
        assertThat(grid[grid.length - 1][0]).as("799.5 / 1.2").isCloseTo(666.25, within(1.6));
    }

    @Test
    public void withoutVariancesAndRedshiftsWeightsAreAMask() throws Exception {
        final PortObject[] outputs = run(node("weighted", "false", "boolean", "redshifted", "false", "boolean",
            "inverseVariances", "none", "String", "redshifts", "none", "String"), three());
        assertThat(DoubleStream.of(values(out(outputs, 1))[0]).distinct().boxed()).contains(1.0)
            .allMatch(w -> w == 0 || w == 1);
        assertThat(values(out(outputs, 2))[2][0]).isZero();
    }

    @Test
    public void spectraThatCannotBeAlignedAreNamedOrLeftOut() throws Exception {
        final BufferedDataTable spectra = table(row("good", 0.2, 7),
            row("dark", observedAt(), new double[800], new double[800], new DoubleCell(0.3)),
            row("unknown", observedAt(), new double[800], new double[800], DataType.getMissingCell()),
            row("negative", observedAt(), filled(-1), filled(1), new DoubleCell(0.3)), row("other", 0.25, 7));
        refusedAtExecute(node(), spectra).hasMessageContaining("Row \"dark\"").hasMessageContaining("no pixel");
        final NodeHost lenient = node("leaveOut", "true", "boolean", "reference", "good", "String");
        final PortObject[] outputs = run(lenient, spectra);
        assertThat(ids(out(outputs, 0))).containsExactly("good", "other");
        assertThat(ids(out(outputs, 2))).containsExactly("good", "other");
        assertThat(lenient.warning()).hasValueSatisfying(w -> assertThat(w).contains("3 of 5", "\"dark\""));
        refusedAtExecute(node("leaveOut", "true", "boolean", "reference", "dark", "String"), spectra)
            .hasMessageContaining("cannot be aligned");
        refusedAtExecute(node("reference", "good", "String"),
            table(row("good", 0.2, 7), row("negative", observedAt(), filled(-1), filled(1), new DoubleCell(0.3))))
            .hasMessageContaining("\"negative\"").hasMessageContaining("median");
        refusedAtExecute(node(), table(row("good", 0.2, 7),
            row("unknown", observedAt(), filled(1), filled(1), DataType.getMissingCell())))
            .hasMessageContaining("\"unknown\"").hasMessageContaining("redshift is missing");
    }

    private static DefaultRow atRest(final String id) {
        final double[] flux = Arrays.stream(observedAt()).map(REST).toArray();
        return row(id, observedAt(), flux, filled(4), DataType.getMissingCell());
    }

    @Test
    public void spectrumInTheRestFrameWorksAsReference() throws Exception {
        final BufferedDataTable spectra = table(row("near", 0.2, 7), atRest("template"), row("other", 0.1, 3));
        final NodeHost named = node("reference", "template", "String");
        final PortObject[] outputs = run(named, spectra);
        assertThat(ids(out(outputs, 0))).containsExactly("near", "template", "other");
        assertThat(values(out(outputs, 2))[1][0]).as("redshift").isZero();
        assertThat(values(out(outputs, 2))[1][1]).as("scale").isCloseTo(1, within(1e-12));
        // 7 times as bright, and medians over pixels of a slope: a few per cent.
        assertThat(values(out(outputs, 2))[0][1]).isCloseTo(1.2 / 7 / 1.2, within(0.01));
        assertThat(named.warning()).hasValueSatisfying(w -> assertThat(w).contains("rest frame", "\"template\""));
        refusedAtExecute(node(), spectra).hasMessageContaining("\"template\"").hasMessageContaining("redshift");
        assertThat(ids(out(run(node("restFrame", "true", "boolean"), spectra), 0))).hasSize(3);
    }

    @Test
    public void whenNoneIsLeftTheReferenceAndEveryReasonAreTold() throws Exception {
        final BufferedDataTable spectra =
            table(row("reference", observedAt(), filled(-1), filled(1), new DoubleCell(0)),
                row("good", 0.2, 7), row("unknown", observedAt(), filled(1), filled(1), DataType.getMissingCell()),
                row("far", 8, 1));
        refusedAtExecute(node("leaveOut", "true", "boolean", "reference", "reference", "String"), spectra)
            .hasMessageContaining("with the reference \"reference\"")
            .hasMessageContaining("1 spectrum: the redshift is missing")
            .hasMessageContaining("2 spectra: the median flux of the reference")
            .hasMessageContaining("1 spectrum: it has … pixels in common");
        refusedAtExecute(node("leaveOut", "true", "boolean"), table(
            row("a", observedAt(), filled(1), filled(1), DataType.getMissingCell()),
            row("b", observedAt(), filled(1), filled(1), DataType.getMissingCell())))
            .hasMessageContaining("2 spectra: the redshift is missing").hasMessageContaining("The first: Row \"a\"");
    }

    private static double[] filled(final double value) {
        final double[] values = new double[800];
        Arrays.fill(values, value);
        return values;
    }

    @Test
    public void emptyTableIsRefusedAndOneSpectrumIsEnough() throws Exception {
        refusedAtExecute(node(), table()).hasMessageContaining("no rows");
        assertThat(values(out(run(node(), table(row("only", 1, 1))), 0))).hasNumberOfRows(1);
    }

    @Test
    public void columnsThatAreNoneAreNamed() throws Exception {
        refusedAtConfigure(node("flux", "Fluss", "String"), three()).hasMessageContaining("\"Fluss\"")
            .hasMessageContaining("fluxes");
        refusedAtConfigure(node("flux", "Redshift", "String"), three()).hasMessageContaining("vector column");
        refusedAtConfigure(node("redshifts", "Flux", "String"), three()).hasMessageContaining("must be a number");
        refusedAtConfigure(node(), Tables.table(new DataTableSpec(new String[]{"a"}, new DataType[]{StringCell.TYPE}),
            c -> {
            })).hasMessageContaining("\"Wavelength\"");
    }

    @Test
    public void limitsHoldWithoutTheDialog() throws Exception {
        refusedAtOnce("step", "0", "double").hasMessageContaining("step");
        refusedAtOnce("coverage", "1.5", "double").hasMessageContaining("coverage is 1.5");
        refusedAtOnce("trimLow", "-1", "int").hasMessageContaining("-1");
        refusedAtOnce("fewest", "0", "int").hasMessageContaining("1 or more");
        refusedAtOnce("range", "GIVEN", "String", "lowest", "500", "double", "highest", "400", "double")
            .hasMessageContaining("500.0 to 400.0");
        refusedAtExecute(node("trimLow", "10000", "int"), three()).hasMessageContaining("leaves nothing");
    }

    private static AbstractThrowableAssert<?, ?> refusedAtOnce(final String... options) {
        return assertThatThrownBy(() -> node(options)).isInstanceOf(InvalidSettingsException.class);
    }

    /** The tables fit the learner: one vector column each, of the same name. */
    @Test
    public void learnerFitsWhatIsAligned() throws Exception {
        final PortObject[] aligned = run(node(), three());
        final PortObject[] learnt = run(
            with(learner(true), "data/form", "VECTOR", "String", "data/vectorColumn", "Pixels", "String", "method/rank",
                "1", "int"),
            aligned[0], aligned[1]);
        final double[][] coefficients =
            values((BufferedDataTable)Arrays.stream(learnt).filter(o -> o instanceof BufferedDataTable t
                && t.size() == 3).findFirst().orElseThrow());
        assertThat(coefficients[0][0]).as("renormalised spectra of one shape have one coefficient")
            .isCloseTo(coefficients[1][0], within(0.05 * coefficients[1][0]));
    }
}
