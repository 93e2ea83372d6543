package org.noisynmf.io.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

import com.sun.management.ThreadMXBean;

/** Broken FITS files end in one line that names the file, without hanging and without large allocations. */
@RunWith(Parameterized.class)
public class MalformedFitsTest {

    /** A few buffers and the messages; the headers below promise up to 10^18 bytes. */
    private static final long MOST_ALLOCATED = 16 << 20;

    private static final byte[] GOOD = FitsBytes
        .image(new int[]{2}, new double[]{1, 2}, "CRVAL1  = 100", "CDELT1  = 2").extension("IVAR", new int[]{2}, 1, 2)
        .bytes();

    private static final String[] COLUMNS = {"FLUX", "2D", "WAVE", "2D"};

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final String m_name;

    private final byte[] m_content;

    public MalformedFitsTest(final String name, final byte[] content) {
        m_name = name;
        m_content = content;
    }

    @Parameters(name = "{0}")
    public static List<Object[]> files() {
        final Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("empty.fits", new byte[0]);
        files.put("text.fits", "<html>not found</html>".getBytes(StandardCharsets.US_ASCII));
        files.put("signature-alone.fits", Arrays.copyOf(GOOD, 30));
        files.put("header-cut.fits", Arrays.copyOf(GOOD, 500));
        files.put("no-end.fits", without("END"));
        files.put("data-cut.fits", Arrays.copyOf(GOOD, 2880 + 10));
        files.put("extension-header-cut.fits", Arrays.copyOf(GOOD, 2 * 2880 + 100));
        files.put("extension-data-cut.fits", Arrays.copyOf(GOOD, 3 * 2880 + 4));
        files.put("no-bitpix.fits", without("BITPIX"));
        files.put("bitpix-nine.fits", changed("BITPIX  = -64", "BITPIX  = 9"));
        files.put("no-naxis.fits", without("NAXIS  "));
        files.put("no-extent.fits", without("NAXIS1"));
        files.put("negative-extent.fits", changed("NAXIS1  = 2", "NAXIS1  = -2"));
        files.put("absurd-extent.fits", changed("NAXIS1  = 2", "NAXIS1  = 2147483647"));
        files.put("extent-in-letters.fits", changed("NAXIS1  = 2", "NAXIS1  = 'two'"));
        files.put("absurd-axes.fits", changed("NAXIS   = 1", "NAXIS   = 100000000"));
        files.put("absurd-volume.fits", FitsBytes.empty()
            .unit("XTENSION= 'IMAGE   '", 8, new int[]{2000000000, 2000000000, 2000000000}, out -> {
            }).bytes());
        files.put("absurd-rows.fits", FitsBytes.empty().table(32, 2000000000, COLUMNS, out -> {
        }).bytes());
        files.put("absurd-repeat.fits", FitsBytes.empty()
            .table(8, 1, new String[]{"FLUX", "999999999D"}, out -> out.writeDouble(1)).bytes());
        files.put("wrong-width.fits", FitsBytes.empty().table(40, 1, COLUMNS, out -> out.write(new byte[40])).bytes());
        files.put("unknown-form.fits", FitsBytes.empty()
            .table(8, 1, new String[]{"FLUX", "1Z"}, out -> out.writeDouble(1)).bytes());
        files.put("wavelengths-not-finite.fits", FitsBytes.empty()
            .table(32, 1, COLUMNS, out -> {
                for (final double number : new double[]{1, 2, Double.NaN, 5}) {
                    out.writeDouble(number);
                }
            }).bytes());
        files.put("axis-in-letters.fits", changed("CRVAL1  = 100", "CRVAL1  = 'blue'"));
        files.put("step-zero.fits", changed("CDELT1  = 2", "CDELT1  = 0"));
        files.put("gzip-broken.fits.gz", new byte[]{0x1f, (byte)0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 7, 7, 7});
        files.put("array-outside-heap.fits", variable(0, 8, 40));
        files.put("array-begins-behind-heap.fits", variable(0, 1000, 1));
        files.put("array-absurdly-long.fits", variable(0, 0, Integer.MAX_VALUE));
        files.put("array-of-negative-length.fits", variable(0, 0, -5));
        files.put("array-before-heap.fits", variable(0, -8, 1));
        files.put("array-absurdly-long-64.fits", longVariable(Long.MAX_VALUE / 2, 0));
        files.put("array-far-away-64.fits", longVariable(1, Long.MAX_VALUE - 3));
        files.put("array-behind-gap.fits", variable(16, 32, 2, "THEAP   = 24"));
        files.put("heap-within-rows.fits", variable(0, 0, 2, "THEAP   = 4"));
        files.put("heap-behind-data.fits", variable(0, 0, 2, "THEAP   = 4000"));
        files.put("two-arrays-a-row.fits", FitsBytes.empty().heapTable(16, 1, new String[]{"FLUX", "2PD"}, 0,
            out -> out.write(new byte[16])).bytes());
        files.put("heap-longer-than-file.fits", FitsBytes.empty().heapTable(8, 1, new String[]{"FLUX", "1PD"},
            2_000_000_000, out -> out.write(new byte[8])).bytes());
        files.put("compressed-absurd-row.fits", compressed("RICE_1", 2_000_000_000, 2_000_000_000, 40));
        files.put("compressed-absurd-rows.fits", compressed("RICE_1", 10, 10, 40, "ZNAXIS  = 3",
            "ZNAXIS2 = 2000000000", "ZNAXIS3 = 2000000000", "ZTILE2  = 2000000000", "ZTILE3  = 2000000000"));
        files.put("compressed-absurd-tile.fits", compressed("PLIO_1", 1000, 1000, 40, "ZNAXIS  = 2",
            "ZNAXIS2 = 1000000", "ZTILE2  = 1000000"));
        files.put("compressed-negative.fits", compressed("RICE_1", -10, 10, 40));
        files.put("compressed-absurd-axes.fits", compressed("RICE_1", 10, 10, 40, "ZNAXIS  = 100000000"));
        files.put("compressed-zero-tile.fits", compressed("RICE_1", 10, 0, 40));
        files.put("compressed-other-tiles.fits", compressed("RICE_1", 10, 5, 40));
        files.put("compressed-unknown.fits", compressed("SQUEEZE_7", 10, 10, 40));
        files.put("compressed-nameless.fits", compressed("", 10, 10, 40));
        files.put("compressed-bitpix.fits", compressed("RICE_1", 10, 10, 40, "ZBITPIX = 9"));
        files.put("compressed-long-rice.fits", compressed("RICE_1", 10, 10, 40, "ZBITPIX = 64"));
        files.put("compressed-block.fits", compressed("RICE_1", 10, 10, 40, "ZNAME1  = 'BLOCKSIZE'", "ZVAL1   = 7"));
        for (final String method : new String[]{"RICE_1", "GZIP_1", "GZIP_2", "HCOMPRESS_1", "PLIO_1", "NOCOMPRESS"}) {
            files.put("compressed-too-short-" + method + ".fits", compressed(method, 1000, 1000, 2));
            files.put("compressed-garbage-" + method + ".fits", compressed(method, 1001, 1001, 40));
        }
        files.put("compressed-nothing.fits", compressed("RICE_1", 10, 10, 0));
        files.put("compressed-outside-heap.fits", FitsBytes.empty().heapTable(8, 1,
            new String[]{"COMPRESSED_DATA", "1PB"}, 4, out -> {
                out.writeInt(1 << 30);
                out.writeInt(0);
                out.write(new byte[4]);
            }, compressedCards("GZIP_1", 10, 10)).bytes());
        files.put("compressed-table-rows.fits", compressedTable("ZNAXIS2 = 2000000000", "ZTILELEN= 2000000000"));
        files.put("compressed-table-tiles.fits", compressedTable("ZNAXIS2 = 10", "ZTILELEN= 2"));
        files.put("compressed-table-tile.fits", compressedTable("ZNAXIS2 = 10", "ZTILELEN= 0"));
        files.put("compressed-table-garbage.fits", compressedTable("ZNAXIS2 = 2", "ZTILELEN= 2"));
        return files.entrySet().stream().map(f -> new Object[]{f.getKey(), f.getValue()}).toList();
    }

    /** A table with one array of variable length and a heap of 40 bytes behind a gap, perhaps. */
    private static byte[] variable(final int gap, final int offset, final int count, final String... cards) {
        return FitsBytes.empty().heapTable(8, 1, new String[]{"FLUX", "1PD"}, gap + 40, out -> {
            out.writeInt(count);
            out.writeInt(offset);
            out.write(new byte[gap + 40]);
        }, with(cards, "CRVAL1  = 100", "CDELT1  = 2")).bytes();
    }

    private static byte[] longVariable(final long count, final long offset) {
        return FitsBytes.empty().heapTable(16, 1, new String[]{"FLUX", "1QD"}, 40, out -> {
            out.writeLong(count);
            out.writeLong(offset);
            out.write(new byte[40]);
        }, "CRVAL1  = 100", "CDELT1  = 2").bytes();
    }

    private static String[] compressedCards(final String method, final int pixels, final int tile,
        final String... cards) {
        return with(cards, "ZIMAGE  =                    T", "ZCMPTYPE= '" + method + "'", "ZBITPIX = 32",
            "ZNAXIS  = 1", "ZNAXIS1 = " + pixels, "ZTILE1  = " + tile, "CRVAL1  = 100", "CDELT1  = 2");
    }

    /** A compressed image of one tile, whose bytes are no numbers. */
    private static byte[] compressed(final String method, final int pixels, final int tile, final int bytes,
        final String... cards) {
        return FitsBytes.empty().heapTable(8, 1, new String[]{"COMPRESSED_DATA", "1PB"}, bytes, out -> {
            out.writeInt(bytes);
            out.writeInt(0);
            for (int i = 0; i < bytes; i++) {
                out.writeByte(i * 37 + 11);
            }
        }, compressedCards(method, pixels, tile, cards)).bytes();
    }

    private static byte[] compressedTable(final String... cards) {
        return FitsBytes.empty().heapTable(8, 1, new String[]{"FLUX", "1PB"}, 20, out -> {
            out.writeInt(20);
            out.writeInt(0);
            out.write(new byte[20]);
        }, with(cards, "ZTABLE  =                    T", "ZFORM1  = '2D'", "ZCTYP1  = 'GZIP_2'", "CRVAL1  = 100",
            "CDELT1  = 2")).bytes();
    }

    /** Cards that others of the same keyword replace. */
    private static String[] with(final String[] cards, final String... base) {
        final Map<String, String> byKey = new LinkedHashMap<>();
        Stream.concat(Arrays.stream(base), Arrays.stream(cards)).forEach(c -> byKey.put(c.substring(0, 8), c));
        return byKey.values().toArray(new String[0]);
    }

    private static byte[] without(final String start) {
        final byte[] bytes = GOOD.clone();
        for (int card = 0; card < 2880; card += 80) {
            if (new String(bytes, card, 80, StandardCharsets.ISO_8859_1).startsWith(start)) {
                Arrays.fill(bytes, card, card + 80, (byte)' ');
            }
        }
        return bytes;
    }

    private static byte[] changed(final String from, final String to) {
        final String whole = new String(GOOD, StandardCharsets.ISO_8859_1);
        final String padded = String.format("%-40s", from);
        assertThat(whole).contains(padded);
        return whole.replaceFirst(padded, String.format("%-40s", to)).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test(timeout = 20_000)
    public void oneLineNamesTheFile() throws Exception {
        final Path file = Files.write(folder.getRoot().toPath().resolve(m_name), m_content);
        read(file);
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        final long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        assertThatThrownBy(() -> FitsSpectra.open(file, FitsOptions.DEFAULT).next()).isInstanceOf(IOException.class)
            .hasMessageContaining(m_name)
            .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1).hasSizeLessThan(250));
        assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before).as("bytes allocated")
            .isLessThan(MOST_ALLOCATED);
    }

    /** Loads classes, so that they are not counted as allocations. */
    private static void read(final Path file) {
        try (FitsSpectra spectra = FitsSpectra.open(file, FitsOptions.DEFAULT)) {
            spectra.next();
        } catch (final IOException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
