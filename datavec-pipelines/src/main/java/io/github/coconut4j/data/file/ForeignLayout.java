package io.github.coconut4j.data.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.internal.file.ProblemBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Layouts that public data sets come in, told by the keys of their first row; none of them is read without being
 * converted. The names are those of {@code data convert --from}.
 */
enum ForeignLayout {
    /** GSM8K as published: the chain and the answer are one text. */
    GSM8K("published GSM8K"),
    /** GSM8K as augmented for iCoT: lines of text. */
    GSM8K_AUGMENTED("augmented GSM8K"),
    /** The sets of CODI: the chain is one text. */
    CODI("CODI's data sets"),
    /** The sets of Logic-LM: context and question apart, lettered options. */
    LOGIC_LM("Logic-LM's data sets"),
    /** What the original ProntoQA program writes. */
    PRONTOQA("the original ProntoQA program");

    private static final String ANSWER_MARK = "####";

    /** What names of tables end in, gzip or not. */
    private static final Pattern TABLE_NAME = Pattern.compile("(?i).*\\.(csv|tsv)(\\.gz)?");

    private final String writer;

    ForeignLayout(String writer) {
        this.writer = writer;
    }

    /** Its name for {@code --from}. */
    String option() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Lets files pass that are in the official format, or in none that is known.
     *
     * @throws DataException that names the layout and the command that converts it
     */
    static void refuse(Path file) {
        of(file).ifPresent(layout -> {
            throw new DataException(
                    "%s has the layout of %s; convert it with: ./coconut data convert %s --from %s --out problems.json"
                            .formatted(file, layout.writer, file, layout.option()));
        });
        if (ProblemFiles.isTable(file)) {
            throw new DataException(
                    "%s looks like CSV; convert it with: ./coconut data convert %s --from csv --out problems.json"
                            .formatted(file, file));
        }
    }

    /** The layout of a file of text, if it is one of these. */
    static Optional<ForeignLayout> of(Path file) {
        try (InputStream bytes = ProblemBytes.open(file);
                JsonParser parser = Rows.JSON.createParser(bytes)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_ARRAY) {
                first = parser.nextToken();
            }
            if (first == JsonToken.START_OBJECT) {
                return ofObject(parser);
            }
        } catch (IOException e) {
            // no JSON, or broken; its reader says where
        }
        String line = ProblemFiles.firstLine(file);
        return line.contains("||") && line.contains(ANSWER_MARK) && !line.startsWith("{")
                ? Optional.of(GSM8K_AUGMENTED)
                : Optional.empty();
    }

    /** Whether a file is a table: called so and no JSON, or with "question" and "answer" among the names in its first line. */
    static boolean isTable(Path file, String firstLine) {
        String line = firstLine.strip();
        if (line.startsWith("{") || line.startsWith("[")) {
            return false;
        }
        List<String> names =
                List.of(line.replace("\"", "").toLowerCase(Locale.ROOT).split("\\s*[,;|\t]\\s*", -1));
        return TABLE_NAME.matcher(file.toString()).matches() || names.containsAll(List.of("question", "answer"));
    }

    private static Optional<ForeignLayout> ofObject(JsonParser parser) throws IOException {
        Set<String> keys = new HashSet<>();
        boolean marked = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            keys.add(key);
            JsonToken value = parser.nextToken();
            if (value == JsonToken.VALUE_STRING && key.equals("answer")) {
                marked = parser.getText().contains(ANSWER_MARK);
            } else if (value == JsonToken.START_OBJECT && keys.size() == 1) {
                return hasTestExample(parser) ? Optional.of(PRONTOQA) : Optional.empty();
            } else {
                parser.skipChildren();
            }
        }
        return keys.contains("steps") || !keys.contains("question") ? Optional.empty() : ofKeys(keys, marked);
    }

    private static Optional<ForeignLayout> ofKeys(Set<String> keys, boolean marked) {
        if (keys.contains("cot") && keys.contains("answer")) {
            return Optional.of(CODI);
        }
        if (keys.contains("context") && keys.contains("options")) {
            return Optional.of(LOGIC_LM);
        }
        return marked ? Optional.of(GSM8K) : Optional.empty();
    }

    private static boolean hasTestExample(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            if (parser.currentName().equals("test_example")) {
                return true;
            }
            parser.nextToken();
            parser.skipChildren();
        }
        return false;
    }
}
