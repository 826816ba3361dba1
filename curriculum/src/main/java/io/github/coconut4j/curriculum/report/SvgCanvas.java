package io.github.coconut4j.curriculum.report;

import java.awt.Font;
import java.awt.Graphics2D;
import java.io.StringWriter;
import java.util.function.Consumer;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Drawings as SVG elements that stand in an HTML page, several of them in one. */
final class SvgCanvas {
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";
    /** Java's sans-serif on Linux, its like elsewhere, and what a browser has. */
    private static final String FAMILIES = "DejaVu Sans, Verdana, sans-serif";

    private SvgCanvas() {}

    /**
     * Draws on an empty canvas.
     *
     * @param id of the element; begins the ids of all its parts
     * @return the element as text
     */
    static String draw(String id, int width, int height, Consumer<Graphics2D> drawing) {
        try {
            Document document = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(NAMESPACE, "svg", null);
            SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
            context.setComment(null);
            context.setIDGenerator(new PrefixedIds(id));
            SVGGraphics2D graphics = new SVGGraphics2D(context, false);
            drawing.accept(graphics);
            Element element = graphics.getRoot();
            fit(element, new Font(Font.SANS_SERIF, Font.PLAIN, 0), graphics);
            element.setAttribute("id", id);
            element.setAttribute("viewBox", "0 0 %d %d".formatted(width, height));
            return text(element);
        } catch (ParserConfigurationException | TransformerException e) {
            throw new IllegalStateException("the JDK's own XML tools refuse an empty document", e);
        }
    }

    /** A browser has other letters than Java: texts get the length that charts have placed them with, so that they end where they should. */
    private static void fit(Element element, Font inherited, Graphics2D measure) {
        String size = element.getAttribute("font-size");
        Font font = size.isEmpty() ? inherited : inherited.deriveFont(Float.parseFloat(size.replace("px", "")));
        if (element.hasAttribute("font-family")) {
            element.setAttribute("font-family", FAMILIES);
        }
        if (element.getTagName().equals("text")) {
            int length = measure.getFontMetrics(font).stringWidth(element.getTextContent());
            element.setAttribute("textLength", String.valueOf(length));
            element.setAttribute("lengthAdjust", "spacingAndGlyphs");
            return;
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element part) {
                fit(part, font, measure);
            }
        }
    }

    private static String text(Element element) throws TransformerException {
        TransformerFactory factory = TransformerFactory.newDefaultInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        Transformer transformer = factory.newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        StringWriter text = new StringWriter();
        transformer.transform(new DOMSource(element), new StreamResult(text));
        return text.toString();
    }

    /** Ids that differ from those of the page's other drawings. */
    private static final class PrefixedIds extends SVGIDGenerator {
        private final String canvas;

        PrefixedIds(String canvas) {
            this.canvas = canvas;
        }

        @Override
        public String generateID(String prefix) {
            return canvas + "-" + super.generateID(prefix);
        }
    }
}
