package io.github.coconut4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas in docs/schemas, one for each command that has {@code --json}. */
final class JsonSchemas {
    static final Path FOLDER = Path.of("..", "docs", "schemas");

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final Map<Path, JsonSchema> READ = new ConcurrentHashMap<>();

    private JsonSchemas() {}

    /** Where the schema of a command lies. */
    static Path file(String command) {
        return FOLDER.resolve(command.replace(' ', '-') + ".schema.json");
    }

    /**
     * Reads what {@code --json} printed and holds it to the schema of the command that it names.
     *
     * @param line of JSON
     * @return the result in it
     */
    static JsonNode result(String line) {
        JsonNode printed = read(line);
        Path file = file(printed.path("command").asText());
        assertThat(file).as("the schema of what was printed: %s", line).exists();
        assertThat(READ.computeIfAbsent(file, JsonSchemas::schema).validate(printed))
                .as(line)
                .isEmpty();
        return printed.path("result");
    }

    private static JsonSchema schema(Path file) {
        try {
            return FACTORY.getSchema(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + line, e);
        }
    }
}
