package io.github.coconut4j.data.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.badrow.BadRowHandler;
import io.github.coconut4j.data.badrow.SkippedRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.datavec.api.records.reader.impl.collection.CollectionRecordReader;
import org.datavec.api.transform.TransformProcess;
import org.datavec.api.transform.condition.ConditionOp;
import org.datavec.api.transform.condition.column.StringColumnCondition;
import org.datavec.api.transform.schema.Schema;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.dataformat.yaml.YAMLFactory;

/** Records whose columns are not called as ours. */
class RecordSourceTest {
    private static final String HEADER = "number,frage,weg,antwort,topic\n";
    private static final StepColumn BARS = new StepColumn(" | ");

    @TempDir
    private Path folder;

    private static TransformProcess transform() {
        return new TransformProcess.Builder(new Schema.Builder()
                        .addColumnInteger("number")
                        .addColumnsString("frage", "weg", "antwort", "topic")
                        .build())
                .filter(new StringColumnCondition("topic", ConditionOp.Equal, "chat"))
                .renameColumn("frage", "question")
                .renameColumn("weg", "steps")
                .renameColumn("antwort", "answer")
                .removeColumns("topic")
                .build();
    }

    @Test
    void csvWithOtherColumnsBecomesProblems() throws IOException {
        try (ProblemSource source = csv(
                """
                1,What is 2+3?,2 and 3 | make 5,5,math
                2,How are you?,,fine,chat
                3,"What, is 1+1?",1+1,"2,0",math
                """)) {
            assertThat(all(source))
                    .containsExactly(
                            problem("What is 2+3?", List.of("2 and 3", "make 5"), "5", 1),
                            problem("What, is 1+1?", List.of("1+1"), "2,0", 3));
            assertThat(source.place(1)).hasToString(folder.resolve("some.csv") + ", problem 3 (line 4)");
            assertThat(source.problem(7, 1)).isEqualTo(source.problem(0, 1));
        }
    }

    @Test
    void jsonLinesGiveTheSameProblemsAndFingerprint() throws IOException {
        Path json = Files.writeString(
                folder.resolve("some.jsonl"),
                """
                {"antwort": 5, "number": 1, "frage": "What is 2+3?", "weg": ["2 and 3", "make 5"], "topic": "math"}
                {"antwort": "2,0", "number": 3, "frage": "What, is 1+1?", "weg": ["1+1"], "topic": "math", "more": {}}
                """);
        try (ProblemSource lines = read(json, RecordFormat.JSON_LINES, StepColumn.LINES, BadRowHandler.FAIL);
                ProblemSource csv =
                        csv("1,What is 2+3?,2 and 3 | make 5,5,math\n3,\"What, is 1+1?\",1+1,\"2,0\",math\n")) {
            assertThat(all(lines)).isEqualTo(all(csv));
            assertThat(lines.fingerprint()).isEqualTo(csv.fingerprint());
        }
    }

    @Test
    void aCollectionIsReadToo() {
        List<List<Writable>> rows = List.of(
                List.of(new IntWritable(1), new Text("q"), new Text("a | b"), new Text("c"), new Text("")),
                List.of(new IntWritable(2), new Text("q"), new Text("a | b"), new Text(" "), new Text("")));
        try (ProblemSource source = RecordSource.of(
                "tickets",
                new CollectionRecordReader(rows),
                new RecordProblems(transform(), BARS),
                new SkippedRows())) {
            assertThat(all(source)).containsExactly(problem("q", List.of("a", "b"), "c", 1));
            assertThat(source.leftOut()).containsExactly("tickets, row 2, column \"answer\": is blank.");
            assertThat(source.place(0)).hasToString("tickets, problem 1");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
            x,q,a,b,t              ; row 2 (line 3), column "number": holds "x", which is no valid Integer
            1,q,a,b                ; row 2 (line 3) has 4 cells, but the schema has 5 columns: number, frage, weg, antwort, topic
            1,q,a | | b,c,t        ; row 2 (line 3), column "steps": step 2 of 3 is blank in "a | | b"
            1,q,a |,c,t            ; row 2 (line 3), column "steps": step 2 of 2 is blank
            1,q,a | b,,t           ; row 2 (line 3), column "answer": is blank
            1, ,a | b,c,t          ; row 2 (line 3), column "question": is blank
            1,"q,a | b,c,t         ; row 2 cannot be read:
            """)
    void aBadRecordIsNamedByReaderRowAndColumn(String row, String complaint) throws IOException {
        String rows = "0,good,a | b,c,t\n" + row + "\n2,good,b,c,t\n";

        assertThatThrownBy(() -> csv(rows))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(folder.resolve("some.csv") + ", " + complaint);
        SkippedRows skipped = new SkippedRows();
        try (ProblemSource source = read(written("some.csv", rows), RecordFormat.CSV, BARS, skipped)) {
            assertThat(source.size()).isEqualTo(2);
            assertThat(source.name()).endsWith("without 1 bad row");
            assertThat(source.place(1).problem()).isEqualTo(3);
            assertThat(source.leftOut()).singleElement().asString().contains(complaint);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
            {"number": 1, "frage": "q", "weg": ["a"], "topic": ""}                     ; row 1 (line 1), column "antwort": is missing
            {"number": 1, "frage": null, "weg": "a", "antwort": "b", "topic": ""}      ; row 1 (line 1), column "question": is blank
            {"number": 1, "frage": "q", "weg": ["a\\nb"], "antwort": "b", "topic": ""} ; row 1 cannot be read: an element of a list has several lines.
            {"number": 1, "frage":                                                     ; row 1 cannot be read: the JSON is broken: it ends before the last bracket or quotation mark is closed.
            [1]                                                                        ; row 1 cannot be read: it is no JSON object.
            "q"                                                                        ; row 1 cannot be read: it is no JSON object.
            question,steps,answer                                                      ; row 1 cannot be read: the JSON is broken: question is neither a text in quotation marks nor a number.
            {"number": 1, "number": 2}                                                 ; row 1 cannot be read: the key "number" stands twice in one object.
            """)
    void aBadLineOfJsonIsNamedToo(String row, String complaint) throws IOException {
        Path file = written("some.jsonl", "");
        Files.writeString(
                file, row + "\n{\"number\": 1, \"frage\": \"q\", \"weg\": [], \"antwort\": \"b\", \"topic\": \"\"}\n");

        assertThatThrownBy(() -> read(file, RecordFormat.JSON_LINES, StepColumn.LINES, BadRowHandler.FAIL))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + ", " + complaint);
        try (ProblemSource rest = read(file, RecordFormat.JSON_LINES, StepColumn.LINES, new SkippedRows())) {
            assertThat(rest.size()).isEqualTo(1);
        }
    }

    @Test
    void aByteOrderMarkAndBlankLinesAreNoRecords() throws IOException {
        String row = "{\"number\": 1, \"frage\": \"q\", \"weg\": [], \"antwort\": \"b\", \"topic\": \"\"}\n";
        Path file = Files.writeString(folder.resolve("marked.jsonl"), "\uFEFF" + row + "\n  \n" + row);

        try (ProblemSource source = read(file, RecordFormat.JSON_LINES, StepColumn.LINES, BadRowHandler.FAIL)) {
            assertThat(source.size()).isEqualTo(2);
            assertThat(source.problem(0, 0).question()).isEqualTo("q");
            assertThat(source.place(1).toString()).contains("line 4");
        }
    }

    @Test
    void otherColumnsThanTheSchemasAreRefused() throws IOException {
        Path swapped = Files.writeString(folder.resolve("swapped.csv"), "number,antwort,weg,frage,topic\n1,a,b,c,d\n");
        Path semicolons = Files.writeString(folder.resolve("semi.csv"), "number;frage;weg;antwort;topic\n1;a;b;c;d\n");

        assertThatThrownBy(() -> read(swapped, RecordFormat.CSV, BARS, BadRowHandler.FAIL))
                .hasMessageContaining("names the columns number, antwort, weg, frage, topic, but the schema");
        assertThatThrownBy(() -> read(semicolons, RecordFormat.CSV, BARS, BadRowHandler.FAIL))
                .hasMessageContaining("delimiter");
        Path blank = Files.writeString(folder.resolve("blank.csv"), "\n1,a,b,c,d\n");
        assertThatThrownBy(() -> read(blank, RecordFormat.CSV, BARS, BadRowHandler.FAIL))
                .hasMessageContaining("is blank, where the names of the columns should stand: number, frage");
        try (ProblemSource source =
                read(semicolons, new RecordFormat(RecordFormat.Kind.CSV, ';', true), BARS, BadRowHandler.FAIL)) {
            assertThat(source.size()).isEqualTo(1);
        }
    }

    @Test
    void bytesThatAreNoUtf8AreNoText() throws IOException {
        Path file = written("latin.csv", "");
        Files.write(file, (HEADER + "1,Stra\u00dfe,a,b,t\n").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> read(file, RecordFormat.CSV, BARS, BadRowHandler.FAIL))
                .hasMessageContaining("row 1 (line 2), column \"frage\": is not UTF-8");
    }

    @Test
    void aTransformMustEndInTheThreeColumnsAndWorkRowByRow() {
        TransformProcess unnamed = new TransformProcess.Builder(new Schema.Builder()
                        .addColumnsString("frage", "steps", "answer")
                        .build())
                .build();
        TransformProcess sequences = new TransformProcess.Builder(ProblemRecords.schema())
                .convertToSequence()
                .build();

        assertThatThrownBy(() -> new RecordProblems(unnamed, BARS))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("it ends in frage, steps, answer");
        assertThatThrownBy(() -> new RecordProblems(sequences, BARS))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row by row");
    }

    @Test
    void whatATransformCannotTakeIsNamedWithItsColumn() {
        TransformProcess doubled = new TransformProcess.Builder(new Schema.Builder()
                        .addColumnsString("question", "steps", "answer", "price")
                        .build())
                .convertToDouble("price")
                .build();
        List<List<Writable>> rows = List.of(List.of(new Text("q"), new Text("a"), new Text("b"), new Text("cheap")));

        assertThatThrownBy(() -> RecordSource.of(
                        "shop",
                        new CollectionRecordReader(rows),
                        new RecordProblems(doubled, StepColumn.LINES),
                        BadRowHandler.FAIL))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "shop, row 1, column \"price\": the ConvertToDouble of the transform cannot take it");
    }

    @Test
    void itIsToldWhetherTheSeparatorOccurs() throws IOException {
        assertThat(separatorFound("1,q,a ; b,c,t\n")).isFalse();
        assertThat(separatorFound("1,q,a|b,c,t\n")).isTrue();
        assertThat(separatorFound("1,q,,c,t\n")).isTrue();
    }

    @Test
    void nothingLeftIsSaidWithItsReason() {
        assertThatThrownBy(() -> csv("1,q,a,c,chat\n")).hasMessageContaining("filters of the transform");
        assertThatThrownBy(() -> read(written("some.csv", "x,q,a,b,t\n"), RecordFormat.CSV, BARS, new SkippedRows()))
                .hasMessageContaining("holds no problems: for instance");
    }

    @Test
    void transformsAreReadFromJsonAndYaml() throws IOException {
        Path json = Files.writeString(folder.resolve("t.json"), transform().toJson());
        Path written =
                Files.writeString(folder.resolve("written.yaml"), transform().toYaml());
        Path yaml = Files.writeString(
                folder.resolve("t.yaml"),
                new ObjectMapper(new YAMLFactory())
                        .writeValueAsString(
                                new ObjectMapper().readTree(transform().toJson())));
        Path other = Files.writeString(folder.resolve("other.json"), "{\"a\": 1}");
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"initialSchema\": ");

        assertThat(TransformFile.load(json)).isEqualTo(transform());
        assertThat(TransformFile.load(written)).isEqualTo(transform());
        assertThat(Files.readString(yaml)).startsWith("---").doesNotContain("{");
        assertThat(TransformFile.load(yaml)).isEqualTo(transform());
        for (Path none : List.of(other, broken)) {
            assertThatThrownBy(() -> TransformFile.load(none))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith(none + " is no TransformProcess")
                    .message()
                    .doesNotContain("jackson", "org.");
        }
    }

    private boolean separatorFound(String rows) throws IOException {
        try (RecordSource source = csv(rows)) {
            return source.separatorFound();
        }
    }

    private RecordSource csv(String rows) throws IOException {
        return read(written("some.csv", rows), RecordFormat.CSV, BARS, BadRowHandler.FAIL);
    }

    private Path written(String name, String rows) throws IOException {
        return Files.writeString(folder.resolve(name), HEADER + rows);
    }

    private static RecordSource read(Path file, RecordFormat format, StepColumn steps, BadRowHandler badRows) {
        return RecordSource.ofFile(file, format, new RecordProblems(transform(), steps), badRows);
    }

    private static Problem problem(String question, List<String> steps, String answer, int number) {
        return new Problem(question, steps, answer, java.util.Map.of("number", number));
    }

    private static List<Problem> all(ProblemSource source) {
        return new ArrayList<>(LongStream.range(0, source.size())
                .mapToObj(row -> source.problem(0, row))
                .toList());
    }
}
