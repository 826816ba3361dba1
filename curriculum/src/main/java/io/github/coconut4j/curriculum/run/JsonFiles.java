package io.github.coconut4j.curriculum.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.config.ConfigFormat;
import java.io.IOException;
import java.nio.file.Path;

/** Small JSON files, replaced as a whole or not at all. */
final class JsonFiles {
    /** Numbers that an older version did not write are 0. */
    private static final JsonMapper JSON = ConfigFormat.json()
            .rebuild()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private JsonFiles() {}

    /** Writes a value as an indented JSON file. */
    static void write(Path file, Object value) {
        try {
            WholeFiles.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n");
        } catch (JsonProcessingException cannotHappen) {
            throw new IllegalArgumentException("a value without JSON: " + value, cannotHappen);
        }
    }

    /** Reads a JSON file. */
    static <T> T read(Path file, Class<T> type) {
        try {
            return JSON.readValue(file.toFile(), type);
        } catch (ValueInstantiationException refused) {
            throw new CurriculumException(
                    file + " is broken: " + refused.getCause().getMessage(), refused);
        } catch (JsonProcessingException e) {
            throw new CurriculumException(file + " is broken: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new CurriculumException("Could not read " + file + ": " + e.getMessage(), e);
        }
    }
}
