package io.github.coconut4j.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.TreeSet;

/** Writes the site: the pages that docs/SUMMARY.md names, what they link to, a style and a script; nothing of it comes from a network. */
public final class Site {
    static final String JAVADOC = "javadoc/index.html";
    private static final String MERMAID = "/META-INF/resources/webjars/mermaid/11.14.0/dist/mermaid.min.js";

    private Site() {}

    /**
     * Writes into a folder.
     *
     * @param project root of the project
     * @param javadoc folder of the Javadoc of all modules; where it has not been made, a page in its place says how it is
     * @param out folder of the site; made where it is missing, files of the same names are replaced
     */
    static void write(Path project, Path javadoc, Path out) throws IOException {
        Book book = Book.read(project);
        TreeSet<Path> linked = new TreeSet<>();
        for (Book.Chapter chapter : book.chapters()) {
            Page page = new Page(book, chapter);
            put(out.resolve(Links.html(chapter.file())), page.html());
            linked.addAll(page.linked());
        }
        for (Path file : linked) {
            copy(project, file, out);
        }
        putJavadoc(javadoc, out.resolve(JAVADOC));
        put(
                out.resolve("index.html"),
                "<!doctype html><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"0; url="
                        + Links.html(book.chapters().get(0).file()) + "\">\n");
        copy(Site.class.getResourceAsStream("site.css"), out.resolve("site.css"));
        copy(Site.class.getResourceAsStream(MERMAID), out.resolve("mermaid.js"));
    }

    private static void putJavadoc(Path made, Path index) throws IOException {
        if (!Files.isDirectory(made)) {
            put(
                    index,
                    "<!doctype html><meta charset=\"utf-8\"><title>Javadoc</title>\n<p>This site was made without the Javadoc."
                            + " <code>./mvnw javadoc:aggregate package -Dmaven.test.skip -pl '!examples'</code> makes both.\n");
            return;
        }
        try (var files = Files.walk(made)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path to = index.resolveSibling(made.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** A file as it is; of a folder a page that lists what lies in it. */
    private static void copy(Path project, Path file, Path out) throws IOException {
        Path from = project.resolve(file);
        if (!Files.isDirectory(from)) {
            Files.createDirectories(out.resolve(file).getParent());
            Files.copy(from, out.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        StringBuilder list =
                new StringBuilder("<!doctype html><meta charset=\"utf-8\"><title>" + file + "</title><ul>\n");
        try (var entries = Files.list(from)) {
            for (Path entry :
                    (Iterable<Path>) entries.filter(Files::isRegularFile).sorted()::iterator) {
                copy(project, file.resolve(entry.getFileName()), out);
                list.append("<li><a href=\"%1$s\">%1$s</a>%n".formatted(entry.getFileName()));
            }
        }
        put(out.resolve(file).resolve("index.html"), list.append("</ul>\n").toString());
    }

    private static void copy(InputStream resource, Path to) throws IOException {
        try (resource) {
            Files.copy(resource, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void put(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }

    /**
     * Writes the site.
     *
     * @param arguments root of the project, folder of its Javadoc, which may be missing, folder of the site
     * @throws IOException if a page cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
    }
}
