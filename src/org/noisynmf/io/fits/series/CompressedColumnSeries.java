package org.noisynmf.io.fits.series;

import java.io.IOException;
import java.lang.reflect.Array;
import java.util.Map;
import java.util.regex.Matcher;

import org.jspecify.annotations.Nullable;
import org.noisynmf.io.fits.file.DataSize;
import org.noisynmf.io.fits.file.FitsContent;
import org.noisynmf.io.fits.file.FitsFormatException;
import org.noisynmf.io.fits.file.Logicals;
import org.noisynmf.io.fits.file.Scaling;
import org.noisynmf.io.fits.file.TileCodec;

import nom.tam.fits.BinaryTable;
import nom.tam.fits.Header;
import nom.tam.image.compression.hdu.CompressedTableHDU;
import nom.tam.util.type.ElementType;

/**
 * The cells of a column of a table that is compressed, some rows at a time, column by column: FITS standard 4.0,
 * section 10.3. One tile is unpacked at a time.
 */
final class CompressedColumnSeries implements Series {

    private static final Map<String, Class<?>> TYPES = Map.of("L", byte.class, "B", byte.class, "I", short.class, "J",
        int.class, "K", long.class, "E", float.class, "D", double.class);

    private final FitsContent m_file;

    private final int m_unit;

    private final BinaryTable m_table;

    private final Cells m_cells;

    private final int m_column;

    private final String m_form;

    private final int m_repeat;

    private final int m_rows;

    private final int m_tileRows;

    private final TileCodec m_codec;

    private final Class<?> m_type;

    private final Scaling m_scaling;

    private Object m_unpacked = new byte[0];

    private int m_tile = -1;

    private CompressedColumnSeries(final FitsContent file, final int unit, final CompressedTableHDU table,
        final int column, final String form, final int repeat, final Class<?> type) throws FitsFormatException {
        final Header header = table.getHeader();
        m_file = file;
        m_unit = unit;
        m_table = table.getData();
        m_cells = new Cells(file, unit, header, m_table);
        m_column = column;
        m_form = form;
        m_repeat = repeat;
        m_type = type;
        m_codec = TileCodec.ofColumn(header.getStringValue("ZCTYP" + (column + 1), "GZIP_2"), type);
        m_scaling = form.equals("L") ? Logicals.SCALING : Scaling.ofColumn(header, column);
        final long rows = header.getLongValue("ZNAXIS2", -1);
        final long tileRows = header.getLongValue("ZTILELEN", rows);
        if (rows < 1 || rows > Integer.MAX_VALUE || tileRows < 1
            || (rows + tileRows - 1) / tileRows != m_table.getNRows()) {
            throw new FitsFormatException(file.name() + ", " + Candidate.place(unit) + ": ZNAXIS2 is " + rows
                + " and ZTILELEN " + tileRows + ", but the compressed table has " + m_table.getNRows() + " tiles");
        }
        m_rows = (int)rows;
        m_tileRows = (int)Math.min(tileRows, rows);
        if (!TileCodec.isBelievable(m_rows, m_cells.heapSize())) {
            throw new FitsFormatException(file.name() + ", " + Candidate.place(unit) + ": ZNAXIS2 is " + rows
                + ", but so many rows cannot be in " + m_cells.heapSize() + " bytes");
        }
    }

    /**
     * @param file the file
     * @param unit index of the data unit
     * @param table what it holds
     * @param column 0-based
     * @return the numbers of that column, or null if it holds others than real numbers and logicals
     * @throws FitsFormatException if the header is not one of a compressed table
     */
    static @Nullable CompressedColumnSeries of(final FitsContent file, final int unit, final CompressedTableHDU table,
        final int column) throws FitsFormatException {
        final Matcher form = DataSize.FORM.matcher(table.getHeader().getStringValue("ZFORM" + (column + 1), ""));
        if (!form.matches() || table.getNRows() == 0) {
            return null;
        }
        final int repeat = DataSize.repeat(form);
        final String letter = form.group(2);
        if (letter.equals("P") || letter.equals("Q")) {
            return repeat == 0 ? null : new CompressedColumnSeries(file, unit, table, column, letter, 1, byte.class);
        }
        final Class<?> type = TYPES.get(letter);
        return type == null || repeat == 0 ? null
            : new CompressedColumnSeries(file, unit, table, column, letter, repeat, type);
    }

    /** @return whether it holds true and false */
    boolean isLogical() {
        return m_form.equals("L");
    }

    private boolean isVariable() {
        return m_form.equals("P") || m_form.equals("Q");
    }

    @Override
    public int count() {
        return m_repeat > 1 || isVariable() ? m_rows : 1;
    }

    @Override
    public int length() {
        return isVariable() ? VARIES : m_repeat > 1 ? m_repeat : m_rows;
    }

    @Override
    public Scaling scaling() {
        return m_scaling;
    }

    @Override
    public Object stored(final int row) throws IOException {
        if (isVariable()) {
            throw new FitsFormatException(m_file.name() + ", " + m_cells.place(0, m_column)
                + ": arrays of variable length in a compressed table cannot be read: unpack the file with funpack");
        }
        m_cells.checkMemory((long)length() * Double.BYTES);
        final Object numbers = Array.newInstance(m_type, length());
        if (m_repeat > 1) {
            System.arraycopy(tile(row / m_tileRows), row % m_tileRows * m_repeat, numbers, 0, m_repeat);
        } else {
            for (int t = 0; t < m_table.getNRows(); t++) {
                final Object tile = tile(t);
                System.arraycopy(tile, 0, numbers, t * m_tileRows, Array.getLength(tile));
            }
        }
        return isLogical() ? Logicals.numbers((byte[])numbers) : numbers;
    }

    private Object tile(final int tile) throws IOException {
        if (tile != m_tile) {
            m_tile = -1;
            m_unpacked = new byte[0];
            final int rows = Math.min(m_tileRows, m_rows - tile * m_tileRows);
            final byte[] packed = m_cells.bytes(tile, m_column,
                ElementType.forClass(m_table.getDescriptor(m_column).getElementClass()).size());
            try {
                m_unpacked = m_codec.unpack(packed, m_repeat, rows);
            } catch (final RuntimeException e) {
                throw new FitsFormatException(
                    m_file.name() + ", " + m_cells.place(tile, m_column) + ", a tile: " + FitsContent.reason(e), e);
            }
            m_tile = tile;
        }
        return m_unpacked;
    }
}
