package org.noisynmf.headless.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.noisynmf.headless.MainTest.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.engine.simulate.Doublet;
import org.noisynmf.engine.simulate.LowRank;
import org.noisynmf.engine.simulate.Parts;
import org.noisynmf.headless.Cli;

public class SimulateCommandTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void dataWeightsAndTruthAreWrittenAndFitEachOther() throws IOException {
        final Path out = folder.getRoot().toPath().resolve("sim");
        final Cli cli =
            Cli.run("simulate", "--exposures", 20, "--pixels", 50, "--seed", 7, "--noise", "3", "--out", out);
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(Cli.files(out)).containsExactly("background-variances.npy", "coefficients.npy", "data.npy",
            "summary.json", "templates.npy",
            "truth.npy", "weights.npy");
        final double[][] x = Cli.rows(out.resolve("data.npy"));
        final double[][] v = Cli.rows(out.resolve("weights.npy"));
        final double[][] truth = Cli.rows(out.resolve("truth.npy"));
        for (final double[] row : Cli.rows(out.resolve("background-variances.npy"))) {
            assertThat(row).containsOnly(9);
        }
        assertThat(x).hasDimensions(20, 50);
        double chi2 = 0;
        for (int j = 0; j < 20; j++) {
            for (int i = 0; i < 50; i++) {
                chi2 += v[j][i] * Math.pow(x[j][i] - truth[j][i], 2);
            }
        }
        // weights are inverse variances: χ² of the truth is about 1000 ± 45; 5 standard deviations and a bias of photons
        assertThat(chi2).isBetween(750.0, 1250.0);
    }

    @Test
    public void sameSeedSameBitsInBothOrientations() throws IOException {
        final Path a = folder.getRoot().toPath().resolve("a");
        final Path b = folder.getRoot().toPath().resolve("b");
        Cli.run("simulate", "--exposures", 3, "--pixels", 10, "--out", a);
        Cli.run("simulate", "--exposures", 3, "--pixels", 10, "--observations", "columns", "--out", b);
        final double[][] rows = Cli.rows(a.resolve("data.npy"));
        final double[][] columns = Cli.rows(b.resolve("data.npy"));
        assertThat(columns).hasDimensions(10, 3);
        assertThat(columns[4][2]).isEqualTo(rows[2][4]);
        Cli.run("simulate", "--exposures", 3, "--pixels", 10, "--seed", 2, "--out", b);
        assertThat(Files.readAllBytes(b.resolve("data.npy"))).isNotEqualTo(Files.readAllBytes(a.resolve("data.npy")));
    }

    @Test
    public void impossibleSimulationsAreRefused() {
        final Path out = folder.getRoot().toPath().resolve("sim");
        refused(Cli.run("simulate", "--pixels", 2, "--out", out), "2", "≥ 10");
        refused(Cli.run("simulate", "--ratio", "2,1", "--out", out), "ratio");
        refused(Cli.run("simulate", "--noise", "NaN", "--out", out), "NaN");
        assertThat(out).doesNotExist();
    }

    @Test
    public void everyKindIsSimulatedWithItsOwnFiles() throws IOException {
        final Path out = folder.getRoot().toPath().resolve("sim");
        assertThat(
            Cli.run("simulate", "--kind", "quasars", "--exposures", 4, "--step", "1e-3", "--templates", 3, "--out",
                out).err())
            .isEmpty();
        assertThat(Cli.files(out)).contains("wavelengths.npy", "redshifts.npy");
        final double[][] x = Cli.rows(out.resolve("data.npy"));
        assertThat(Cli.rows(out.resolve("wavelengths.npy"))).hasDimensions(1, x[0].length);
        assertThat(Cli.rows(out.resolve("redshifts.npy"))).hasDimensions(4, 1);
        assertThat(Cli.rows(out.resolve("templates.npy"))).hasDimensions(3, x[0].length);
        assertThat((Integer)Cli.json(out.resolve("summary.json")).get("missing_entries")).isPositive();

        final Path lowRank = folder.getRoot().toPath().resolve("low-rank");
        assertThat(
            Cli.run("simulate", "--kind", "low-rank", "--exposures", 6, "--pixels", 5, "--rank", 2, "--start-rank",
                3, "--start-zeros", 0, "--noise", 0.1, "--observations", "columns", "--out", lowRank).err())
            .isEmpty();
        assertThat(Cli.rows(lowRank.resolve("data.npy"))).hasDimensions(5, 6);
        assertThat(Cli.rows(lowRank.resolve("start-templates.npy"))).hasDimensions(5, 3);
        assertThat(Cli.rows(lowRank.resolve("start-coefficients.npy"))).hasDimensions(3, 6);

        final Path parts = folder.getRoot().toPath().resolve("parts");
        assertThat(Cli.run("simulate", "--kind", "parts", "--exposures", 5, "--side", 6, "--parts", 2, "--out", parts)
            .err()).isEmpty();
        assertThat(Cli.rows(parts.resolve("data.npy"))).hasDimensions(5, 36);
        assertThat(Cli.json(parts.resolve("summary.json"))).containsEntry("kind", "parts").containsEntry("rank", 2);
    }

    @Test
    public void optionsOfOtherKindsAreRefusedNotIgnored() {
        final Path out = folder.getRoot().toPath().resolve("sim");
        refused(Cli.run("simulate", "--side", 5, "--out", out), "--side", "parts", "not of doublet");
        refused(Cli.run("simulate", "--kind", "quasars", "--pixels", 5, "--out", out), "--pixels",
            "doublet and low-rank");
        refused(Cli.run("simulate", "--kind", "parts", "--noise", "1,2", "--out", out), "--noise", "one number");
        refused(Cli.run("simulate", "--kind", "stars", "--out", out), "stars", "doublet, quasars, low-rank, parts");
        assertThat(out).doesNotExist();
    }

    @Test
    public void defaultsAreTheEnginesWhateverTheKind() throws IOException {
        final Path out = folder.getRoot().toPath().resolve("sim");
        assertThat(Cli.run("simulate", "--kind", "low-rank", "--out", out).code()).isZero();
        assertThat(Cli.rows(out.resolve("data.npy")))
            .isDeepEqualTo(LowRank.DEFAULT.simulate(1).simulation().x());
        assertThat(Cli.run("simulate", "--kind", "parts", "--out", out).code()).isZero();
        assertThat(Cli.rows(out.resolve("data.npy"))).isDeepEqualTo(Parts.DEFAULT.simulate(1).x());
        assertThat(Cli.run("simulate", "--out", out).code()).isZero();
        assertThat(Cli.rows(out.resolve("data.npy"))).isDeepEqualTo(Doublet.DEFAULT.simulate(1).x());
    }
}
