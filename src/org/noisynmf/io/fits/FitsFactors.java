package org.noisynmf.io.fits;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.noisynmf.io.fits.axis.Medium;
import org.noisynmf.io.fits.axis.WavelengthUnit;
import org.noisynmf.io.fits.file.LibraryLog;

import nom.tam.fits.BinaryTable;
import nom.tam.fits.BinaryTableHDU;
import nom.tam.fits.Header;
import nom.tam.util.FitsOutputStream;

/**
 * Factors as FITS files: templates with wavelengths as spectra, which {@link FitsSpectra} and others read; everything else as a
 * binary table with a column NAME and one for each entry of a vector. Names keep their letters of ASCII, others become question
 * marks.
 */
public final class FitsFactors {

    static {
        LibraryLog.silence();
    }

    /** Values of vectors. */
    @FunctionalInterface
    public interface Values {
        /**
         * @param vector number of a row
         * @param entry number of an entry
         * @return the value, NaN = unknown
         */
        double at(int vector, int entry);
    }

    /**
     * Where numbers come from.
     *
     * @param cards keywords of at most 8 letters with texts or numbers
     * @param history lines of text
     */
    public record Provenance(Map<String, Object> cards, List<String> history) {

        private void addTo(final Header header) {
            for (final Map.Entry<String, Object> card : cards.entrySet()) {
                if (card.getValue() instanceof Number number) {
                    header.addValue(card.getKey(), number, "");
                } else {
                    header.addValue(card.getKey(), ascii(card.getValue().toString()), "");
                }
            }
            history.forEach(line -> header.insertHistory(ascii(line)));
        }
    }

    private FitsFactors() {
    }

    private static String ascii(final String text) {
        return text.replaceAll("[^ -~]", "?");
    }

    /**
     * Writes templates as the images FLUX (one template a row) and WAVELENGTH, and their names.
     *
     * @param out receives the file; not closed
     * @param wavelengths d, increasing. Not modified.
     * @param unit of them; null = not known
     * @param medium of them; null = not known
     * @param names of the templates
     * @param values of the templates
     * @param provenance where they come from
     * @throws IOException if it cannot be written
     */
    public static void templates(final OutputStream out, final double[] wavelengths,
        final @Nullable WavelengthUnit unit,
        final @Nullable Medium medium, final List<String> names, final Values values, final Provenance provenance)
        throws IOException {
        // closing the writer ends the file, not the stream
        final FitsSpectraWriter writer = new FitsSpectraWriter(new OutputStream() {
            @Override
            public void write(final int b) throws IOException {
                out.write(b);
            }

            @Override
            public void write(final byte[] bytes, final int offset, final int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void flush() throws IOException {
                out.flush();
            }
        });
        try (writer) {
            writer.begin(FitsSpectraWriter.FLUX, new int[]{wavelengths.length, names.size()}, provenance::addTo);
            for (int k = 0; k < names.size(); k++) {
                final int template = k;
                writer.add(IntStream.range(0, wavelengths.length).mapToDouble(i -> values.at(template, i)).toArray());
            }
            writer.wavelengths(wavelengths, unit, medium);
            writer.names(names);
        }
    }

    /**
     * Writes a table.
     *
     * @param out receives the file; not closed
     * @param name of the table
     * @param rows names of the rows
     * @param columns names of the columns
     * @param values by row and column
     * @param provenance where they come from
     * @throws IOException if it cannot be written
     */
    public static void table(final OutputStream out, final String name, final List<String> rows,
        final List<String> columns, final Values values, final Provenance provenance) throws IOException {
        final BinaryTable table = new BinaryTable();
        table.addStringColumn(rows.stream().map(FitsFactors::ascii).toArray(String[]::new));
        for (int c = 0; c < columns.size(); c++) {
            final int column = c;
            table.addColumn(IntStream.range(0, rows.size()).mapToDouble(r -> values.at(r, column)).toArray());
        }
        final BinaryTableHDU unit = table.toHDU();
        unit.setColumnName(0, "NAME", null);
        for (int c = 0; c < columns.size(); c++) {
            unit.setColumnName(c + 1, ascii(columns.get(c)), null);
        }
        unit.getHeader().addValue("EXTNAME", name, "");
        provenance.addTo(unit.getHeader());
        final FitsOutputStream fits = new FitsOutputStream(out);
        final Header primary = new Header();
        primary.addValue("SIMPLE", true, "");
        primary.addValue("BITPIX", Byte.SIZE, "");
        primary.addValue("NAXIS", 0, "");
        primary.addValue("EXTEND", true, "");
        primary.write(fits);
        unit.write(fits);
        fits.flush();
    }
}
