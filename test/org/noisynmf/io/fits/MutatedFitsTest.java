package org.noisynmf.io.fits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
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
import org.noisynmf.io.fits.axis.WavelengthScale;
import org.noisynmf.io.fits.axis.WavelengthUnit;

/**
 * Files of every layout with bytes or cards changed at random, from seeds: each is read, or ends in one line that names
 * the file. {@code -Dnoisynmf.mutations=1000} tries more of them.
 */
public class MutatedFitsTest {

    private static final int MUTATIONS = Integer.getInteger("noisynmf.mutations", 320);

    private static final int CARD = 80;

    /** File, place and cause; nothing of a file is quoted beyond 80 characters at a time. */
    private static final int LONGEST_LINE = 700;

    private static final String[] VALUES = {"-1", "0", "1", "2", "7", "2147483647", "-2147483648", "4294967296",
        "9223372036854775807", "1E300", "-1E300", "1E-300", "NaN", "T", "F", "''", "'text'", "'unfinished", "'1PD'",
        "'999999999D'", "'0E'", "'km/s'", "'Angstrom'", "'WAVE-TAB'", "'FREQ'", "'MULTISPE'", "(1,2)", "", "= = ="};

    private static final String[] KEYS = {"BITPIX", "NAXIS", "NAXIS1", "NAXIS2", "NAXIS3", "PCOUNT", "GCOUNT",
        "TFIELDS", "TFORM1", "TFORM2", "TTYPE1", "THEAP", "BSCALE", "BZERO", "CRVAL1", "CDELT1", "CTYPE1", "CUNIT1",
        "CRPIX1", "EXTNAME", "ZIMAGE", "ZTABLE", "ZCMPTYPE", "ZNAXIS1", "ZTILE1", "ZBITPIX", "ZNAXIS", "WAT2_001",
        "ARRAY1", "CD1_1", "COEFF0", "TUNIT1", "TSCAL1", "TNULL1", "DC-FLAG", "TDIM1", "LTM1_1", "EXTVER"};

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static byte[] mutated(final byte[] good, final Random random) {
        byte[] bytes = good.clone();
        final int changes = 1 + random.nextInt(4);
        for (int c = 0; c < changes; c++) {
            bytes = switch (random.nextInt(7)) {
                case 0, 1 -> withCard(bytes, random);
                case 2 -> withByte(bytes, random.nextInt(bytes.length), random);
                case 3 -> withByte(bytes, random.nextInt(Math.min(bytes.length, 4000)), random);
                case 4 -> Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
                case 5 -> swapped(bytes, random);
                default -> repeated(bytes, random);
            };
        }
        return bytes;
    }

    private static byte[] withByte(final byte[] bytes, final int at, final Random random) {
        final byte[] changed = bytes.clone();
        changed[at] = random.nextBoolean() ? (byte)random.nextInt(256) : (byte)(changed[at] ^ 1 << random.nextInt(8));
        return changed;
    }

    /** Starts of cards in all headers: of the lines that have a value. */
    private static List<Integer> cards(final byte[] bytes) {
        final List<Integer> cards = new ArrayList<>();
        for (int at = 0; at + CARD <= bytes.length; at += CARD) {
            if (bytes[at + 8] == '=' || new String(bytes, at, 4, StandardCharsets.ISO_8859_1).equals("END ")) {
                cards.add(at);
            }
        }
        return cards;
    }

    private static byte[] withCard(final byte[] bytes, final Random random) {
        final List<Integer> cards = cards(bytes);
        if (cards.isEmpty()) {
            return bytes;
        }
        final byte[] changed = bytes.clone();
        final int at = cards.get(random.nextInt(cards.size()));
        final String old = new String(bytes, at, 8, StandardCharsets.ISO_8859_1);
        final String key = random.nextInt(3) > 0 ? old : String.format("%-8s", KEYS[random.nextInt(KEYS.length)]);
        final String card = random.nextInt(8) == 0 ? " ".repeat(CARD)
            : String.format("%-80s", key + "= " + VALUES[random.nextInt(VALUES.length)]);
        System.arraycopy(card.getBytes(StandardCharsets.ISO_8859_1), 0, changed, at, CARD);
        return changed;
    }

    private static byte[] swapped(final byte[] bytes, final Random random) {
        final List<Integer> cards = cards(bytes);
        if (cards.isEmpty()) {
            return bytes;
        }
        final byte[] changed = bytes.clone();
        final int one = cards.get(random.nextInt(cards.size()));
        final int other = cards.get(random.nextInt(cards.size()));
        System.arraycopy(bytes, one, changed, other, CARD);
        System.arraycopy(bytes, other, changed, one, CARD);
        return changed;
    }

    private static byte[] repeated(final byte[] bytes, final Random random) {
        final int from = random.nextInt(bytes.length);
        final int length = Math.min(bytes.length - from, 1 + random.nextInt(2880));
        final byte[] changed = Arrays.copyOf(bytes, bytes.length + length);
        System.arraycopy(bytes, from, changed, from + length, bytes.length - from);
        return changed;
    }

    private static FitsOptions options(final Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new FitsOptions("", "", null, "", WavelengthScale.AUTOMATIC, null,
                new MaskOptions(MaskOptions.Use.NOT_ZERO, "", 0));
            case 1 -> FitsOptions.DEFAULT.in(WavelengthUnit.NANOMETRE);
            default -> FitsOptions.DEFAULT;
        };
    }

    /** The last guard is for hangs; all together take a few seconds. */
    @Test(timeout = 600_000)
    public void everyMutationIsReadOrEndsInOneLine() throws Exception {
        final List<Map.Entry<String, byte[]>> samples = new ArrayList<>(FitsSamples.all().entrySet());
        final PrintStream err = System.err;
        final ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        int refused = 0;
        try {
            for (int seed = 0; seed < MUTATIONS; seed++) {
                final Map.Entry<String, byte[]> sample = samples.get(seed % samples.size());
                final Random random = new Random(seed);
                final Path file = Files.write(folder.getRoot().toPath().resolve(sample.getKey()),
                    mutated(sample.getValue(), random));
                refused += refuses(file, options(random), seed) ? 1 : 0;
            }
        } finally {
            System.setErr(err);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).as("printed beside").isEmpty();
        assertThat(refused).as("refused of " + MUTATIONS).isGreaterThan(MUTATIONS / 4).isLessThan(MUTATIONS);
    }

    private static boolean refuses(final Path file, final FitsOptions options, final int seed) {
        try (FitsSpectra spectra = FitsSpectra.open(file, options)) {
            while (spectra.next() != null) {
                assertThat(spectra.count()).isPositive();
            }
            assertThat(spectra.notes()).allSatisfy(n -> assertThat(n).hasLineCount(1).hasSizeLessThan(LONGEST_LINE));
            return false;
        } catch (final IOException e) {
            assertThat(e.getMessage()).as("seed " + seed).contains(file.getFileName().toString()).hasLineCount(1)
                .hasSizeLessThan(LONGEST_LINE);
            assertThat(e.getMessage().chars()).as("seed " + seed).noneMatch(Character::isISOControl);
            return true;
        } catch (final RuntimeException | Error e) {
            throw new AssertionError("seed " + seed + ", " + file.getFileName() + ": " + e, e);
        }
    }

    @Test
    public void samplesAreGood() throws Exception {
        for (final Map.Entry<String, byte[]> sample : FitsSamples.all().entrySet()) {
            final Path file = Files.write(folder.getRoot().toPath().resolve(sample.getKey()), sample.getValue());
            try (FitsSpectra spectra = FitsSpectra.open(file, FitsOptions.DEFAULT)) {
                assertThat(spectra.next()).as(sample.getKey()).isNotNull();
            }
        }
    }
}
