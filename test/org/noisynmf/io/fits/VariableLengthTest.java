package org.noisynmf.io.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.noisynmf.io.fits.file.FitsFormatException;

import com.sun.management.ThreadMXBean;

import nom.tam.fits.BinaryTable;
import nom.tam.fits.BinaryTableHDU;
import nom.tam.fits.Fits;

/** Columns of variable length: one spectrum a row, each with its own number of pixels. */
public class VariableLengthTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    /** Columns as name, arrays, name, arrays, …; arrays of arrays of different length, or of single numbers. */
    private Path write(final Object... columns) throws Exception {
        final BinaryTable table = new BinaryTable();
        for (int c = 1; c < columns.length; c += 2) {
            if (columns[c] instanceof Object[] arrays) {
                table.addVariableSizeColumn(arrays);
            } else {
                table.addColumn(columns[c]);
            }
        }
        final BinaryTableHDU unit = table.toHDU();
        for (int c = 0; c < columns.length; c += 2) {
            unit.setColumnName(c / 2, (String)columns[c], null);
        }
        final Path file = folder.getRoot().toPath().resolve("a.fits");
        try (Fits fits = new Fits()) {
            fits.addHDU(unit);
            fits.write(file.toFile());
        }
        return file;
    }

    private static List<FitsSpectrum> read(final Path file) throws Exception {
        try (FitsSpectra spectra = FitsSpectra.open(file, FitsOptions.DEFAULT)) {
            final List<FitsSpectrum> all = new ArrayList<>();
            for (FitsSpectrum next = spectra.next(); next != null; next = spectra.next()) {
                all.add(next);
            }
            assertThat(all).hasSize(spectra.count());
            return all;
        }
    }

    @Test
    public void everyRowHasItsOwnLength() throws Exception {
        final List<FitsSpectrum> read = read(write("Z", new double[]{0.5, 1, 2}, "FLUX",
            new float[][]{{1, 2}, {3, 4, 5, 6}, {7, 8, 9}}, "WAVE",
            new double[][]{{100, 101}, {200, 201, 202, 203}, {302, 301, 300}}, "ERR",
            new short[][]{{1, 2}, {1, 1, 0, 4}, {1, 2, 5}}));
        assertThat(read).hasSize(3);
        assertThat(read.get(0).spectrum().flux()).containsExactly(1, 2);
        assertThat(read.get(0).spectrum().wavelengths()).containsExactly(100, 101);
        assertThat(read.get(0).spectrum().weights()).containsExactly(1, 0.25);
        assertThat(read.get(1).spectrum().flux()).containsExactly(3, 4, 5, 6);
        assertThat(read.get(1).spectrum().weights()).containsExactly(1, 1, 0, 1 / 16.0);
        assertThat(read.get(2).spectrum().flux()).containsExactly(9, 8, 7);
        assertThat(read.get(2).spectrum().wavelengths()).containsExactly(300, 301, 302);
        assertThat(read.get(2).redshift()).hasValue(2);
    }

    @Test
    public void descriptorsOf64BitsAndScalingsAndGapsAreUnderstood() throws Exception {
        final Path file = FitsBytes.empty()
            .heapTable(16, 2, new String[]{"FLUX", "1QI(3)"}, 8 + 10, out -> {
                for (final long number : new long[]{2, 6, 3, 0}) {
                    out.writeLong(number);
                }
                out.write(new byte[8]);
                for (final int number : new int[]{10, -1, 30, 40, 50}) {
                    out.writeShort(number);
                }
            }, "THEAP   = 40", "TSCAL1  = 0.5", "TZERO1  = 1.0", "TNULL1  = -1", "CRVAL1  = 100", "CDELT1  = 1")
            .write(folder.getRoot().toPath(), "a.fits");
        final List<FitsSpectrum> read = read(file);
        assertThat(read.get(0).spectrum().flux()).containsExactly(21, 26);
        assertThat(read.get(0).spectrum().wavelengths()).containsExactly(100, 101);
        assertThat(read.get(1).spectrum().flux()).containsExactly(6, Double.NaN, 16);
        assertThat(read.get(1).spectrum().wavelengths()).containsExactly(100, 101, 102);
    }

    @Test
    public void arraysOfOneRowThatDifferInLengthAreNamedWithTheirPlace() throws Exception {
        final Path weights = write("FLUX", new double[][]{{1, 2}, {3, 4, 5}}, "WAVE",
            new double[][]{{100, 101}, {200, 201, 202}}, "IVAR", new double[][]{{1, 1}, {1, 1}});
        try (FitsSpectra spectra = FitsSpectra.open(weights, FitsOptions.DEFAULT)) {
            assertThat(spectra.next().spectrum().flux()).containsExactly(1, 2);
            assertThatThrownBy(spectra::next).isInstanceOf(FitsFormatException.class)
                .hasMessage("a.fits, extension 1, column \"IVAR\", row 1 (from 0): there are 2 numbers, but 3 fluxes");
        }
        final Path wavelengths = write("FLUX", new double[][]{{1, 2}, {3, 4, 5}}, "WAVE",
            new double[][]{{100, 101, 102}, {200, 201, 202}});
        assertThatThrownBy(() -> read(wavelengths)).isInstanceOf(FitsFormatException.class)
            .hasMessageContaining("\"WAVE\", row 0 (from 0)").hasMessageContaining("3 numbers, but 2 fluxes");
    }

    /** Columns of one length for all and of variable length may stand beside each other. */
    @Test
    public void fixedWavelengthsBelongToVariableFluxesOfTheirLength() throws Exception {
        final Path file = FitsBytes.empty().heapTable(24, 2, new String[]{"FLUX", "1PE", "WAVE", "2D"}, 16, out -> {
            for (int row = 0; row < 2; row++) {
                out.writeInt(2);
                out.writeInt(8 * row);
                out.writeDouble(100 + row);
                out.writeDouble(200 + row);
            }
            for (int i = 0; i < 4; i++) {
                out.writeFloat(i);
            }
        }).write(folder.getRoot().toPath(), "a.fits");
        assertThat(read(file).get(1).spectrum().wavelengths()).containsExactly(101, 201);
        assertThat(read(file).get(1).spectrum().flux()).containsExactly(2, 3);
    }

    @Test
    public void emptyArrayIsNoSpectrum() throws Exception {
        final Path file = write("FLUX", new double[][]{{1, 2}, {}}, "WAVE", new double[][]{{100, 101}, {}});
        assertThatThrownBy(() -> read(file)).isInstanceOf(FitsFormatException.class)
            .hasMessageContaining("a.fits, spectrum 1").hasMessageContaining("0 pixels");
    }

    @Test
    public void gzipAroundAHeapIsUnpacked() throws Exception {
        final Path plain = write("FLUX", new double[][]{{1, 2}, {3, 4, 5}}, "WAVE",
            new double[][]{{100, 101}, {200, 201, 202}});
        final Path file = folder.getRoot().toPath().resolve("b.fits.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            Files.copy(plain, out);
        }
        assertThat(read(file).get(1).spectrum().flux()).containsExactly(3, 4, 5);
    }

    /** 40 MB of heap: a row is read when it is asked for. */
    @Test
    public void largeHeapsAreStreamed() throws Exception {
        final int pixels = 5000;
        final int count = 1000;
        final Path file =
            FitsBytes.empty().heapTable(8, count, new String[]{"FLUX", "1PD"}, 8L * pixels * count, out -> {
                for (int j = 0; j < count; j++) {
                    out.writeInt(pixels);
                    out.writeInt(8 * pixels * j);
                }
                out.write(new byte[8 * pixels * count]);
            }, "CRVAL1  = 100", "CDELT1  = 1").write(folder.getRoot().toPath(), "a.fits");
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        final long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        try (FitsSpectra spectra = FitsSpectra.open(file, FitsOptions.DEFAULT)) {
            for (int j = 0; j < 3; j++) {
                assertThat(spectra.next().spectrum().flux()).hasSize(pixels);
            }
        }
        assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
            .as("bytes allocated for 3 of 1000 rows").isLessThan(8 << 20);
    }
}
