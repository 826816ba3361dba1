package io.github.coconut4j.model.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.model.ModelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonObjectTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "'PK\u0003\u0004', a zip archive",
        "'\u0080\u0004', a pickle of Python",
        "'@\u0000\u0000\u0000\u0000\u0000\u0000\u0000{\"x\"', a safetensors file of arrays",
        "'[1]', not a JSON object",
        "'{\"x\": \"M\u00fcller\"}', not JSON at line 1"
    })
    void whatIsNoDescriptionOfAModelIsNamed(String content, String what) throws Exception {
        Path file = Files.write(folder.resolve("config.json"), content.getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> JsonObject.read(file))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(file + " is " + what);
    }

    @Test
    void aByteOrderMarkIsPassedOver() throws Exception {
        Path file = Files.writeString(folder.resolve("config.json"), "\uFEFF{\"n_layer\": 2}");

        assertThat(JsonObject.read(file).path("n_layer").asInt()).isEqualTo(2);
    }
}
