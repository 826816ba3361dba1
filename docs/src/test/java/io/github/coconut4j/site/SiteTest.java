package io.github.coconut4j.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site as it is written: nothing missing, nothing from a network. */
class SiteTest {
    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");

    @TempDir
    static Path site;

    @BeforeAll
    static void writeIt() throws IOException {
        Site.write(PROJECT, site.resolve("no-javadoc"), site);
    }

    @Test
    void theJavadocThatWasMadeIsOneStepFromEveryPage(@TempDir Path folder) throws IOException {
        Path made = Files.createDirectories(folder.resolve("made/model/loop"));
        Files.writeString(made.resolve("Pass.html"), "a pass");
        Files.writeString(folder.resolve("made/index.html"), "all modules");

        Site.write(PROJECT, folder.resolve("made"), folder.resolve("site"));

        assertThat(folder.resolve("site/javadoc/model/loop/Pass.html")).hasContent("a pass");
        assertThat(folder.resolve("site/javadoc/index.html")).hasContent("all modules");
        assertThat(folder.resolve("site/docs/tutorial.html"))
                .content()
                .contains("<a href=\"../javadoc/index.html\">Javadoc</a>");
        assertThat(folder.resolve("site/README.html")).content().contains("<a href=\"javadoc/index.html\">Javadoc</a>");
    }

    @Test
    void whereNoJavadocWasMadeThePageSaysHowItIs() {
        assertThat(site.resolve("javadoc/index.html")).content().contains("./mvnw javadoc:aggregate package");
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            Matcher links = LINK.matcher(Files.readString(page));
            while (links.find()) {
                if (!links.group(1).matches("https?:.*") && !leadsSomewhere(page, links.group(1))) {
                    broken.add(site.relativize(page) + ": " + links.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    private static boolean leadsSomewhere(Path page, String link) throws IOException {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.isRegularFile(target)
                && (parts.length == 1 || Files.readString(target).contains("id=\"" + parts[1] + "\""));
    }

    @Test
    void everyPageOfTheProjectIsInTheBook() throws IOException {
        Book book = Book.read(PROJECT);
        try (Stream<Path> files = Files.walk(PROJECT)) {
            assertThat(files.map(PROJECT::relativize)
                            .filter(file -> file.toString().endsWith(".md"))
                            .filter(file -> !file.toString().contains("target"))
                            .filter(file -> !file.toString()
                                    .contains("src" + PROJECT.getFileSystem().getSeparator()))
                            .filter(file -> !file.endsWith("SUMMARY.md")))
                    .allMatch(book::has);
        }
    }

    @Test
    void pagesNeedNoNetwork() throws IOException {
        for (Path page : pages()) {
            assertThat(Files.readString(page)).doesNotContainPattern("(?:src|<link[^>]*href)=\"https?:");
        }
        assertThat(site.resolve("site.css")).content().doesNotContain("http", "@import");
    }

    @Test
    void picturesThatAreTextAreDrawnByTheScriptInTheSite() throws IOException {
        assertThat(site.resolve("docs/house.html"))
                .content()
                .contains("<code class=\"language-mermaid\">", "src=\"../mermaid.js\"");
        assertThat(Files.size(site.resolve("mermaid.js"))).isGreaterThan(1_000_000);
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(site)) {
            return files.filter(file -> file.toString().endsWith(".html")).toList();
        }
    }
}
