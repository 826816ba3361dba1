package io.github.coconut4j.curriculum.internal.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.coconut4j.curriculum.config.ConfigFormat;
import io.github.coconut4j.curriculum.run.WholeFiles;
import io.github.coconut4j.data.Problem;
import java.nio.file.Path;
import java.util.List;

/**
 * A batch whose loss or gradient was no finite number, as it is saved for whoever wants to know why.
 *
 * @param method that was trained
 * @param step that could not be made
 * @param epoch it belongs to, from 0
 * @param stage it belongs to
 * @param batch its number in the epoch, from 0
 * @param what was not finite, {@code loss} or {@code gradient}
 * @param value of it
 * @param rows of the training data
 */
record NonFiniteBatch(
        String method, long step, int epoch, int stage, long batch, String what, String value, List<Row> rows) {
    private static final JsonMapper JSON = ConfigFormat.json();

    /** A row of the data: its number in the epoch, and what it holds. */
    record Row(long row, Problem problem) {}

    /** Writes the batch into a file of a folder that need not exist. */
    void write(Path file) {
        try {
            WholeFiles.makeFolder(file.getParent());
            WholeFiles.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
        } catch (JsonProcessingException cannotHappen) {
            throw new IllegalArgumentException("a batch without JSON: " + this, cannotHappen);
        }
    }
}
