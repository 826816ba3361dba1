package io.github.coconut4j.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.coconut4j.cli.Cli;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.data.text.WordTokenizer;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.folder.VocabularyGrowth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    private WordTokenizer tokenizer;

    @BeforeEach
    void aFolderWithTokenizer() throws IOException {
        out = folder.resolve("imported");
        base = Files.createDirectory(folder.resolve("base"));
        tokenizer = WordTokenizer.of(List.of("<<", "a", "b", "c", "d", "e", "f"));
        tokenizer.save(base);
        for (String name : List.of("config.json", "model.safetensors")) {
            Files.copy(FILES.resolve("gpt2").resolve(name), base.resolve(name));
        }
    }

    @Test
    void aFolderIsTakenInAndItsNewTokensAreCopies() throws IOException {
        Cli.Result result = Cli.run("import", "--from", base.toString(), "--out", out.toString(), "--json");

        assertThat(result.err()).isEmpty();
        JsonNode told = JSON.readTree(result.out());
        assertThat(told.at("/vocabulary").asInt()).isEqualTo(tokenizer.size()).isGreaterThan(KNOWN);
        assertThat(told.at("/tokens/latent").asInt()).isEqualTo(tokenizer.latent());
        try (Model model = Model.load(out)) {
            INDArray embeddings = model.parameters().get("transformer.wte.weight");
            int copied = tokenizer.id("<<").orElseThrow();
            for (int row = KNOWN; row < tokenizer.size(); row++) {
                assertThat(embeddings.getRow(row)).isEqualTo(embeddings.getRow(copied));
            }
        }
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
        try (Model one = Model.load(out);
                Model other = Model.load(second)) {
            assertThat(other.parameters().flat()).isEqualTo(one.parameters().flat());
        }
    }

    @Test
    void anEmbeddingOfNoTokenIsLeftOut() throws IOException {
        tokenizer = WordTokenizer.of(List.of("<<"));
        tokenizer.save(base);
        assertThat(tokenizer.size()).isLessThan(KNOWN);
        Cli.Result told = Cli.run("import", "--from", base.toString(), "--out", out.toString());

        assertThat(told.out()).contains("%d of 13 embeddings belong to no token".formatted(KNOWN - tokenizer.size()));
        try (Model model = Model.load(out);
                Model whole = Model.load(base, base, model.config().tokens(), new VocabularyGrowth(KNOWN, KNOWN, 0))) {
            assertThat(model.parameters().get("transformer.wte.weight"))
                    .isEqualTo(whole.parameters()
                            .get("transformer.wte.weight")
                            .get(NDArrayIndex.interval(0, tokenizer.size()), NDArrayIndex.all()));
        }
    }

    @Test
    void whatCannotBeTakenInIsToldInOneLine() {
        refuses("--base", FILES.resolve("checkpoint_1"), null);
        refuses("posix.system", FILES.resolve("malicious.pt"), base);
        refuses("before 1.6", FILES.resolve("legacy.pt"), base);
        refuses("lacks the array", FILES.resolve("kinds.pt"), base);
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
