package org.noisynmf.view.plot;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.DOMImplementation;
import org.w3c.dom.Document;

/** Something drawn, for a report: of any size, as pixels or as SVG. Needs no display. */
@FunctionalInterface
public interface Plot {

    /**
     * Draws.
     *
     * @param graphics where to; its background is already white. Its state may be modified.
     * @param width in pixels
     * @param height in pixels
     */
    void paint(Graphics2D graphics, int width, int height);

    /**
     * The drawing as PNG.
     *
     * @param width in units of the drawing, ≥ 1; fonts are 12 units high
     * @param height in units of the drawing, ≥ 1
     * @param scale pixels a unit, &gt; 0: 1 for a screen, 3 for print
     * @return the bytes of a PNG file
     */
    default byte[] png(final int width, final int height, final double scale) {
        if (!(scale > 0)) {
            throw new IllegalArgumentException("the scale of an image must be > 0, got " + scale);
        }
        final BufferedImage image = new BufferedImage((int)Math.ceil(width * scale), (int)Math.ceil(height * scale),
            BufferedImage.TYPE_INT_RGB);
        final Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(scale, scale);
        paint(graphics, width, height);
        graphics.dispose();
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write the image", e);
        }
        return bytes.toByteArray();
    }

    /**
     * The drawing as SVG.
     *
     * @param width in pixels, ≥ 1
     * @param height in pixels, ≥ 1
     * @return an SVG document, to be written in UTF-8
     */
    default String svg(final int width, final int height) {
        final SVGGraphics2D graphics = new SVGGraphics2D(emptySvg());
        graphics.setSVGCanvasSize(new Dimension(width, height));
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        paint(graphics, width, height);
        final StringWriter text = new StringWriter();
        try {
            // Batik's own writer would name a DTD on the network.
            TransformerFactory.newInstance().newTransformer().transform(new DOMSource(graphics.getRoot()),
                new StreamResult(text));
        } catch (final TransformerException e) {
            throw new IllegalStateException("cannot write the drawing", e);
        }
        return text.toString();
    }

    private static Document emptySvg() {
        try {
            final DOMImplementation dom =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().getDOMImplementation();
            return dom.createDocument("http://www.w3.org/2000/svg", "svg", null);
        } catch (final ParserConfigurationException e) {
            throw new IllegalStateException("the Java runtime has no XML", e);
        }
    }
}
