package io.github.coconut4j.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.coconut4j.cli.Cli;
import io.github.coconut4j.cli.terminal.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** What a benchmark prints, on the smallest of sizes; nothing is said of how long anything takes. */
class BenchCommandTest {
    private static final Map<String, String> TINY = new TreeMap<>(Map.ofEntries(
            Map.entry("--layers", "1"),
            Map.entry("--width", "8"),
            Map.entry("--heads", "2"),
            Map.entry("--vocab", "9"),
            Map.entry("--batch", "4"),
            Map.entry("--question", "5"),
            Map.entry("--thoughts", "1"),
            Map.entry("--answer", "2"),
            Map.entry("--steps", "1"),
            Map.entry("--warmup", "0"),
            Map.entry("--rounds", "1"),
            Map.entry("--streams", "2")));

    private static final String PEER = "echo loading; sleep 0.2; echo '{\"forward_s\": 0.5, \"step_s\": 2}'";

    @TempDir
    private Path folder;

    @Test
    void aStepIsDescribedByTimeArithmeticAndMemory() throws Exception {
        JsonNode ours = json(bench("--json")).at("/ours");

        assertThat(ours.at("/forward_seconds").asDouble()).isPositive();
        assertThat(ours.at("/step_seconds").asDouble()).isPositive();
        assertThat(ours.at("/gigaflops").asDouble()).isPositive();
        assertThat(ours.at("/peak_share").asDouble()).isBetween(0.0, 1.0);
        assertThat(ours.at("/plans").asInt())
                .as("forward and training, two streams")
                .isEqualTo(4);
        assertThat(ours.at("/plan_bytes").asLong()).isPositive();
        assertThat(ours.at("/off_heap_bytes_per_step").asLong()).isZero();
        assertThat(ours.at("/arrays_per_step").asLong()).isZero();
        // width 8: words and positions, one block (12 D D + 13 D), the last norm
        assertThat(ours.at("/parameters").asLong()).isEqualTo(8 * (9 + 8) + 12 * 64 + 13 * 8 + 2 * 8);
        List<Double> shares = new ArrayList<>();
        ours.at("/ops").forEach(share -> shares.add(share.asDouble()));
        assertThat(shares.stream().mapToDouble(Double::doubleValue).sum()).isBetween(0.999, 1.001);
        assertThat(shares).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void aPeerIsComparedRoundByRound() throws Exception {
        JsonNode report = json(bench("--json", "--rounds", "3", "--peer", PEER));
        JsonNode peer = report.at("/peer");

        assertThat(peer.at("/step_seconds").asDouble()).isEqualTo(2);
        assertThat(peer.at("/step_ratios")).hasSize(3);
        assertThat(peer.at("/step_ratio").asDouble())
                .isBetween(
                        report.at("/ours/step_seconds").asDouble() / 2 - 1e-9,
                        report.at("/ours/step_seconds").asDouble() / 2 + 1e-9);
        assertThat(peer.at("/forward_ratio").asDouble()).isPositive();
        if (Files.exists(Path.of("/proc/self/status"))) {
            long theirs = peer.at("/peak_resident_bytes").asLong();
            assertThat(theirs).as("a shell").isBetween(100_000L, 100_000_000L);
            assertThat(peer.at("/memory_ratio").asDouble())
                    .isBetween(
                            0.999 * report.at("/ours/peak_resident_bytes").asLong() / theirs,
                            1.001 * report.at("/ours/peak_resident_bytes").asLong() / theirs);
        }
    }

    @Test
    void everyRoundWithAPeerIsToldWhenItIsOver() {
        assertThat(bench("--rounds", "2", "--peer", PEER).err())
                .containsPattern("round 1 of 2: training step [0-9.]+ s, the peer's 2.0000 s, ratio [0-9.]+")
                .contains("round 2 of 2: ");
    }

    @Test
    void aPersonReadsTheSameFigures() {
        assertThat(bench("--peer", PEER).out())
                .contains(
                        "GFLOP/s",
                        "plans hold",
                        "0 arrays and leaves 0 bytes",
                        "share of a step",
                        "peer: forward 0.5000 s")
                .containsPattern("ours / peer: forward [0-9.]+, training step")
                .doesNotContain(" 0 GFLOP/s", " 0 % of what", "hold 0 MiB"); // small is not nothing
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    exit 3                                        | exit code 3
                    echo hello                                    | not JSON
                    true                                          | printed nothing
                    echo '{}'                                     | lacks forward_s and step_s
                    echo 5                                        | lacks forward_s and step_s
                    echo '{"forward_s": "1", "step_s": 1}'        | numbers above 0
                    echo '{"forward_s": 1, "step_s": 0}'          | numbers above 0
                    """)
    void aPeerThatIsNoneIsNamed(String command, String sentence) {
        bench("--peer", command).assertRefused(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"thoughts | 0,2", "question | 3,6", "batch | 2,5", "width | 8,16"})
    void everyQuantityIsVariedAndDrawn(String quantity, String values) throws Exception {
        Path svg = folder.resolve("cost.svg");
        JsonNode curve = json(bench("--vary", quantity, "--values", values, "--svg", svg.toString(), "--json"));

        assertThat(curve.at("/varied").asText()).isEqualToIgnoringCase(quantity);
        assertThat(curve.at("/points")).hasSize(2);
        List<String> measured = new ArrayList<>();
        curve.at("/points").forEach(point -> {
            measured.add(point.at("/value").asText());
            assertThat(point.at("/step_seconds").asDouble()).isPositive();
            assertThat(point.at("/plan_bytes").asLong()).isPositive();
        });
        assertThat(String.join(",", measured)).isEqualTo(values);
        assertThat(curve.at("/points/1/gigaflop").asDouble())
                .as("more of it is more arithmetic")
                .isGreaterThan(curve.at("/points/0/gigaflop").asDouble());
        assertThat(folder).isDirectoryContaining("glob:**cost.svg").isDirectoryNotContaining("glob:**.part");
        Document picture =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());
        assertThat(picture.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(picture.getDocumentElement().getTextContent()).contains(quantity, "measured");
    }

    @Test
    void aCurveIsATableForAPerson() {
        assertThat(bench("--vary", "batch", "--values", "2,3").out().lines().toList())
                .hasSize(3)
                .first()
                .asString()
                .contains("batch", "step", "by arithmetic alone", "memory");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--vary thoughts | --values",
                "--vary thoughts --values -1,2 | must be 0",
                "--vary batch --values 0 | must be 1",
                "--vary batch --values two | two",
                "--vary colour --values 1 | colour",
                "--vary width --values 8,9 | 9 cannot be split over 2 heads",
                "--vary batch --values 1 --svg nowhere/a.svg | There is no folder",
                "--vary batch --values 1 --svg /proc/a.svg | not yours to write",
                "--values 1,2 | --vary",
                "--svg a.svg | --vary",
                "--vary batch --values 1 --generate | --generate",
                "--vary batch --values 1 --peer x | --peer",
                "--generate --peer x | --peer",
                "--layers 0 | layers",
                "--heads 3 | heads",
                "--streams 0 | streams",
                "--batch 0 | --batch",
                "--vocab 4 | --vocab",
                "--thoughts -1 | --thoughts",
            })
    void wrongValuesAreRefusedInOneLine(String arguments, String named) {
        bench(arguments.split(" ")).assertRefused(named);
    }

    @Test
    void textsOfAnExperimentAreComparedWithTextsOfOneLength() throws Exception {
        Path config = Files.writeString(
                folder.resolve("words.yaml"),
                """
                name: words
                data: {type: prosqa, hops: 1-2, concepts: 6-9, balanced: true, problems_per_epoch: 12}
                model: {type: llama, layers: 1, width: 8, heads: 2, positions: 128}
                method: coconut
                batch_size: 4
                """);
        String[] arguments = {"bench", "--ragged", config.toString(), "--steps", "4"};

        JsonNode report = json(
                Cli.run(Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new)));
        assertThat(report.at("/ratio").asDouble())
                .isEqualTo(report.at("/speed/tokens").asDouble()
                        / report.at("/speed/equal_tokens").asDouble());
        assertThat(report.at("/speed/settled_after").asInt()).isEqualTo(2);
        assertThat(report.at("/speed/unlike_share").asDouble()).isBetween(0.01, 0.6);
        assertThat(Cli.run(arguments).out().lines())
                .hasSize(4)
                .first()
                .asString()
                .contains("in the last 2 of 4 steps");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--ragged ../configs/quickstart.yaml --layers 2 | --layers",
                "--ragged ../configs/quickstart.yaml --generate | --generate",
                "--ragged ../configs/quickstart.yaml --steps 1 | --steps must be 2 or more",
                "--ragged ../configs/quickstart.yaml --set widht=2 | widht",
                "--ragged nowhere.yaml | nowhere.yaml",
                "--set lr=1 | --ragged",
            })
    void wrongValuesForTextsAreRefusedInOneLine(String arguments, String named) {
        Cli.run(("bench " + arguments).split(" ")).assertRefused(named);
    }

    private static Cli.Result bench(String... more) {
        List<String> arguments = new ArrayList<>(List.of("bench"));
        TINY.forEach((option, value) -> {
            if (!List.of(more).contains(option)) {
                arguments.addAll(List.of(option, value));
            }
        });
        return Cli.run(Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new));
    }

    private static JsonNode json(Cli.Result result) throws Exception {
        assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.OK);
        assertThat(result.out()).hasLineCount(1);
        return result.json();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "layers",
                "width",
                "heads",
                "vocab",
                "batch",
                "question",
                "thoughts",
                "answer",
                "steps",
                "warmup",
                "rounds",
                "streams"
            })
    void aSizeBeyondAnyUseIsRefusedBeforeAnythingIsMade(String option) {
        Cli.Result result = Cli.run("bench", "--" + option, "2147483647");

        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.err()).matches("coconut: --" + option + " must be \\d+ to \\d+, not 2147483647\\.\\R");
    }
}
