package org.noisynmf.io.fits;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** FITS files made by hand, card by card, from the text of the standard. */
public final class FitsBytes {

    private static final int BLOCK = 2880;

    private final ByteArrayOutputStream m_bytes = new ByteArrayOutputStream();

    /** Writes a data unit. */
    @FunctionalInterface
    public interface Data {
        void write(DataOutputStream out) throws IOException;
    }

    /** @return a file that begins with an image of doubles; axes as NAXIS1, NAXIS2, … */
    public static FitsBytes image(final int[] axes, final double[] values, final String... cards) {
        return new FitsBytes().unit("SIMPLE  =                    T", -64, axes, doubles(values), cards);
    }

    /** @return a file whose primary unit has no data */
    public static FitsBytes empty(final String... cards) {
        return new FitsBytes().unit("SIMPLE  =                    T", 8, new int[0], out -> {
        }, cards);
    }

    /** Appends an image of doubles. */
    public FitsBytes extension(final String name, final int[] axes, final double... values) {
        return unit("XTENSION= 'IMAGE   '", -64, axes, doubles(values), "PCOUNT  = 0", "GCOUNT  = 1",
            "EXTNAME = '" + name + "'");
    }

    /** Appends a table; columns as name, form, name, form, … */
    public FitsBytes table(final int width, final int rows, final String[] columns, final Data data,
        final String... cards) {
        return heapTable(width, rows, columns, 0, data, cards);
    }

    /** Appends a table with a heap behind it of so many bytes, gap included; data = rows, gap and heap. */
    public FitsBytes heapTable(final int width, final int rows, final String[] columns, final long heap,
        final Data data, final String... cards) {
        final String[] all = new String[columns.length + 3 + cards.length];
        all[0] = "PCOUNT  = " + heap;
        all[1] = "GCOUNT  = 1";
        all[2] = "TFIELDS = " + columns.length / 2;
        for (int c = 0; c < columns.length; c += 2) {
            all[3 + c] = String.format("TTYPE%-3d= '%s'", c / 2 + 1, columns[c]);
            all[4 + c] = String.format("TFORM%-3d= '%s'", c / 2 + 1, columns[c + 1]);
        }
        System.arraycopy(cards, 0, all, 3 + columns.length, cards.length);
        return unit("XTENSION= 'BINTABLE'", 8, new int[]{width, rows}, data, all);
    }

    /** Appends anything. */
    public FitsBytes unit(final String first, final int bitpix, final int[] axes, final Data data,
        final String... cards) {
        final StringBuilder header = new StringBuilder();
        card(header, first);
        card(header, "BITPIX  = " + bitpix);
        card(header, "NAXIS   = " + axes.length);
        for (int a = 0; a < axes.length; a++) {
            card(header, String.format("NAXIS%-3d= %d", a + 1, axes[a]));
        }
        for (final String card : cards) {
            card(header, card);
        }
        card(header, "END");
        pad(header.toString().getBytes(StandardCharsets.ISO_8859_1), ' ');
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            data.write(new DataOutputStream(bytes));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        pad(bytes.toByteArray(), 0);
        return this;
    }

    private static void card(final StringBuilder header, final String card) {
        header.append(String.format("%-80s", card));
    }

    private void pad(final byte[] content, final int filler) {
        m_bytes.writeBytes(content);
        while (m_bytes.size() % BLOCK != 0) {
            m_bytes.write(filler);
        }
    }

    private static Data doubles(final double... values) {
        return out -> {
            for (final double value : values) {
                out.writeDouble(value);
            }
        };
    }

    /** @return the file's content */
    public byte[] bytes() {
        return m_bytes.toByteArray();
    }

    /** @return the file, written */
    public Path write(final Path folder, final String name) throws IOException {
        return Files.write(folder.resolve(name), bytes());
    }
}
