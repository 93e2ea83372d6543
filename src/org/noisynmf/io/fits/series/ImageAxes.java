package org.noisynmf.io.fits.series;

/** The axes of an image, slowest first; the last one runs along a row. */
final class ImageAxes {

    private final int[] m_lengths;

    /**
     * @param lengths of the axes, slowest first, at least one
     */
    ImageAxes(final int[] lengths) {
        m_lengths = lengths.clone();
    }

    /** @return number of axes */
    int count() {
        return m_lengths.length;
    }

    /**
     * @param axis 0 = slowest
     * @return its length
     */
    int length(final int axis) {
        return m_lengths[axis];
    }

    /** @return numbers in a row */
    int length() {
        return m_lengths[m_lengths.length - 1];
    }

    /**
     * @return number of rows
     * @throws ArithmeticException if there are more than 2³¹ − 1
     */
    int rows() {
        int rows = 1;
        for (int a = 0; a < m_lengths.length - 1; a++) {
            rows = Math.multiplyExact(rows, m_lengths[a]);
        }
        return rows;
    }

    /**
     * @param row 0-based
     * @return where it begins, one number an axis, slowest first
     */
    int[] corner(final int row) {
        final int[] corner = new int[m_lengths.length];
        int rest = row;
        for (int a = m_lengths.length - 2; a >= 0; a--) {
            corner[a] = rest % m_lengths[a];
            rest /= m_lengths[a];
        }
        return corner;
    }
}
