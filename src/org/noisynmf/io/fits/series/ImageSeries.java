package org.noisynmf.io.fits.series;

import java.io.IOException;
import java.util.Arrays;

import org.noisynmf.io.fits.file.FitsContent;
import org.noisynmf.io.fits.file.Scaling;

import nom.tam.fits.ImageHDU;

/** The rows of an image: its first axis runs along a row, the others count rows. */
final class ImageSeries implements Series {

    private final FitsContent m_file;

    private final ImageHDU m_image;

    private final ImageAxes m_axes;

    private final Scaling m_scaling;

    ImageSeries(final FitsContent file, final ImageHDU image) {
        m_file = file;
        m_image = image;
        m_axes = new ImageAxes(image.getAxes());
        m_scaling = Scaling.ofImage(image.getHeader(), image.getHeader().getIntValue("BITPIX"));
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
        m_file.checkMemory((long)length() * Double.BYTES);
        final int[] lengths = new int[m_axes.count()];
        Arrays.fill(lengths, 1);
        lengths[lengths.length - 1] = length();
        return m_file.reading(() -> m_image.getTiler().getTile(m_axes.corner(row), lengths));
    }
}
