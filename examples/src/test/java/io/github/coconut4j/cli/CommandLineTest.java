package io.github.coconut4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @Test
    void aloneItShowsWhatThereIs() {
        Cli.Result result = Cli.run();

        assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(result.out()).contains("Usage: coconut", "Examples:");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void versionNamesTheBackend() {
        assertThat(Cli.run("--version").out()).contains("coconut4j", "ND4J 1.0.0-M2.1", "Java");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "export --model m --out o --format | --format must be one of huggingface, peft, samediff, checkpoint",
                "bench --vary | --vary must be one of thoughts, question, batch, width",
                "data stats f --on-bad-record | --on-bad-record must be one of fail, skip"
            })
    void choicesAreNamedAsTheyAreTyped(String arguments, String choices) {
        Cli.Result result = Cli.run((arguments + " what").split(" "));

        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.err()).contains(choices + ", not 'what'").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "--hepl, unknown option '--hepl'",
        "trian, did you mean train?",
        "train --resum x, did you mean --resume",
        "evaluate --model m, missing --data FILE",
        "reproduce /, There is no",
        "reproduce a\0b, No file can be called",
        "-- train, unknown command 'train' (see",
        "train x.yaml --json=maybe, --json is there or not; it takes no value such as 'maybe'"
    })
    void whatIsNotThereIsToldInOneLine(String arguments, String sentence) {
        Cli.Result result = Cli.run(arguments.split(" "));

        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(sentence).hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train x.yaml --out",
                "train --resume",
                "train",
                "sweep x.yaml --out",
                "data stats",
                "data generate --task prosqa --count 1 --out",
                "evaluate --data x --model",
                "export --format samediff --model x --out",
                "runs",
                "runs show"
            })
    void anEmptyNameIsNotTheFolderOneIsIn(String arguments) {
        Cli.Result result = Cli.run(
                Stream.concat(Stream.of(arguments.split(" ")), Stream.of("")).toArray(String[]::new));

        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .containsAnyOf("no file can be called '' here", "The name of a file is empty.")
                .hasLineCount(1);
    }

    /** A word that begins with an at sign is one, also where a file is called so. */
    @Test
    void wordsAreNotReadFromFiles(@TempDir Path folder) throws IOException {
        Path words = Files.writeString(folder.resolve("words"), "--version");

        Cli.Result result = Cli.run("@" + words);

        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.err()).contains("unknown command '@" + words + "'");
    }
}
