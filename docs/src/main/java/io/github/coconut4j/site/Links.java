package io.github.coconut4j.site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** Where the links of one page lead: pages become HTML, other files of the project come along. */
final class Links {
    private final Book book;
    private final Path page;
    private final Set<Path> linked = new TreeSet<>();

    Links(Book book, Path page) {
        this.book = book;
        this.page = page;
    }

    /** A page's name in the site. */
    static String html(Path markdown) {
        return slashes(markdown).replaceFirst("\\.md$", ".html");
    }

    private static String slashes(Path path) {
        return path.toString().replace('\\', '/');
    }

    /** Files and folders beside the book's pages that were linked to, relative to the project. */
    Set<Path> linked() {
        return linked;
    }

    /** The link as it is in the site. */
    String of(String link) {
        if (link.matches("[a-z]+:.*") || link.startsWith("#") || link.isEmpty()) {
            return link;
        }
        String[] parts = link.split("#", 2);
        String anchor = parts.length == 2 ? "#" + parts[1] : "";
        Path target = page.resolveSibling(parts[0]).normalize();
        Path read = target.resolve("README.md");
        if (book.has(target)) {
            return to(html(target)) + anchor;
        }
        if (book.has(read)) {
            return to(html(read)) + anchor;
        }
        linked.add(target);
        return to(slashes(target) + (Files.isDirectory(book.project().resolve(target)) ? "/index.html" : "")) + anchor;
    }

    /** A file of the site as seen from this page. */
    String to(String file) {
        return "../".repeat(page.getNameCount() - 1) + file;
    }
}
