package org.noisynmf.io.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.engine.Nmf;
import org.noisynmf.engine.data.DataChecksum;
import org.noisynmf.engine.data.Observations;
import org.noisynmf.engine.data.ObservationsBuilder;
import org.noisynmf.engine.data.StoredObservations;
import org.noisynmf.engine.model.NmfProblem;
import org.noisynmf.engine.model.NmfResult;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.model.Projection;
import org.noisynmf.engine.nnls.ProjectionSettings;
import org.noisynmf.engine.rank.RankSearch;
import org.noisynmf.engine.rank.RankSettings;
import org.noisynmf.engine.settings.Algorithm;
import org.noisynmf.engine.settings.Capability;
import org.noisynmf.engine.settings.Machine;
import org.noisynmf.engine.settings.NmfSettings;
import org.noisynmf.engine.settings.Stopping;
import org.noisynmf.engine.storage.Precision;

/** A fit of data in a file is the fit of data in the heap, bit for bit. */
public class PackedFileTest {

    private static final int PIXELS = 600;

    private static final int COUNT = 900;

    private static final int RANK = 3;

    @Rule
    public final TemporaryFolder m_folder = new TemporaryFolder();

    /** Positive data in windows, growing in scale, so that the first observation's unit is not the last's; every third without own weights. */
    private static Observations observations(final Precision precision,
        final UnaryOperator<ObservationsBuilder> where) {
        final UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(7L);
        final ObservationsBuilder builder = where.apply(Observations.builder(PIXELS).precision(precision));
        for (int j = 0; j < COUNT; j++) {
            final double[] x = new double[PIXELS];
            final double[] v = new double[PIXELS];
            Arrays.fill(x, Double.NaN);
            final int from = random.nextInt(PIXELS / 2);
            for (int i = from; i < from + PIXELS / 2; i++) {
                x[i] = (1 + j) * (0.1 + random.nextDouble() * (1 + Math.sin(i * 0.02 * (1 + j % 3))));
                v[i] = j % 3 == 0 ? 1 : random.nextDouble() / (1 + j);
            }
            builder.add(x, v);
        }
        return builder.build();
    }

    private static NmfProblem start(final Observations data) {
        final UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(3L);
        return NmfProblem.of(data).withTemplates(random.doubles((long)PIXELS * RANK, 0.1, 1).toArray())
            .withCoefficients(random.doubles((long)COUNT * RANK, 0.1, 1).toArray());
    }

    private static NmfResult fit(final Observations data, final Algorithm algorithm, final int threads) {
        return Nmf.factorise(start(data), NmfSettings.builder().algorithm(algorithm).rank(RANK).threads(threads)
            .stopping(new Stopping(7, 0, 0, Double.POSITIVE_INFINITY)).build(), Observer.NONE);
    }

    private static void assertSame(final NmfResult stored, final NmfResult held) {
        assertThat(stored.factors().w()).containsExactly(held.factors().w());
        assertThat(stored.factors().h()).containsExactly(held.factors().h());
        assertThat(stored.chi2()).isEqualTo(held.chi2());
        assertThat(stored.chi2PerObservation()).containsExactly(held.chi2PerObservation());
        assertThat(stored.warnings()).isEqualTo(held.warnings());
        final Map<String, double[]> state = held.state().values();
        assertThat(stored.state().values().keySet()).isEqualTo(state.keySet());
        state.forEach((name, values) -> assertThat(stored.state().values().get(name)).as(name).containsExactly(values));
    }

    @Test
    public void everyAlgorithmGivesTheBitsOfTheHeap() throws IOException {
        for (final Precision precision : Precision.values()) {
            final Observations held = observations(precision, UnaryOperator.identity());
            try (PackedFile file = new PackedFile(m_folder.getRoot().toPath())) {
                final Observations stored = observations(precision, b -> b.storedIn(file));
                assertThat(stored.stored()).isTrue();
                for (final Algorithm algorithm : Algorithm.values()) {
                    if (algorithm.can(Capability.WEIGHTS) && !algorithm.can(Capability.DIRECT)) {
                        assertSame(fit(stored, algorithm, 2), fit(held, algorithm, 1));
                    }
                }
            }
        }
    }

    @Test
    public void aRunGoesOnFromTheStateOfTheHeap() throws IOException {
        final Observations held = observations(Precision.FLOAT32, UnaryOperator.identity());
        final NmfResult first = fit(held, Algorithm.ACCELERATED, 1);
        final NmfSettings settings = NmfSettings.builder().algorithm(Algorithm.ACCELERATED).rank(RANK).threads(2)
            .stopping(new Stopping(4, 0, 0, Double.POSITIVE_INFINITY)).build();
        try (PackedFile file = new PackedFile(m_folder.getRoot().toPath())) {
            final Observations stored = observations(Precision.FLOAT32, b -> b.storedIn(file));
            assertSame(Nmf.resume(start(stored), settings, first.state(), Observer.NONE),
                Nmf.resume(start(held), settings, first.state(), Observer.NONE));
        }
    }

    @Test
    public void projectionsAreTheSame() throws IOException {
        final Observations held = observations(Precision.FLOAT64, UnaryOperator.identity());
        final double[] templates = start(held).templates();
        final ProjectionSettings settings = new ProjectionSettings(true, 2, Machine.PROCESSOR);
        try (PackedFile file = new PackedFile(m_folder.getRoot().toPath())) {
            final Projection stored = Nmf.project(observations(Precision.FLOAT64, b -> b.storedIn(file)), templates,
                settings, Observer.NONE);
            final Projection projected = Nmf.project(held, templates, settings, Observer.NONE);
            assertThat(stored.factors().h()).containsExactly(projected.factors().h());
            assertThat(stored.chi2()).containsExactly(projected.chi2());
        }
    }

    @Test
    public void entriesAndSelectionsAreThoseOfTheHeap() throws IOException {
        final Observations held = observations(Precision.FLOAT32, UnaryOperator.identity());
        try (PackedFile file = new PackedFile(m_folder.getRoot().toPath())) {
            final Observations stored = observations(Precision.FLOAT32, b -> b.storedIn(file));
            assertThat(DataChecksum.of(stored)).isEqualTo(DataChecksum.of(held));
            assertThat(DataChecksum.of(stored.select(800, 3, 4))).isEqualTo(DataChecksum.of(held.select(800, 3, 4)));
        }
    }

    @Test
    public void whatTheHeapHasNoRoomForGoesToTheFile() throws IOException {
        try (PackedFile file = new PackedFile(m_folder.getRoot().toPath())) {
            // so many observations that eight of them already tell
            final Observations stored =
                observations(Precision.FLOAT64, b -> b.expect(Integer.MAX_VALUE / 2).spillingTo(() -> file));
            assertThat(stored.stored()).isTrue();
            assertSame(fit(stored, Algorithm.NEARLY, 1),
                fit(observations(Precision.FLOAT64, UnaryOperator.identity()), Algorithm.NEARLY, 1));
        }
    }

    @Test
    public void whatTheHeapHasRoomForStaysThere() {
        assertThat(observations(Precision.FLOAT64, b -> b.expect(COUNT).spillingTo(() -> {
            throw new AssertionError("asked for a file");
        })).stored()).isFalse();
    }

    private static void halveOddWeights(final int j, final double[] x, final double[] v) {
        for (int i = 0; i < v.length; i++) {
            v[i] = j % 2 == 0 ? v[i] : v[i] / 2;
        }
    }

    @Test
    public void whatFollowsLiesBesideUntilItIsDiscarded() throws IOException {
        final String checksum = DataChecksum.of(observations(Precision.FLOAT64, UnaryOperator.identity())
            .reweighted(PackedFileTest::halveOddWeights)).toString();
        try (PackedFile file = new PackedFile(m_folder.getRoot().toPath())) {
            final Observations stored = observations(Precision.FLOAT64, b -> b.storedIn(file));
            final Observations other = stored.reweighted(PackedFileTest::halveOddWeights);
            final Observations third = other.reweighted(PackedFileTest::halveOddWeights);
            final Observations stays = stored.reweighted(PackedFileTest::halveOddWeights);
            assertThat(List.of(other.stored(), third.stored(), stays.stored())).containsOnly(true);
            assertThat(DataChecksum.of(other)).hasToString(checksum);
            assertThat(m_folder.getRoot().list()).hasSize(4);
            other.discard();
            assertThat(m_folder.getRoot().list()).as("what follows from the discarded ones went with them").hasSize(2);
            assertThat(DataChecksum.of(stays)).hasToString(checksum);
        }
        assertThat(m_folder.getRoot().list()).isEmpty();
    }

    @Test
    public void whatFollowsFromDataInTheHeapGoesToAFileOnlyIfThereIsNoRoom() throws IOException {
        try (PackedFile file = new PackedFile(m_folder.getRoot().toPath())) {
            final Observations held = observations(Precision.FLOAT64, b -> b.spillingTo(() -> file));
            assertThat(held.reweighted(PackedFileTest::halveOddWeights).stored()).isFalse();
            final ObservationsBuilder builder =
                ObservationsBuilder.like(held.select(1, 2)).expect(Integer.MAX_VALUE / 2);
            for (int j = 0; j < 9; j++) {
                builder.add(new double[PIXELS], null);
            }
            assertThat(builder.build().stored()).isTrue();
        }
        assertThat(m_folder.getRoot().list()).isEmpty();
    }

    @Test
    public void aSearchThatIsCancelledLeavesNoFile() throws IOException {
        try (PackedFile file = new PackedFile(m_folder.getRoot().toPath())) {
            final Observations stored = observations(Precision.FLOAT32, b -> b.storedIn(file));
            final AtomicInteger most = new AtomicInteger();
            final Observer observer = new Observer() {
                @Override
                public boolean cancelled() {
                    most.accumulateAndGet(m_folder.getRoot().list().length, Math::max);
                    return most.get() > 2;
                }

                @Override
                public void progress(final double fraction, final String message) {
                    // nobody is listening
                }
            };
            assertThatThrownBy(() -> RankSearch.search(stored,
                new RankSettings(1, 2, 0, 2, 0.1, 1, NmfSettings.builder().stopping(RankSettings.STOPPING).build()),
                observer)).isInstanceOf(CancellationException.class);
            assertThat(most).as("data and masked copies").hasValue(3);
        }
        assertThat(m_folder.getRoot().list()).isEmpty();
    }

    private static final byte[] KEY = new byte[PackedHeader.KEY_BYTES];

    private Path kept() throws IOException {
        final Path path = m_folder.getRoot().toPath().resolve("kept").resolve("data.strips");
        try (PackedFile file = PackedFile.toKeep(path)) {
            file.append(new float[]{1, 2, 3, 9}, 3);
            file.append(new float[]{4, 5, 6}, 3);
            file.finish();
            file.keep(KEY, out -> out.writeInt(7));
            final float[] strip = new float[4];
            file.read(1, strip);
            assertThat(strip).containsExactly(4, 5, 6, 0);
        }
        return path;
    }

    @Test
    public void headersTellVersionShapeAndChecksum() throws IOException {
        final byte[] bytes = Files.readAllBytes(kept());
        final ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        final CRC32C checksum = new CRC32C();
        checksum.update(bytes, PackedHeader.BYTES, bytes.length - PackedHeader.BYTES - Integer.BYTES);
        assertThat(new String(bytes, 0, 8, java.nio.charset.StandardCharsets.US_ASCII)).isEqualTo("NOISYNMF");
        assertThat(new int[]{header.getInt(8), header.getInt(12), header.getInt(16), header.getInt(20)})
            .containsExactly(PackedHeader.VERSION, Float.BYTES, 3, 2);
        assertThat(header.getLong(24)).isEqualTo(checksum.getValue());
        assertThat(header.getLong(32)).isEqualTo(Integer.BYTES);
        assertThat(header.getFloat(PackedHeader.BYTES + 12)).isEqualTo(4);
    }

    @Test
    public void whatIsKeptOpensAgain() throws IOException {
        final Path path = kept();
        try (PackedFile file = PackedFile.open(path, KEY)) {
            final float[] strip = new float[3];
            file.read(0, strip);
            assertThat(strip).containsExactly(1, 2, 3);
            assertThat(file.footer().readInt()).isEqualTo(7);
        }
        assertThat(path).exists();
    }

    @Test
    public void everyChangedByteAndEveryOtherLengthIsFound() throws IOException {
        final Path path = kept();
        final byte[] bytes = Files.readAllBytes(path);
        final int footer = bytes.length - 1;
        for (final int at : new int[]{0, 8, 12, 16, 20, 24, 32, 40, 48, 80, PackedHeader.BYTES, footer}) {
            final byte[] changed = bytes.clone();
            changed[at] ^= 1;
            Files.write(path, changed);
            assertThatThrownBy(() -> PackedFile.open(path, KEY)).as("byte " + at).isInstanceOf(IOException.class);
        }
        for (final int length : new int[]{0, 10, PackedHeader.BYTES, footer, bytes.length + 1}) {
            Files.write(path, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> PackedFile.open(path, KEY)).as("length " + length)
                .isInstanceOf(IOException.class);
        }
        Files.write(path, bytes);
        final byte[] other = KEY.clone();
        other[31] = 1;
        assertThatThrownBy(() -> PackedFile.open(path, other)).hasMessageContaining("other options");
    }

    @Test
    public void observationsAreWhatTheyWere() throws IOException {
        for (final Precision precision : Precision.values()) {
            final Path path = m_folder.getRoot().toPath().resolve(precision.id());
            final Observations held = observations(precision, UnaryOperator.identity());
            try (PackedFile file = PackedFile.toKeep(path)) {
                final Observations stored = observations(precision, b -> b.storedIn(file));
                file.keep(KEY, out -> StoredObservations.write(stored, out));
            }
            try (PackedFile file = PackedFile.open(path, KEY)) {
                final Observations opened = StoredObservations.read(file.footer(), file);
                assertThat(opened.summary()).usingRecursiveComparison().isEqualTo(held.summary());
                assertThat(opened.negativeEntries()).isEqualTo(held.negativeEntries());
                assertThat(DataChecksum.of(opened)).isEqualTo(DataChecksum.of(held));
                assertSame(fit(opened, Algorithm.ACCELERATED, 2), fit(held, Algorithm.ACCELERATED, 1));
            }
        }
    }

    @Test
    public void twoThatAreMadeAtOnceDoNotHarmEachOther() throws IOException {
        final Path path = m_folder.getRoot().toPath().resolve("data.strips");
        final float[] strip = new float[1];
        try (PackedFile one = PackedFile.toKeep(path); PackedFile two = PackedFile.toKeep(path)) {
            for (final PackedFile file : new PackedFile[]{one, two}) {
                file.append(new float[]{5}, 1);
                file.finish();
            }
            one.keep(KEY, out -> out.writeInt(1));
            try (PackedFile reader = PackedFile.open(path, KEY)) {
                try {
                    two.keep(KEY, out -> out.writeInt(2));
                } catch (final IOException e) {
                    // Windows replaces no file that is in use
                    assertThat(reader.footer().readInt()).isEqualTo(1);
                }
                for (final PackedFile file : new PackedFile[]{one, two, reader}) {
                    file.read(0, strip);
                    assertThat(strip).containsExactly(5);
                }
            }
        }
        assertThat(m_folder.getRoot().list()).containsExactly("data.strips");
        PackedFile.open(path, KEY).close();
    }

    @Test
    public void aDraftThatIsNotKeptGoes() throws IOException {
        final Path folder = m_folder.getRoot().toPath().resolve("new");
        write(PackedFile.toKeep(folder.resolve("data.strips")));
        assertThat(folder).doesNotExist();
    }

    @Test
    public void theFileIsGoneWithItsFolderUnlessThatWasThere() throws IOException {
        final Path folder = m_folder.getRoot().toPath().resolve("new");
        write(new PackedFile(folder));
        assertThat(folder.getParent()).exists();
        assertThat(folder).doesNotExist();
        Files.createDirectory(folder);
        write(new PackedFile(folder));
        assertThat(folder).isEmptyDirectory();
    }

    private static void write(final PackedFile file) throws IOException {
        try (file) {
            file.append(new float[]{1}, 1);
            file.finish();
        }
    }

    @Test
    public void nothingIsMadeBeforeSomethingIsWritten() throws IOException {
        final Path folder = m_folder.getRoot().toPath().resolve("new").resolve("newer");
        new PackedFile(folder).close();
        assertThat(folder.getParent()).doesNotExist();
    }

    @Test
    public void stripsOfAnotherShapeAreRefused() throws IOException {
        try (PackedFile file = new PackedFile(m_folder.getRoot().toPath())) {
            file.append(new double[3], 3);
            assertThatThrownBy(() -> file.append(new float[3], 3)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("3 values of 4 bytes");
            file.finish();
            assertThatThrownBy(() -> file.append(new double[3], 3)).isInstanceOf(IllegalStateException.class);
        }
    }

    /** Strips of which element i of number s is 1000 s + i, and an array for each of some of them. */
    private static float[][] strips(final PackedFile file, final int count, final int some) {
        final float[] strip = new float[200];
        for (int s = 0; s < count; s++) {
            for (int i = 0; i < strip.length; i++) {
                strip[i] = 1000 * s + i;
            }
            file.append(strip, strip.length);
        }
        file.finish();
        return new float[some][strip.length];
    }

    private static void assertRead(final float[][] read, final int first) {
        for (int s = 0; s < read.length; s++) {
            for (int i = 0; i < read[s].length; i++) {
                assertThat(read[s][i]).isEqualTo(1000 * (first + s) + i);
            }
        }
    }

    @Test
    public void stripsThatAreReadAtOnceAreThoseReadOneByOne() throws IOException {
        try (PackedFile file = new PackedFile(m_folder.getRoot().toPath())) {
            // more than a buffer takes, a few, one, none
            for (final float[][] read : List.of(strips(file, 1000, 700), new float[5][200], new float[1][200],
                new float[0][200])) {
                file.read(299, read.length, read);
                assertRead(read, 299);
                for (int s = 0; s < read.length; s++) {
                    file.read(299 + s, read[s]);
                }
                assertRead(read, 299);
            }
        }
    }

    @Test
    public void aThreadThatIsInterruptedReadsOn() throws IOException {
        try (PackedFile file = new PackedFile(m_folder.getRoot().toPath())) {
            final float[][] read = strips(file, 1000, 700);
            Thread.currentThread().interrupt();
            file.read(100, read.length, read);
            assertThat(Thread.interrupted()).isTrue();
            assertRead(read, 100);
            file.fetch(0, 1000);
            file.read(300, read.length, read);
            assertRead(read, 300);
        }
    }

    @Test
    public void aFileThatIsNotFinishedOrClosedSaysSo() throws IOException {
        final PackedFile file = new PackedFile(m_folder.getRoot().toPath());
        file.append(new double[3], 3);
        assertThatThrownBy(() -> file.read(0, new double[3])).isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("is not finished, or closed");
        file.finish();
        file.close();
        assertThatThrownBy(() -> file.read(0, new double[3])).isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("is not finished, or closed");
    }
}
