package io.github.coconut4j.curriculum.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.config.ConfigFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Small JSON files, replaced as a whole or not at all. */
final class JsonFiles {
    private static final JsonMapper JSON = ConfigFormat.json();

    private JsonFiles() {}

    /** Writes a value as an indented JSON file. */
    static void write(Path file, Object value) {
        Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
        try {
            JSON.writerWithDefaultPrettyPrinter().writeValue(temporary.toFile(), value);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CurriculumException("Could not write " + file + ": " + e.getMessage(), e);
        }
    }

    /** Reads a JSON file. */
    static <T> T read(Path file, Class<T> type) {
        try {
            return JSON.readValue(file.toFile(), type);
        } catch (JsonProcessingException e) {
            throw new CurriculumException(file + " is broken: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new CurriculumException("Could not read " + file + ": " + e.getMessage(), e);
        }
    }
}
