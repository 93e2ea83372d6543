package org.noisynmf.io.fits.series;

import java.io.IOException;
import java.lang.reflect.Array;
import java.util.regex.Matcher;

import org.noisynmf.io.fits.file.DataSize;
import org.noisynmf.io.fits.file.FitsContent;
import org.noisynmf.io.fits.file.FitsFormatException;
import org.noisynmf.io.source.Excerpt;

import nom.tam.fits.BinaryTable;
import nom.tam.fits.Header;
import nom.tam.util.type.ElementType;

/**
 * The cells of a binary table, as they are stored. For an array of variable length a row holds its number of elements
 * and its place in the heap, which lies behind the table: FITS standard 4.0, section 7.3.5. Each is read when it is
 * asked for; the library would read the whole heap, and allocate before it looks whether the array lies within.
 */
final class Cells {

    /** The longest array of Java. */
    private static final int MOST = Integer.MAX_VALUE - 8;

    private final FitsContent m_file;

    private final String m_unit;

    private final BinaryTable m_table;

    private final long m_rowLength;

    /** Where in a row each column begins. */
    private final long[] m_offsets;

    private final long m_begin;

    private final long m_tableEnd;

    private final long m_end;

    /**
     * @param file the file
     * @param unit index of the data unit, 0 = primary
     * @param header of the unit, with sizes that were checked
     * @param table its rows
     */
    Cells(final FitsContent file, final int unit, final Header header, final BinaryTable table) {
        m_file = file;
        m_unit = Candidate.place(unit);
        m_table = table;
        m_rowLength = header.getLongValue("NAXIS1");
        m_offsets = new long[table.getNCols() + 1];
        for (int c = 0; c < table.getNCols(); c++) {
            final Matcher form = DataSize.FORM.matcher(header.getStringValue("TFORM" + (c + 1), ""));
            m_offsets[c + 1] = m_offsets[c] + (form.matches() ? DataSize.width(form) : 0);
        }
        m_tableEnd = m_rowLength * header.getLongValue("NAXIS2");
        m_begin = header.getLongValue("THEAP", m_tableEnd);
        m_end = m_tableEnd + header.getLongValue("PCOUNT", 0);
    }

    /**
     * @param row 0-based
     * @param column 0-based, of fixed length, of real numbers or logicals
     * @return an array of its numbers; of bytes for logicals
     * @throws IOException if it cannot be read; the message names the file
     */
    Object cell(final int row, final int column) throws IOException {
        final BinaryTable.ColumnDesc form = m_table.getDescriptor(column);
        m_file.checkMemory((long)form.getElementCount() * Double.BYTES);
        final Object cell =
            Array.newInstance(form.isLogical() ? byte.class : form.getElementClass(), form.getElementCount());
        m_file.read(position(row, column), cell);
        return cell;
    }

    private long position(final int row, final int column) {
        return m_table.getFileOffset() + row * m_rowLength + m_offsets[column];
    }

    /**
     * @param bytes that are about to be allocated
     * @throws FitsFormatException if so many are not free
     */
    void checkMemory(final long bytes) throws FitsFormatException {
        m_file.checkMemory(bytes);
    }

    /** @return bytes in the heap */
    long heapSize() {
        return m_end - m_begin;
    }

    /**
     * @param row 0-based
     * @param column 0-based, of variable length
     * @param type of its elements
     * @return the array
     * @throws FitsFormatException if it does not lie within the heap
     * @throws IOException if it cannot be read; the message names the file
     */
    Object array(final int row, final int column, final Class<?> type) throws IOException {
        return read(row, column, ElementType.forClass(type).size(), type);
    }

    /**
     * @param row 0-based
     * @param column 0-based, of variable length
     * @param width bytes of one of its elements
     * @return the bytes of the array
     * @throws FitsFormatException if it does not lie within the heap
     * @throws IOException if it cannot be read; the message names the file
     */
    byte[] bytes(final int row, final int column, final int width) throws IOException {
        return (byte[])read(row, column, width, byte.class);
    }

    private Object read(final int row, final int column, final int width, final Class<?> type) throws IOException {
        final Object descriptor = m_table.getDescriptor(column).hasLongPointers() ? new long[2] : new int[2];
        m_file.read(position(row, column), descriptor);
        final long count = Array.getLong(descriptor, 0);
        final long offset = Array.getLong(descriptor, 1);
        if (m_begin < m_tableEnd || m_begin > m_end) {
            throw new FitsFormatException(m_file.name() + ", " + m_unit + ": THEAP is " + m_begin
                + ", but must be " + m_tableEnd + " to " + m_end);
        }
        if (count == 0) {
            return Array.newInstance(type, 0);
        }
        final long elements = count * (width / ElementType.forClass(type).size());
        if (count < 0 || offset < 0 || offset > heapSize() || count > (heapSize() - offset) / width
            || elements > MOST) {
            throw new FitsFormatException(m_file.name() + ", " + place(row, column) + ": its array is said to have "
                + count + " elements of " + width + " bytes from byte " + offset + " of the heap on, which has "
                + heapSize() + " bytes");
        }
        m_file.checkMemory(count * width);
        final Object array = Array.newInstance(type, (int)elements);
        m_file.read(m_table.getFileOffset() + m_begin + offset, array);
        return array;
    }

    /**
     * @param row 0-based
     * @param column 0-based
     * @return where that is, for messages
     */
    String place(final int row, final int column) {
        return m_unit + ", column \"" + Excerpt.of(String.valueOf(m_table.getDescriptor(column).name())) + "\", row "
            + row + " (from 0)";
    }
}
