package org.noisynmf.headless.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.noisynmf.headless.MainTest.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.engine.simulate.Doublet;
import org.noisynmf.engine.simulate.NoiseDraw;
import org.noisynmf.engine.simulate.Simulation;
import org.noisynmf.headless.Cli;

/** The posterior from files to files; what the engine samples is tested with it. */
public class PosteriorCommandTest {

    private static final int PIXELS = 40;

    private static final int COUNT = 30;

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path m_x;

    private Path m_v;

    private Path m_out;

    @Before
    public void writeData() throws IOException {
        final Path dir = folder.getRoot().toPath();
        final Simulation doublet = new Doublet(PIXELS, COUNT, 40, 0.5, 2, 10, 15, NoiseDraw.SIGMA).simulate(2);
        m_x = Cli.npy(dir.resolve("x.npy"), doublet.x());
        m_v = Cli.npy(dir.resolve("v.npy"), doublet.v());
        m_out = dir.resolve("out");
    }

    private Cli sample(final Object... more) {
        return Cli.run(Stream.concat(Stream.of("posterior", "--data", m_x, "--weights", m_v, "--rank", 2, "--sweeps",
            60, "--out", m_out), Arrays.stream(more)).toArray());
    }

    private double[][] rows(final String name) {
        return Cli.rows(m_out.resolve(name));
    }

    @Test
    public void everythingIsWrittenAndFitsTogether() throws IOException {
        final Cli cli = sample("--quantiles", "--reconstruction", "--draws", 20);
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.out()).startsWith("Posterior of 2 templates: R-hat ").contains("60 sweeps of 2 chains");
        assertThat(Cli.files(m_out)).contains("templates.csv", "templates-quantile-0.025.npy",
            "coefficients-quantile-0.975.npy", "coefficients-zero.npy").hasSize(22);
        final double[][] w = rows("templates.npy");
        assertThat(w).hasDimensions(2, PIXELS);
        for (final double[] template : w) {
            assertThat(Arrays.stream(template).sum()).isEqualTo(1, within(1e-12));
        }
        assertThat(rows("coefficients.npy")).hasDimensions(COUNT, 2);
        for (final String factor : new String[]{"templates", "coefficients"}) {
            for (final double[] row : rows(factor + "-sd.npy")) {
                assertThat(Arrays.stream(row)).allMatch(sd -> sd >= 0).anyMatch(sd -> sd > 0);
            }
            for (final double[] row : rows(factor + "-zero.npy")) {
                assertThat(Arrays.stream(row)).allMatch(p -> p >= 0 && p <= 1);
            }
            final double[][] low = rows(factor + "-quantile-0.16.npy");
            final double[][] high = rows(factor + "-quantile-0.84.npy");
            for (int v = 0; v < low.length; v++) {
                for (int i = 0; i < low[v].length; i++) {
                    assertThat(low[v][i]).isLessThanOrEqualTo(high[v][i]);
                }
            }
        }
        assertThat(rows("template-draws.npy")).hasDimensions(2 * 20, PIXELS);
        assertThat(meanSquare()).as("noise of the reconstruction, in its own sigma").isLessThan(1.3);
        final List<String> chains = Files.readAllLines(m_out.resolve("chains.csv"));
        assertThat(chains.get(0)).isEqualTo(
            "chain,sweep,chi2,noise_scale,share_0_in_0,share_0_in_1,share_1_in_0,share_1_in_1");
        assertThat(chains.get(1)).startsWith("0,");
        assertThat(chains.get(chains.size() - 1)).startsWith("1,60,");
    }

    /** Mean of V (X − reconstruction)². */
    private double meanSquare() {
        final double[][] x = Cli.rows(m_x);
        final double[][] v = Cli.rows(m_v);
        final double[][] model = rows("reconstruction.npy");
        double sum = 0;
        for (int j = 0; j < COUNT; j++) {
            for (int i = 0; i < PIXELS; i++) {
                sum += v[j][i] * (x[j][i] - model[j][i]) * (x[j][i] - model[j][i]);
            }
        }
        return sum / (COUNT * PIXELS);
    }

    @Test
    public void anEarlyEndIsWarnedOfInWordsAndInTheSummary() throws IOException {
        final Cli cli = sample();
        assertThat(cli.err()).contains("warning: ", "after 60 sweeps").doesNotContain("Without weights");
        final Map<String, Object> summary = Cli.json(m_out.resolve("summary.json"));
        assertThat(summary).containsEntry("command", "posterior").containsEntry("settled", false)
            .containsEntry("sweeps", 60).containsEntry("chains", 2).containsEntry("noise_scale", 1.0)
            .containsKeys("r_hat", "effective_sample_size", "used_templates", "mixing");
        assertThat((List<?>)summary.get("warnings")).isNotEmpty();
        final String guide =
            Files.readString(Path.of(System.getProperty("noisynmf.root", "..")).resolve("docs/command-line.md"));
        assertThat(summary.keySet()).filteredOn(key -> !"command".equals(key))
            .allSatisfy(key -> assertThat(guide).contains("`" + key + "`"));
    }

    @Test
    public void aRunThatGoesOnIsOneLongRun() throws IOException {
        assertThat(sample("--keep-state").code()).isZero();
        final Path state = m_out.resolve("state.json");
        assertThat(Files.isRegularFile(state)).isTrue();
        m_out = folder.getRoot().toPath().resolve("on");
        final Cli on = Cli.run("posterior", "--data", m_x, "--weights", m_v, "--rank", 2, "--sweeps", 120, "--resume",
            state, "--out", m_out);
        assertThat(on.code()).as(on.err()).isZero();
        final double[][] continued = rows("templates.npy");
        m_out = folder.getRoot().toPath().resolve("long");
        // the first comparison, which ends nothing, is after 60 sweeps there and after 120 here
        Cli.run("posterior", "--data", m_x, "--weights", m_v, "--rank", 2, "--sweeps", 120, "--out", m_out);
        assertThat(continued).isDeepEqualTo(rows("templates.npy"));
        refused(Cli.run("posterior", "--data", m_x, "--weights", m_v, "--rank", 2, "--seed", 2, "--sweeps", 120,
            "--resume", state, "--out", m_out), "\"seed\" was 1 and is 2 now");
        refused(Cli.run("posterior", "--data", m_x, "--rank", 2, "--sweeps", 120, "--resume", state, "--out", m_out),
            "made with other data and weights");
    }

    @Test
    public void aFitOfFactoriseIsWhereChainsBegin() throws IOException {
        final Path fit = folder.getRoot().toPath().resolve("fit");
        assertThat(Cli.run("factorise", "--data", m_x, "--weights", m_v, "--rank", 2, "--seed", 7, "--out", fit).code())
            .isZero();
        final double chi2 = ((Number)Cli.json(fit.resolve("summary.json")).get("chi2")).doubleValue();
        final Cli cli = Cli.run("posterior", "--data", m_x, "--weights", m_v, "--from", fit, "--sweeps", 60, "--out",
            m_out);
        assertThat(cli.code()).as(cli.err()).isZero();
        // the coefficients are projected anew, which can only bring χ² down by what the fit left
        assertThat(((Number)Cli.json(m_out.resolve("summary.json")).get("fit_chi2")).doubleValue())
            .isBetween(chi2 * (1 - 1e-5), chi2 * (1 + 1e-9));
        refused(sample("--from", fit, "--templates", fit.resolve("templates.npy")), "not both");
    }

    @Test
    public void backgroundVarianceAndGainGiveTheWeightsOfTheModel() throws IOException {
        final double[][] variance = new double[COUNT][PIXELS];
        for (final double[] row : variance) {
            Arrays.fill(row, 4);
        }
        final Path v = Cli.npy(folder.getRoot().toPath().resolve("variance.npy"), variance);
        final double[] chi2 = new double[2];
        final String[][] kinds = {{"variance"}, {"background-variance", "--gain", "0.5"}};
        for (int k = 0; k < 2; k++) {
            m_out = folder.getRoot().toPath().resolve("kind" + k);
            final Cli cli = Cli.run(Stream.concat(Stream.of("posterior", "--data", m_x, "--weights", v, "--rank", 2,
                "--sweeps", 60, "--out", m_out, "--weights-are"), Arrays.stream(kinds[k])).toArray());
            assertThat(cli.code()).as(cli.err()).isZero();
            chi2[k] = ((Number)Cli.json(m_out.resolve("summary.json")).get("chi2")).doubleValue();
        }
        // a model of 10 has variance 24 instead of 4; the residuals are the same
        assertThat(chi2[1]).isPositive().isLessThan(0.8 * chi2[0]);
        assertThat(((Map<?, ?>)Cli.json(m_out.resolve("summary.json")).get("settings")).get("gain")).isEqualTo(0.5);
    }

    @Test
    public void scalesOfTemplatesAreCompensatedByCoefficients() {
        sample();
        final double[][] w = rows("templates.npy");
        final double[][] h = rows("coefficients-sd.npy");
        sample("--scale", "max");
        final double[][] scaled = rows("templates.npy");
        for (int k = 0; k < 2; k++) {
            assertThat(Arrays.stream(scaled[k]).max().orElseThrow()).isEqualTo(1, within(1e-12));
            assertThat(scaled[k][20] * rows("coefficients-sd.npy")[7][k]).isEqualTo(w[k][20] * h[7][k],
                within(1e-12 * w[k][20] * h[7][k]));
        }
    }

    @Test
    public void columnsNamesAndWhatWasNotObservedAreKept() throws IOException {
        final Path x = Cli.text(folder.getRoot().toPath().resolve("x.csv"),
            "id,p,q,r,s\na,3,1,2,\nb,1,4,4,\nc,,,,\nd,2,3,3,\ne,5,2,1,\n");
        final Cli cli = Cli.run("posterior", "--data", x, "--header", "--labels", "--rank", 1, "--sweeps", 40,
            "--noise-scale", "free", "--reconstruction", "--out", m_out);
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(Files.readAllLines(m_out.resolve("coefficients.csv")))
            .startsWith("observation,Template 0,Template 0 (standard deviation),Template 0 (probability of 0)")
            .contains("c,,,");
        assertThat(Files.readAllLines(m_out.resolve("templates.csv"))).startsWith("template,p,q,r,s")
            .last().asString().endsWith(",");
        assertThat(rows("coefficients.npy")[2]).containsOnly(Double.NaN);
        assertThat(rows("reconstruction.npy")[2]).containsOnly(Double.NaN);
        assertThat(rows("reconstruction.npy")[0][3]).isNaN();
        assertThat((Double)Cli.json(m_out.resolve("summary.json")).get("noise_scale_sd")).isPositive();
    }

    @Test
    public void frozenTemplatesStayAndDataWithoutWeightsAreWarnedOf() throws IOException {
        final double[] known = new double[PIXELS];
        Arrays.setAll(known, i -> Math.exp(-0.01 * (i - 18) * (i - 18)));
        final double[] start = new double[PIXELS];
        Arrays.fill(start, 1);
        final Path w = Cli.npy(folder.getRoot().toPath().resolve("w.npy"), known, start);
        final Cli cli = Cli.run("posterior", "--data", m_x, "--templates", w, "--freeze", 0, "--sweeps", 40, "--out",
            m_out);
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.err())
            .contains("warning: Without weights every value is taken to have a standard deviation of 1");
        assertThat(rows("templates.npy")[0]).containsExactly(known, within(1e-12));
        assertThat(rows("templates-sd.npy")[0]).containsOnly(0);
    }

    @Test
    public void whatCannotBeIsRefused() throws IOException {
        refused(Cli.run("posterior", "--data", m_x, "--out", m_out), "--rank is missing");
        refused(sample("--chains", 0), "number of chains is 0", "1 to 16");
        refused(sample("--noise-scale", "open"), "open", "fixed, free");
        refused(sample("--templates", m_v), "v.npy holds 30 templates, but --rank is 2");
        refused(sample("--freeze", 0), "--freeze needs --templates");
        assertThat(m_out).doesNotExist();
    }
}
