package io.github.coconut4j.curriculum.spec;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.data.file.ProblemFiles;
import java.nio.file.Path;

/**
 * Problems in files: a JSON list of {@code {"question": …, "steps": […], "answer": …}}, or the same as JSON lines.
 *
 * @param trainPath file to learn from
 * @param valPath file whose first problems are asked during training
 * @param testPath file that is asked at the end; without it, {@code valPath}
 */
public record FilesSpec(String trainPath, String valPath, String testPath) implements DataSpec {

    /** Lengths of natural language vary; batches are rounded up to a multiple of this. */
    private static final int LENGTH_MULTIPLE = 16;

    /** @throws CurriculumException if a file is not named */
    public FilesSpec {
        if (trainPath == null || trainPath.isBlank()) {
            throw new CurriculumException("train_path is missing: name the file to learn from.");
        }
        if (valPath == null || valPath.isBlank()) {
            throw new CurriculumException("val_path is missing: name a file of held-out problems.");
        }
        testPath = testPath == null || testPath.isBlank() ? valPath : testPath;
    }

    /** The same with a file of its own for the end. */
    public FilesSpec testPath(String path) {
        return new FilesSpec(trainPath, valPath, path);
    }

    @Override
    public ProblemSets open(long seed, EvaluationSpec heldOut) {
        return new ProblemSets(
                ProblemFiles.open(Path.of(trainPath)),
                ProblemFiles.open(Path.of(valPath)),
                ProblemFiles.open(Path.of(testPath)),
                LENGTH_MULTIPLE);
    }
}
