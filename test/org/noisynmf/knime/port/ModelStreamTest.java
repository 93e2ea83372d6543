package org.noisynmf.knime.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

import org.junit.Test;
import org.noisynmf.engine.data.DataChecksum;
import org.noisynmf.engine.errors.TemplateSets;
import org.noisynmf.engine.model.LoopState;
import org.noisynmf.engine.posterior.TemplateDraws;
import org.noisynmf.view.Summary;

public class ModelStreamTest {

    /** 100 in every run; more by the property. */
    private static final int MUTATIONS = Math.max(100, Integer.getInteger("noisynmf.mutations", 100) / 2);

    /** Bytes before the first length: version, pixels, rank, rows of an image. */
    private static final int HEAD = 16;

    /** Of the prior of a coefficient: a spike, 6 exponentials and 20 bumps. */
    private static final int COMPONENTS = 27;

    private static NmfModel model(final DataChecksum data) {
        final Summary summary = new Summary("Accelerated", "converged", true, 4, 10, 0.5, 1.25, 3, 0.1, 0, List.of(),
            "CPU", List.of("a warning"), List.of(new Summary.Entry("Seed", "1")));
        return new NmfModel(3, 2, 0, new double[]{0, 1, 2, 3, 4, 5}, summary, 17, data,
            new LoopState("accelerated", 10, Map.of("w", new double[]{0, 1, 2, 3, 4, 5}, "h", new double[8])));
    }

    private static byte[] bytes(final NmfModel model) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        ModelStream.write(model, out);
        return out.toByteArray();
    }

    /** As the first version wrote it: without checksums. */
    private static byte[] firstVersion() throws IOException {
        final byte[] second = bytes(model(null));
        // the flag of data checksums follows the checksum of the rows, before the state
        final int flag = indexOf(second, new byte[]{0, 0, 0, 0, 0, 0, 0, 17}) + Long.BYTES;
        final ByteBuffer first = ByteBuffer.allocate(second.length - 1 - Long.BYTES);
        first.putInt(1).put(second, Integer.BYTES, flag - Integer.BYTES);
        first.put(second, flag + 1, second.length - Long.BYTES - flag - 1);
        return first.array();
    }

    private static int indexOf(final byte[] bytes, final byte[] wanted) {
        for (int i = 0; i + wanted.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        throw new AssertionError("not there");
    }

    private static NmfModel read(final byte[] bytes) throws IOException {
        return ModelStream.read(new ByteArrayInputStream(bytes));
    }

    @Test
    public void drawsAndSetsOfTheTemplatesComeBackToo() throws IOException {
        final TemplateDraws draws = new TemplateDraws(3, 2, new double[][]{{0, 1, 2, 3, 4, 5}, {0, 1, 2, 3, 4, 7}},
            new double[][]{{1, 2}, {3, 4}}, new double[][]{new double[2 * COMPONENTS], new double[2 * COMPONENTS]},
            new double[]{1, 1.5},
            new double[]{5, 6});
        final NmfModel learnt = model(null);
        final NmfModel posterior = new NmfModel(3, 2, 0, learnt.templates(), learnt.summary(), 17, null,
            ModelDraws.state(draws, 100));
        final TemplateDraws back = Objects.requireNonNull(ModelDraws.of(read(bytes(posterior))));
        assertThat(back.w()).isDeepEqualTo(draws.w());
        assertThat(back.gauge()).isDeepEqualTo(draws.gauge());
        assertThat(back.noiseScale()).containsExactly(1, 1.5);
        assertThat(Objects.requireNonNull(ModelSets.of(posterior)).factor()).isEqualTo(1);
        final NmfModel resampled = read(bytes(ModelSets.with(learnt, TemplateSets.jackknife(3, 2, draws.w()))));
        final TemplateSets sets = Objects.requireNonNull(ModelSets.of(resampled));
        assertThat(sets.w()).isDeepEqualTo(draws.w());
        assertThat(sets.factor()).isEqualTo(0.5);
        assertThat(ModelSets.search(resampled.state()).values()).containsOnlyKeys("w", "h");
        assertThat(ModelSets.of(learnt)).isNull();
    }

    @Test
    public void comesBackAsItWas() throws IOException {
        final DataChecksum data = new DataChecksum(1, 2);
        final NmfModel back = read(bytes(model(data)));
        assertThat(back.templates()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(back.data()).isEqualTo(data);
        assertThat(back.summary()).isEqualTo(model(data).summary());
        assertThat(back.state().values()).containsOnlyKeys("w", "h");
    }

    @Test
    public void firstVersionStillLoads() throws IOException {
        final NmfModel back = read(firstVersion());
        assertThat(back.data()).isNull();
        assertThat(back.rowsChecksum()).isEqualTo(17);
        assertThat(back.state().passes()).isEqualTo(10);
    }

    @Test
    public void lengthThatWasDamagedTakesNoMemory() throws IOException {
        for (final byte[] bytes : List.of(bytes(model(null)), firstVersion())) {
            ByteBuffer.wrap(bytes).putInt(HEAD, Integer.MAX_VALUE - 8);
            assertThatThrownBy(() -> read(bytes)).isInstanceOf(IOException.class)
                .hasMessageContaining("ends too early");
        }
    }

    @Test
    public void mutatedModelsAreRefusedInOneLine() throws IOException {
        final byte[] whole = bytes(model(new DataChecksum(3, 4)));
        final byte[] first = firstVersion();
        for (int seed = 0; seed < MUTATIONS; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            final byte[] mutated = mutate(whole, random);
            if (!Arrays.equals(mutated, whole)) {
                assertThatThrownBy(() -> read(mutated)).as("seed %d", seed).isInstanceOf(IOException.class)
                    .message().isNotBlank().doesNotContain("\n").hasSizeLessThan(400);
            }
            try {
                // without a checksum another number is another model
                read(mutate(first, random));
            } catch (final IOException e) {
                assertThat(e.getMessage()).as("seed %d", seed).isNotBlank().doesNotContain("\n");
            }
        }
    }

    private static byte[] mutate(final byte[] bytes, final SplittableRandom random) {
        final byte[] mutated = bytes.clone();
        switch (random.nextInt(4)) {
            case 0:
                return Arrays.copyOf(mutated, random.nextInt(mutated.length));
            case 1:
                return Arrays.copyOf(mutated, mutated.length + 1 + random.nextInt(9));
            case 2:
                ByteBuffer.wrap(mutated).putInt(random.nextInt(mutated.length - 4), random.nextInt());
                return mutated;
            default:
                mutated[random.nextInt(mutated.length)] ^= 1 << random.nextInt(8);
                return mutated;
        }
    }
}
