package io.github.coconut4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever option a file is given to: what it really is is said, and nothing of what a parser makes of it. */
class MistakenFilesTest {
    private static final Path SHIPPED = Path.of("models/coconut");
    private static final Path REFERENCES = Path.of("../samediff-model/src/test/resources");
    private static final Map<String, String> KINDS = Map.of(
            "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n", "Git LFS pointer",
            "<!DOCTYPE html>\n<html><title>404</title></html>\n", "web page",
            "\u00ff\u00fe{\u0000\"\u0000a\u0000\"\u0000:\u00001\u0000}\u0000", "UTF-16",
            "BZh91AY&SY compressed", "compressed");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x               | data stats @x",
                "x               | data check @x",
                "x               | data convert @x --from gsm8k --out @new.json",
                "x               | data convert @x --from gsm8k_augmented --out @new.json",
                "x               | data convert @x --from prontoqa --out @new.json",
                "x               | data convert @x --from csv --out @new.json",
                "x               | data stats @any.csv --transform @x",
                "x               | train @x --out @new",
                "x               | schedule @x",
                "x               | sweep @x --out @new",
                "x               | data bench @x",
                "x               | bench --ragged @x",
                "x               | audit --ladder @x --out @new",
                "x               | evaluate --model @model --data @x",
                "x               | generate --model @model --questions @x",
                "x               | parity --model @compared --reference @x",
                "model/state.json | generate --model @model --question q",
                "model/vocab.json | generate --model @model --question q",
                "model/config.json | tokens --model @model --ids 1",
                "model/model.safetensors | export --model @model --format huggingface --out @new",
                "gpt2/config.json | import --from @gpt2 --out @new",
                "x               | import --from @x --base @model --out @new",
            })
    void aFileOfAnotherKindIsNamed(String file, String command) throws IOException {
        for (Map.Entry<String, String> kind : KINDS.entrySet()) {
            Path here = Files.createTempDirectory(folder, "x");
            copy(SHIPPED, here.resolve("model"));
            copy(REFERENCES.resolve("torch/gpt2"), here.resolve("gpt2"));
            copy(REFERENCES.resolve("coconut-parity/uniform"), here.resolve("compared"));
            Files.write(here.resolve(file), kind.getKey().getBytes(StandardCharsets.ISO_8859_1));

            Cli.Result result = Cli.run(command.replace("@", here + "/").split(" "));

            assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
            assertThat(result.err())
                    .hasLineCount(1)
                    .contains(here.resolve(file).toString())
                    .contains(kind.getValue());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (var files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
