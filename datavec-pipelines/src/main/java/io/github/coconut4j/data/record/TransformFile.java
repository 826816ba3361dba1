package io.github.coconut4j.data.record;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.internal.file.FileKind;
import java.io.IOException;
import java.nio.file.Path;
import org.datavec.api.transform.TransformProcess;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.dataformat.yaml.YAMLFactory;

/** A DataVec {@link TransformProcess} in a file, as its {@code toJson} and {@code toYaml} write it. */
public final class TransformFile {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private TransformFile() {}

    /**
     * Reads one, of JSON or YAML.
     *
     * @throws DataException if there is none, or it cannot be read
     */
    public static TransformProcess load(Path file) {
        FileKind.requireText(file);
        TransformProcess process;
        try {
            // DataVec's own fromYaml takes JSON alone; JSON is YAML, so this reads both
            process = TransformProcess.fromJson(YAML.readTree(file.toFile()).toString());
        } catch (IOException e) {
            throw none(file, RecordProblems.reason(e), e);
        } catch (NullPointerException e) {
            throw none(file, "it has no initialSchema or no actionList.", e);
        } catch (RuntimeException e) {
            throw none(file, RecordProblems.reason(e), e);
        }
        if (process.getInitialSchema() == null || process.getActionList() == null) {
            throw none(file, "it has no initialSchema or no actionList.", null);
        }
        return process;
    }

    private static DataException none(Path file, String why, Exception cause) {
        return new DataException(
                file + " is no TransformProcess of DataVec, as its toJson() or toYaml() writes one: " + why, cause);
    }
}
