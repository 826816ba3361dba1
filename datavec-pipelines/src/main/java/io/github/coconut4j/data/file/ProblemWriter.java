package io.github.coconut4j.data.file;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.InputFiles;
import io.github.coconut4j.data.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Writes problems in the official format, as JSON lines if the file's name ends in {@code .jsonl}, else as a JSON list
 * with one problem a line. Equal problems give equal bytes.
 */
public final class ProblemWriter implements AutoCloseable {
    private final Path file;
    private final boolean lines;
    private final JsonGenerator json;
    private long count;

    /**
     * Creates the file.
     *
     * @param file is made anew, whatever was in it
     * @throws DataException if it cannot be written
     */
    public ProblemWriter(Path file) {
        this.file = file;
        lines = file.toString().endsWith(".jsonl");
        try {
            json = new JsonFactory()
                    .setCodec(new ObjectMapper())
                    .createGenerator(file.toFile(), JsonEncoding.UTF8)
                    .setPrettyPrinter(new OneProblemALine());
            if (!lines) {
                json.writeStartArray();
                json.writeRaw('\n');
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Adds one problem.
     *
     * @param problem with all its extra keys
     */
    public void write(Problem problem) {
        try {
            count++;
            json.writeStartObject();
            json.writeStringField("question", problem.question());
            json.writePOJOField("steps", problem.steps());
            json.writeStringField("answer", problem.answer());
            for (Map.Entry<String, Object> entry : problem.extra().entrySet()) {
                json.writePOJOField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Number of problems written.
     *
     * @return since the file was created
     */
    public long count() {
        return count;
    }

    @Override
    public void close() {
        try (json) {
            json.writeRaw('\n');
            if (!lines) {
                json.writeEndArray();
                json.writeRaw('\n');
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private DataException failed(IOException e) {
        return new DataException(file + " cannot be written: " + InputFiles.reason(e) + ".", e);
    }

    /** No blanks, but a new line after every problem. */
    private static final class OneProblemALine extends MinimalPrettyPrinter {
        private static final long serialVersionUID = 1L;

        OneProblemALine() {
            super("\n");
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator generator) throws IOException {
            super.writeArrayValueSeparator(generator);
            if (generator.getOutputContext().getParent().inRoot()) {
                generator.writeRaw('\n');
            }
        }
    }
}
