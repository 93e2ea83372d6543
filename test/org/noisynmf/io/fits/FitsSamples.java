package org.noisynmf.io.fits;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import nom.tam.fits.Fits;
import nom.tam.fits.ImageHDU;
import nom.tam.image.compression.hdu.CompressedImageHDU;
import nom.tam.util.FitsOutputStream;

/** One small good file of each layout that is read. */
final class FitsSamples {

    private static final String[] LINEAR = {"CRVAL1  = 100", "CDELT1  = 2", "OBJECT  = 'sample'", "Z       = 0.5"};

    private FitsSamples() {
    }

    /** @return files by name */
    static Map<String, byte[]> all() {
        final Map<String, byte[]> all = new LinkedHashMap<>();
        final double[] six = {1, 2, 3, 4, 5, 6};
        final FitsBytes image = FitsBytes.image(new int[]{3, 2}, six, LINEAR).extension("IVAR", new int[]{3, 2}, six)
            .extension("MASK", new int[]{3}, 0, 0, 1);
        all.put("image.fits", image.bytes());
        all.put("packed.fits.gz", zipped(image.bytes()));
        all.put("logarithmic.fits", FitsBytes.image(new int[]{6}, six, "COEFF0  = 3.5", "COEFF1  = 1E-4",
            "TELESCOP= 'SDSS 2.5-M'").unit("XTENSION= 'IMAGE   '", 16, new int[]{6}, out -> {
                for (int i = 0; i < 6; i++) {
                    out.writeShort(i);
                }
            }, "PCOUNT  = 0", "GCOUNT  = 1", "BSCALE  = 0.5", "BZERO   = 32768", "BLANK   = 3").bytes());
        all.put("cube.fits", FitsBytes.image(new int[]{1, 2, 3}, six, "CTYPE1  = 'RA---TAN'", "CTYPE2  = 'DEC--TAN'",
            "CTYPE3  = 'FREQ'", "CUNIT3  = 'GHz'", "CRVAL3  = 100.0", "CDELT3  = 1.0", "CRVAL1  = 1.0",
            "CDELT1  = 1.0").bytes());
        all.put("lamost.fits", FitsBytes.image(new int[]{2, 5}, new double[]{1, 2, 3, 4, 1000, 10000, 0, 0, 0, 1},
            "CRVAL1  = 3.0", "CD1_1   = 1.0", "DC-FLAG = 1", "TELESCOP= 'LAMOST'").bytes());
        all.put("rows.fits", FitsBytes.image(new int[]{2, 3}, six, "ARRAY1  = 'Flux'", "ARRAY2  = 'Error'",
            "ARRAY3  = 'Wavelength'").bytes());
        all.put("multispec.fits", FitsBytes.image(new int[]{3, 2}, six, "CTYPE1  = 'MULTISPE'",
            "WAT1_001= 'wtype=multispec label=Wavelength units=angstroms'",
            "WAT2_001= 'wtype=multispec spec1 = \"1 1 0 5000. 2. 3 0. 1. 1.\" spec2'",
            "WAT2_002= ' = \"2 2 1 3.7 0.1 2 0. 1. 1.\"'").bytes());
        all.put("pixels.fits", FitsBytes.empty().table(12, 3, new String[]{"flux", "E", "loglam", "E", "ivar", "E"},
            out -> {
                for (final float number : new float[]{1, 2, 4, 2, 3, 0, 3, 4, 6}) {
                    out.writeFloat(number);
                }
            }, "EXTNAME = 'COADD'").table(8, 1, new String[]{"Z", "D"}, out -> out.writeDouble(2.5)).bytes());
        all.put("arrays.fits", FitsBytes.empty().table(52, 2,
            new String[]{"REDSHIFT", "E", "FLUX", "2D", "ERR_FLUX", "2D", "WAVE", "2D"}, out -> {
                for (int row = 0; row < 2; row++) {
                    out.writeFloat(row);
                    for (final double number : new double[]{1, 2, 0.5, 0.25, 100 + row, 200 + row}) {
                        out.writeDouble(number);
                    }
                }
            }, "TUNIT4  = 'nm'").bytes());
        all.put("variable.fits", FitsBytes.empty().heapTable(16, 2, new String[]{"FLUX", "1PD", "WAVE", "1PD"}, 64,
            out -> {
                for (final int number : new int[]{2, 0, 2, 16, 2, 32, 2, 48}) {
                    out.writeInt(number);
                }
                for (final double number : new double[]{1, 2, 100, 101, 3, 4, 200, 201}) {
                    out.writeDouble(number);
                }
            }).bytes());
        final FitsBytes tables = FitsBytes.empty();
        for (int t = 0; t < 2; t++) {
            final int first = t + 1;
            tables.table(16, 2, new String[]{"WAVELENGTH", "D", "FLUX", "D"}, out -> {
                for (final double number : new double[]{first, 1, first + 1, 2}) {
                    out.writeDouble(number);
                }
            }, "EXTNAME = 'EXTRACT1D'", "EXTVER  = " + first, "TUNIT1  = 'um'");
        }
        all.put("tables.fits", tables.bytes());
        all.put("arms.fits", FitsBytes.empty().extension("FLUX", new int[]{3, 2}, six)
            .extension("WAVELENGTH", new int[]{3}, 100, 101, 102).extension("ERR", new int[]{3, 2}, six).bytes());
        for (final String method : new String[]{"RICE_1", "GZIP_2", "GZIP_1", "HCOMPRESS_1"}) {
            all.put(method.toLowerCase(java.util.Locale.ROOT) + ".fits.fz", compressed(method));
        }
        return all;
    }

    private static byte[] zipped(final byte[] content) {
        final ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] compressed(final String method) {
        final int[][] numbers = new int[8][40];
        for (int j = 0; j < numbers.length; j++) {
            for (int i = 0; i < numbers[j].length; i++) {
                numbers[j][i] = (i * 37 + j) % 100;
            }
        }
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Fits fits = new Fits()) {
            final ImageHDU image = (ImageHDU)Fits.makeHDU(numbers);
            image.addValue("CRVAL1", 1000.0, "");
            image.addValue("CDELT1", 2.0, "");
            final CompressedImageHDU packed = CompressedImageHDU.fromImageHDU(image, 40, 4);
            packed.setCompressAlgorithm(method);
            packed.compress();
            fits.addHDU(packed);
            fits.write(new FitsOutputStream(bytes));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
