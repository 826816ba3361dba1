package io.github.coconut4j.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.coconut4j.cli.Cli;
import io.github.coconut4j.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParityCommandTest {
    private static final Path FIXTURE =
            Path.of("..", "samediff-model", "src", "test", "resources", "coconut-parity", "ragged");
    private static final Path REFERENCE = FIXTURE.resolve("reference.safetensors");

    @TempDir
    private Path folder;

    @Test
    void theFixtureAgreesWithinTheStandardTolerance() throws IOException {
        Cli.Result result = parity(REFERENCE, "--json");

        assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
        JsonNode report = result.json();
        assertThat(report.at("/passed").asBoolean()).isTrue();
        List<String> tensors = report.at("/tensors").findValuesAsText("tensor");
        assertThat(tensors).contains("loss", "logits", "grad.transformer.wte.weight");
        List<JsonNode> differences = report.at("/tensors").findValues("relative");
        assertThat(differences.get(0).asDouble())
                .isGreaterThanOrEqualTo(differences.get(differences.size() - 1).asDouble());
    }

    @Test
    void nothingAgreesToTheLastDigit() {
        Cli.Result result = parity(REFERENCE, "--tolerance", "0");

        assertThat(result.exitCode()).isEqualTo(ExitCode.VERDICT);
        assertThat(result.out()).contains("farther off than 0.0");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void aMissingReferenceIsNamed() {
        refuses(folder.resolve("none.safetensors"), "none.safetensors");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 8, 100, 5000})
    void aTruncatedReferenceIsRefused(int length) throws IOException {
        byte[] all = Files.readAllBytes(REFERENCE);

        refuses(Files.write(folder.resolve("cut.safetensors"), Arrays.copyOf(all, length)), "cut.safetensors");
    }

    @Test
    void aHeaderThatClaimsToBeHugeIsRefused() throws IOException {
        byte[] lie = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(Long.MAX_VALUE)
                .array();

        refuses(Files.write(folder.resolve("lie.safetensors"), lie), "lie.safetensors");
    }

    private static void refuses(Path reference, String named) {
        Cli.Result result = parity(reference);
        assertThat(result.err()).contains(named).hasLineCount(1);
        assertThat(result.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(result.out()).isEmpty();
    }

    private static Cli.Result parity(Path reference, String... more) {
        String[] arguments = {"parity", "--model", FIXTURE.toString(), "--reference", reference.toString()};
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return Cli.run(all);
    }
}
