package org.noisynmf.io.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

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
        return files.entrySet().stream().map(f -> new Object[]{f.getKey(), f.getValue()}).toList();
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
