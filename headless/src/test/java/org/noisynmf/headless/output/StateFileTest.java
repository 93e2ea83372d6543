package org.noisynmf.headless.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.engine.data.DataChecksum;
import org.noisynmf.engine.model.LoopState;
import org.noisynmf.headless.Cli;
import org.noisynmf.headless.MainTest;

public class StateFileTest {

    /** 100 in every run; more by the property. */
    private static final int MUTATIONS = Math.max(100, Integer.getInteger("noisynmf.mutations", 100) / 2);

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path m_dir;

    private Path m_file;

    @Before
    public void name() {
        m_dir = folder.getRoot().toPath();
        m_file = m_dir.resolve("state.json");
    }

    private static String text() throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        new StateFile(new LoopState("nearly", 7, Map.of("w", new double[]{0.1, 1e-300}, "h", new double[]{3},
            "objective", new double[]{Double.NaN})), new DataChecksum(1, 2), Map.of("rank", "1")).write(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private StateFile read(final String text) throws IOException {
        return StateFile.read(Files.writeString(m_file, text));
    }

    private void refused(final String text, final String why) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class)
            .hasMessageContaining("state.json is not the state of a run, as written by --keep-state")
            .hasMessageContaining(why);
    }

    @Test
    public void comesBackBitForBit() throws IOException {
        final StateFile back = read(text());
        assertThat(back.state().values().get("w")).containsExactly(0.1, 1e-300);
        assertThat(back.state().values().get("objective")).containsExactly(Double.NaN);
        assertThat(back.data()).isEqualTo(new DataChecksum(1, 2));
    }

    @Test
    public void firstFormatStillLoads() throws IOException {
        final StateFile back = read("{\"algorithm\":\"nearly\",\"passes\":3,\"values\":{\"w\":[1.5,\"NaN\"]}}");
        assertThat(back.state().passes()).isEqualTo(3);
        assertThat(back.data()).isNull();
    }

    @Test
    public void whatIsMissingNullOrTooMuchIsSaid() throws IOException {
        refused(text().replace("\"passes\":7,", ""), "it lacks the entry \"passes\"");
        refused(text().replace("\"passes\":7", "\"passes\":null"), "\"passes\" is not an integer");
        refused(text().replace("\"passes\":7", "\"passes\":-7"), "-7 iterations");
        refused(text().replace("\"passes\":7", "\"passes\":7,\"more\":1"), "\"more\", which no state has");
        refused(text().replace("\"w\":[", "\"w\":[null,"), "one of its values \"w\" is not a number");
        refused(text().replace("3.0", "4.0"), "it was changed after it was written");
        refused(text().replace("\"format\":2", "\"format\":3"), "format 3");
        refused(text() + "{}", "something follows its end");
        refused("[]", "not a JSON object");
        refused("null", "not a JSON object");
    }

    @Test
    public void mutatedStatesAreRefusedInOneLine() throws IOException {
        final byte[] whole = text().getBytes(StandardCharsets.UTF_8);
        for (int seed = 0; seed < MUTATIONS; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            final byte[] mutated =
                random.nextInt(4) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            if (mutated.length > 0) {
                mutated[random.nextInt(mutated.length)] = (byte)random.nextInt(256);
            }
            Files.write(m_file, mutated);
            try {
                // what is read is the same state, otherwise written: a blank more, a digit that is lost in rounding
                assertThat(StateFile.read(m_file).state().values().get("w")).as("seed %d", seed)
                    .containsExactly(0.1, 1e-300);
            } catch (final IOException e) {
                final Cli cli = Cli.run("factorise", "--data", data(), "--rank", 1, "--resume", m_file, "--out",
                    m_dir.resolve("out"));
                MainTest.refused(cli, "state.json");
            }
        }
    }

    private Path data() throws IOException {
        return Cli.npy(m_dir.resolve("x.npy"), new double[]{1, 2});
    }

    @Test
    public void stateOfOtherDataWeightsOrSettingsIsRefused() throws IOException {
        final Path x = Cli.npy(m_dir.resolve("x.npy"), new double[]{1, 2, 3}, new double[]{2, 1, 5});
        final Path v = Cli.npy(m_dir.resolve("v.npy"), new double[]{1, 2, 3}, new double[]{2, 1, 5});
        final Path fit = m_dir.resolve("fit");
        assertThat(Cli.run("factorise", "--data", x, "--weights", v, "--rank", 1, "--keep-state", "--iterations", 2,
            "--algorithm", "nearly", "--out", fit).code()).isZero();
        final Path state = fit.resolve("state.json");
        final Path other = Cli.npy(m_dir.resolve("other.npy"), new double[]{1, 2, 3}, new double[]{2, 1, 6});
        for (final List<Object> changed : List.<List<Object>>of(
            List.of(other, v, 1, "nearly", "made with other data"),
            List.of(x, other, 1, "nearly", "made with other weights"),
            List.of(x, v, 2, "nearly", "\"rank\" was 1 and is 2 now"),
            List.of(x, v, 1, "shift", "\"algorithm\" was nearly and is shift now"))) {
            final Cli cli = Cli.run("factorise", "--data", changed.get(0), "--weights", changed.get(1), "--rank",
                changed.get(2), "--algorithm", changed.get(3), "--resume", state, "--out", m_dir.resolve("further"));
            MainTest.refused(cli, changed.get(4).toString());
        }
        final Cli more = Cli.run("factorise", "--data", x, "--weights", v, "--rank", 1, "--algorithm", "nearly",
            "--iterations", 5, "--resume", state, "--out", m_dir.resolve("further"));
        assertThat(more.code()).as(more.err()).isZero();
    }
}
