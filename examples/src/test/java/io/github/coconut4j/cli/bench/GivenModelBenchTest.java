package io.github.coconut4j.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.cli.Cli;
import io.github.coconut4j.cli.terminal.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A benchmark of a model of another family, of which only config.json is there. */
class GivenModelBenchTest {
    private static final List<String> SHORT = List.of(
            "--batch", "2", "--question", "4", "--thoughts", "1", "--answer", "2", "--steps", "1", "--warmup", "0");

    @TempDir
    private Path folder;

    @BeforeEach
    void aSmallLlama() throws Exception {
        Files.writeString(
                folder.resolve("config.json"),
                """
                {"model_type": "llama", "num_hidden_layers": 1, "hidden_size": 8, "intermediate_size": 12,
                 "num_attention_heads": 4, "num_key_value_heads": 2, "vocab_size": 30, "max_position_embeddings": 16,
                 "rms_norm_eps": 1e-5, "rope_theta": 10000.0, "tie_word_embeddings": true, "hidden_act": "silu"}
                """);
    }

    @Test
    void allItsParametersAreTrained() throws Exception {
        Cli.Result result = bench("--rounds", "1", "--json");

        assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.OK);
        // words, queries and output, keys and values of half the heads, gate, up and down, three norms
        assertThat(result.json().at("/ours/parameters").asLong())
                .isEqualTo(30 * 8 + 2 * 8 * 8 + 2 * 8 * 4 + 3 * 8 * 12 + 3 * 8);
        assertThat(result.json().at("/ours/step_seconds").asDouble()).isPositive();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--layers 2 | --layers is a size of a GPT-2, and --model brings its own",
                "--question 14 | 17 columns are more than the 16 positions",
                "--vary thoughts --values 1,12 | 18 columns are more than the 16 positions",
                "--vary width --values 8,16 | has one width, 8",
                "--ragged ../configs/quickstart.yaml | --model",
            })
    void whatDoesNotFitTheModelIsRefusedInOneLine(String arguments, String named) {
        bench(arguments.split(" ")).assertRefused(named);
    }

    @Test
    void aFolderWithoutModelIsRefused() throws Exception {
        Files.delete(folder.resolve("config.json"));

        bench().assertRefused("it has no config.json");
    }

    private Cli.Result bench(String... more) {
        List<String> last = List.of(more);
        Stream<String> kept = last.contains("--question")
                ? SHORT.stream().filter(word -> !List.of("--question", "4").contains(word))
                : SHORT.stream();
        return Cli.run(
                Stream.concat(Stream.concat(Stream.of("bench", "--model", folder.toString()), kept), last.stream())
                        .toArray(String[]::new));
    }
}
