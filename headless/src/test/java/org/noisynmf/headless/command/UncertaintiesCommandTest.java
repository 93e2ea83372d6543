package org.noisynmf.headless.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.headless.Cli;

/** Uncertainties as receptor models have them: categories of species and an extra uncertainty. */
public class UncertaintiesCommandTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path m_x;

    private Path m_s;

    private Path m_out;

    @Before
    public void write() throws IOException {
        final Random random = new Random(3);
        final StringBuilder x = new StringBuilder("date,Pb,Zn,SO4,Fe\n");
        final StringBuilder s = new StringBuilder("date,Pb,Zn,SO4,Fe\n");
        for (int j = 0; j < 20; j++) {
            x.append("d").append(j);
            s.append("d").append(j);
            for (int i = 0; i < 4; i++) {
                x.append(',').append(1 + random.nextDouble());
                s.append(",0.5");
            }
            x.append('\n');
            s.append('\n');
        }
        m_x = folder.getRoot().toPath().resolve("x.csv");
        m_s = folder.getRoot().toPath().resolve("sigma.csv");
        m_out = folder.getRoot().toPath().resolve("fit");
        Files.writeString(m_x, x);
        Files.writeString(m_s, s);
    }

    private Cli factorise(final Object... more) {
        final Object[] base = {"factorise", "--data", m_x, "--weights", m_s, "--weights-are", "standard-deviation",
            "--header", "--labels", "--rank", 1, "--out", m_out};
        final Object[] all = java.util.Arrays.copyOf(base, base.length + more.length);
        System.arraycopy(more, 0, all, base.length, more.length);
        return Cli.run(all);
    }

    private Path categories(final String... lines) throws IOException {
        return Files.write(folder.getRoot().toPath().resolve("categories.csv"), List.of(lines));
    }

    /** Sum of the weights of each pixel, as the pixel table has them. */
    private double[] weights() throws IOException {
        return Files.readAllLines(m_out.resolve("pixels.csv")).stream().skip(1)
            .mapToDouble(line -> Double.parseDouble(line.split(",")[3])).toArray();
    }

    @Test
    public void weakSpeciesHaveThreeTimesTheUncertaintyAndBadOnesAreLeftOut() throws IOException {
        assertThat(factorise("--pixel-categories", categories("species,category", "Zn,weak", "Pb,Strong", "Fe,2",
            "SO4,bad")).code()).isZero();
        // 20 observations of σ = 0.5
        assertThat(weights()).containsExactly(new double[]{80, 80 / 9.0, 0, 20}, within(1e-12));
        assertThat(Files.readAllLines(m_out.resolve("templates.csv")).get(1)).as("nothing is known of SO4")
            .matches("Template 0,[^,]+,[^,]+,,[^,]+");
    }

    @Test
    public void extraUncertaintyGrowsWithTheValue() throws IOException {
        assertThat(factorise("--extra-uncertainty", 20).code()).isZero();
        double expected = 0;
        for (final String line : Files.readAllLines(m_x).subList(1, 21)) {
            final double x = Double.parseDouble(line.split(",")[1]);
            expected += 1 / (0.25 + 0.04 * x * x);
        }
        assertThat(Cli.json(m_out.resolve("summary.json"))).containsEntry("extra_uncertainty_percent", 20.0)
            .containsEntry("weights_are", "standard-deviation");
        assertThat(weights()[0]).isCloseTo(expected, within(1e-12 * expected));
    }

    @Test
    public void whatIsNoCategoryIsRefusedWithItsLine() throws IOException {
        final Cli cli = factorise("--pixel-categories", categories("Pb,strong", "Zn,weakish", "SO4,bad", "Fe,bad"));
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err()).contains("categories.csv, line 2").contains("weakish").contains("strong, weak, bad");
        final Cli other = factorise("--pixel-categories", categories("Pb,strong", "Zn,weak", "SO4,bad", "Al,bad"));
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("Fe");
        assertThat(factorise("--pixel-categories", categories("strong", "weak")).err()).contains("2 pixels");
    }

    @Test
    public void uncertaintiesMustBeGivenToBeChanged() {
        final Cli cli = Cli.run("factorise", "--data", m_x, "--header", "--labels", "--rank", 1, "--out", m_out,
            "--extra-uncertainty", 10);
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err()).contains("needs the file --weights");
        assertThat(factorise("--extra-uncertainty", 101).err()).contains("from 0 to 100 percent");
    }
}
