package org.noisynmf.headless.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;
import static org.noisynmf.headless.MainTest.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.Assume;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.headless.Cli;

public class FactoriseCommandTest {

    /** 5 observations of 4 pixels, exactly of rank 2, with a negative entry from no model at all. */
    private static final double[][] X =
        {{1, 2, 3, 0}, {2, 4, 6, 0}, {0, 1, 0, 2}, {1, 3, 3, 2}, {-0.5, 1, 1, 4}};

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path m_dir;

    private Path m_x;

    private Path m_out;

    @Before
    public void writeData() throws IOException {
        m_dir = folder.getRoot().toPath();
        m_x = Cli.npy(m_dir.resolve("x.npy"), X);
        m_out = m_dir.resolve("out");
    }

    private static double[][] transpose(final double[][] a) {
        final double[][] t = new double[a[0].length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[0].length; j++) {
                t[j][i] = a[i][j];
            }
        }
        return t;
    }

    private static Path shared(final String name) {
        final Path committed = Path.of(System.getProperty("noisynmf.root", ".."), "test/reference", name);
        if (Files.isRegularFile(committed)) {
            return committed;
        }
        final Path file = Path.of(System.getProperty("noisynmf.shared", "../../shared"), "data", name);
        if (Boolean.getBoolean("noisynmf.shared.required")) {
            assertThat(file).isRegularFile();
        }
        Assume.assumeTrue(file + " is absent", Files.isRegularFile(file));
        return file;
    }

    @Test
    public void writesFactorsTraceAndSummary() throws IOException {
        final Cli cli = Cli.run("factorise", "--data", m_x, "--rank", 2, "--iterations", 30, "--tolerance", 0,
            "--restarts", 1, "--out", m_out);
        assertThat(cli.err()).isEmpty();
        assertThat(cli.code()).isZero();
        assertThat(cli.out()).contains("30 iterations").endsWith("\n");
        assertThat(Cli.files(m_out)).containsExactly("chi2.csv", "coefficients.csv", "coefficients.npy", "pixels.csv",
            "starts.csv", "summary.json", "templates.csv", "templates.npy", "trace.csv");

        final double[][] w = Cli.rows(m_out.resolve("templates.npy"));
        final double[][] h = Cli.rows(m_out.resolve("coefficients.npy"));
        assertThat(w).hasDimensions(2, 4);
        assertThat(h).hasDimensions(5, 2);
        double chi2 = 0;
        for (int j = 0; j < 5; j++) {
            for (int i = 0; i < 4; i++) {
                chi2 += Math.pow(X[j][i] - h[j][0] * w[0][i] - h[j][1] * w[1][i], 2);
            }
        }
        final Map<String, Object> summary = Cli.json(m_out.resolve("summary.json"));
        assertThat(summary).containsEntry("algorithm", "accelerated").containsEntry("passes", 30)
            .containsEntry("stop_reason", "ITERATION_LIMIT").containsEntry("missing_entries", 0)
            .containsEntry("observations_without_weight", 0).containsEntry("pixels_without_weight", 0)
            .containsEntry("negative_entries", 1).containsEntry("seeds", List.of(1)).containsEntry("growth_passes", 0)
            .containsEntry("dead_templates", List.of()).containsKeys("device", "kkt", "warnings", "settings");
        // the same sum in another order: a few roundings of 20 terms
        assertThat((Double)summary.get("chi2")).isCloseTo(chi2, withPercentage(1e-10));

        final List<String> trace = Files.readAllLines(m_out.resolve("trace.csv"));
        assertThat(trace.get(0)).isEqualTo("pass,chi2,seconds,kkt,restart,growth");
        assertThat(trace).hasSize(1 + 31);
        assertThat(trace.get(1)).startsWith("0,");
        final String[] last = trace.get(31).split(",");
        assertThat(last[0]).isEqualTo("30");
        assertThat(Double.parseDouble(last[1])).isEqualTo((Double)summary.get("chi2"),
            within(1e-9 * chi2));
        assertThat(last[1]).matches("\\d+\\.\\d{14,}");
    }

    @Test
    public void columnsGiveTheSameNumbersInThePapersShapes() throws IOException {
        final Path xt = Cli.npy(m_dir.resolve("xt.npy"), transpose(X));
        final Path other = m_dir.resolve("columns");
        Cli.run("factorise", "--data", m_x, "--rank", 2, "--iterations", 5, "--out", m_out);
        assertThat(Cli.run("factorise", "--data", xt, "--observations", "columns", "--rank", 2, "--iterations", 5,
            "--out", other).code()).isZero();
        for (final String factor : new String[]{"templates.npy", "coefficients.npy"}) {
            assertThat(transpose(Cli.rows(other.resolve(factor)))).isDeepEqualTo(Cli.rows(m_out.resolve(factor)));
        }
    }

    @Test
    public void csvGzipAndNpyGiveTheSame() throws IOException {
        final StringBuilder csv = new StringBuilder("name;a;b;c;d\n");
        for (final double[] row : X) {
            csv.append("row;").append(Arrays.toString(row).replaceAll("[\\[\\] ]", "").replace(',', ';')).append('\n');
        }
        final Path file = Cli.text(m_dir.resolve("x.csv"), csv.toString());
        final Path other = m_dir.resolve("csv");
        Cli.run("factorise", "--data", m_x, "--rank", 2, "--iterations", 5, "--tolerance", 0, "--out", m_out);
        final Cli cli = Cli.run("factorise", "--data", file, "--header", "--labels", "--delimiter", "semicolon",
            "--rank", 2, "--iterations", 5, "--tolerance", 0, "--out", other);
        assertThat(cli.err()).isEmpty();
        assertThat(Files.readAllBytes(other.resolve("templates.npy")))
            .isEqualTo(Files.readAllBytes(m_out.resolve("templates.npy")));
    }

    @Test
    public void givenStartIsTheFirstRowOfTheTraceAndFixesTheRank() throws IOException {
        final Path w = Cli.npy(m_dir.resolve("w.npy"), new double[]{1, 2, 3, 0}, new double[]{0, 1, 0, 2});
        final Path h = Cli.npy(m_dir.resolve("h.npy"), new double[]{1, 0}, new double[]{2, 0}, new double[]{0, 1},
            new double[]{1, 1}, new double[]{0, 2});
        assertThat(
            Cli.run("factorise", "--data", m_x, "--templates", w, "--coefficients", h, "--iterations", 0, "--tolerance",
                0,
                "--out", m_out).err())
            .isEmpty();
        assertThat(Cli.rows(m_out.resolve("templates.npy"))).isDeepEqualTo(Cli.rows(w));
        assertThat(Cli.rows(m_out.resolve("coefficients.npy"))).isDeepEqualTo(Cli.rows(h));
        // the last observation misses the model by (−0.5, −1, 1, 0), exact in binary
        assertThat(Cli.json(m_out.resolve("summary.json"))).containsEntry("chi2", 2.25).containsEntry("rank", 2);
        assertThat(Files.readAllLines(m_out.resolve("trace.csv"))).hasSize(2);

        refused(Cli.run("factorise", "--data", m_x, "--templates", w, "--rank", 3, "--out", m_out), "w.npy",
            "2 templates", "--rank is 3");
        refused(Cli.run("factorise", "--data", m_x, "--coefficients", w, "--templates", w, "--out", m_out),
            "4 templates", "2");
        refused(Cli.run("factorise", "--data", m_x, "--templates", h, "--out", m_out), "h.npy", "2 pixels", "4");
        refused(Cli.run("factorise", "--data", m_x, "--coefficients", w, "--out", m_out), "w.npy",
            "2 observations", "5");
        refused(Cli.run("factorise", "--data", m_x, "--templates", w, "--start", "random", "--out", m_out),
            "--start random", "contradicts");
    }

    @Test
    public void frozenTemplatesStayBitForBit() throws IOException {
        final Path w = Cli.npy(m_dir.resolve("w.npy"), new double[]{1, 2, 3, 0}, new double[]{0.5, 1, 0.25, 2});
        assertThat(Cli.run("factorise", "--data", m_x, "--templates", w, "--freeze", "1", "--iterations", 20, "--out",
            m_out).err()).isEmpty();
        final double[][] fitted = Cli.rows(m_out.resolve("templates.npy"));
        assertThat(fitted[1]).containsExactly(0.5, 1, 0.25, 2);
        assertThat(fitted[0]).isNotEqualTo(new double[]{1, 2, 3, 0});
        refused(Cli.run("factorise", "--data", m_x, "--templates", w, "--freeze", "0,2", "--out", m_out), "--freeze",
            "template 2", "0 to 1");
        refused(Cli.run("factorise", "--data", m_x, "--rank", 2, "--freeze", "0", "--out", m_out), "--freeze",
            "--templates");
    }

    @Test
    public void badInputIsNamedWithItsPlace() throws IOException {
        final Path v = Cli.npy(m_dir.resolve("v.npy"), new double[][]{{1, 1, 1, 1}, {1, 1, 1, 1}, {1, 1, 1, 1},
            {1, 1, 1, 1}, {1, 1, 1, 1}});
        final Path nan = Cli.npy(m_dir.resolve("nan.npy"), new double[][]{{1, 2, 3, 0}, {2, 4, Double.NaN, 0},
            {0, 1, 0, 2}, {1, 3, 3, 2}, {1, 1, 1, 4}});
        refused(Cli.run("factorise", "--data", nan, "--weights", v, "--rank", 2, "--out", m_out), "nan.npy",
            "row 1, column 2", "NaN");
        refused(Cli.run("factorise", "--data", nan, "--weights", v, "--rank", 2, "--observations", "columns", "--out",
            m_out), "row 1, column 2");
        refused(Cli.run("factorise", "--data", m_x, "--weights", nan, "--rank", 2, "--out", m_out), "nan.npy",
            "row 1, column 2", "inverse variance is NaN");
        refused(Cli.run("factorise", "--data", m_x, "--negative-values", "refuse", "--rank", 2, "--out", m_out),
            "row 4, column 0", "-0.5");
        refused(Cli.run("factorise", "--data", m_x, "--weights", m_x, "--rank", 2, "--out", m_out), "-0.5", "≥ 0");
        refused(Cli.run("factorise", "--data", m_x, "--out", m_out), "--rank");
        refused(Cli.run("factorise", "--data", m_dir.resolve("no.npy"), "--rank", 2, "--out", m_out), "no.npy",
            "does not exist");
        refused(Cli.run("factorise", "--data", m_dir, "--rank", 2, "--out", m_out), "folder");
        refused(Cli.run("factorise", "--data", m_x, "--rank", 2, "--out", m_x), "x.npy", "folder");
        refused(Cli.run("factorise", "--data", m_x, "--rank", 0, "--out", m_out), "0", "≥ 1");
        refused(Cli.run("factorise", "--data", m_x, "--rank", 2, "--start", "given", "--out", m_out), "--start given");
        refused(Cli.run("factorise", "--data", m_x, "--rank", 2, "--tolerance", "NaN", "--out", m_out), "NaN");
        refused(Cli.run("factorise", "--data", m_x, "--rank", 2, "--device", "gpu", "--out", m_out), "gpu",
            "cpu, auto");
        refused(Cli.run("factorise", "--data", m_x, "--rank", 2, "--threads", -1, "--out", m_out), "-1");
        refused(Cli.run("factorise", "--data", m_x, "--rank", 2, "--algorithm", "weighted-mu", "--out", m_out),
            "negative");
        assertThat(m_out).as("nothing is written on failure").doesNotExist();
    }

    @Test
    public void resumedRunEqualsAnUninterruptedOneBitForBit() throws IOException {
        final Path whole = m_dir.resolve("whole");
        final Path second = m_dir.resolve("second");
        final Object[] base = {"factorise", "--data", m_x, "--rank", 2, "--tolerance", 0, "--restarts", 1};
        Cli.run(with(base, "--iterations", 40, "--out", whole));
        Cli.run(with(base, "--iterations", 15, "--keep-state", "--out", m_out));
        assertThat(Cli.files(m_out)).contains("state.json");
        assertThat(
            Cli.run(with(base, "--iterations", 25, "--resume", m_out.resolve("state.json"), "--out", second)).err())
            .isEmpty();
        for (final String factor : new String[]{"templates.npy", "coefficients.npy"}) {
            assertThat(Files.readAllBytes(second.resolve(factor))).isEqualTo(Files.readAllBytes(whole.resolve(factor)));
        }
        refused(Cli.run(with(base, "--algorithm", "nearly", "--resume", m_out.resolve("state.json"), "--out", second)),
            "accelerated");
        refused(Cli.run(with(base, "--resume", m_out.resolve("summary.json"), "--out", second)), "summary.json",
            "not the state");
        refused(Cli.run(with(base, "--resume", m_out.resolve("none.json"), "--out", second)), "none.json");
    }

    @Test
    public void shiftOfEachEntryIsReadAndHonoured() throws IOException {
        final double[][] y = new double[5][4];
        y[4][0] = 0.5;
        final Path shift = Cli.npy(m_dir.resolve("shift.npy"), y);
        final Path scalar = m_dir.resolve("scalar");
        Cli.run("factorise", "--data", m_x, "--rank", 2, "--algorithm", "shift", "--iterations", 3, "--out", scalar);
        assertThat(Cli.run("factorise", "--data", m_x, "--rank", 2, "--algorithm", "shift", "--shift", shift,
            "--iterations", 3, "--tolerance", 0, "--out", m_out).err()).isEmpty();
        // less shift, larger steps: Green and Bailey's reason for the Nearly-NMF
        assertThat((Double)Cli.json(m_out.resolve("summary.json")).get("chi2"))
            .isLessThan((Double)Cli.json(scalar.resolve("summary.json")).get("chi2"));
        refused(Cli.run("factorise", "--data", m_x, "--rank", 2, "--algorithm", "shift", "--shift",
            Cli.npy(m_dir.resolve("small.npy"), new double[]{1, 2}), "--out", m_out), "small.npy", "2 pixels", "of 4");
    }

    @Test
    public void missingEntriesAreCounted() throws IOException {
        final Path x = Cli.text(m_dir.resolve("x.csv"), "1,,3\n4,5,\n,,\n7,8,\n1,2,\n");
        assertThat(Cli.run("factorise", "--data", x, "--rank", 1, "--out", m_out).code()).isZero();
        assertThat(Cli.json(m_out.resolve("summary.json"))).containsEntry("missing_entries", 7)
            .containsEntry("observations_without_weight", 1).containsEntry("pixels_without_weight", 0);
    }

    @Test
    public void filesAreReplacedOnlyOnSuccessAndOthersLeftAlone() throws IOException {
        Files.createDirectories(m_out);
        Cli.text(m_out.resolve("notes.txt"), "mine");
        Cli.text(m_out.resolve("trace.csv"), "old");
        Cli.run("factorise", "--data", m_x, "--rank", 2, "--algorithm", "weighted-mu", "--out", m_out);
        assertThat(Cli.files(m_out)).containsExactly("notes.txt", "trace.csv");
        assertThat(m_out.resolve("trace.csv")).hasContent("old");
        Cli.run("factorise", "--data", m_x, "--rank", 2, "--out", m_out);
        assertThat(Cli.files(m_out)).containsExactly("chi2.csv", "coefficients.csv", "coefficients.npy", "notes.txt",
            "pixels.csv", "starts.csv", "summary.json", "templates.csv", "templates.npy",
            "trace.csv");
        assertThat(Files.readString(m_out.resolve("trace.csv"))).startsWith("pass");
        assertThat(m_out.resolve("notes.txt")).hasContent("mine");
    }

    @Test
    public void negativeValuesCanBeClippedAndAreCounted() throws IOException {
        assertThat(Cli.run("factorise", "--data", m_x, "--rank", 2, "--algorithm", "weighted-mu", "--negative-values",
            "clip", "--out", m_out).code()).isZero();
        assertThat(Cli.json(m_out.resolve("summary.json"))).containsEntry("altered_entries", 1)
            .containsEntry("algorithm", "weighted-mu");
    }

    @Test
    public void progressIsDrawnOnATerminalAlone() {
        final Object[] args = {"factorise", "--data", m_x, "--rank", 2, "--out", m_out};
        assertThat(Cli.run(args).out()).doesNotContain("\r");
        assertThat(Cli.runOnTerminal(args).out()).contains("\r[").endsWith("\n");
    }

    @Test
    public void publishedFactorsAreReproducedFromTheSameStart() {
        for (final String algorithm : new String[]{"nearly", "shift"}) {
            for (final int passes : new int[]{1, 10, 100}) {
                final Cli cli = Cli.run("factorise", "--data", shared("doublet_small_X.npy"), "--weights",
                    shared("doublet_small_V.npy"), "--templates", shared("doublet_small_W0.npy"), "--coefficients",
                    shared("doublet_small_H0.npy"), "--observations", "columns", "--algorithm", algorithm,
                    "--iterations",
                    passes, "--tolerance", 0, "--out", m_out);
                assertThat(cli.err()).isEmpty();
                final String golden = "golden/doublet_small_" + algorithm;
                close(Cli.rows(m_out.resolve("templates.npy")), Cli.rows(shared(golden + "_W_" + passes + ".npy")));
                close(Cli.rows(m_out.resolve("coefficients.npy")), Cli.rows(shared(golden + "_H_" + passes + ".npy")));
            }
        }
    }

    @Test
    public void pavsWeightsAndPenaltiesReproduceThePublishedFactors() throws IOException {
        final StringBuilder z = new StringBuilder();
        for (int k = 0; k < 3; k++) {
            z.append(k == 0 ? "0,1,1\n" : k == 1 ? "1,0,1\n" : "1,1,0\n");
        }
        final Path off = Cli.text(m_dir.resolve("off-diagonal.csv"), z.toString());
        for (final String algorithm : new String[]{"murnmf", "aurnmf"}) {
            pav("w_" + algorithm, algorithm, 1e-8, "--observation-weights", shared("pav_reg_W0R_diag.csv"),
                "--pixel-weights",
                shared("pav_reg_W0C_diag.csv"));
            pav("l1l2_" + algorithm, algorithm, 1e-8, "--l1-coefficients", 0.1, "--l1-templates", 0.05,
                "--l2-coefficients", 0.2, "--l2-templates", 0.3);
        }
        // after pass 100 the path leaves a saddle: a start changed by 1e-15 ends 2e-6 away
        pav("gaur", "aurnmf", 1e-5, "--l1-coefficients", 0.05, "--l1-templates", 0.05, "--quadratic-coefficients",
            "0.2,-,-", "--quadratic-coefficients", "0.1,-," + off, "--quadratic-templates", "0.3,-,-",
            "--quadratic-templates", "0.1," + off + ",-");
    }

    private void pav(final String golden, final String algorithm, final double tolerance, final Object... more) {
        final Object[] args = {"factorise", "--data", shared("pav_reg_Y.csv"), "--coefficients",
            shared("pav_reg_L0.csv"), "--templates", shared("pav_reg_R0.csv"), "--algorithm", algorithm,
            "--iterations", 200, "--tolerance", 0, "--out", m_out};
        final Cli cli = Cli.run(with(args, more));
        assertThat(cli.code()).as(cli.err()).isZero();
        close(Cli.rows(m_out.resolve("coefficients.npy")), Cli.rows(shared("golden/pav_reg_" + golden + "_L.csv")),
            tolerance);
        close(Cli.rows(m_out.resolve("templates.npy")), Cli.rows(shared("golden/pav_reg_" + golden + "_R.csv")),
            tolerance);
    }

    @Test
    public void matrixWeightsAndPenaltiesAreReadAndChecked() throws IOException {
        final double[][] identity = new double[5][5];
        for (int j = 0; j < 5; j++) {
            identity[j][j] = 1;
        }
        final Path matrix = Cli.npy(m_dir.resolve("matrix.npy"), identity);
        final Path plain = m_dir.resolve("plain");
        final Object[] base = {"factorise", "--data", m_x, "--rank", 2, "--algorithm", "aurnmf", "--iterations", 5,
            "--tolerance", 0};
        assertThat(Cli.run(with(base, "--out", plain)).err()).isEmpty();
        assertThat(Cli.run(with(base, "--observation-weights", matrix, "--out", m_out)).err()).isEmpty();
        // the identity changes nothing but the order of the sums
        close(Cli.rows(m_out.resolve("templates.npy")), Cli.rows(plain.resolve("templates.npy")));
        assertThat(Cli.json(m_out.resolve("summary.json")).get("settings").toString()).contains("matrix_weights=true");

        final Path five = Cli.npy(m_dir.resolve("five.npy"), new double[]{1, 2, 3, 4, 5});
        refused(Cli.run(with(base, "--pixel-weights", five, "--out", m_out)), "5 pixels", "4");
        refused(
            Cli.run(with(base, "--observation-weights", Cli.npy(m_dir.resolve("four.npy"), new double[]{1, 2, 3, 4}),
                "--out", m_out)),
            "4 observations");
        refused(Cli.run(with(base, "--pixel-weights", matrix, "--out", m_out)), "column weights", "4 × 4");
        refused(Cli.run("factorise", "--data", m_x, "--rank", 2, "--observation-weights", matrix, "--out", m_out),
            "matrix weights", "MURNMF");
        refused(Cli.run(with(base, "--quadratic-templates", "x,-,-", "--out", m_out)), "x,-,-", "0.5,-,B.npy");
        refused(Cli.run(with(base, "--quadratic-templates", "1,-", "--out", m_out)), "1,-", "two files");
    }

    private static Object[] with(final Object[] base, final Object... more) {
        final Object[] all = Arrays.copyOf(base, base.length + more.length);
        System.arraycopy(more, 0, all, base.length, more.length);
        return all;
    }

    /** 1e-8 of the largest value: sums of 500 terms in another order, carried through 100 passes. */
    private static void close(final double[][] actual, final double[][] expected) {
        close(actual, expected, 1e-8);
    }

    private static void close(final double[][] actual, final double[][] expected, final double tolerance) {
        assertThat(actual).hasDimensions(expected.length, expected[0].length);
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            for (int j = 0; j < expected[0].length; j++) {
                largest = Math.max(largest, Math.abs(expected[i][j]));
                difference = Math.max(difference, Math.abs(actual[i][j] - expected[i][j]));
            }
        }
        assertThat(difference).isLessThanOrEqualTo(tolerance * largest);
    }

    @Test
    public void realMeasurementsWithUncertaintiesAreFitted() throws IOException {
        final Cli cli = Cli.run("factorise", "--data", shared("real/BatonRouge-con.csv"), "--weights",
            shared("real/BatonRouge-unc.csv"), "--weights-are", "standard-deviation", "--header", "--labels", "--rank",
            3, "--iterations", 50, "--out", m_out);
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(Cli.json(m_out.resolve("summary.json"))).containsEntry("observations", 307)
            .containsEntry("pixels", 41);
    }
}
