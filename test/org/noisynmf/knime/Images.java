package org.noisynmf.knime;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

import javax.imageio.ImageIO;

import org.knime.core.data.image.png.PNGImageCell;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.image.ImagePortObject;

/** Images that nodes drew. */
public final class Images {

    private Images() {
    }

    /** @return the image at a port */
    public static BufferedImage image(final PortObject port) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(
            ((PNGImageCell)((ImagePortObject)port).toDataCell()).getImageContent().getByteArray()));
    }

    /** @return the colours in it, 0xrrggbb */
    public static Set<Integer> colours(final BufferedImage image) {
        final Set<Integer> colours = new HashSet<>();
        for (final int pixel : image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth())) {
            colours.add(pixel & 0xffffff);
        }
        return colours;
    }
}
