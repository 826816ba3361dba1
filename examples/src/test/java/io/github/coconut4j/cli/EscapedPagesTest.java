package io.github.coconut4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.coconut4j.curriculum.internal.report.BandPage;
import io.github.coconut4j.curriculum.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pages about data and models whose names and words are HTML, or look like the places of our own templates: a browser's parser finds them as text, and no element, attribute
 * or script that is not ours.
 */
@EnabledOnOs(OS.LINUX) // elsewhere no file has such a name
class EscapedPagesTest {
    private static final String HOSTILE = "<img src=\"x\" onerror='alert(1)'>&lt;{{settings}}";

    /** A word of the vocabulary, which file names cannot be: it would end a script, a title, a style sheet and a drawing. */
    private static final String WORD = "</script></title></style></svg><!--<script>alert(2)</script>]]>\\u003c'\"";

    private static final Set<String> OURS = Set.of(
            ("html head meta title style body main h1 h2 h3 p b strong em i sub sup code pre a br div span figure figcaption footer label select option input button"
                            + " table caption thead tbody tr th td ul ol li section details summary svg g defs clippath path rect line circle ellipse polygon polyline text tspan desc script #root")
                    .split(" "));
    private static final String SETTINGS =
            """
            name: tiny
            data: {type: files}
            model: {type: gpt2, layers: 1, width: 8, heads: 1, positions: 96, init_std: 0.1}
            method: {type: coconut, special_markers: false}
            curriculum: {stages: 1, epochs: [1, 0]}
            optimizer: {lr: 1e-2}
            batch_size: 16
            evaluation: {validation_problems: 8, test_problems: 8, max_new_tokens: 4}
            """;

    @TempDir
    private Path folder;

    private Path data;

    @BeforeEach
    void problems() {
        data = folder.resolve(HOSTILE + ".json");
        ok("data", "generate", "--task", "graph_search", "--hops", "2", "--count", "16", "--out", data.toString());
    }

    @Test
    void ofStats() throws IOException {
        Path page = folder.resolve("stats.html");
        ok("data", "stats", data.toString(), "--html", page.toString());

        assertEscaped(page, HOSTILE);
    }

    @Test
    void ofARun() throws IOException {
        Path run = trained("run", "[1, 0]");

        assertEscaped(run.resolve("report.html"), HOSTILE.replace("\"", "\\\"")); // as YAML quotes it
    }

    /** The course of a run along its checkpoints, and its band. */
    @Test
    void ofACourseAndABand() throws IOException {
        Path run = trained("run" + HOSTILE, "[1, 1]");
        Path out = folder.resolve("course");
        ok("audit", "--model", run.toString(), "--data", data.toString(), "--checkpoints", "--out", out.toString());
        Path band = folder.resolve("band.html");
        BandPage.write(
                band,
                "title " + HOSTILE,
                "lead " + WORD,
                "note " + HOSTILE,
                List.of(new BandPage.Part(
                        new RunFolder(run), List.of(new BandPage.Row("row " + WORD, 0, 0.5, 0.4, 0.5, 0.6, HOSTILE)))));

        assertEscaped(out.resolve("course.html"), HOSTILE);
        assertEscaped(band, "title " + HOSTILE, "lead " + WORD, "note " + HOSTILE, "row " + WORD);
    }

    @Test
    void ofALadder() throws IOException {
        Path config = Files.writeString(folder.resolve(HOSTILE + ".yaml"), SETTINGS);
        Path out = folder.resolve("ladder" + HOSTILE);
        List<String> words = new ArrayList<>(
                List.of("audit", "--ladder", config.toString(), "--seeds", "1", "--out", out.toString()));
        words.addAll(dataSettings());
        ok(words.toArray(String[]::new));

        assertEscaped(out.resolve("ladder.html"));
    }

    /** Among its candidates are two data files; the names are in the table, the charts and the settings. */
    @Test
    void ofASweep() throws IOException {
        Path other = Files.copy(data, folder.resolve("other" + HOSTILE + ".json"));
        Path config = Files.writeString(
                folder.resolve("sweep.yaml"),
                """
                name: names
                base:
                %s
                over:
                - key: data.train_path
                  values: [%s, %s]
                search: grid
                candidates: 2
                """
                        .formatted(
                                SETTINGS.replace(
                                                "{type: files}",
                                                "{type: files, train_path: %1$s, val_path: %1$s, test_path: %1$s}"
                                                        .formatted(quoted(data)))
                                        .strip()
                                        .indent(2),
                                quoted(data),
                                quoted(other)));
        Path sweep = folder.resolve("sweep");
        ok("sweep", config.toString(), "--out", sweep.toString());

        assertEscaped(sweep.resolve("sweep.html"), HOSTILE);
    }

    @Test
    void ofAnAnalysisAndAnAudit() throws IOException {
        Path model = Files.createDirectory(folder.resolve("model" + HOSTILE));
        for (String name :
                new String[] {"config.json", "model.safetensors", "state.json", "tokenizer_config.json", "vocab.json"
                }) {
            Files.copy(Path.of("models/coconut").resolve(name), model.resolve(name));
        }
        Path problems = folder.resolve("four" + HOSTILE + ".json");
        ok("data", "generate", "--task", "graph_search", "--hops", "4", "--count", "16", "--out", problems.toString());
        ok(
                "analyze",
                "--model",
                model.toString(),
                "--data",
                problems.toString(),
                "--limit",
                "8",
                "--out",
                folder.resolve("analysis").toString());
        ok(
                "audit",
                "--model",
                model.toString(),
                "--data",
                problems.toString(),
                "--quick",
                "--out",
                folder.resolve("audit").toString());

        assertEscaped(folder.resolve("analysis/analysis.html"), HOSTILE);
        assertEscaped(folder.resolve("audit/audit.html"), HOSTILE);
    }

    /** Names of nodes, questions and answers, in tables, charts and the data of the tree's script. */
    @Test
    void ofAModelOfHostileWords() throws IOException {
        Path words = Files.writeString(folder.resolve("words.json"), problems(16));
        Path config = Files.writeString(
                folder.resolve("words.yaml"),
                SETTINGS.replace("epochs: [1, 0]", "epochs: [1, 1]").replace("positions: 96", "positions: 512"));
        Path run = folder.resolve("words");
        String[] paths = {"--set", "train_path=" + words, "--set", "val_path=" + words, "--set", "test_path=" + words};
        ok(Stream.concat(Stream.of("train", config.toString(), "--out", run.toString()), Stream.of(paths))
                .toArray(String[]::new));
        ok(
                "analyze",
                "--model",
                run.toString(),
                "--data",
                words.toString(),
                "--out",
                folder.resolve("a").toString());
        ok(
                "audit",
                "--model",
                run.toString(),
                "--data",
                words.toString(),
                "--quick",
                "--out",
                folder.resolve("b").toString());
        ok("data", "stats", words.toString(), "--html", folder.resolve("c.html").toString());

        assertEscaped(run.resolve("report.html"));
        assertEscaped(folder.resolve("a/analysis.html"), WORD);
        assertEscaped(folder.resolve("b/audit.html"));
        assertEscaped(folder.resolve("c.html"));
        try (Stream<Path> drawings = Files.list(folder.resolve("a"))) {
            for (Path drawing :
                    drawings.filter(file -> file.toString().endsWith(".svg")).toList()) {
                assertThat(Jsoup.parse(Files.readString(drawing), "", Parser.xmlParser())
                                .select("script, foreignObject, image"))
                        .isEmpty();
            }
        }
    }

    private Path trained(String name, String epochs) throws IOException {
        Path config = Files.writeString(folder.resolve("tiny.yaml"), SETTINGS);
        Path run = folder.resolve(name);
        List<String> words = new ArrayList<>(
                List.of("train", config.toString(), "--out", run.toString(), "--set", "epochs=" + epochs));
        words.addAll(dataSettings());
        ok(words.toArray(String[]::new));
        return run;
    }

    private List<String> dataSettings() {
        return List.of("--set", "train_path=" + data, "--set", "val_path=" + data, "--set", "test_path=" + data);
    }

    /** Two candidates each, one step from the start; one of them is the hostile word. */
    private static String problems(int count) throws IOException {
        List<Map<String, Object>> problems = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String target = i % 2 == 0 ? WORD : "fompus";
            String other = i % 2 == 0 ? "fompus" : WORD;
            problems.add(Map.of(
                    "question",
                            "Max is a %s. Rex is a %s. Every %s is a gorpus. Is Max a %s or %s?"
                                    .formatted(target, other, target, WORD, "fompus"),
                    "steps", List.of("Max is a %s.".formatted(target)),
                    "answer", "Max is a %s.".formatted(target),
                    "idx_to_symbol", List.of("Max", "Rex", target, other, "gorpus"),
                    "edges", List.of(List.of(0, 2), List.of(1, 3), List.of(2, 4)),
                    "root", 0,
                    "target", 2,
                    "neg_target", 3));
        }
        return new ObjectMapper().writeValueAsString(problems);
    }

    private static void assertEscaped(Path page, String... shown) throws IOException {
        Parser parser = Parser.htmlParser().setTrackErrors(10);
        Document document = Jsoup.parse(Files.readString(page), "", parser);

        assertThat(parser.getErrors()).as("what is no HTML in %s", page).isEmpty();
        for (String text : shown) {
            assertThat(document.wholeText() + scripts(document))
                    .as("what %s shows", page.getFileName())
                    .contains(text);
        }
        assertThat(document.getAllElements().stream().flatMap(EscapedPagesTest::foreign))
                .as("what is not ours in %s", page)
                .isEmpty();
    }

    private static Stream<String> foreign(Element element) {
        List<String> foreign = new ArrayList<>();
        if (!OURS.contains(element.normalName())) {
            foreign.add("element " + element.normalName());
        }
        for (Attribute attribute : element.attributes()) {
            String value = attribute.getValue().strip().toLowerCase(Locale.ROOT);
            if (attribute.getKey().startsWith("on")
                    || attribute.getKey().equals("srcdoc")
                    || value.startsWith("javascript:")) {
                foreign.add("attribute " + attribute);
            }
        }
        boolean program =
                element.normalName().equals("script") && !element.attr("type").equals("application/json");
        if (program && (element.data().contains("alert") || element.data().contains("innerHTML"))) {
            foreign.add("script " + element.data());
        }
        return foreign.stream();
    }

    /** The texts in data that scripts are given, as they read them. */
    private static String scripts(Document document) throws IOException {
        StringBuilder texts = new StringBuilder();
        for (Element script : document.select("script[type=application/json]")) {
            collect(new ObjectMapper().readTree(script.data()), texts);
        }
        return texts.toString();
    }

    private static void collect(JsonNode node, StringBuilder texts) {
        if (node.isTextual()) {
            texts.append(node.textValue()).append('\n');
        }
        node.forEach(child -> collect(child, texts));
    }

    private static String quoted(Path file) {
        return "'" + file.toString().replace("'", "''") + "'";
    }

    private static void ok(String... arguments) {
        Cli.Result result = Cli.run(arguments);
        assertThat(result.exitCode()).as(result.err()).isLessThan(2);
    }
}
