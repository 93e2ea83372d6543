package org.noisynmf.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assert.fail;
import static org.junit.Assume.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.model.Factors;
import org.noisynmf.engine.model.FitStart;
import org.noisynmf.engine.model.LoopState;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.StopReason;
import org.noisynmf.engine.model.TraceRow;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Builds the page from its sources and runs its own tests in Chromium, among them one with what the records of this
 * package write. Needs Node.js and Chromium: on a build machine (CI=true) their absence is a failure, elsewhere it is
 * said.
 */
public class ViewInBrowserTest {

    /** Chromium starts, and some fifty pages are opened: a minute, but the machine may be busy. */
    private static final long MINUTES = 10;

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static final Path VIEW = Path.of(System.getProperty("basedir", "bundle"), "..", "page").normalize();

    @BeforeClass
    public static void findBrowserAndLibraries() throws Exception {
        final String chromium = System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium");
        require(Files.isExecutable(Path.of(chromium)), "Chromium (" + chromium + ", or name it in CHROMIUM)");
        require(isOnPath("node") && isOnPath("npm"), "Node.js with npm");
        final Path installed = VIEW.resolve("node_modules/.package-lock.json");
        if (!Files.exists(installed) || Files.getLastModifiedTime(installed)
            .compareTo(Files.getLastModifiedTime(VIEW.resolve("package-lock.json"))) < 0) {
            final Outcome install = run(Map.of(), "npm", "ci", "--ignore-scripts");
            require(install.exitCode == 0, "npm's registry, for 'npm ci' in page/, which said:\n" + install.output);
        }
    }

    @Test
    public void theCommittedPageIsWhatItsSourcesMake() throws Exception {
        final Outcome check = run(Map.of(), "npm", "run", "check");
        assertThat(check.exitCode).as(check.output).isZero();
    }

    @Test
    public void thePageShowsWhatItIsGivenAsItShould() throws Exception {
        final FactorisationView view = view();
        final ObjectMapper json = new ObjectMapper();
        final Path report = FOLDER.newFile("report.html").toPath();
        Files.writeString(report, ViewPage.standalone(json.writeValueAsString(view)));
        final Path expected = FOLDER.newFile("expected.json").toPath();
        json.writeValue(expected.toFile(), Map.of("title", "Four pixels", //
            "headline", "Nearly-NMF · converged after 2 iterations · χ² per degree of freedom 2.5 · 2 templates · "
                + "5 observations · 4 pixels", //
            "readout", "Pixel 3 bright & <first> 4 second (unused) 0", //
            // χ² = 4 (3.5 − 3)² = 1 in row 0, whose third pixel has no weight; residuals 0, 0, 1.
            // 3 of 19 entries: its share of the degrees of freedom is 9 · 3/19 = 1.421.
            "figures", "χ² 1 Degrees of freedom 1 χ² per degree 0.7037 Observed pixels 3 of 4 "
                + "Residual / σ, mean ± SD 0.333 ± 0.471 Beyond ±3 σ 0, by chance 0.0081 Coefficients 1, 0"));
        final Outcome test = run(Map.of("NMF_REPORT", report.toString(), "NMF_EXPECTED", expected.toString()), "npm",
            "test");
        assertThat(test.exitCode).as(test.output).isZero();
        assertThat(test.output).contains("# skipped 0");
    }

    /** Five observations of four pixels: only the first row has residuals, only its third pixel no weight. */
    private static FactorisationView view() {
        final double[] w = {1, 2, 3, 4, 0.5, 0.5, 0.25, 0};
        final double[] h = {1, 0, 0, 1, 1, 1, 2, 0, 0, 0};
        final Factors factors = new Factors(4, 5, 2, w, h);
        final double[][] x = new double[5][4];
        final double[][] v = new double[5][4];
        for (int j = 0; j < 5; j++) {
            factors.reconstruct(j, x[j]);
            Arrays.fill(v[j], 4);
        }
        v[0][2] = 0;
        x[0][1] += 0.5;
        x[0][2] = Double.NaN;
        // 19 observed entries, less 7 + 5 − 2 free numbers that are positive: 9 degrees of freedom.
        final Observations data = Observations.of(x, v);
        final NmfResult result = new NmfResult(data, factors, 22.5, 22.5, 0, 2, 0, StopReason.CONVERGED, 1,
            List.of(new FitStart(1, 90, 1, StopReason.ITERATION_LIMIT, null),
                new FitStart(2, 22.5, 2, StopReason.CONVERGED, null)),
            List.of(new TraceRow(0, 0, 0, 100, Double.NaN, 0), new TraceRow(0, 1, 0, 90, Double.NaN, 0.1),
                new TraceRow(1, 0, 0, 80, Double.NaN, 0), new TraceRow(1, 1, 0, 40, Double.NaN, 0.1),
                new TraceRow(1, 2, 0, 22.5, Double.NaN, 0.2)),
            new double[]{1, 0, 0, 0, Double.NaN}, List.of(1), "CPU", List.of(), new LoopState("nearly", 2, Map.of()));
        final ViewNames names = new ViewNames("Four pixels", PixelAxis.indexed(4),
            List.of("bright & <first>", "second"), List.of("a", "b", "c", "d", "e"));
        return Views.ofFactorisation(names, "Nearly-NMF", result, data);
    }

    private static void require(final boolean present, final String what) {
        if (present) {
            return;
        }
        if ("true".equals(System.getenv("CI"))) {
            fail("The view's tests need " + what);
        }
        final String message = "SKIPPED: the view's tests in a browser need " + what;
        System.out.println(message);
        assumeTrue(message, false);
    }

    private static boolean isOnPath(final String command) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    private record Outcome(int exitCode, String output) {
    }

    private static Outcome run(final Map<String, String> environment, final String... command)
        throws IOException, InterruptedException {
        final Path output = FOLDER.newFile().toPath();
        final ProcessBuilder builder = new ProcessBuilder(command).directory(VIEW.toFile()).redirectErrorStream(true)
            .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        final Process process = builder.start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            fail(String.join(" ", command) + " took longer than " + MINUTES + " minutes");
        }
        return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
