package io.github.coconut4j.curriculum.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.config.ConfigFormat;
import io.github.coconut4j.curriculum.internal.FileTree;
import io.github.coconut4j.curriculum.run.WholeFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Results of experiments that are finished, kept in files, so that what was stopped goes on where it was and what is asked again is answered at once. A result counts
 * only for what it was made from; one of something else, or one that cannot be read, is made again.
 *
 * @param folder the files are in; made with the first result
 */
public record FinishedWork(Path folder) {
    private static final JsonMapper JSON = ConfigFormat.json()
            .rebuild()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    /** A file: a result and what it was made from. */
    private record Entry(Map<String, String> from, JsonNode result) {}

    /**
     * {@return the result of an experiment, made only if it is not there}
     *
     * @param <T> of the result, written as JSON
     * @param name of the experiment, in any words
     * @param from all that its result depends on
     * @param type of the result
     * @param work makes it
     * @throws CurriculumException if the result cannot be written
     */
    public <T> T of(String name, Map<String, String> from, Class<T> type, Supplier<T> work) {
        return of(name, from, JSON.constructType(type), work);
    }

    /**
     * {@return many results of an experiment, made only if they are not there}
     *
     * @param <T> what each is
     * @param name of the experiment, in any words
     * @param from all that they depend on
     * @param type of each
     * @param work makes them
     * @throws CurriculumException if they cannot be written
     */
    public <T> List<T> listOf(String name, Map<String, String> from, Class<T> type, Supplier<List<T>> work) {
        return of(name, from, JSON.getTypeFactory().constructCollectionType(List.class, type), work);
    }

    private <T> T of(String name, Map<String, String> from, JavaType type, Supplier<T> work) {
        Path file = folder.resolve(fileName(name));
        Optional<T> finished = read(file, from, type);
        if (finished.isPresent()) {
            return finished.get();
        }
        T result = work.get();
        write(file, new Entry(from, JSON.valueToTree(result)));
        return result;
    }

    private static <T> Optional<T> read(Path file, Map<String, String> from, JavaType type) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            Entry entry = JSON.readValue(Files.readAllBytes(file), Entry.class);
            return entry != null && entry.from().equals(from) // null: the word stands in the file
                    ? Optional.ofNullable(JSON.<T>treeToValue(entry.result(), type))
                    : Optional.empty();
        } catch (IOException broken) {
            return Optional.empty();
        }
    }

    private void write(Path file, Entry entry) {
        try {
            Files.createDirectories(folder);
            WholeFiles.write(file, JSON.writeValueAsString(entry) + "\n");
        } catch (JsonProcessingException cannotHappen) {
            throw new IllegalArgumentException("a result without JSON", cannotHappen);
        } catch (IOException e) {
            throw FileTree.failed("make the folder", folder, e);
        }
    }

    /** A name that any file system takes, and that no other experiment has. */
    private static String fileName(String name) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return name.replaceAll("[^A-Za-z0-9]+", "-") + "-" + HexFormat.of().formatHex(sum, 0, 4) + ".json";
        } catch (NoSuchAlgorithmException cannotHappen) {
            throw new IllegalStateException("a JDK without SHA-256", cannotHappen);
        }
    }
}
