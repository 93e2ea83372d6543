package org.noisynmf.io.fits.series;

import java.io.IOException;
import java.lang.reflect.Array;
import java.util.Locale;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.noisynmf.io.fits.file.DataSize;
import org.noisynmf.io.fits.file.FitsContent;
import org.noisynmf.io.fits.file.FitsFormatException;
import org.noisynmf.io.fits.file.Quantisation;
import org.noisynmf.io.fits.file.Scaling;
import org.noisynmf.io.fits.file.TileCodec;

import nom.tam.fits.BinaryTable;
import nom.tam.fits.Header;
import nom.tam.image.compression.hdu.CompressedImageHDU;
import nom.tam.util.ArrayFuncs;
import nom.tam.util.type.ElementType;

/**
 * The rows of an image that is compressed tile by tile, each tile a row of a table: FITS standard 4.0, section 10.1.
 * The tiles along one row of the image are unpacked at a time.
 */
final class CompressedImageSeries implements Series {

    private static final int MOST_AXES = 999;

    private final FitsContent m_file;

    private final int m_unit;

    private final Header m_header;

    private final BinaryTable m_table;

    private final Cells m_cells;

    private final ImageAxes m_axes;

    /** Axes of a tile, slowest first. */
    private final int[] m_tile;

    private final Class<?> m_type;

    private final Scaling m_scaling;

    private final Quantisation m_quantisation;

    /** The unpacked tiles along a row, and the number of the first of them. */
    private Object[] m_unpacked = {};

    private int m_first = -1;

    /**
     * @param file the file
     * @param unit index of the data unit
     * @param image what it holds
     * @throws FitsFormatException if the header is not one of a compressed image
     */
    CompressedImageSeries(final FitsContent file, final int unit, final CompressedImageHDU image)
        throws FitsFormatException {
        m_file = file;
        m_unit = unit;
        m_header = image.getHeader();
        m_table = image.getData();
        m_cells = new Cells(file, unit, m_header, m_table);
        final int bitpix = m_header.getIntValue("ZBITPIX");
        check(DataSize.BITPIX.contains(bitpix),
            () -> "ZBITPIX is " + bitpix + ", but must be one of 8, 16, 32, 64, -32, -64");
        m_type = ElementType.forBitpix(bitpix).primitiveClass();
        m_scaling = Scaling.ofImage(m_header, bitpix);
        m_quantisation = new Quantisation(m_header);
        final int count = m_header.getIntValue("ZNAXIS", -1);
        check(count >= 0 && count <= MOST_AXES, () -> "ZNAXIS is " + count + ", but must be 0 to " + MOST_AXES);
        final int[] axes = new int[count];
        m_tile = new int[count];
        for (int a = 0; a < count; a++) {
            axes[count - 1 - a] = length("ZNAXIS" + (a + 1), 0, -1);
            m_tile[count - 1 - a] = length("ZTILE" + (a + 1), 1, a == 0 ? Math.max(1, axes[count - 1]) : 1);
        }
        m_axes = new ImageAxes(axes);
        checkTiles();
    }

    private void check(final boolean holds, final Supplier<String> problem) throws FitsFormatException {
        if (!holds) {
            throw new FitsFormatException(m_file.name() + ", " + Candidate.place(m_unit) + ": " + problem.get());
        }
    }

    private int length(final String key, final int least, final int absent) throws FitsFormatException {
        final long length = m_header.getLongValue(key, absent);
        check(length >= least && length <= Integer.MAX_VALUE,
            () -> key + " is " + length + ", but must be " + least + " to " + Integer.MAX_VALUE);
        return (int)length;
    }

    /** What is allocated later is bounded by the size of the file: each tile is a row, and a row has its bytes. */
    private void checkTiles() throws FitsFormatException {
        long tiles = m_axes.count() == 0 ? 0 : 1;
        long rows = 1;
        for (int a = 0; a < m_axes.count(); a++) {
            tiles = Math.min(tiles * tiles(a), Integer.MAX_VALUE);
            rows = Math.min(rows * (a == m_axes.count() - 1 ? 1 : m_axes.length(a)), 1L << 31);
        }
        final long promised = tiles;
        check(tiles == m_table.getNRows(), () -> "the image is said to have " + promised + " tiles, but the table has "
            + m_table.getNRows() + " rows");
        check(rows <= Integer.MAX_VALUE, () -> "the image is said to have more than " + Integer.MAX_VALUE + " rows");
        check(m_axes.count() == 0 || TileCodec.isBelievable(length(), m_cells.heapSize()),
            () -> "ZNAXIS1 is " + length()
                + ", but so many numbers cannot be in " + m_cells.heapSize() + " bytes");
    }

    private int tiles(final int axis) {
        return (int)(((long)m_axes.length(axis) + m_tile[axis] - 1) / m_tile[axis]);
    }

    /** @return number of axes; 0 = there is no image */
    ImageAxes axes() {
        return m_axes;
    }

    @Override
    public int count() {
        return m_axes.rows();
    }

    @Override
    public int length() {
        return m_axes.length();
    }

    @Override
    public Scaling scaling() {
        return m_scaling;
    }

    @Override
    public Object stored(final int row) throws IOException {
        final int last = m_axes.count() - 1;
        final int[] corner = m_axes.corner(row);
        int first = 0;
        int within = 0;
        for (int a = 0; a < last; a++) {
            first = first * tiles(a) + corner[a] / m_tile[a];
            within = within * extent(a, corner[a]) + corner[a] % m_tile[a];
        }
        first *= tiles(last);
        if (first != m_first) {
            unpack(first, corner);
        }
        final Object numbers = Array.newInstance(m_type, length());
        for (int t = 0; t < m_unpacked.length; t++) {
            final int begin = t * m_tile[last];
            final int width = extent(last, begin);
            System.arraycopy(m_unpacked[t], within * width, numbers, begin, width);
        }
        return numbers;
    }

    /** The length of the tile that holds a pixel: the last tile of an axis may be shorter. */
    private int extent(final int axis, final int pixel) {
        final int begin = pixel - pixel % m_tile[axis];
        return Math.min(m_tile[axis], m_axes.length(axis) - begin);
    }

    private void unpack(final int first, final int[] corner) throws IOException {
        m_first = -1;
        m_unpacked = new Object[0];
        final int last = m_axes.count() - 1;
        long height = 1;
        for (int a = 0; a < last; a++) {
            height *= extent(a, corner[a]);
        }
        if (height > Integer.MAX_VALUE || !TileCodec.isBelievable(length() * height, m_cells.heapSize())) {
            throw new FitsFormatException(
                m_file.name() + ", " + Candidate.place(m_unit) + ": the tiles along a row are "
                    + "said to have " + length() + " × " + height + " numbers, but so many cannot be in "
                    + m_cells.heapSize()
                    + " bytes");
        }
        m_file.checkMemory(length() * height * Double.BYTES);
        final Object[] unpacked = new Object[tiles(last)];
        for (int t = 0; t < unpacked.length; t++) {
            unpacked[t] = unpacked(first + t, extent(last, t * m_tile[last]), (int)height);
        }
        m_unpacked = unpacked;
        m_first = first;
    }

    private Object unpacked(final int tile, final int width, final int height) throws IOException {
        final String place = m_file.name() + ", " + Candidate.place(m_unit) + ", tile " + tile + " (from 0): ";
        try {
            return tile(tile, width, height);
        } catch (final FitsFormatException e) {
            throw e;
        } catch (final RuntimeException e) {
            throw new FitsFormatException(place + FitsContent.reason(e), e);
        }
    }

    /** A tile that its method cannot hold is packed without loss by gzip, or not at all, in a column of its own. */
    private Object tile(final int tile, final int width, final int height) throws IOException {
        final byte[] packed = bytes("COMPRESSED_DATA", tile);
        if (packed.length > 0) {
            return quantised() ? restored(packed, tile, width, height)
                : codec(m_type).unpack(packed, width, height);
        }
        final byte[] zipped = bytes("GZIP_COMPRESSED_DATA", tile);
        if (zipped.length > 0) {
            return TileCodec.ofImage("GZIP_1", m_type, m_header).unpack(zipped, width, height);
        }
        return codec(m_type).ofBytes(bytes("UNCOMPRESSED_DATA", tile), width * height);
    }

    private TileCodec codec(final Class<?> type) {
        return TileCodec.ofImage(m_header.getStringValue("ZCMPTYPE", ""), type, m_header);
    }

    private boolean quantised() {
        return (m_type == float.class || m_type == double.class)
            && (column("ZSCALE") >= 0 || m_header.containsKey("ZSCALE"));
    }

    private Object restored(final byte[] packed, final int tile, final int width, final int height)
        throws IOException {
        final int[] whole = (int[])codec(int.class).unpack(packed, width, height);
        final Number blank = parameter("ZBLANK", tile);
        final Number scale = parameter("ZSCALE", tile);
        final Number zero = parameter("ZZERO", tile);
        final double[] numbers = m_quantisation.numbers(whole, tile, scale == null ? 1 : scale.doubleValue(),
            zero == null ? 0 : zero.doubleValue(), blank == null ? null : blank.intValue());
        final byte[] mask = bytes("NULL_PIXEL_MASK", tile);
        if (mask.length > 0) {
            final String method = m_header.getStringValue("ZMASKCMP", m_header.getStringValue("ZCMPTYPE", ""));
            final byte[] missing = (byte[])TileCodec.ofNullPixels(method).unpack(mask, width, height);
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = missing[i] == 0 ? numbers[i] : Double.NaN;
            }
        }
        return m_type == float.class ? ArrayFuncs.convertArray(numbers, float.class) : numbers;
    }

    /** From the tile's row, else from the header. */
    private @Nullable Number parameter(final String name, final int tile) throws IOException {
        final int column = column(name);
        if (column >= 0) {
            return (Number)Array.get(m_cells.cell(tile, column), 0);
        }
        return m_header.containsKey(name) ? m_header.getDoubleValue(name) : null;
    }

    private byte[] bytes(final String name, final int tile) throws IOException {
        final int column = column(name);
        if (column < 0) {
            return new byte[0];
        }
        final BinaryTable.ColumnDesc form = m_table.getDescriptor(column);
        if (form.isVariableSize()) {
            return m_cells.bytes(tile, column, ElementType.forClass(form.getElementClass()).size());
        }
        return m_cells.cell(tile, column) instanceof byte[] bytes ? bytes : new byte[0];
    }

    private int column(final String name) {
        for (int c = 0; c < m_table.getNCols(); c++) {
            if (name.equals(m_header.getStringValue("TTYPE" + (c + 1), "").trim().toUpperCase(Locale.ROOT))) {
                return c;
            }
        }
        return -1;
    }
}
