package io.github.coconut4j.curriculum.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.jfree.chart.plot.Plot;

/**
 * A chart that stands in a page and lies beside it as files.
 *
 * @param id its name, in the page and of its files
 * @param plot what is drawn
 * @param width of the drawing in pixels
 * @param height of the drawing in pixels
 */
public record Chart(String id, Plot plot, int width, int height) {
    private static final String INK = "#1d2530";
    private static final int PIXELS = 2;

    /** {@return HTML for a page: in the page's colours, for wide windows and narrow ones} */
    public String figure() {
        return ChartStyle.figure(plot, true, id, width, height);
    }

    /** {@return an SVG file, dark on white} */
    public String svg() {
        return ChartStyle.svg(plot, true, id, width, height)
                .replaceFirst("<svg ", "<svg color=\"%s\" style=\"background:#fff\" ".formatted(INK))
                .replace("currentColor", INK);
    }

    /** {@return a PNG file, dark on white, two pixels for each of the drawing's} */
    public byte[] png() {
        BufferedImage image = new BufferedImage(PIXELS * width, PIXELS * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.scale(PIXELS, PIXELS);
        ChartStyle.chart(plot, true).draw(graphics, new Rectangle2D.Double(0, 0, width, height));
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException cannotHappen) {
            throw new UncheckedIOException("memory cannot be written to", cannotHappen);
        }
        return bytes.toByteArray();
    }
}
