package org.noisynmf.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.engine.data.NegativeValues;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.storage.Precision;
import org.noisynmf.io.npy.NpzFileTest;
import org.noisynmf.io.source.MatrixSource;
import org.noisynmf.io.source.Orientation;
import org.noisynmf.io.text.ReadOptions;

/**
 * Files with random damage are read, or refused in one line that names the file; nothing else happens. By default 180 of
 * them, -Dnoisynmf.mutations=1000 makes more.
 */
public class MutatedFilesTest {

    private static final int MUTATIONS = Integer.getInteger("noisynmf.mutations", 180);

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private record Whole(String name, byte[] content, ReadOptions options) {
    }

    private static List<Whole> files() {
        final ReadOptions named = ReadOptions.DEFAULT.withHeader(true).withLabels(true);
        final ReadOptions detect = ReadOptions.DEFAULT.withDelimiter(ReadOptions.DETECT);
        final byte[] npy = NpyBytes.file(1, NpyBytes.dictionary("<f8", false, "4, 6"), values(24));
        final byte[] fortran = NpyBytes.file(2, NpyBytes.dictionary(">i4", true, "6, 8"), values(24));
        final byte[] half = NpyBytes.file(3, NpyBytes.dictionary("<f2", false, "8, 12"), values(24));
        final byte[] csv = "id,a,b,c\nr,1,2.5,3e-2\n\"s\",4,,6\nt,7,NA,-9\n".getBytes(StandardCharsets.UTF_8);
        final byte[] aligned = "  1.5   2.25 -3\n  4     5    6\n".getBytes(StandardCharsets.UTF_8);
        return List.of(new Whole("c.npy", npy, ReadOptions.DEFAULT),
            new Whole("f.npy", fortran, ReadOptions.DEFAULT.withOrientation(Orientation.COLUMNS)),
            new Whole("t.npy", npy, ReadOptions.DEFAULT.withOrientation(Orientation.COLUMNS)),
            new Whole("h.npy", half, ReadOptions.DEFAULT),
            new Whole("z.npy.gz", NpyBytes.gzip(npy), ReadOptions.DEFAULT),
            new Whole("z.npz", NpzFileTest.npz(Map.of("X", npy)), ReadOptions.DEFAULT),
            new Whole("n.csv", csv, named), new Whole("t.csv", csv, named.withOrientation(Orientation.COLUMNS)),
            new Whole("a.txt", aligned, detect), new Whole("z.csv.gz", NpyBytes.gzip(csv), named),
            new Whole("u.csv", new String(csv, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16), named));
    }

    private static byte[] values(final int n) {
        final double[] values = new double[n];
        Arrays.setAll(values, i -> i + 0.5);
        return NpyBytes.doubles(ByteOrder.LITTLE_ENDIAN, values);
    }

    /** A few bytes changed, a stretch left out, repeated or put in, or the end cut off. */
    private static byte[] mutated(final byte[] whole, final Random random) {
        byte[] bytes = whole.clone();
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            final int at = random.nextInt(Math.max(1, bytes.length));
            final int end = Math.min(bytes.length, at + random.nextInt(20));
            final ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(bytes, 0, at);
            switch (random.nextInt(6)) {
                case 0 -> {
                    // the rest is cut off
                }
                case 1 -> out.write(bytes, end, bytes.length - end);
                case 2 -> {
                    out.write(bytes, at, end - at);
                    out.write(bytes, at, bytes.length - at);
                }
                case 3 -> {
                    final byte[] noise = new byte[random.nextInt(8)];
                    random.nextBytes(noise);
                    out.writeBytes(noise);
                    out.write(bytes, at, bytes.length - at);
                }
                default -> {
                    out.write(bytes, at, bytes.length - at);
                    final byte[] copy = out.toByteArray();
                    if (copy.length > 0) {
                        copy[Math.min(at, copy.length - 1)] =
                            (byte)"0129-,;\"'\n\t (){}<fu\u0000\u00ff".charAt(random.nextInt(21));
                    }
                    out.reset();
                    out.writeBytes(copy);
                }
            }
            bytes = out.toByteArray();
        }
        return bytes;
    }

    @Test(timeout = 300_000)
    public void damageIsRefusedInOneLineOrDoesNoHarm() throws IOException {
        final List<String> bad = new ArrayList<>();
        final List<Whole> files = files();
        int refused = 0;
        for (int seed = 0; seed < MUTATIONS; seed++) {
            final Whole whole = files.get(seed % files.size());
            final byte[] bytes = mutated(whole.content(), new Random(seed));
            final Path file = Files.write(folder.getRoot().toPath().resolve(whole.name()), bytes);
            for (final boolean stream : new boolean[]{false, true}) {
                try (MatrixSource source =
                    stream ? MatrixFile.open(new ByteArrayInputStream(bytes), file.toString(), whole.options())
                        : MatrixFile.open(file, whole.options())) {
                    new ObservationsReader(WeightKind.INVERSE_VARIANCE, Precision.FLOAT64, NegativeValues.AS_IS)
                        .read(source, null, Observer.NONE);
                } catch (final IOException e) {
                    refused++;
                    final String message = String.valueOf(e.getMessage());
                    if (!message.startsWith(file.toString()) || message.contains("\n")
                        || message.length() > file.toString().length() + 300) {
                        bad.add("seed " + seed + ", " + whole.name() + ": " + message);
                    }
                } catch (final RuntimeException | Error e) {
                    bad.add("seed " + seed + ", " + whole.name() + ": " + e);
                }
            }
        }
        assertThat(bad).isEmpty();
        // damage is found as a rule, else the mutations are none
        assertThat(refused).isGreaterThan(MUTATIONS);
    }
}
