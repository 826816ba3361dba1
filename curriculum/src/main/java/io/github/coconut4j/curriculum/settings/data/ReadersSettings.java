package io.github.coconut4j.curriculum.settings.data;

import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.settings.EvaluationSettings;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.InputFiles;
import io.github.coconut4j.data.record.RecordProblems;
import io.github.coconut4j.data.record.RecordSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.datavec.api.records.reader.RecordReader;
import org.datavec.api.transform.TransformProcess;

/**
 * Records of any DataVec {@code RecordReader} that a Java program has: of a collection, a database, the user's own. No file
 * can hold these; in the YAML of a run stands {@code type: readers} alone, and it is resumed by the program that knows them.
 *
 * <p>Creating one throws {@link CurriculumException} if it comes from a file, or a choice is unknown.
 *
 * @param training makes an initialised reader at the first record to learn from
 * @param validation likewise for held-out records
 * @param test likewise for those asked at the end
 * @param transform from the readers' columns to question, steps and answer
 * @param stepSeparator what stands between two steps, see {@link RecordsSettings}
 * @param onBadRecord {@code fail} or {@code skip}
 */
@JsonIncludeProperties({})
public record ReadersSettings(
        Supplier<RecordReader> training,
        Supplier<RecordReader> validation,
        Supplier<RecordReader> test,
        TransformProcess transform,
        String stepSeparator,
        String onBadRecord)
        implements DataSettings {

    public ReadersSettings {
        if (training == null || validation == null || transform == null) {
            throw new CurriculumException("type readers stands for readers of a Java program: resume the run there with"
                    + " experiment.resumed(folder), or name files with type records.");
        }
        test = test == null ? validation : test;
        stepSeparator = stepSeparator == null ? RecordWords.LINE : stepSeparator;
        RecordWords.steps(stepSeparator);
        onBadRecord = OnBadRecord.checked(onBadRecord);
    }

    /**
     * {@return the same with records of its own for the end}
     *
     * @param records makes an initialised reader whenever the problems are read
     */
    public ReadersSettings test(Supplier<RecordReader> records) {
        return new ReadersSettings(training, validation, records, transform, stepSeparator, onBadRecord);
    }

    /**
     * {@return the same with something else between two steps of a cell; {@code none} if a cell is one step}
     *
     * @param text anything that is not blank; {@code line} for a line break
     */
    public ReadersSettings stepSeparator(String text) {
        return new ReadersSettings(training, validation, test, transform, text, onBadRecord);
    }

    /** {@return the same with records that are no problems left out and counted} */
    public ReadersSettings skipBadRecords() {
        return new ReadersSettings(training, validation, test, transform, stepSeparator, OnBadRecord.SKIP);
    }

    @Override
    public ProblemSets open(long seed, EvaluationSettings heldOut) {
        return open(seed, heldOut, ReadingProgress.SILENT);
    }

    @Override
    public ProblemSets open(long seed, EvaluationSettings heldOut, ReadingProgress progress) {
        RecordProblems problems = new RecordProblems(transform, RecordWords.steps(stepSeparator));
        List<RecordSource> opened = new ArrayList<>();
        try {
            opened.add(source("training", training, problems, progress));
            RecordWords.requireSeparator(opened.get(0), "the training records", stepSeparator);
            opened.add(source("validation", validation, problems, progress));
            opened.add(source("test", test, problems, progress));
            return new ProblemSets(opened.get(0), opened.get(1), opened.get(2), ProblemSets.TEXT_LENGTH_MULTIPLE);
        } catch (RuntimeException e) {
            opened.forEach(RecordSource::close);
            throw e;
        }
    }

    private RecordSource source(
            String part, Supplier<RecordReader> reader, RecordProblems problems, ReadingProgress progress) {
        try (RecordReader open = reader.get()) {
            String name = part + " records of " + open.getClass().getSimpleName();
            return RecordSource.of(
                    name, open, problems, OnBadRecord.handler(onBadRecord), records -> progress.read(name, records));
        } catch (IOException e) {
            throw new DataException(
                    "The reader of the " + part + " records cannot be closed: " + InputFiles.reason(e) + ".", e);
        }
    }
}
