package io.github.coconut4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
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
 * The pages that commands leave, opened by a browser without a window: nothing in their scripts fails, what should be there is there, and a reader gets about in them. The
 * page of a running training is not among them: HtmlUnit has no canvas that uPlot could draw on.
 */
class PagesInABrowserTest {
    private static final Path COCONUT = Path.of("models", "coconut");

    @TempDir
    private static Path folder;

    private static WebClient browser;

    @BeforeAll
    static void pages() {
        browser = new WebClient(BrowserVersion.CHROME); // a script that fails makes getPage fail
        browser.getOptions().setDownloadImages(false);
        String data = folder.resolve("problems.json").toString();
        ok("data", "generate", "--task", "graph_search", "--count", "12", "--out", data);
        for (String command : List.of("analyze", "audit")) {
            ok(command, "--model", COCONUT.toString(), "--data", data, "--out", out(command));
        }
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    private static String out(String command) {
        return folder.resolve(command).toString();
    }

    private static void ok(String... command) {
        Cli.Result result = Cli.run(command);
        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    private static HtmlPage open(Path page) throws IOException {
        return browser.getPage(page.toUri().toURL());
    }

    private static HtmlPage analysis() throws IOException {
        return open(folder.resolve("analyze/analysis.html"));
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

        assertThat(problems.getOptionSize()).isEqualTo(12);
        for (int i = 0; i < 12; i++) {
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

    @Test
    void theVerdictStandsFirstAndEachExperimentHasItsPicture() throws IOException {
        HtmlPage page = open(folder.resolve("audit/audit.html"));

        assertThat(text(page, "h1")).isNotBlank();
        assertThat(texts(page, "h2"))
                .contains("After which thought is it decided?", "On other problems", "What an answer costs");
        assertThat(page.querySelectorAll("figure")).hasSizeGreaterThan(8).allSatisfy(figure -> assertThat(
                        ((DomElement) figure).getElementsByTagName("svg"))
                .isNotEmpty());
        assertThat(page.querySelectorAll("table tbody tr")).isNotEmpty();
    }

    /** A run and a sweep of a second each. */
    @Test
    void reportsOfRunsAndSweepsOpenWithTheirCharts() throws IOException {
        String settings =
                """
                name: tiny
                data: {type: graph_search, hops: 2, problems_per_epoch: 32}
                model: {type: gpt2, layers: 1, width: 8, heads: 1, positions: 48, init_std: 0.1}
                method: {type: coconut, special_markers: false}
                curriculum: {stages: 1, epochs: [1, 1]}
                optimizer: {lr: 1e-2}
                batch_size: 16
                evaluation: {validation_problems: 8, test_problems: 8, max_new_tokens: 4}
                """;
        Path run = Files.writeString(folder.resolve("tiny.yaml"), settings);
        ok("train", run.toString(), "--out", out("run"));
        Path sweep = Files.writeString(
                folder.resolve("sweep.yaml"),
                "name: sizes\nbase:\n%sover:\n- key: model.width\n  values: [8, 16]\nsearch: grid\ncandidates: 2\n"
                        .formatted(settings.indent(2)));
        ok("sweep", sweep.toString(), "--out", out("sweep"));

        for (Path page : List.of(folder.resolve("run/report.html"), folder.resolve("sweep/sweep.html"))) {
            HtmlPage opened = open(page);
            assertThat(opened.querySelectorAll("svg")).as(page.toString()).isNotEmpty();
            assertThat(opened.querySelectorAll("table tbody tr"))
                    .as(page.toString())
                    .isNotEmpty();
        }
    }
}
