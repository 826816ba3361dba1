package io.github.coconut4j.curriculum.experiment;

import static io.github.coconut4j.curriculum.experiment.Dsl.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.settings.data.ProblemSets;
import io.github.coconut4j.curriculum.settings.data.RecordsSettings;
import io.github.coconut4j.curriculum.training.RunStopped;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.datavec.api.records.reader.RecordReader;
import org.datavec.api.records.reader.impl.collection.CollectionRecordReader;
import org.datavec.api.transform.TransformProcess;
import org.datavec.api.transform.schema.Schema;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Experiments on CSV whose columns have names of their own. */
class RecordsDataTest {
    @TempDir
    private Path folder;

    private RecordsSettings data;

    @BeforeEach
    void writeFiles() throws IOException {
        data = records(
                        csv("train.csv", 24),
                        csv("valid.csv", 8),
                        Files.writeString(folder.resolve("t.yaml"), transform().toYaml()))
                .stepSeparator(";");
    }

    private static TransformProcess transform() {
        return new TransformProcess.Builder(new Schema.Builder()
                        .addColumnsString("answer", "way", "ask")
                        .build())
                .renameColumn("way", "steps")
                .renameColumn("ask", "question")
                .build();
    }

    private Path csv(String name, int rows) throws IOException {
        StringBuilder text = new StringBuilder("answer,way,ask\n");
        for (int row = 0; row < rows; row++) {
            text.append(
                    "w%d,go w%d; then w%d,is it w%d or w%d?%n".formatted(row % 3, row % 5, row % 3, row % 3, row % 4));
        }
        return Files.writeString(folder.resolve(name), text);
    }

    private Experiment experiment() {
        return TinyExperiments.coconutAlone()
                .data(data)
                .model(Dsl.gpt2().layers(1).width(16).heads(2).positions(40));
    }

    @Test
    void yamlAndDslSayTheSame() {
        String yaml =
                """
                data:
                  type: records
                  train_path: %s
                  val_path: %s
                  transform: %s
                  step_separator: ;
                """
                        .formatted(data.trainPath(), data.valPath(), data.transform());

        assertThat(Experiment.fromYaml(yaml).data()).isEqualTo(data);
        assertThat(Experiment.fromYaml(experiment().toYaml())).isEqualTo(experiment());
    }

    @Test
    void inJavaTheReaderIsNamedAfterFilesWhoseNamesDoNotSayIt() throws IOException {
        RecordsSettings nameless = records(csv("train.part", 24), csv("valid.part", 8), Path.of(data.transform()));

        try (ProblemSets sets = nameless.reader("csv").stepSeparator(";").open(0, Dsl.evaluation())) {
            assertThat(sets.training().size()).isEqualTo(24);
        }
        assertThat(nameless.missingFiles())
                .containsExactly("reader is missing: " + nameless.trainPath()
                        + " may be csv or json_lines, its name does not say which.");
        assertThatThrownBy(() -> experiment().data(nameless).schedule())
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("data.reader is missing: " + nameless.trainPath());
    }

    @Test
    void whoeverOpensFilesIsToldHowFarTheyAreRead() {
        Map<String, Consumer<TrainingListener>> openings = Map.of(
                "schedule", listener -> experiment().schedule(listener),
                "untimed schedule", listener -> experiment().untimedSchedule(listener),
                "memory", listener -> experiment().memory(listener),
                "data bench", listener -> DataSpeed.measure(experiment(), 0.01, listener),
                "ragged bench", listener -> RaggedSpeed.measure(experiment(), 2, 1, listener));
        openings.forEach((opening, open) -> {
            List<String> read = new ArrayList<>();
            open.accept(new TrainingListener() {
                @Override
                public void onRowRead(RowRead row) {
                    read.add(row.source() + " " + row.rows());
                }
            });

            assertThat(read).as(opening).contains(data.trainPath() + " 24", data.valPath() + " 8");
        });
    }

    @Test
    void aRunOnRecordsResumesWithTheSameWeights() {
        experiment().train(folder.resolve("whole"));
        Path stopped = folder.resolve("stopped");
        assertThatThrownBy(() -> experiment().train(stopped, new StopAt(3))).isInstanceOf(RunStopped.class);

        Run resumed = Experiment.resume(stopped);

        assertThat(resumed.folder().resolve(end()))
                .hasSameBinaryContentAs(folder.resolve("whole").resolve(end()));
    }

    @Test
    void aRunWhoseRecordsHaveChangedIsNotResumed() throws IOException {
        Path stopped = folder.resolve("stopped");
        assertThatThrownBy(() -> experiment().train(stopped, new StopAt(3))).isInstanceOf(RunStopped.class);
        csv("train.csv", 23);

        assertThatThrownBy(() -> Experiment.resume(stopped))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("data");
    }

    @Test
    void badRecordsEndTheRunOrAreLeftOut() throws IOException {
        Files.writeString(Path.of(data.trainPath()), "answer,way,ask\n,a;b,c\nx,a;b,c\n");

        assertThatThrownBy(() -> data.open(0, Dsl.evaluation()))
                .isInstanceOf(DataException.class)
                .hasMessage(data.trainPath() + ", row 1 (line 2), column \"answer\": is blank.");
        try (ProblemSets sets = data.skipBadRecords().open(0, Dsl.evaluation())) {
            assertThat(sets.training().size()).isEqualTo(1);
            assertThat(sets.training().leftOut()).hasSize(1);
        }
    }

    @Test
    void aSeparatorThatNeverOccursIsToldUnlessThereIsNone() {
        assertThatThrownBy(() -> data.stepSeparator("|").open(0, Dsl.evaluation()))
                .isInstanceOf(CurriculumException.class)
                .hasMessageStartingWith("data.step_separator: no record of " + data.trainPath() + " has \"|\"");
        try (ProblemSets sets = data.stepSeparator("none").open(0, Dsl.evaluation())) {
            assertThat(sets.training().problem(0, 1).steps()).containsExactly("go w1; then w1");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {train_path: a.csv, val_path: a.csv}                                            | data.transform is missing
            {train_path: a.csv, transform: t.json}                                          | data.val_path is missing
            {train_path: a.csv, val_path: a.csv, transform: t.json}                         | data.transform: there is no file t.json
            {train_path: a.db, val_path: a.csv, transform: t.json}                          | data.reader is missing: a.db may be csv or json_lines
            {train_path: a.csv, val_path: a.csv, transform: t.json, reader: excel}          | data.reader must be csv or json_lines, not excel
            {train_path: a.csv, val_path: a.csv, transform: t.json, delimiter: ';;'}        | data.delimiter must be one character or tab
            {train_path: a.jsonl, val_path: a.jsonl, transform: t.json, delimiter: ';'}     | data.delimiter is for csv
            {train_path: a.csv, val_path: a.csv, transform: t.json, header: perhaps}        | data.header: expected true or false
            {train_path: a.csv, val_path: a.csv, transform: t.json, on_bad_record: drop}    | data.on_bad_record must be fail or skip
            """)
    void whatIsWrongIsNamedByItsKey(String keys, String problem) {
        String yaml = "name: x\ndata: " + keys.replaceFirst("\\{", "{type: records, ") + "\nbatch_size: 0\n";

        assertThatThrownBy(() -> Experiment.fromYaml(yaml))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void aCollectionIsTrainedOnAndResumedByTheProgramThatHasIt() {
        Supplier<RecordReader> rows = () -> new CollectionRecordReader(IntStream.range(0, 24)
                .mapToObj(row -> List.<Writable>of(
                        new Text("w" + row % 3), new Text("go w" + row % 5 + "\nthen"), new Text("is it w" + row % 4)))
                .toList());
        Experiment experiment = experiment().data(records(rows, rows, transform()));
        experiment.train(folder.resolve("whole"));
        Path stopped = folder.resolve("stopped");
        assertThatThrownBy(() -> experiment.train(stopped, new StopAt(3))).isInstanceOf(RunStopped.class);

        assertThatThrownBy(() -> Experiment.resume(stopped))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("experiment.resumed(folder)");
        assertThatThrownBy(() -> experiment.seed(7).resumed(stopped)).hasMessageContaining("no run of this experiment");
        Run resumed = experiment.resumed(stopped);

        assertThat(resumed.folder().resolve(end()))
                .hasSameBinaryContentAs(folder.resolve("whole").resolve(end()));
    }

    @Test
    void aBadRecordOfAReaderIsNamedToo() {
        Supplier<RecordReader> rows = () ->
                new CollectionRecordReader(List.of(List.<Writable>of(new Text("a"), new Text("x;y"), new Text(" "))));

        assertThatThrownBy(() ->
                        records(rows, rows, transform()).stepSeparator(";").open(0, Dsl.evaluation()))
                .hasMessage("training records of CollectionRecordReader, row 1, column \"question\": is blank.");
    }

    private Path end() {
        return Path.of(
                "checkpoints", "epoch-%04d".formatted(experiment().curriculum().totalEpochs()), "model.safetensors");
    }

    /** Asks a run to stop at a step. */
    private static final class StopAt implements TrainingListener {
        private final long step;
        private boolean reached;

        StopAt(long step) {
            this.step = step;
        }

        @Override
        public void onStep(StepDone done) {
            reached = done.step() >= step;
        }

        @Override
        public boolean stopRequested() {
            return reached;
        }
    }
}
