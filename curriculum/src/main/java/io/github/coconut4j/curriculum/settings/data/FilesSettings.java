package io.github.coconut4j.curriculum.settings.data;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.config.NeedsFiles;
import io.github.coconut4j.curriculum.internal.Checks;
import io.github.coconut4j.curriculum.settings.EvaluationSettings;
import io.github.coconut4j.data.FirstProblems;
import io.github.coconut4j.data.InputFiles;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.file.ProblemFiles;
import io.github.coconut4j.data.stage.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Problems in files: a JSON list of {@code {"question": …, "steps": […], "answer": …}}, or the same as JSON lines.
 *
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * .data(files(Path.of("train.json"), Path.of("valid.json"))
 *         .testPath("test.json").trainProblems(1000).skipBadRecords()
 *         .wording("Question: {question} Answer:", "The answer is "))
 *
 * data:
 *   type: files
 *   train_path: train.json
 *   val_path: valid.json
 *   test_path: test.json
 *   train_problems: 1000
 *   on_bad_record: skip
 *   question_template: "Question: {question} Answer:"
 *   answer_prefix: "The answer is "
 * }</pre>
 *
 * <p>Creating one throws {@link CurriculumException} if a file is not named or the choice is unknown.
 *
 * @param trainPath file to learn from
 * @param valPath file whose first problems are asked during training
 * @param testPath file that is asked at the end; without it, {@code valPath}
 * @param onBadRecord what becomes of a row that is no problem: {@code fail} ends with its line and reason, {@code skip}
 *     leaves it out and counts it; without it, {@code fail}
 * @param trainProblems how many of the problems to learn from are used, from the first; 0, or without it, all
 * @param questionTemplate a text with {@code {question}} that the question is asked in, for models that have a format of their own; without it, the question and a line break
 * @param answerPrefix what stands before the answer; without it, {@code "### "}
 */
public record FilesSettings(
        String trainPath,
        String valPath,
        String testPath,
        String onBadRecord,
        Integer trainProblems,
        String questionTemplate,
        String answerPrefix)
        implements DataSettings, NeedsFiles {

    public FilesSettings {
        if (trainPath == null || trainPath.isBlank()) {
            throw new CurriculumException("train_path is missing: name the file to learn from.");
        }
        if (valPath == null || valPath.isBlank()) {
            throw new CurriculumException("val_path is missing: name a file of held-out problems.");
        }
        testPath = testPath == null || testPath.isBlank() ? valPath : testPath;
        onBadRecord = OnBadRecord.checked(onBadRecord);
        trainProblems = trainProblems == null ? 0 : trainProblems;
        Checks.between(0, 1_000_000_000, trainProblems, "train_problems");
        Wording wording = Wordings.of(questionTemplate, answerPrefix);
        questionTemplate = wording.questionTemplate();
        answerPrefix = wording.answerPrefix();
    }

    /**
     * {@return the same, asked in another format: a text with {@code {question}}, and what stands before the answer}
     *
     * @param template in which {@code {question}} is replaced
     * @param prefix that begins every answer
     */
    public FilesSettings wording(String template, String prefix) {
        return new FilesSettings(trainPath, valPath, testPath, onBadRecord, trainProblems, template, prefix);
    }

    /**
     * {@return the same with a file of its own for the end}
     *
     * @param path of problems asked once, after training
     */
    public FilesSettings testPath(String path) {
        return new FilesSettings(trainPath, valPath, path, onBadRecord, trainProblems, questionTemplate, answerPrefix);
    }

    /** {@return the same with rows that are no problems left out and counted} */
    public FilesSettings skipBadRecords() {
        return new FilesSettings(
                trainPath, valPath, testPath, OnBadRecord.SKIP, trainProblems, questionTemplate, answerPrefix);
    }

    /**
     * {@return the same with only so many of the problems to learn from, from the first}
     *
     * @param count 0 for all
     */
    public FilesSettings trainProblems(int count) {
        return new FilesSettings(trainPath, valPath, testPath, onBadRecord, count, questionTemplate, answerPrefix);
    }

    @Override
    public FilesSettings files(UnaryOperator<String> change) {
        return new FilesSettings(
                change.apply(trainPath),
                change.apply(valPath),
                change.apply(testPath),
                onBadRecord,
                trainProblems,
                questionTemplate,
                answerPrefix);
    }

    @Override
    public List<String> missingFiles() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("train_path", trainPath);
        files.put("val_path", valPath);
        files.put("test_path", testPath);
        return NeedsFiles.missing(files);
    }

    @Override
    public ProblemSets open(long seed, EvaluationSettings heldOut) {
        return open(seed, heldOut, ReadingProgress.SILENT);
    }

    @Override
    public ProblemSets open(long seed, EvaluationSettings heldOut, ReadingProgress progress) {
        ProblemSource training = problems(trainPath, progress);
        return new ProblemSets(
                trainProblems == 0 ? training : new FirstProblems(training, trainProblems),
                problems(valPath, progress),
                problems(testPath, progress),
                ProblemSets.TEXT_LENGTH_MULTIPLE,
                new Wording(questionTemplate, answerPrefix));
    }

    private ProblemSource problems(String path, ReadingProgress progress) {
        return ProblemFiles.open(
                InputFiles.path(path), OnBadRecord.handler(onBadRecord), rows -> progress.read(path, rows));
    }
}
