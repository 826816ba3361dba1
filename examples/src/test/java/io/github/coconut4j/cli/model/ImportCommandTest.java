package io.github.coconut4j.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.cli.Cli;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.data.text.Tokenizers;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.folder.ModelFolder;
import io.github.coconut4j.model.io.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Models that transformers and PyTorch wrote, through the command line. */
class ImportCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FILES = Path.of("../samediff-model/src/test/resources/torch");
    private static final int KNOWN = 13;

    @TempDir
    private Path folder;

    private Path base;
    private Path out;
    private Tokenizer tokenizer;

    @BeforeEach
    void aFolderWithTokenizer() throws IOException {
        out = folder.resolve("imported");
        base = Files.createDirectory(folder.resolve("base"));
        writeTokenizer(KNOWN);
        for (String name : List.of("config.json", "model.safetensors")) {
            Files.copy(FILES.resolve("gpt2").resolve(name), base.resolve(name));
        }
        Path config = base.resolve("config.json");
        Files.writeString(
                config,
                Files.readString(config)
                        .replace("\"eos_token_id\": 0", "\"eos_token_id\": %d".formatted(tokenizer.eos())));
    }

    @Test
    void aFolderIsTakenInAndItsNewTokensAreCopies() throws IOException {
        Cli.Result result = Cli.run("import", "--from", base.toString(), "--out", out.toString(), "--json");

        assertThat(result.err()).isEmpty();
        JsonNode told = result.json();
        assertThat(told.at("/vocabulary").asInt()).isEqualTo(tokenizer.size()).isGreaterThan(KNOWN);
        assertThat(told.at("/tokens/latent").asInt()).isEqualTo(tokenizer.latent());
        try (Model model = ModelFolder.load(out)) {
            INDArray embeddings = model.parameters().get("transformer.wte.weight");
            int copied = tokenizer.id("<<").orElseThrow();
            for (int row = KNOWN; row < tokenizer.size(); row++) {
                assertThat(embeddings.getRow(row)).isEqualTo(embeddings.getRow(copied));
            }
        }
    }

    @Test
    void filesThatDisagreeAboutTheEndOfTextAreNamed() throws IOException {
        int eos = tokenizer.eos();
        ObjectNode config =
                (ObjectNode) JSON.readTree(base.resolve("config.json").toFile());
        JSON.writeValue(base.resolve("config.json").toFile(), config.put("eos_token_id", eos + 1));
        Files.writeString(
                base.resolve("generation_config.json"), "{\"eos_token_id\": [%d, %d]}".formatted(eos + 1, eos + 2));

        Cli.Result result = Cli.run("import", "--from", base.toString(), "--out", out.toString());

        assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(result.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("note: %s has eos_token_id %d in config.json, and its tokenizer"
                                        .formatted(base, eos + 1))
                                .endsWith("which is %d; the tokenizer's is taken".formatted(eos)),
                        line -> assertThat(line)
                                .contains(
                                        "eos_token_id [%d,%d] in generation_config.json".formatted(eos + 1, eos + 2)));

        Files.writeString(
                base.resolve("generation_config.json"), "{\"eos_token_id\": [%d, %d]}".formatted(eos + 1, eos));
        JSON.writeValue(base.resolve("config.json").toFile(), config.put("eos_token_id", eos));
        assertThat(Cli.run(
                                "import",
                                "--from",
                                base.toString(),
                                "--out",
                                folder.resolve("agreed").toString())
                        .err())
                .isEmpty();
    }

    @Test
    void aCheckpointOfTheOfficialCodeIsTheSameModel() {
        assertThat(Cli.run("import", "--from", base.toString(), "--out", out.toString())
                        .exitCode())
                .isEqualTo(ExitCode.OK);
        Path second = folder.resolve("second");
        Cli.Result result = Cli.run(
                "import",
                "--from",
                FILES.resolve("checkpoint_1").toString(),
                "--base",
                base.toString(),
                "--out",
                second.toString());

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("2 layers", "width 8").hasLineCount(1);
        try (Model one = ModelFolder.load(out);
                Model other = ModelFolder.load(second)) {
            assertThat(other.parameters().flat()).isEqualTo(one.parameters().flat());
        }
    }

    @Test
    void anEmbeddingOfNoTokenIsLeftOut() throws IOException {
        writeTokenizer(9);
        Cli.Result told = Cli.run("import", "--from", base.toString(), "--out", out.toString());

        assertThat(told.out()).contains("4 of 13 embeddings belong to no token");
        try (Model model = ModelFolder.load(out)) {
            INDArray embeddings = model.parameters().get("transformer.wte.weight");
            INDArray file = SafeTensors.read(base.resolve("model.safetensors")).get("transformer.wte.weight");
            assertThat(embeddings.size(0)).isEqualTo(9 + 3);
            assertThat(embeddings.get(NDArrayIndex.interval(0, 9), NDArrayIndex.all()))
                    .isEqualTo(file.get(NDArrayIndex.interval(0, 9), NDArrayIndex.all()));
            assertThat(embeddings.getRow(tokenizer.latent())).isEqualTo(file.getRow(2));
        }
    }

    /** The tokenizer of the official checkpoint had a token more, so that each of its rows behind would be another's. */
    @Test
    void aCheckpointOfAnotherTokenizerIsRefused() throws IOException {
        writeTokenizer(KNOWN + 1);
        refuses("the tokenizer has 14", base, null);
        refuses("embeddings of 13 tokens", FILES.resolve("checkpoint_1"), base);
        Path config = base.resolve("config.json");
        Files.writeString(config, Files.readString(config).replaceFirst("\"vocab_size\": 13", "\"vocab_size\": 12"));
        writeTokenizer(KNOWN - 1);
        refuses("embeddings of 13 tokens", FILES.resolve("checkpoint_1"), base);
    }

    /** A byte-level BPE: {@code <}, the end of text, {@code <<}, then letters. */
    @Test
    void anArchitectureThatNobodyKnowsIsNamedBeforeItsTokenizer() throws IOException {
        Path config = base.resolve("config.json");
        Files.writeString(config, Files.readString(config).replace("\"gpt2\"", "\"opt\""));
        Files.writeString(base.resolve("merges.txt"), "no merges at all");

        refuses("config.json sets model_type to opt", base, base);
    }

    private void writeTokenizer(int tokens) throws IOException {
        Map<String, Integer> vocabulary = new LinkedHashMap<>(Map.of("<", 0, "<|endoftext|>", 1, "<<", 2));
        for (char letter = 'a'; vocabulary.size() < tokens; letter++) {
            vocabulary.put(String.valueOf(letter), vocabulary.size());
        }
        JSON.writeValue(base.resolve("vocab.json").toFile(), vocabulary);
        Files.writeString(base.resolve("merges.txt"), "#version: 0.2\n< <\n");
        tokenizer = Tokenizers.load(base);
    }

    @Test
    void whatCannotBeTakenInIsToldInOneLine() {
        refuses("--base", FILES.resolve("checkpoint_1"), null);
        refuses("posix.system", FILES.resolve("malicious.pt"), base);
        refuses("before 1.6", FILES.resolve("legacy.pt"), base);
        refuses("no GPT-2", FILES.resolve("kinds.pt"), base);
        refuses("nowhere", folder.resolve("nowhere"), base);
        refuses("nowhere", folder.resolve("nowhere"), null);
        refuses("tokenizer", FILES.resolve("gpt2"), null);
        refuses("config.json", folder, base.resolveSibling("."));
    }

    @Test
    void whatIsThereIsNotWrittenOver() throws IOException {
        Files.createDirectory(out);
        Path mine = Files.writeString(out.resolve("mine"), "mine");
        Cli.Result result = Cli.run("import", "--from", base.toString(), "--out", out.toString());

        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.err()).contains("exists already").hasLineCount(1);
        assertThat(mine).hasContent("mine");
    }

    private void refuses(String named, Path from, Path with) {
        Cli.Result result = with == null
                ? Cli.run("import", "--from", from.toString(), "--out", out.toString())
                : Cli.run("import", "--from", from.toString(), "--base", with.toString(), "--out", out.toString());
        assertThat(result.err()).contains(named).hasLineCount(1);
        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.out()).isEmpty();
        assertThat(folder).isDirectoryNotContaining("glob:**imported*");
    }
}
