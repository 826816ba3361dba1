package io.github.coconut4j.cli.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The site of the documentation, as {@code ./mvnw verify} writes it before these tests, opened as files in a real browser. */
@Tag("browser")
class SiteInChromiumTest {
    private static final Path SITE =
            Path.of("..", "docs", "target", "site").toAbsolutePath().normalize();

    @TempDir
    private static Path folder;

    private static Chromium browser;

    @BeforeAll
    static void start() {
        Assumptions.assumeTrue(
                Files.isRegularFile(SITE.resolve("index.html")),
                "skipped: there is no site in docs/target/site; ./mvnw package -pl docs writes it");
        browser = Chromium.start(folder);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void beginsWithWhatCoconutIsAndLeadsToOtherPagesByKeyboard() throws IOException {
        browser.open(SITE.resolve("index.html"));

        browser.await("h1", "What Coconut is");
        Legible.inEveryLook(browser, "site-first");
        browser.tabTo("nav a[href$='analysis.html']");
        browser.press(Keys.ENTER);
        browser.await("h1", "Seeing it think");
        assertThat(browser.texts("nav a[aria-current]")).containsExactly("See it think");
        assertThat((long) browser.run(
                        "return [...document.images].filter(image => image.complete && image.naturalWidth > 0).length"))
                .isEqualTo(browser.all("main img").size())
                .isGreaterThan(3);
        Legible.inEveryLook(browser, "site-analysis");
        Legible.withoutComplaints(browser, Legible::isAFile);
    }

    @Test
    void drawsItsPicturesThatAreText() throws IOException {
        browser.open(SITE.resolve("docs/house.html"));

        browser.await("h1", "house");
        assertThat(browser.all("code.language-mermaid svg")).isNotEmpty();
        Legible.inEveryLook(browser, "site-house");
        Legible.withoutComplaints(browser, Legible::isAFile);
    }

    @Test
    void readsAsAReference() throws IOException {
        browser.open(SITE.resolve("docs/reference/commands.html"));

        assertThat(browser.all("main table, main pre")).hasSizeGreaterThan(10);
        Legible.inEveryLook(browser, "site-commands");
        Legible.withoutComplaints(browser, Legible::isAFile);
    }
}
