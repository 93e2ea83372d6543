package org.noisynmf.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.noisynmf.io.NpyBytes.dictionary;
import static org.noisynmf.io.NpyBytes.doubles;
import static org.noisynmf.io.NpyBytes.file;
import static org.noisynmf.io.NpyBytes.gzip;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.noisynmf.engine.data.NegativeValues;
import org.noisynmf.engine.model.Observer;
import org.noisynmf.engine.storage.Precision;
import org.noisynmf.io.source.MatrixSource;
import org.noisynmf.io.source.Orientation;
import org.noisynmf.io.text.ReadOptions;

import com.sun.management.ThreadMXBean;

/** Broken files end in one line that names the file, without hanging and without large allocations. */
@RunWith(Parameterized.class)
public class MalformedFileTest {

    /** A few buffers; the headers below promise up to 32 GB. */
    private static final long MOST_ALLOCATED = 16 << 20;

    private static final byte[] GOOD =
        file(1, dictionary("<f8", false, "2, 3"), doubles(ByteOrder.LITTLE_ENDIAN, 1, 2, 3, 4, 5, 6));

    private final String m_name;

    private final byte[] m_content;

    private final Orientation m_orientation;

    public MalformedFileTest(final String name, final byte[] content, final Orientation orientation) {
        m_name = name;
        m_content = content;
        m_orientation = orientation;
    }

    @Parameters(name = "{0} {2}")
    public static List<Object[]> files() {
        final Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("empty.npy", new byte[0]);
        files.put("signature-cut.npy", Arrays.copyOf(GOOD, 4));
        files.put("version-cut.npy", Arrays.copyOf(GOOD, 7));
        files.put("header-cut.npy", Arrays.copyOf(GOOD, 40));
        files.put("data-cut.npy", Arrays.copyOf(GOOD, GOOD.length - 9));
        files.put("no-data.npy", Arrays.copyOf(GOOD, GOOD.length - 48));
        files.put("other-version.npy", file(9, dictionary("<f8", false, "2, 3"), new byte[48]));
        files.put("absurd-header-length.npy", absurdHeaderLength());
        files.put("absurd-row.npy", file(1, dictionary("<f8", false, "2, 2147483647"), new byte[48]));
        files.put("absurd-column.npy", file(1, dictionary("<f8", true, "2147483647, 2"), new byte[48]));
        files.put("absurd-count.npy", file(1, dictionary("|u1", false, "2147483647, 1"), new byte[48]));
        files.put("absurd-extent.npy", file(1, dictionary("<f8", false, "99999999999, 1"), new byte[48]));
        files.put("negative-extent.npy", file(1, dictionary("<f8", false, "-2, 3"), new byte[48]));
        files.put("nothing-of-much.npy", file(1, dictionary("<f8", false, "0, 2147483647"), new byte[0]));
        files.put("complex.npy", file(1, dictionary("<c16", false, "1, 3"), new byte[48]));
        files.put("structured.npy",
            file(1, "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (6, 1), }", new byte[48]));
        files.put("three-dimensions.npy", file(1, dictionary("<f8", false, "1, 2, 3"), new byte[48]));
        files.put("infinite.npy", file(1, dictionary("<f8", false, "1, 2"),
            doubles(ByteOrder.LITTLE_ENDIAN, 1, Double.POSITIVE_INFINITY)));
        files.put("gzip-cut.npy.gz", Arrays.copyOf(gzip(GOOD), 60));
        files.put("gzip-broken.npy.gz", broken(gzip(GOOD)));
        files.put("empty.csv", new byte[0]);
        files.put("blank.csv", text("\n\n \n"));
        files.put("binary.csv", new byte[]{1, 2, 0, 3});
        files.put("spectrum.fits", text("SIMPLE  =                    T"));
        files.put("text.csv", text("<html>not found</html>"));
        files.put("ragged.csv", text("1,2\n3,4,5\n"));
        files.put("open-quote.csv", text("1,\"2\n3,4\n"));
        files.put("infinite.csv", text("1,inf\n"));
        files.put("decimal-comma.csv", text("\"1,5\",\"2,5\"\n"));
        files.put("gzip-cut.csv.gz", Arrays.copyOf(gzip(text("1,2\n3,4\n")), 15));
        return files.entrySet().stream().flatMap(f -> Arrays.stream(Orientation.values())
            .map(o -> new Object[]{f.getKey(), f.getValue(), o})).toList();
    }

    private static byte[] text(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] absurdHeaderLength() {
        final byte[] bytes = file(2, dictionary("<f8", false, "2, 3"), new byte[48]);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(8, Integer.MAX_VALUE);
        return bytes;
    }

    private static byte[] broken(final byte[] gzip) {
        Arrays.fill(gzip, 20, 40, (byte)0xff);
        return gzip;
    }

    @Test(timeout = 10_000)
    public void isRefusedInOneLineThatNamesTheFile() {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        final long before = threads.getThreadAllocatedBytes(thread);
        String message = null;
        try (MatrixSource source = MatrixFile.open(new ByteArrayInputStream(m_content), m_name,
            ReadOptions.DEFAULT.withOrientation(m_orientation))) {
            new ObservationsReader(WeightKind.INVERSE_VARIANCE, Precision.FLOAT64, NegativeValues.AS_IS).read(source,
                null, Observer.NONE);
        } catch (final IOException e) {
            message = e.getMessage();
        }
        assertThat(threads.getThreadAllocatedBytes(thread) - before).isLessThan(MOST_ALLOCATED);
        assertThat(message).isNotNull().startsWith(m_name).doesNotContain("\n").hasSizeBetween(m_name.length() + 8,
            300);
        assertThat(message).contains(place(m_name));
    }

    /** Where in the file the mistake is, for files of which a part is right. */
    private static String place(final String name) {
        return switch (name) {
            case "version-cut.npy", "header-cut.npy", "absurd-header-length.npy", "negative-extent.npy" -> "npy header";
            case "no-data.npy", "absurd-row.npy" -> "row 0 (counted from 0) of 2";
            case "data-cut.npy" -> "row 1 (counted from 0) of 2";
            case "absurd-column.npy" -> "column 0 (counted from 0) of 2";
            case "infinite.npy", "infinite.csv" -> "row 0, column 1 (counted from 0)";
            case "text.csv", "decimal-comma.csv" -> "row 0, column 0 (counted from 0; line 1 of the file)";
            case "ragged.csv" -> "row 1 (counted from 0; line 2 of the file)";
            case "open-quote.csv" -> "(startline 1)";
            default -> "";
        };
    }

    @Test(timeout = 10_000)
    public void isRefusedAsAFactorToo() {
        String message = null;
        try (MatrixSource source = MatrixFile.open(new ByteArrayInputStream(m_content), m_name,
            ReadOptions.DEFAULT.withOrientation(m_orientation))) {
            Vectors.read(source);
        } catch (final IOException e) {
            message = e.getMessage();
        }
        assertThat(message).isNotNull().startsWith(m_name);
    }
}
