package io.github.coconut4j.cli.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.htmlunit.BrowserVersion;
import org.htmlunit.WebClient;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSelect;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages that commands leave, their scripts run without any browser on the machine: nothing in them fails, what should be there is there, and a reader gets about in them.
 * The page of a running training is not among them: HtmlUnit has no canvas that uPlot could draw on. {@link PagesInChromiumTest} sees what needs a screen.
 */
class PagesInABrowserTest {
    @TempDir
    private static Path folder;

    private static WebClient browser;
    private static WrittenPages pages;
    private static Path analysis;

    @BeforeAll
    static void open() {
        browser = new WebClient(BrowserVersion.CHROME); // a script that fails makes getPage fail
        browser.getOptions().setDownloadImages(false);
        pages = new WrittenPages(folder);
        analysis = pages.analysis();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    private static HtmlPage open(Path page) throws IOException {
        return browser.getPage(page.toUri().toURL());
    }

    private static HtmlPage analysis() throws IOException {
        return open(analysis);
    }

    private static String text(HtmlPage page, String selector) {
        return page.querySelector(selector).getTextContent();
    }

    private static List<String> texts(HtmlPage page, String selector) {
        return page.querySelectorAll(selector).stream()
                .map(DomNode::getTextContent)
                .toList();
    }

    private static void press(HtmlPage page, String key) {
        page.executeJavaScript(
                "document.dispatchEvent(new KeyboardEvent('keydown', {key: '%s', bubbles: true}))".formatted(key));
    }

    @Test
    void everyProblemCanBeChosenAndItsTreeIsDrawn() throws IOException {
        HtmlPage page = analysis();
        HtmlSelect problems = (HtmlSelect) page.getElementById("problem");

        assertThat(problems.getOptionSize()).isEqualTo(WrittenPages.PROBLEMS);
        for (int i = 0; i < WrittenPages.PROBLEMS; i++) {
            problems.setSelectedIndex(i);
            String question = problems.getOption(i).getTextContent().replaceFirst("^\\d+: (… )?", "");
            assertThat(text(page, "#about")).contains(question);
            assertThat(texts(page, "#tree circle").size())
                    .isEqualTo(texts(page, "#tree line").size() + 1); // a tree has an edge less than nodes
            assertThat(texts(page, "#tree svg > text")).contains(question.substring(question.lastIndexOf(' ') + 1));
        }
    }

    @Test
    void thoughtsAreSteppedThroughByButtonAndByKey() throws IOException {
        HtmlPage page = analysis();

        assertThat(texts(page, "#steps button"))
                .containsExactly("0 thoughts", "1 thought", "2 thoughts", "3 thoughts", "4 thoughts");
        assertThat(texts(page, "#steps button[aria-pressed=true]")).containsExactly("1 thought");
        String before = text(page, "#tree");
        ((HtmlButton) page.querySelectorAll("#steps button").get(3)).click();
        assertThat(texts(page, "#steps button[aria-pressed=true]")).containsExactly("3 thoughts");
        assertThat(text(page, "#about")).contains("after 3 thoughts");
        assertThat(text(page, "#tree")).isNotEqualTo(before);
        press(page, "ArrowRight");
        assertThat(texts(page, "#steps button[aria-pressed=true]")).containsExactly("4 thoughts");
        press(page, "ArrowRight");
        assertThat(texts(page, "#steps button[aria-pressed=true]")).containsExactly("0 thoughts");
        press(page, "ArrowLeft");
        assertThat(texts(page, "#steps button[aria-pressed=true]")).containsExactly("4 thoughts");
    }

    @Test
    void whatEachThoughtSaysStandsBelowAndTheOneInSightIsMarked() throws IOException {
        HtmlPage page = analysis();

        assertThat(texts(page, "#reading tr > th")).containsExactly("1", "2", "3", "4");
        assertThat(texts(page, "#reading tr.now > th")).containsExactly("1");
        ((HtmlButton) page.querySelectorAll("#steps button").get(4)).click();
        assertThat(texts(page, "#reading tr.now > th")).containsExactly("4");
        assertThat(text(page, "#reading tr.now td.words")).matches("(\\S+ [01]\\.\\d\\d(, )?)+");
    }

    /** Four steps, four thoughts: behind the last one there is no step that could be named. */
    @Test
    void valuesEndWhereNoStepIsLeftToName() throws IOException {
        JsonNode values = new ObjectMapper()
                .readTree(analysis.resolveSibling("analysis.json").toFile())
                .at("/models/0/values");

        assertThat(values.findValuesAsText("thoughts")).containsExactly("0", "1", "2", "3");
        assertThat(values).allMatch(value -> value.get("frontier").asDouble() > 0.5);
    }

    @Test
    void theVerdictStandsFirstAndEachExperimentHasItsPicture() throws IOException {
        HtmlPage page = open(pages.audit());

        assertThat(text(page, "h1")).isNotBlank();
        assertThat(texts(page, "h2"))
                .contains("After which thought is it decided?", "On other problems", "What an answer costs");
        assertThat(page.querySelectorAll("figure")).hasSizeGreaterThan(8).allSatisfy(figure -> assertThat(
                        ((DomElement) figure).getElementsByTagName("svg"))
                .isNotEmpty());
        assertThat(page.querySelectorAll("table tbody tr")).isNotEmpty();
    }

    @Test
    void reportsOfRunsAndSweepsOpenWithTheirCharts() throws IOException {
        for (Path page : List.of(pages.report(), pages.sweep())) {
            HtmlPage opened = open(page);
            assertThat(opened.querySelectorAll("svg")).as(page.toString()).isNotEmpty();
            assertThat(opened.querySelectorAll("table tbody tr"))
                    .as(page.toString())
                    .isNotEmpty();
        }
    }
}
