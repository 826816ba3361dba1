package io.github.coconut4j.model.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.model.Fixture;
import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.Relative;
import io.github.coconut4j.model.StockDecoder;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.gpt2.Gpt2Layout;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What is written as {@code model.fb} computes what the official loop does, in any order of lengths, also where nobody has heard of this library. */
class SameDiffExportTest {
    /** Float against float64: roundings alone. */
    private static final double TOLERANCE = 1e-5;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"uniform", "ragged", "no_thoughts", "llama", "llama3_ragged", "qwen2"})
    void logitsOfEveryRowAreThoseOfTheReferenceAtAnyLength(String name) {
        Fixture fixture = Fixture.of(name);
        INDArray ids = fixture.reference().get("input_ids");
        INDArray mask = fixture.reference().get("attention_mask");
        try (Model model = fixture.model()) {
            for (int row = 0; row < ids.size(0); row++) {
                int begin = mask.getRow(row).argMax().getInt(0);
                int length = mask.getRow(row).sumNumber().intValue();
                int[] tokens = Arrays.copyOfRange(ids.getRow(row).toIntVector(), begin, begin + length);
                INDArray expected = fixture.reference()
                        .get("logits")
                        .get(NDArrayIndex.point(row), NDArrayIndex.interval(begin, begin + length), NDArrayIndex.all());
                int prompt = afterLatents(tokens, model.config().tokens().latent());
                SameDiff graph = saved(model, thoughts(tokens, model));
                for (int end : new int[] {length, Math.max(prompt, 1), prompt + 2, length - 1, length}) {
                    INDArray logits = logits(graph, Arrays.copyOf(tokens, end));
                    assertThat(logits.shape())
                            .containsExactly(1, end, model.config().vocabulary());
                    double error =
                            Relative.error(logits, expected.get(NDArrayIndex.interval(0, end), NDArrayIndex.all()));
                    assertThat(error).as("row %d, %d tokens", row, end).isLessThan(TOLERANCE);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"uniform", "ragged", "no_thoughts", "llama", "llama3_ragged", "qwen2"})
    void greedyDecodingWritesTheOfficialAnswers(String name) {
        Fixture fixture = Fixture.of(name);
        try (Model model = fixture.model()) {
            for (Fixture.Greedy greedy : fixture.greedy(model.config().tokens().eos())) {
                SameDiff graph = saved(model, thoughts(greedy.prompt(), model));
                assertThat(StockDecoder.decode(graph, greedy.prompt(), 12)).containsExactly(greedy.answer());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"uniform", "ragged", "no_thoughts", "llama", "llama3_ragged", "qwen2"})
    void columnByColumnItWritesThemTooWithAnyNumberOfThoughts(String name) {
        Fixture fixture = Fixture.of(name);
        try (Model model = fixture.model()) {
            SameDiff question = saved(model, 0);
            Path file = folder.resolve("step.fb");
            SameDiffFiles.writeStep(model, file);
            SameDiff step = SameDiff.load(file.toFile(), false);
            for (Fixture.Greedy greedy : fixture.greedy(model.config().tokens().eos())) {
                assertThat(StockDecoder.decodeByStep(question, step, greedy.prompt(), 12))
                        .containsExactly(greedy.answer());
            }
        }
    }

    @Test
    void aProgramWithoutTheLibraryLoadsAndDecodes() throws IOException, InterruptedException {
        Fixture fixture = Fixture.of("uniform");
        Fixture.Greedy greedy;
        try (Model model = fixture.model()) {
            greedy = fixture.greedy(model.config().tokens().eos()).get(1);
            SameDiffFiles.write(model, thoughts(greedy.prompt(), model), folder.resolve("model.fb"));
            SameDiffFiles.write(model, 0, folder.resolve("plain.fb"));
            SameDiffFiles.writeStep(model, folder.resolve("step.fb"));
        }
        String answer = Arrays.toString(greedy.answer());
        assertThat(decodeElsewhere(folder, greedy.prompt())).contains("decoded " + answer, "stepped " + answer);
    }

    /** What belongs together has names that say so: of every layer the softmax, and the sum behind the MLP. */
    @ParameterizedTest
    @ValueSource(strings = {"uniform", "llama", "qwen2"})
    void operationsLieInTheScopesOfTheirLayers(String name) {
        try (Model model = Fixture.of(name).model()) {
            List<String> operations = Arrays.stream(saved(model, 1).ops())
                    .map(operation -> operation.getOwnName())
                    .toList();
            for (int layer = 0; layer < model.config().layers(); layer++) {
                String scope = "layer_" + layer + "/";
                assertThat(operations)
                        .anyMatch(operation -> operation.startsWith(scope + "attention/softmax"))
                        .anyMatch(operation -> operation.startsWith(scope + "mlp/add"));
            }
            assertThat(operations.stream().filter(operation -> operation.contains("softmax")))
                    .isNotEmpty()
                    .allMatch(operation -> operation.matches("layer_\\d+/attention/.*"));
        }
    }

    @Test
    void aTrainedCopyIsNotTheModel() {
        try (Model model = Fixture.of("no_thoughts").model()) {
            SameDiff graph = ServingGraph.of(model, 0);
            double before = model.parameters().get(Gpt2Layout.TOKENS).getDouble(0);
            graph.getVariable(Gpt2Layout.TOKENS).getArr().assign(7);
            assertThat(model.parameters().get(Gpt2Layout.TOKENS).getDouble(0)).isEqualTo(before);
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() {
        Path file = folder.resolve("missing").resolve("model.fb");
        try (Model model = Fixture.of("no_thoughts").model()) {
            assertThatThrownBy(() -> SameDiffFiles.write(model, 0, file))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining(file.toString());
            assertThatThrownBy(() -> SameDiffFiles.write(model, -1, folder.resolve("model.fb")))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("-1");
        }
        assertThat(folder).isEmptyDirectory();
    }

    private SameDiff saved(Model model, int thoughts) {
        Path file = folder.resolve("model.fb");
        SameDiffFiles.write(model, thoughts, file);
        return SameDiff.load(file.toFile(), false);
    }

    private static INDArray logits(SameDiff graph, int[] tokens) {
        INDArray ids = Nd4j.createFromArray(new int[][] {tokens});
        return graph.output(Map.of("input_ids", ids), "logits").get("logits");
    }

    private static int thoughts(int[] tokens, Model model) {
        int latent = model.config().tokens().latent();
        return (int) Arrays.stream(tokens).filter(token -> token == latent).count();
    }

    /** Number of tokens up to the last latent; 0 without any. */
    private static int afterLatents(int[] tokens, int latent) {
        int end = tokens.length;
        while (end > 0 && tokens[end - 1] != latent) {
            end--;
        }
        return end;
    }

    /** Runs {@link StockDecoder} from its source in another JVM that has the libraries of this one, but not its classes. */
    private String decodeElsewhere(Path model, int[] prompt) throws IOException, InterruptedException {
        String jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .collect(Collectors.joining(File.pathSeparator));
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                jars,
                "src/test/java/io/github/coconut4j/model/StockDecoder.java",
                model.toString(),
                "12"));
        Arrays.stream(prompt).mapToObj(String::valueOf).forEach(command::add);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.waitFor();
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
