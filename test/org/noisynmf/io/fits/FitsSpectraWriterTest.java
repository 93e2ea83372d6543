package org.noisynmf.io.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is written can be read, here and elsewhere. */
public class FitsSpectraWriterTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static byte[] written() throws Exception {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (FitsSpectraWriter writer = new FitsSpectraWriter(out)) {
            writer.begin(FitsSpectraWriter.FLUX, 3, 2);
            writer.add(new double[]{1, -2, Double.NaN});
            writer.add(new double[]{4, 5, 6});
            writer.begin(FitsSpectraWriter.INVERSE_VARIANCE, 3, 2);
            writer.add(new double[]{7, 8, 0});
            writer.add(new double[]{9, 10, 11});
            writer.begin(FitsSpectraWriter.WAVELENGTH, 3, 1);
            writer.add(new double[]{100.25, 101.5, 103});
            writer.names(List.of("first", "zweiter, größer"));
        }
        return out.toByteArray();
    }

    @Test
    public void spectraComeBackBitByBit() throws Exception {
        final Path file = Files.write(folder.getRoot().toPath().resolve("a.fits"), written());
        try (FitsSpectra spectra = FitsSpectra.open(file, FitsOptions.DEFAULT)) {
            assertThat(spectra.count()).isEqualTo(2);
            final FitsSpectrum first = spectra.next();
            assertThat(first.spectrum().wavelengths()).containsExactly(100.25, 101.5, 103);
            assertThat(first.spectrum().flux()).containsExactly(1, -2, Double.NaN);
            assertThat(first.spectrum().weights()).containsExactly(7, 8, 0);
            assertThat(spectra.next().spectrum().flux()).containsExactly(4, 5, 6);
        }
    }

    /**
     * FITS standard 4.0, sections 3.1 and 4.4.1: whole blocks, and the keywords that must come first, in
     * this order.
     */
    @Test
    public void fileIsAsTheStandardWantsIt() throws Exception {
        final byte[] bytes = written();
        assertThat(bytes.length % 2880).isZero();
        final String text = new String(bytes, StandardCharsets.ISO_8859_1);
        final String[] cards = text.substring(0, 480).split("(?<=\\G.{80})");
        assertThat(cards[0]).startsWith("SIMPLE  =                    T");
        assertThat(cards[1]).startsWith("BITPIX  =                  -64");
        assertThat(cards[2]).startsWith("NAXIS   =                    2");
        assertThat(cards[3]).startsWith("NAXIS1  =                    3");
        assertThat(cards[4]).startsWith("NAXIS2  =                    2");
        assertThat(cards[5]).startsWith("EXTEND  =                    T");
        assertThat(text.substring(2 * 2880)).startsWith("XTENSION= 'IMAGE   '");
        assertThat(text).contains("EXTNAME = 'IVAR    '", "EXTNAME = 'WAVELENGTH'", "EXTNAME = 'ROWS    '",
            "TTYPE1  = 'NAME    '", "first", "zweiter, gr??er");
    }

    @Test
    public void incompleteImagesAreRefused() throws Exception {
        final FitsSpectraWriter writer = new FitsSpectraWriter(new ByteArrayOutputStream());
        assertThatThrownBy(() -> writer.begin("FLUX", 0, 1)).hasMessageContaining("0 numbers");
        writer.begin("FLUX", 2, 2);
        assertThatThrownBy(() -> writer.add(new double[3])).hasMessageContaining("2 × 2");
        writer.add(new double[2]);
        assertThatThrownBy(() -> writer.begin("IVAR", 2, 2)).hasMessageContaining("1 of 2 rows");
    }
}
