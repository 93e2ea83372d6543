package org.noisynmf.io.fits.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

import org.junit.Test;
import org.noisynmf.io.fits.FitsBytes;

/** A file in gzip is unpacked as far as its headers say, and not beyond what is possible and allowed. */
public class UnpackingTest {

    private static final byte[] GOOD =
        FitsBytes.image(new int[]{2}, new double[]{1, 2}, "CRVAL1  = 100", "CDELT1  = 2")
            .extension("IVAR", new int[]{2}, 1, 2).bytes();

    private static byte[] zipped(final byte[] content, final int zeros) throws IOException {
        final ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
            gzip.write(new byte[zeros]);
        }
        return packed.toByteArray();
    }

    private static byte[] unpacked(final byte[] packed) throws IOException {
        final Path file = Unpacking.of("a.fits.gz", new BufferedInputStream(new ByteArrayInputStream(packed)),
            packed.length);
        try {
            return Files.readAllBytes(file);
        } finally {
            Files.delete(file);
        }
    }

    @Test
    public void unitsComeBackWhole() throws Exception {
        assertThat(unpacked(zipped(GOOD, 0))).isEqualTo(GOOD);
    }

    /** 30 MB of zeros in 30 kB. */
    @Test
    public void whatFollowsTheLastUnitStaysPacked() throws Exception {
        assertThat(unpacked(zipped(GOOD, 30_000_000))).isEqualTo(GOOD);
        assertThat(unpacked(zipped(new byte[0], 30_000_000))).hasSizeLessThan(3000);
    }

    @Test
    public void cutOffFilesGiveWhatThereIs() throws Exception {
        final byte[] packed = zipped(GOOD, 0);
        assertThat(unpacked(Arrays.copyOf(packed, packed.length - 20))).hasSizeLessThanOrEqualTo(GOOD.length);
    }

    @Test
    public void promisesThatCannotBeKeptAreRefusedBeforeAnythingIsUnpacked() throws Exception {
        final String promise = new String(GOOD, StandardCharsets.ISO_8859_1).replaceFirst("NAXIS1  = 2         ",
            "NAXIS1  = 2000000000");
        assertThatThrownBy(() -> unpacked(zipped(promise.getBytes(StandardCharsets.ISO_8859_1), 0)))
            .isInstanceOf(FitsFormatException.class).hasMessageContaining("a.fits.gz")
            .hasMessageContaining("cannot be");
    }

    @Test
    public void limitCanBeSet() throws Exception {
        System.setProperty(Unpacking.LIMIT, "0");
        try {
            assertThatThrownBy(() -> unpacked(zipped(GOOD, 0))).isInstanceOf(FitsFormatException.class)
                .hasMessageContaining("allowed").hasMessageContaining(Unpacking.LIMIT);
        } finally {
            System.clearProperty(Unpacking.LIMIT);
        }
    }
}
