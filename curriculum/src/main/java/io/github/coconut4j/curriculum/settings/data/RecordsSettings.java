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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Problems in files with columns of their own, read by a DataVec {@code RecordReader} and turned into question, steps and
 * answer by a DataVec {@code TransformProcess}.
 *
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * .data(records(Path.of("train.csv"), Path.of("valid.csv"), Path.of("transform.json"))
 *         .testPath("test.csv").reader("csv").delimiter(";").header(false).stepSeparator(" | ")
 *         .skipBadRecords().wording("Question: {question} Answer:", "The answer is "))
 *
 * data:
 *   type: records
 *   train_path: train.csv
 *   val_path: valid.csv
 *   transform: transform.json
 *   test_path: test.csv
 *   reader: csv
 *   delimiter: ";"
 *   header: false
 *   step_separator: " | "
 *   on_bad_record: skip
 *   question_template: "Question: {question} Answer:"
 *   answer_prefix: "The answer is "
 * }</pre>
 *
 * <p>Creating one throws {@link CurriculumException} if a file is not named or a choice is unknown.
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
            if (reader != null || RecordWords.isKnown(path)) {
                RecordWords.format(path, reader, delimiter, header);
            }
        }
        RecordWords.steps(stepSeparator);
        Wording wording = Wordings.of(questionTemplate, answerPrefix);
        questionTemplate = wording.questionTemplate();
        answerPrefix = wording.answerPrefix();
    }

    /**
     * {@return files with a header, or JSON lines; one step a line}
     *
     * @param trainPath to learn from
     * @param valPath asked during training, and at the end
     * @param transform file with the {@code TransformProcess}, its JSON or YAML
     */
    public static RecordsSettings of(String trainPath, String valPath, String transform) {
        return new RecordsSettings(trainPath, valPath, null, transform, null, null, null, null, null, null, null);
    }

    /**
     * {@return the same with a file of its own for the end}
     *
     * @param path of records asked once, after training
     */
    public RecordsSettings testPath(String path) {
        return changed(draft -> draft.testPath = path);
    }

    /**
     * {@return the same, read by {@code csv} or {@code json_lines} whatever the files are called}
     *
     * @param name decides instead of the files' last letters
     */
    public RecordsSettings reader(String name) {
        return changed(draft -> draft.reader = name);
    }

    /**
     * {@return the same with another character, or {@code tab}, between the cells of CSV}
     *
     * @param character a single one, or the word {@code tab}
     */
    public RecordsSettings delimiter(String character) {
        return changed(draft -> draft.delimiter = character);
    }

    /**
     * {@return the same for CSV whose first line names the columns, or is a record}
     *
     * @param named whether the first line is names rather than a record
     */
    public RecordsSettings header(boolean named) {
        return changed(draft -> draft.header = named);
    }

    /**
     * {@return the same with something else between two steps of a cell; {@code none} if a cell is one step}
     *
     * @param text anything that is not blank; {@code line} for a line break
     */
    public RecordsSettings stepSeparator(String text) {
        return changed(draft -> draft.stepSeparator = text);
    }

    /**
     * {@return the same, asked in another format: a text with {@code {question}}, and what stands before the answer}
     *
     * @param template in which {@code {question}} is replaced
     * @param prefix that begins every answer
     */
    public RecordsSettings wording(String template, String prefix) {
        return changed(draft -> {
            draft.questionTemplate = template;
            draft.answerPrefix = prefix;
        });
    }

    /** {@return the same with records that are no problems left out and counted} */
    public RecordsSettings skipBadRecords() {
        return changed(draft -> draft.onBadRecord = OnBadRecord.SKIP);
    }

    @Override
    public RecordsSettings files(UnaryOperator<String> change) {
        return changed(draft -> {
            draft.trainPath = change.apply(trainPath);
            draft.valPath = change.apply(valPath);
            draft.testPath = change.apply(testPath);
            draft.transform = change.apply(transform);
        });
    }

    @Override
    public List<String> missingFiles() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("train_path", trainPath);
        files.put("val_path", valPath);
        files.put("test_path", testPath);
        files.put("transform", transform);
        List<String> missing = new ArrayList<>(NeedsFiles.missing(files));
        if (reader == null) { // in Java it is named after the files, so only now can it be missing
            Stream.of(trainPath, valPath, testPath)
                    .filter(path -> !RecordWords.isKnown(path))
                    .findFirst()
                    .ifPresent(path -> missing.add(RecordWords.readerMissing(path)));
        }
        return missing;
    }

    @Override
    public ProblemSets open(long seed, EvaluationSettings heldOut) {
        return open(seed, heldOut, ReadingProgress.SILENT);
    }

    @Override
    public ProblemSets open(long seed, EvaluationSettings heldOut, ReadingProgress progress) {
        RecordProblems problems =
                new RecordProblems(TransformFile.load(InputFiles.path(transform)), RecordWords.steps(stepSeparator));
        List<RecordSource> opened = new ArrayList<>();
        try {
            opened.add(source(trainPath, problems, progress));
            RecordWords.requireSeparator(opened.get(0), trainPath, stepSeparator);
            opened.add(source(valPath, problems, progress));
            opened.add(source(testPath, problems, progress));
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

    private RecordSource source(String path, RecordProblems problems, ReadingProgress progress) {
        RecordFormat format = RecordWords.format(path, reader, delimiter, header);
        return RecordSource.ofFile(
                InputFiles.path(path),
                format,
                problems,
                OnBadRecord.handler(onBadRecord),
                records -> progress.read(path, records));
    }

    private static void require(String path, String key, String what) {
        if (path == null || path.isBlank()) {
            throw new CurriculumException(key + " is missing: name " + what + ".");
        }
    }

    private RecordsSettings changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.finished();
    }

    /** Settings while some of them are exchanged. */
    private static final class Draft {
        private String trainPath;
        private String valPath;
        private String transform;
        private String testPath;
        private String reader;
        private String delimiter;
        private Boolean header;
        private String stepSeparator;
        private String onBadRecord;
        private String questionTemplate;
        private String answerPrefix;

        Draft(RecordsSettings from) {
            trainPath = from.trainPath;
            valPath = from.valPath;
            transform = from.transform;
            testPath = from.testPath;
            reader = from.reader;
            delimiter = from.delimiter;
            header = from.header;
            stepSeparator = from.stepSeparator;
            onBadRecord = from.onBadRecord;
            questionTemplate = from.questionTemplate;
            answerPrefix = from.answerPrefix;
        }

        RecordsSettings finished() {
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
                    questionTemplate,
                    answerPrefix);
        }
    }
}
