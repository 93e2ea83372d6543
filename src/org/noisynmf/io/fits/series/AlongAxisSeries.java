package org.noisynmf.io.fits.series;

import java.io.IOException;
import java.lang.reflect.Array;
import java.util.List;

import org.noisynmf.io.fits.file.FitsContent;
import org.noisynmf.io.fits.file.Scaling;

/**
 * An image read along another axis than its first: its numbers along that axis for each place on the others, the first
 * one running fastest. All that belong to one row of the image are read together and kept.
 */
final class AlongAxisSeries implements Series {

    private final FitsContent m_file;

    private final Series m_rows;

    private final List<Integer> m_axes;

    private final int m_axis;

    /** Rows between neighbours along the axis. */
    private final int m_stride;

    private Object[] m_plane = {};

    private int m_planeAt = -1;

    /**
     * @param file the file
     * @param rows the image's rows along its first axis
     * @param axes lengths of its axes, NAXIS1 first
     * @param axis to read along, 0 = first, at least 1
     */
    AlongAxisSeries(final FitsContent file, final Series rows, final List<Integer> axes, final int axis) {
        m_file = file;
        m_rows = rows;
        m_axes = axes;
        m_axis = axis;
        int stride = 1;
        for (int a = 1; a < axis; a++) {
            stride *= axes.get(a);
        }
        m_stride = stride;
    }

    @Override
    public int count() {
        return (int)Math.min(Integer.MAX_VALUE, (long)m_rows.count() / length() * m_rows.length());
    }

    @Override
    public int length() {
        return m_axes.get(m_axis);
    }

    @Override
    public Scaling scaling() {
        return m_rows.scaling();
    }

    @Override
    public Object stored(final int row) throws IOException {
        final int width = m_rows.length();
        final int plane = row / width;
        if (plane != m_planeAt) {
            m_plane = read(plane);
            m_planeAt = plane;
        }
        final Object numbers = Array.newInstance(m_plane[0].getClass().getComponentType(), length());
        for (int i = 0; i < m_plane.length; i++) {
            System.arraycopy(m_plane[i], row % width, numbers, i, 1);
        }
        return numbers;
    }

    private Object[] read(final int plane) throws IOException {
        m_planeAt = -1;
        m_plane = new Object[0];
        m_file.checkMemory((long)length() * m_rows.length() * Double.BYTES);
        final Object[] rows = new Object[length()];
        final int first = plane / m_stride * m_stride * length() + plane % m_stride;
        for (int i = 0; i < rows.length; i++) {
            rows[i] = m_rows.stored(first + i * m_stride);
        }
        return rows;
    }
}
