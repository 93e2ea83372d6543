package org.knime.core.data.image.png;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

import javax.imageio.ImageIO;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.image.ImageContent;

/** A picture in PNG. */
public class PNGImageContent implements ImageContent {

    public static final DataType TYPE = DataType.getType(PNGImageCell.class);

    private final byte[] m_bytes;

    public PNGImageContent() {
        this(new byte[0]);
    }

    public PNGImageContent(final byte[] bytes) {
        m_bytes = bytes.clone();
    }

    public PNGImageContent(final InputStream in) throws IOException {
        m_bytes = in.readAllBytes();
    }

    public byte[] getByteArray() {
        return m_bytes.clone();
    }

    public Image getImage() {
        return image();
    }

    private BufferedImage image() {
        try {
            var image = ImageIO.read(new ByteArrayInputStream(m_bytes));
            if (image == null) {
                throw new IllegalStateException("Not a PNG image");
            }
            return image;
        } catch (IOException e) {
            throw new IllegalStateException("Not a readable PNG image: " + e.getMessage(), e);
        }
    }

    @Override
    public void paint(final Graphics2D g, final int width, final int height) {
        g.drawImage(image(), 0, 0, width, height, null);
    }

    @Override
    public Dimension getPreferredSize() {
        var image = image();
        return new Dimension(image.getWidth(), image.getHeight());
    }

    @Override
    public void save(final OutputStream out) throws IOException {
        out.write(m_bytes);
    }

    @Override
    public String getSummary() {
        var size = getPreferredSize();
        return "PNG Image, size: " + size.width + " x " + size.height;
    }

    @Override
    public DataCell toImageCell() {
        return new PNGImageCell(this);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof PNGImageContent content && Arrays.equals(m_bytes, content.m_bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(m_bytes);
    }
}
