package io.github.coconut4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/schemas: {@link Cli} holds whatever a test prints with {@code --json} to them. */
class JsonSchemaTest {
    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(JsonSchemas.FOLDER)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void everyCommandWithJsonHasOneAndNobodyElse() throws IOException {
        assertThat(files())
                .containsExactlyInAnyOrderElementsOf(HelpTest.commands()
                        .filter(command -> command.getCommandSpec().findOption("--json") != null)
                        .map(command -> command.getCommandSpec().qualifiedName().replaceFirst("^coconut ", ""))
                        .map(JsonSchemas::file)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("files")
    void isASchema(Path file) throws IOException {
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                        .validate(new JsonMapper().readTree(file.toFile())))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void namesFormatAndCommandOfTheEnvelope(Path file) throws IOException {
        var properties = new JsonMapper().readTree(file.toFile()).path("properties");

        assertThat(properties.at("/format/const").asInt()).isEqualTo(1);
        assertThat(JsonSchemas.file(properties.at("/command/const").asText())).isEqualTo(file);
    }

    @Test
    void aKeyThatNobodyKnowsIsSeen() {
        String line =
                """
                {"format": 1, "command": "export", "result": {"folder": "out", "format": "samediff"%s}}""";

        assertThat(JsonSchemas.result(line.formatted("")).path("folder").asText())
                .isEqualTo("out");
        assertThatThrownBy(() -> JsonSchemas.result(line.formatted(", \"size\": 1")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("size");
    }
}
