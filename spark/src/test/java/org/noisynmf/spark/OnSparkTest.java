package org.noisynmf.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructType;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.blocks.BlockFit;
import org.noisynmf.engine.blocks.BlocksInMemory;
import org.noisynmf.engine.data.DataSummary;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.Projection;
import org.noisynmf.engine.nnls.ProjectionSettings;
import org.noisynmf.engine.parallel.Team;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.StartMethod;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.engine.storage.Precision;
import org.noisynmf.io.fits.FitsSpectraWriter;
import org.noisynmf.io.fits.axis.WavelengthUnit;
import org.noisynmf.spark.command.Main;
import org.noisynmf.spark.rows.Layout;

/** What Spark finds is what the engine finds in memory, with the same bits from the same blocks; on two threads of this JVM. */
public class OnSparkTest {

    private static final int PIXELS = 120;

    private static final int COUNT = 700;

    private static final int PASSES = 12;

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static SparkSession session;

    private static Rows rows;

    private static Observations whole;

    private static int outputs;

    @BeforeClass
    public static void open() throws IOException {
        session = SparkSession.builder().master("local[2]").config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2").config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.warehouse.dir", FOLDER.newFolder().toString()).getOrCreate();
        session.sparkContext().setLogLevel("OFF");
        rows = Rows.random(COUNT, PIXELS, 1);
        whole = rows.observations();
        rows.windows(session, path("windows"), 0);
        // files in the order of their names: 128 · 3 rows, then the rest
        rows.part(0, 384).windows(session, path("a"), 0);
        rows.part(384, COUNT).windows(session, path("b"), 384);
    }

    @AfterClass
    public static void close() {
        session.stop();
    }

    private static String path(final String name) {
        return FOLDER.getRoot().toPath().resolve(name).toString();
    }

    /** Exit code and all that was told. */
    private record Told(int code, String text, Path out) {
        double[] templates() {
            return session.read().parquet(out.resolve("templates.parquet").toString()).orderBy("template")
                .collectAsList().stream()
                .flatMapToDouble(row -> row.<Double>getList(1).stream().mapToDouble(Double::doubleValue)).toArray();
        }

        List<Row> coefficients(final String order) {
            return session.read().parquet(out.resolve("coefficients.parquet").toString()).orderBy(order)
                .collectAsList();
        }
    }

    private static Told run(final String command, final String... options) {
        return run(FOLDER.getRoot().toPath().resolve("out" + outputs++), command, options);
    }

    private static Told run(final Path out, final String command, final String... options) {
        final List<String> all = new ArrayList<>(List.of(command, "--out", out.toString()));
        all.addAll(List.of(options));
        final ByteArrayOutputStream told = new ByteArrayOutputStream();
        final int code =
            Main.execute(new PrintStream(told, true, StandardCharsets.UTF_8), all.toArray(String[]::new));
        return new Told(code, told.toString(StandardCharsets.UTF_8), out);
    }

    private static Told factorise(final String... options) {
        final List<String> all = new ArrayList<>(
            List.of("--iterations", "" + PASSES, "--tolerance", "0", "--rank", "3"));
        all.addAll(List.of(options));
        final Told told = run("factorise", all.toArray(String[]::new));
        assertThat(told.code()).as(told.text()).isZero();
        return told;
    }

    private static final NmfSettings SETTINGS = NmfSettings.builder().algorithm(Algorithm.REDUCED).rank(3).threads(1)
        .stopping(new Stopping(PASSES, 0, 0, Double.POSITIVE_INFINITY)).build();

    private static double[] inMemory(final List<Observations> blocks, final NmfSettings settings) {
        final DataSummary summary = blocks.stream().map(Observations::summary).reduce(DataSummary::plus).orElseThrow();
        try (Team team = new Team(1)) {
            return new BlockFit(summary, Precision.FLOAT32, null, new int[0]).run(settings,
                plan -> new BlocksInMemory(blocks, plan, team, Observer.NONE), team, Observer.NONE, (row, state) -> {
                }, null).templates();
        }
    }

    /** Bit for bit, without pages of numbers. */
    private static void same(final double[] found, final double[] expected) {
        assertThat(found).hasSameSizeAs(expected).doesNotContain(Double.NaN);
        assertThat(Arrays.mismatch(found, expected)).as("first number that differs").isEqualTo(-1);
    }

    @Test
    public void oneBlockHasTheBitsOfTheEngine() {
        final double[] expected = Nmf.factorise(NmfProblem.of(whole), SETTINGS, Observer.NONE).factors().w();
        same(factorise("--data", path("windows")).templates(), expected);
    }

    @Test
    public void equalBlocksHaveEqualBitsHoweverTheyAreSpread() {
        final double[] expected = inMemory(rows.blocks(128, whole), SETTINGS);
        for (final String partitions : new String[]{"0", "1", "3", "6"}) {
            same(factorise("--data", path("windows"), "--block-rows", "128", "--partitions", partitions).templates(),
                expected);
        }
        // files end with blocks here
        same(factorise("--data", path("b"), path("a"), "--block-rows", "128").templates(), expected);
        final double[] one = Nmf.factorise(NmfProblem.of(whole), SETTINGS, Observer.NONE).factors().w();
        for (int p = 0; p < one.length; p++) {
            assertThat(expected[p]).isCloseTo(one[p], within(1e-5 * Math.max(1, one[p])));
        }
    }

    /** So many that sums are joined on workers first. */
    @Test
    public void manyPartitionsHaveEqualBits() {
        final Rows many = Rows.random(128 * 41 + 5, 40, 3);
        many.windows(session, path("many"), 0);
        final double[] expected = inMemory(many.blocks(128, many.observations()), SETTINGS);
        final Told told = run("factorise", "--data", path("many"), "--pixels", "40", "--rank", "3", "--iterations",
            "" + PASSES, "--tolerance", "0", "--block-rows", "128", "--partitions", "40");
        assertThat(told.code()).as(told.text()).isZero();
        assertThat(told.text()).contains("42 blocks in 40 partitions");
        same(told.templates(), expected);
    }

    @Test
    public void allLayoutsAreTheSameData() {
        final double[] expected = inMemory(rows.blocks(128, whole), SETTINGS);
        rows.arrays(session, path("arrays"));
        final Told arrays = factorise("--data", path("arrays"), "--block-rows", "128", "--precision", "float32",
            "--id-column", "name", "--data-column", "x", "--weight-column", "v");
        // x is NaN where v is 0
        same(arrays.templates(), expected);
        assertThat(arrays.coefficients("id")).hasSize(COUNT).extracting(row -> row.getString(0)).contains("Q0", "Q699");
        final Rows few = Rows.random(200, 30, 2);
        few.columns(session, path("columns"));
        few.windows(session, path("few"), 0);
        final Told columns = factorise("--data", path("columns"));
        same(columns.templates(), factorise("--data", path("few"), "--pixels", "30").templates());
        assertThat(columns.coefficients("id")).extracting(row -> row.getLong(0)).startsWith(0L, 1L, 2L).hasSize(200);
    }

    @Test
    public void coefficientsErrorsAndChiSquareAreThoseOfAProjection() throws IOException {
        final Told fit = factorise("--data", path("windows"), "--block-rows", "256");
        final Told told = run("project", "--data", path("windows"), "--templates",
            fit.out().resolve("templates.npy").toString(), "--block-rows", "256", "--pixels", "" + PIXELS);
        assertThat(told.code()).as(told.text()).isZero();
        final Projection expected =
            Nmf.project(whole, fit.templates(), new ProjectionSettings(true, 1, "cpu"), Observer.NONE);
        for (final Told found : List.of(fit, told)) {
            final List<Row> coefficients = found.coefficients("id");
            assertThat(coefficients).hasSize(COUNT);
            for (int j = 0; j < COUNT; j++) {
                final Row row = coefficients.get(j);
                assertThat(row.getLong(0)).isEqualTo(j);
                for (int k = 0; k < 3; k++) {
                    assertThat(row.<Double>getList(1).get(k)).isEqualTo(expected.factors().h()[3 * j + k]);
                    assertThat(row.<Double>getList(2).get(k)).isEqualTo(expected.signed().errors()[3 * j + k]);
                }
                assertThat(row.getDouble(3)).isEqualTo(expected.chi2()[j]);
                assertThat(row.getInt(5)).isEqualTo(whole.observedCount(j));
                assertThat(row.getInt(4)).isBetween(whole.observedCount(j) - 3, whole.observedCount(j));
            }
        }
        assertThat(Files.readString(fit.out().resolve("summary.json"))).contains(
            "\"stop_reason\" : \"ITERATION_LIMIT\"",
            "\"observations\" : 700", "\"observed_entries\" : " + whole.observedEntries());
        assertThat(Files.readAllLines(fit.out().resolve("trace.csv"))).hasSize(PASSES + 2)
            .first().isEqualTo("pass,chi2,seconds,kkt,restart,growth");
    }

    @Test
    public void aRunThatEndedGoesOnWithTheBitsOfOneThatDidNot() {
        final String[] common = {"--data", path("windows"), "--block-rows", "256", "--rank", "3", "--tolerance", "0",
            "--pixels", "" + PIXELS, "--start", "sequential", "--growth-passes", "4"};
        final Path out = FOLDER.getRoot().toPath().resolve("resumed");
        final List<String> first = new ArrayList<>(List.of(common));
        first.addAll(List.of("--iterations", "6"));
        assertThat(run(out, "factorise", first.toArray(String[]::new)).code()).isZero();
        final List<String> second = new ArrayList<>(List.of(common));
        second.addAll(List.of("--iterations", "15", "--resume"));
        final Told resumed = run(out, "factorise", second.toArray(String[]::new));
        assertThat(resumed.code()).as(resumed.text()).isZero();
        assertThat(resumed.text()).contains("iteration 27:").doesNotContain("iteration 18:");
        final List<String> once = new ArrayList<>(List.of(common));
        once.addAll(List.of("--iterations", "15"));
        final Told whole = run("factorise", once.toArray(String[]::new));
        same(resumed.templates(), whole.templates());
        second.addAll(List.of("--seed", "9"));
        final Told other = run(out, "factorise", second.toArray(String[]::new));
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.text()).contains("cannot be resumed: \"start\" was sequential, seed 1");
    }

    @Test
    public void growthAndHeldTemplatesAreThoseOfTheEngine() throws IOException {
        final double[] grown = Nmf.factorise(NmfProblem.of(whole),
            SETTINGS.toBuilder().start(StartMethod.SEQUENTIAL).growthPasses(5).build(), Observer.NONE).factors().w();
        final Told told = factorise("--data", path("windows"), "--start", "sequential", "--growth-passes", "5");
        same(told.templates(), grown);
        final double[] given = Arrays.copyOf(rows.templates(), PIXELS);
        final Path file = FOLDER.newFile("given.csv").toPath();
        final StringBuilder line = new StringBuilder();
        for (int i = 0; i < PIXELS; i++) {
            line.append(i == 0 ? "" : ",").append(given[i]);
        }
        Files.writeString(file, line.append('\n'));
        final double[] expected = Nmf.factorise(NmfProblem.of(whole).withTemplates(given).withHeld(0), SETTINGS,
            Observer.NONE).factors().w();
        final Told held = factorise("--data", path("windows"), "--templates", file.toString(), "--freeze", "0");
        same(held.templates(), expected);
        same(Arrays.copyOf(held.templates(), PIXELS), given);
    }

    private static void refused(final String message, final Object[]... cells) {
        final List<Row> bad = new ArrayList<>();
        for (final Object[] row : cells) {
            bad.add(RowFactory.create(row));
        }
        final StructType schema = new StructType().add("id", DataTypes.StringType)
            .add("flux", DataTypes.createArrayType(DataTypes.DoubleType))
            .add("ivar", DataTypes.createArrayType(DataTypes.DoubleType));
        final String folder = path("bad" + outputs++);
        session.createDataFrame(bad, schema).coalesce(1).write().parquet(folder);
        final Told told = run("factorise", "--data", folder, "--rank", "1");
        assertThat(told.code()).isEqualTo(2);
        assertThat(told.text()).contains(message).hasLineCount(1);
    }

    @Test
    public void rowsThatCannotBeUsedAreRefusedByName() {
        final Object[] good = {"good", new double[]{1, 2}, new double[]{1, 1}};
        refused("1 of 2 rows cannot be used. Row \"minus\"", good,
            new Object[]{"minus", new double[]{1, 2}, new double[]{1, -1}});
        refused("pixel 1 (from 0): the value is NaN", good,
            new Object[]{"hole", new double[]{1, Double.NaN}, new double[]{1, 1}});
        refused("pixel 1 (from 0): the value is NaN", good,
            new Object[]{"null", Arrays.asList(1.0, null), Arrays.asList(1.0, 1.0)});
        refused("Row \"short\" has 1 values, but row \"good\" has 2", good,
            new Object[]{"short", new double[]{1}, new double[]{1}});
        refused("there are 2 values, but 1 weights", good,
            new Object[]{"odd", new double[]{1, 2}, new double[]{1}});
        refused("values, weights or first pixel are null", good, new Object[]{"none", null, new double[]{1}});
    }

    private static void fits(final Path file, final Rows rows, final double firstWavelength) throws IOException {
        try (FitsSpectraWriter writer = new FitsSpectraWriter(Files.newOutputStream(file))) {
            for (final String name : new String[]{FitsSpectraWriter.FLUX, FitsSpectraWriter.INVERSE_VARIANCE}) {
                writer.begin(name, rows.pixels(), rows.count());
                for (int j = 0; j < rows.count(); j++) {
                    writer.add(rows.dense(j, !name.equals(FitsSpectraWriter.FLUX)));
                }
            }
            final double[] wavelengths = new double[rows.pixels()];
            Arrays.setAll(wavelengths, i -> firstWavelength + i);
            writer.wavelengths(wavelengths, WavelengthUnit.ANGSTROM, null);
        }
    }

    @Test
    public void fitsFilesBecomeATableThatCanBeFactorised() throws IOException {
        final Path folder = FOLDER.newFolder("fits").toPath();
        fits(folder.resolve("a.fits"), rows.part(0, 128), 4000);
        fits(folder.resolve("b.fits"), rows.part(128, 300), 4000);
        final Told converted = run("convert", "--data", folder.toString());
        assertThat(converted.code()).as(converted.text()).isZero();
        assertThat(converted.text()).contains("converted: 300 spectra of 120 pixels from 2 files");
        final Dataset<Row> table = session.read().parquet(converted.out().toString());
        final Metadata metadata = table.schema().apply("flux").metadata();
        assertThat(metadata.getDoubleArray(Layout.WAVELENGTHS)).hasSize(PIXELS).startsWith(4000.0, 4001.0);
        assertThat(metadata.getString(Layout.UNIT)).isEqualTo("Angstrom");
        final Told fit = factorise("--data", converted.out().toString(), "--block-rows", "128");
        final Rows first = rows.part(0, 300);
        same(fit.templates(), inMemory(first.blocks(128, first.observations()), SETTINGS));
        assertThat(fit.coefficients("id")).extracting(row -> row.getString(0)).contains("a/0", "b/171").hasSize(300);

        fits(folder.resolve("c.fits"), rows.part(0, 2), 5000.3);
        final Told other = run("convert", "--data", folder.toString());
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.text()).contains("c.fits, spectrum 0 (from 0): its 120 wavelengths from 5000.3")
            .contains("bring all spectra to one grid first");
    }

    @Test
    public void whatCannotBeDoneIsSaidInALine() {
        final Told start = run("factorise", "--data", path("windows"), "--rank", "3", "--start", "nndsvd");
        assertThat(start.code()).isEqualTo(2);
        assertThat(start.text()).contains("other starts need all data in one place").hasLineCount(1);
        final Told none = run("factorise", "--data", path("nowhere"), "--rank", "3");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.text()).contains("nowhere").hasLineCount(1);
        final Told rank = run("factorise", "--data", path("windows"));
        assertThat(rank.text()).contains("--rank is missing").hasLineCount(1);
    }
}
