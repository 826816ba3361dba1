package io.github.coconut4j.data.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.badrow.BadRowHandler;
import io.github.coconut4j.data.badrow.SkippedRows;
import io.github.coconut4j.data.file.ProblemFiles;
import io.github.coconut4j.data.task.GraphSearch;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.datavec.api.records.Record;
import org.datavec.api.records.reader.RecordReader;
import org.datavec.api.split.CollectionInputSplit;
import org.datavec.api.split.FileSplit;
import org.datavec.api.transform.TransformProcess;
import org.datavec.api.transform.condition.ConditionOp;
import org.datavec.api.transform.condition.column.StringColumnCondition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProblemRecordReaderTest {
    private static final Path PROSQA = Path.of("src/test/resources/prosqa/prosqa_valid.json");
    private static final String ROW =
            "{\"question\": \"%s?\", \"steps\": [\"s1\", \"s2\"], \"answer\": \"a\", \"depth\": 3}\n";

    @TempDir
    private Path folder;

    @Test
    void recordsOfTheRealFileBecomeItsProblemsAgain() throws IOException, InterruptedException {
        ProblemSource source = ProblemFiles.open(PROSQA);
        try (RecordReader reader = new ProblemRecordReader()) {
            reader.initialize(new FileSplit(PROSQA.toFile()));
            List<Problem> problems = new ArrayList<>();
            while (reader.hasNext()) {
                problems.add(ProblemRecords.problem(reader.next(), ProblemRecords.schema()));
            }
            assertThat(problems).hasSize(300).startsWith(source.problem(0, 0)).endsWith(source.problem(0, 299));
        }
    }

    @Test
    void severalFilesAreReadOneAfterTheOther() throws IOException, InterruptedException {
        try (RecordReader reader = new ProblemRecordReader()) {
            reader.initialize(twoFiles());
            assertThat(questions(reader)).containsExactly("a?", "b?", "c?");
            reader.reset();
            assertThat(questions(reader)).hasSize(3);
        }
    }

    @Test
    void aRecordIsFoundAgainByItsMetadata() throws IOException, InterruptedException {
        try (RecordReader reader = new ProblemRecordReader()) {
            reader.initialize(twoFiles());
            reader.next();
            Record second = reader.nextRecord();

            assertThat(second.getMetaData().getURI().toString()).endsWith("one.jsonl");
            assertThat(reader.loadFromMetaData(second.getMetaData()).getRecord())
                    .isEqualTo(second.getRecord());
        }
    }

    @Test
    void badRowsAreSkippedOnRequest() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("bad.jsonl"), row("a") + "{}\n" + row("b"));
        SkippedRows skipped = new SkippedRows();
        try (RecordReader reader = new ProblemRecordReader(skipped)) {
            reader.initialize(new FileSplit(file.toFile()));
            assertThat(questions(reader)).containsExactly("a?", "b?");
        }
        assertThat(skipped.count()).isEqualTo(1);
        try (RecordReader reader = new ProblemRecordReader()) {
            assertThatThrownBy(() -> reader.initialize(new FileSplit(file.toFile())))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("bad.jsonl, line 2");
        }
    }

    @Test
    void generatedProblemsAreRecordsToo() throws IOException {
        ProblemSource source = GraphSearch.graphSearch().problems(5, 1);
        try (RecordReader reader = new ProblemRecordReader(source, 2)) {
            List<Record> records = new ArrayList<>();
            while (reader.hasNext()) {
                records.add(reader.nextRecord());
            }
            assertThat(records).hasSize(5);
            Record last = records.get(4);
            assertThat(ProblemRecords.problem(last.getRecord(), ProblemRecords.schema()))
                    .isEqualTo(source.problem(2, 4));
            assertThat(reader.loadFromMetaData(last.getMetaData()).getRecord()).isEqualTo(last.getRecord());
        }
    }

    @Test
    void anyDatavecPipelineIsASourceOfProblems() throws IOException, InterruptedException {
        TransformProcess withoutB = new TransformProcess.Builder(ProblemRecords.schema())
                .filter(new StringColumnCondition(ProblemRecords.QUESTION, ConditionOp.Equal, "b?"))
                .appendStringColumnTransform(ProblemRecords.ANSWER, "!")
                .build();
        try (RecordReader reader = new ProblemRecordReader()) {
            reader.initialize(twoFiles());
            ProblemSource source =
                    RecordSource.of("mine", reader, new RecordProblems(withoutB, StepColumn.LINES), BadRowHandler.FAIL);

            assertThat(source.size()).isEqualTo(2);
            assertThat(source.problem(0, 1).question()).isEqualTo("c?");
            assertThat(source.problem(0, 1).answer()).isEqualTo("a!");
            assertThat(source.problem(0, 1).steps()).containsExactly("s1", "s2");
            assertThat(source.problem(0, 1).extra()).containsEntry("depth", 3);
        }
    }

    private CollectionInputSplit twoFiles() throws IOException {
        Path one = Files.writeString(folder.resolve("one.jsonl"), row("a") + row("b"));
        Path two = Files.writeString(folder.resolve("two.json"), "[" + row("c") + "]");
        return new CollectionInputSplit(List.<URI>of(one.toUri(), two.toUri()));
    }

    private static String row(String question) {
        return ROW.replace("%s", question);
    }

    private static List<String> questions(RecordReader reader) {
        List<String> questions = new ArrayList<>();
        while (reader.hasNext()) {
            questions.add(reader.next().get(0).toString());
        }
        return questions;
    }
}
