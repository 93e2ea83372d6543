package org.noisynmf.io.fits;

import java.io.IOException;
import java.lang.reflect.Array;
import java.util.Arrays;

import nom.tam.fits.Header;
import nom.tam.fits.ImageHDU;

/** The rows of an image: its first axis runs along a row, the others count rows. */
final class ImageSeries implements Series {

    private final FitsContent m_file;

    private final ImageHDU m_image;

    /** Axes, slowest first; the last one is the length of a row. */
    private final int[] m_axes;

    private final double m_scale;

    private final double m_zero;

    private final double m_blank;

    ImageSeries(final FitsContent file, final ImageHDU image) {
        final Header header = image.getHeader();
        m_file = file;
        m_image = image;
        m_axes = image.getAxes();
        m_scale = header.getDoubleValue("BSCALE", 1);
        m_zero = header.getDoubleValue("BZERO", 0);
        m_blank = header.getIntValue("BITPIX") > 0 ? header.getDoubleValue("BLANK", Double.NaN) : Double.NaN;
    }

    @Override
    public int count() {
        int count = 1;
        for (int a = 0; a < m_axes.length - 1; a++) {
            count = Math.multiplyExact(count, m_axes[a]);
        }
        return count;
    }

    @Override
    public int length() {
        return m_axes[m_axes.length - 1];
    }

    @Override
    public double[] row(final int row) throws IOException {
        final int[] corner = new int[m_axes.length];
        int rest = row;
        for (int a = m_axes.length - 2; a >= 0; a--) {
            corner[a] = rest % m_axes[a];
            rest /= m_axes[a];
        }
        final int[] lengths = new int[m_axes.length];
        Arrays.fill(lengths, 1);
        lengths[lengths.length - 1] = length();
        return m_file.reading(() -> numbers(m_image.getTiler().getTile(corner, lengths)));
    }

    private double[] numbers(final Object tile) {
        final double[] numbers = new double[length()];
        for (int i = 0; i < numbers.length; i++) {
            final double stored =
                tile instanceof byte[] bytes ? Byte.toUnsignedInt(bytes[i]) : Array.getDouble(tile, i);
            numbers[i] = stored == m_blank ? Double.NaN : m_zero + m_scale * stored;
        }
        return numbers;
    }
}
