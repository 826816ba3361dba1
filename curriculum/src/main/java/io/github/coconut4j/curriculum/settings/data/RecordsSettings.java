package io.github.coconut4j.curriculum.settings.data;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.config.NeedsFiles;
import io.github.coconut4j.curriculum.settings.EvaluationSettings;
import io.github.coconut4j.data.InputFiles;
import io.github.coconut4j.data.record.RecordFormat;
import io.github.coconut4j.data.record.RecordProblems;
import io.github.coconut4j.data.record.RecordSource;
import io.github.coconut4j.data.record.TransformFile;
import io.github.coconut4j.data.stage.Wording;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Problems in files with columns of their own, read by a DataVec {@code RecordReader} and turned into question, steps and
 * answer by a DataVec {@code TransformProcess}.
 *
 * @param trainPath file to learn from
 * @param valPath file whose first problems are asked during training
 * @param testPath file that is asked at the end; without it, {@code valPath}
 * @param transform file with the {@code TransformProcess}, its JSON or YAML; its first schema names the files' columns
 * @param reader {@code csv} or {@code json_lines}; without it, as the files are called
 * @param delimiter between the cells of CSV, one character or {@code tab}; without it, a comma ({@code tab} in .tsv files)
 * @param header whether the first line of CSV names the columns; without it, true
 * @param stepSeparator what stands between two steps in the column of steps; {@code line} for a line break, {@code none} if
 *     a cell is one step; without it, {@code line}
 * @param onBadRecord {@code fail} or {@code skip}, see {@link FilesSettings}
 * @param questionTemplate a text with {@code {question}} that the question is asked in, for models that have a format of their own; without it, the question and a line break
 * @param answerPrefix what stands before the answer; without it, {@code "### "}
 */
public record RecordsSettings(
        String trainPath,
        String valPath,
        String testPath,
        String transform,
        String reader,
        String delimiter,
        Boolean header,
        String stepSeparator,
        String onBadRecord,
        String questionTemplate,
        String answerPrefix)
        implements DataSettings, NeedsFiles {

    /** @throws CurriculumException if a file is not named or a choice is unknown */
    public RecordsSettings {
        require(trainPath, "train_path", "the file to learn from");
        require(valPath, "val_path", "a file of held-out problems");
        require(
                transform,
                "transform",
                "the file with the TransformProcess, from the columns to question, steps, answer");
        testPath = testPath == null || testPath.isBlank() ? valPath : testPath;
        header = header == null || header;
        stepSeparator = stepSeparator == null ? RecordWords.LINE : stepSeparator;
        onBadRecord = OnBadRecord.checked(onBadRecord);
        for (String path : List.of(trainPath, valPath, testPath)) {
            RecordWords.format(path, reader, delimiter, header);
        }
        RecordWords.steps(stepSeparator);
        Wording wording = Wordings.of(questionTemplate, answerPrefix);
        questionTemplate = wording.questionTemplate();
        answerPrefix = wording.answerPrefix();
    }

    /** Files with a header, or JSON lines; one step a line. */
    public static RecordsSettings of(String trainPath, String valPath, String transform) {
        return new RecordsSettings(trainPath, valPath, null, transform, null, null, null, null, null, null, null);
    }

    /** The same with a file of its own for the end. */
    public RecordsSettings testPath(String path) {
        return new RecordsSettings(
                trainPath,
                valPath,
                path,
                transform,
                reader,
                delimiter,
                header,
                stepSeparator,
                onBadRecord,
                questionTemplate,
                answerPrefix);
    }

    /** The same, read by {@code csv} or {@code json_lines} whatever the files are called. */
    public RecordsSettings reader(String name) {
        return new RecordsSettings(
                trainPath,
                valPath,
                testPath,
                transform,
                name,
                delimiter,
                header,
                stepSeparator,
                onBadRecord,
                questionTemplate,
                answerPrefix);
    }

    /** The same with another character, or {@code tab}, between the cells of CSV. */
    public RecordsSettings delimiter(String character) {
        return new RecordsSettings(
                trainPath,
                valPath,
                testPath,
                transform,
                reader,
                character,
                header,
                stepSeparator,
                onBadRecord,
                questionTemplate,
                answerPrefix);
    }

    /** The same for CSV whose first line names the columns, or is a record. */
    public RecordsSettings header(boolean named) {
        return new RecordsSettings(
                trainPath,
                valPath,
                testPath,
                transform,
                reader,
                delimiter,
                named,
                stepSeparator,
                onBadRecord,
                questionTemplate,
                answerPrefix);
    }

    /** The same with something else between two steps of a cell; {@code none} if a cell is one step. */
    public RecordsSettings stepSeparator(String text) {
        return new RecordsSettings(
                trainPath,
                valPath,
                testPath,
                transform,
                reader,
                delimiter,
                header,
                text,
                onBadRecord,
                questionTemplate,
                answerPrefix);
    }

    /** The same, asked in another format: a text with {@code {question}}, and what stands before the answer. */
    public RecordsSettings wording(String template, String prefix) {
        return new RecordsSettings(
                trainPath,
                valPath,
                testPath,
                transform,
                reader,
                delimiter,
                header,
                stepSeparator,
                onBadRecord,
                template,
                prefix);
    }

    /** The same with records that are no problems left out and counted. */
    public RecordsSettings skipBadRecords() {
        return new RecordsSettings(
                trainPath,
                valPath,
                testPath,
                transform,
                reader,
                delimiter,
                header,
                stepSeparator,
                OnBadRecord.SKIP,
                questionTemplate,
                answerPrefix);
    }

    @Override
    public List<String> missingFiles() {
        Map<String, String> keys = new LinkedHashMap<>(); // a file that is named twice is missing once
        keys.put(transform, "transform");
        keys.put(testPath, "test_path");
        keys.put(valPath, "val_path");
        keys.put(trainPath, "train_path");
        List<String> missing = new ArrayList<>();
        keys.forEach((path, key) -> {
            if (!Files.exists(InputFiles.path(path))) {
                missing.add(0, key + ": there is no file " + path + ".");
            }
        });
        return missing;
    }

    @Override
    public ProblemSets open(long seed, EvaluationSettings heldOut) {
        RecordProblems problems =
                new RecordProblems(TransformFile.load(Path.of(transform)), RecordWords.steps(stepSeparator));
        List<RecordSource> opened = new ArrayList<>();
        try {
            opened.add(source(trainPath, problems));
            RecordWords.requireSeparator(opened.get(0), trainPath, stepSeparator);
            opened.add(source(valPath, problems));
            opened.add(source(testPath, problems));
            return new ProblemSets(
                    opened.get(0),
                    opened.get(1),
                    opened.get(2),
                    ProblemSets.TEXT_LENGTH_MULTIPLE,
                    new Wording(questionTemplate, answerPrefix));
        } catch (RuntimeException e) {
            opened.forEach(RecordSource::close);
            throw e;
        }
    }

    private RecordSource source(String path, RecordProblems problems) {
        RecordFormat format = RecordWords.format(path, reader, delimiter, header);
        return RecordSource.ofFile(Path.of(path), format, problems, OnBadRecord.handler(onBadRecord));
    }

    private static void require(String path, String key, String what) {
        if (path == null || path.isBlank()) {
            throw new CurriculumException(key + " is missing: name " + what + ".");
        }
    }
}
