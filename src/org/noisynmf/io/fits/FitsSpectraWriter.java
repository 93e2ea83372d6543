package org.noisynmf.io.fits;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.noisynmf.io.fits.axis.Medium;
import org.noisynmf.io.fits.axis.WavelengthUnit;
import org.noisynmf.io.fits.file.LibraryLog;

import nom.tam.fits.BinaryTable;
import nom.tam.fits.BinaryTableHDU;
import nom.tam.fits.FitsUtil;
import nom.tam.fits.Header;
import nom.tam.util.FitsOutputStream;

/**
 * Writes spectra on a common grid row by row: images of doubles, the first one as primary, each with a name by which
 * {@link FitsSpectra} finds it: FLUX, IVAR, WAVELENGTH. A row is an observation, axis 1 runs along its pixels.
 */
public final class FitsSpectraWriter implements Closeable {

    /** Name of the image of fluxes. */
    public static final String FLUX = "FLUX";

    /** Name of the image of inverse variances. */
    public static final String INVERSE_VARIANCE = "IVAR";

    /** Name of the image of wavelengths, one row. */
    public static final String WAVELENGTH = "WAVELENGTH";

    static {
        LibraryLog.silence();
    }

    private final FitsOutputStream m_out;

    private boolean m_primaryWritten;

    private int m_pixels;

    private long m_count;

    private long m_added;

    /**
     * @param out receives the file; closed with this
     */
    public FitsSpectraWriter(final OutputStream out) {
        m_out = new FitsOutputStream(out);
    }

    /**
     * Begins an image; the one before is complete.
     *
     * @param name what it holds
     * @param pixels d, numbers in a row, ≥ 1
     * @param count number of rows that follow, ≥ 1
     * @throws IOException if it cannot be written
     */
    public void begin(final String name, final int pixels, final long count) throws IOException {
        if (pixels < 1 || count < 1 || count > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("An image of " + count + " rows of " + pixels
                + " numbers cannot be written: both must be 1 to " + Integer.MAX_VALUE);
        }
        begin(name, new int[]{pixels, (int)count}, Map.of());
    }

    /**
     * Writes the image of wavelengths, all their digits.
     *
     * @param wavelengths one for each pixel. Not modified.
     * @param unit of them, written as BUNIT; null = not known
     * @param medium in which they were measured, written as AIRORVAC; null = not known
     * @throws IOException if it cannot be written
     */
    public void wavelengths(final double[] wavelengths, final @Nullable WavelengthUnit unit,
        final @Nullable Medium medium) throws IOException {
        final Map<String, Object> cards = new LinkedHashMap<>();
        if (unit != null) {
            cards.put("BUNIT", unit.text());
        }
        if (medium != null) {
            cards.put("AIRORVAC", medium == Medium.AIR ? "air" : "vac");
        }
        begin(WAVELENGTH, new int[]{wavelengths.length, 1}, cards);
        add(wavelengths);
    }

    /**
     * @param name what the image holds
     * @param axes NAXIS1, and NAXIS2 if there are rows
     * @param cards further keywords with texts, whole or floating-point numbers
     * @throws IOException if it cannot be written
     */
    void begin(final String name, final int[] axes, final Map<String, Object> cards) throws IOException {
        begin(name, axes, header -> {
            for (final Map.Entry<String, Object> card : cards.entrySet()) {
                if (card.getValue() instanceof Number number) {
                    header.addValue(card.getKey(), number, "");
                } else {
                    header.addValue(card.getKey(), card.getValue().toString(), "");
                }
            }
        });
    }

    /**
     * @param name what the image holds
     * @param axes NAXIS1, and NAXIS2 if there are rows
     * @param further adds keywords
     * @throws IOException if it cannot be written
     */
    void begin(final String name, final int[] axes, final Consumer<Header> further) throws IOException {
        finishImage();
        final Header header = new Header();
        if (m_primaryWritten) {
            header.addValue("XTENSION", "IMAGE", "");
        } else {
            header.addValue("SIMPLE", true, "");
        }
        header.addValue("BITPIX", -Double.SIZE, "");
        header.addValue("NAXIS", axes.length, "");
        for (int a = 0; a < axes.length; a++) {
            header.addValue("NAXIS" + (a + 1), axes[a], "");
        }
        if (m_primaryWritten) {
            header.addValue("PCOUNT", 0, "");
            header.addValue("GCOUNT", 1, "");
        } else {
            header.addValue("EXTEND", true, "");
        }
        header.addValue("EXTNAME", name, "");
        further.accept(header);
        header.write(m_out);
        m_primaryWritten = true;
        m_pixels = axes[0];
        m_count = axes.length > 1 ? axes[1] : 1;
        m_added = 0;
    }

    /**
     * @param row numbers of the image begun, NaN = none. Not modified.
     * @throws IOException if it cannot be written
     */
    public void add(final double[] row) throws IOException {
        if (row.length != m_pixels || m_added == m_count) {
            throw new IllegalArgumentException("Row " + m_added + " of " + row.length
                + " numbers does not belong to an image of " + m_count + " × " + m_pixels);
        }
        m_out.write(row, 0, row.length);
        m_added++;
    }

    private void finishImage() throws IOException {
        if (m_added != m_count) {
            throw new IllegalStateException(m_added + " of " + m_count + " rows were written");
        }
        m_out.write(new byte[FitsUtil.padding(m_count * m_pixels * Double.BYTES)]);
        m_count = 0;
        m_added = 0;
    }

    /**
     * Writes the names of the rows as a table ROWS with the column NAME, after the images.
     *
     * @param names one for each row; characters beyond ASCII become question marks
     * @throws IOException if they cannot be written
     */
    public void names(final List<String> names) throws IOException {
        finishImage();
        final BinaryTable table = new BinaryTable();
        table.addStringColumn(names.stream().map(n -> n.replaceAll("[^ -~]", "?")).toArray(String[]::new));
        final BinaryTableHDU unit = table.toHDU();
        unit.setColumnName(0, "NAME", null);
        unit.getHeader().addValue("EXTNAME", "ROWS", "");
        unit.write(m_out);
    }

    /** Ends the file. One whose last image lacks rows stays as it is, for whoever failed to write it to throw away. */
    @Override
    public void close() throws IOException {
        try (m_out) {
            if (m_added == m_count) {
                finishImage();
            }
        }
    }
}
