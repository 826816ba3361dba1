package io.github.coconut4j.cli.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The pages that commands leave, opened as files in a real browser. */
@Tag("browser")
class PagesInChromiumTest {
    @TempDir
    private static Path folder;

    private static Chromium browser;
    private static WrittenPages pages;

    @BeforeAll
    static void start() {
        browser = Chromium.start(folder.resolve("profile"));
        pages = new WrittenPages(folder);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void anAnalysisIsReadAndSteppedThroughByKeyboard() throws IOException {
        browser.open(pages.analysis());

        Legible.inEveryLook(browser, "analysis");
        assertThat(browser.all("#problem option")).hasSize(WrittenPages.PROBLEMS);
        assertThat(browser.all("figure svg")).hasSizeGreaterThan(6);

        String pressed = "#steps button[aria-pressed=true]";
        assertThat(browser.texts(pressed)).containsExactly("1 thought");
        String before = browser.texts("#about").get(0);
        browser.press(Keys.ARROW_RIGHT);
        assertThat(browser.texts(pressed)).containsExactly("2 thoughts");
        assertThat(browser.texts("#reading tr.now th")).containsExactly("2");
        assertThat(browser.texts("#about")).singleElement().isNotEqualTo(before);
        browser.press(Keys.ARROW_LEFT, Keys.ARROW_LEFT);
        assertThat(browser.texts(pressed)).containsExactly("0 thoughts");

        browser.tabTo("#steps button:last-child");
        assertThat(browser.run("return getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid"); // one sees where the keyboard is
        browser.press(Keys.SPACE);
        assertThat(browser.texts(pressed)).containsExactly("4 thoughts");
        Legible.withoutComplaints(browser, Legible::isAFile);
    }

    @Test
    void anAudit() throws IOException {
        browser.open(pages.audit());

        Legible.inEveryLook(browser, "audit");
        assertThat(browser.texts("h1").get(0)).isNotBlank();
        assertThat(browser.all("figure svg")).hasSizeGreaterThan(8);
        Legible.withoutComplaints(browser, Legible::isAFile);
    }

    @Test
    void theReportsOfARunAndOfASweep() throws IOException {
        for (Path page : List.of(pages.report(), pages.sweep())) {
            browser.open(page);

            Legible.inEveryLook(browser, page.getFileName().toString().replace(".html", ""));
            assertThat(browser.all("figure svg")).as(page.toString()).isNotEmpty();
            assertThat(browser.all("table tbody tr")).as(page.toString()).isNotEmpty();
            Legible.withoutComplaints(browser, Legible::isAFile);
        }
    }
}
