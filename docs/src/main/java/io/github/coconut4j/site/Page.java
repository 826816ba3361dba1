package io.github.coconut4j.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** One page of the site. */
final class Page {
    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create());

    private final Book book;
    private final Book.Chapter chapter;
    private final Links links;

    Page(Book book, Book.Chapter chapter) {
        this.book = book;
        this.chapter = chapter;
        this.links = new Links(book, chapter.file());
    }

    /** Files of the project that the page, once rendered, has linked to. */
    Set<Path> linked() {
        return links.linked();
    }

    /** The page with the book's contents beside it. */
    String html() throws IOException {
        Node text = Parser.builder()
                .extensions(EXTENSIONS)
                .build()
                .parse(Files.readString(book.project().resolve(chapter.file())));
        Rewriting rewriting = new Rewriting();
        text.accept(rewriting);
        String body = HtmlRenderer.builder().extensions(EXTENSIONS).build().render(text);
        return template()
                .replace("{title}", escaped(chapter.title()))
                .replace("{style}", links.to("site.css"))
                .replace("{contents}", contents())
                .replace("{javadoc}", links.to(Site.JAVADOC))
                .replace("{script}", rewriting.pictures ? script() : "")
                .replace("{body}", body);
    }

    private String script() {
        return "<script src=\"" + links.to("mermaid.js") + "\"></script>\n"
                + "<script>mermaid.initialize({startOnLoad: false, flowchart: {useMaxWidth: false}});" // wide ones
                // scroll
                + " mermaid.run({querySelector: \"code.language-mermaid\"});</script>\n";
    }

    private String contents() {
        StringBuilder contents = new StringBuilder();
        String part = "";
        for (Book.Chapter other : book.chapters()) {
            if (!other.part().equals(part)) {
                part = other.part();
                contents.append("<h2>").append(escaped(part)).append("</h2>\n");
            }
            String here = other.equals(chapter) ? " aria-current=\"page\"" : "";
            contents.append("<a href=\"%s\"%s>%s</a>%n"
                    .formatted(links.to(Links.html(other.file())), here, escaped(other.title())));
        }
        return contents.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String template() throws IOException {
        try (var template = Page.class.getResourceAsStream("page.html")) {
            return new String(template.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Turns the links, and sees whether there are pictures to draw. */
    private final class Rewriting extends AbstractVisitor {
        private boolean pictures;

        @Override
        public void visit(Link link) {
            link.setDestination(links.of(link.getDestination()));
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            image.setDestination(links.of(image.getDestination()));
            visitChildren(image);
        }

        @Override
        public void visit(FencedCodeBlock block) {
            pictures |= "mermaid".equals(block.getInfo());
        }
    }
}
