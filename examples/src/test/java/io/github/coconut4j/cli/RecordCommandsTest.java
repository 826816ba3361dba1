package io.github.coconut4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.data.ListSource;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.Layout;
import io.github.coconut4j.data.stage.ProblemEncoder;
import io.github.coconut4j.data.stage.Staging;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.data.text.Tokenizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.datavec.api.transform.TransformProcess;
import org.datavec.api.transform.schema.Schema;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files whose columns are called otherwise, on the command line. */
class RecordCommandsTest {
    private static final List<Writable> ROW = List.of(new Text("a | b"), new Text("b a ?"), new Text("b"));
    private static final Problem PROBLEM = Problem.of("b a ?", List.of("a", "b"), "b");

    @TempDir
    private Path folder;

    private Path csv;
    private Path transform;

    @BeforeEach
    void writeFiles() throws IOException {
        csv = Files.writeString(folder.resolve("x.csv"), "way,ask,end\na | b,b a ?,b\n,a b ?,a\n");
        transform = Files.writeString(
                folder.resolve("t.json"),
                new TransformProcess.Builder(new Schema.Builder()
                                .addColumnsString("way", "ask", "end")
                                .build())
                        .renameColumn("way", "steps")
                        .renameColumn("ask", "question")
                        .renameColumn("end", "answer")
                        .build()
                        .toJson());
    }

    @Test
    void figuresOfRecordsAreTold() {
        assertThat(stats("--step-separator", " | ").out())
                .contains("x.csv: 2 problems")
                .containsPattern("steps +1.00 +0 +2");
    }

    @Test
    void thePipelineIsShownWithItsColumns() {
        assertThat(stats("--step-separator", "|", "--pipeline").out().lines())
                .anyMatch(line -> line.matches("reader +CSVRecordReader +-> way String, ask String, end String"))
                .anyMatch(line -> line.matches(
                        "transform +RenameColumnsTransform of way +-> steps String, ask String, end String"));
    }

    @Test
    void theSavedPipelineStagesTheReadersRecords() {
        Tokenizer tokenizer = Tokenizers.trainedOn(new ListSource("one", List.of(PROBLEM), "one"));
        tokenizer.save(folder);

        JsonNode saved = stats(
                        "--step-separator",
                        " | ",
                        "--pipeline",
                        "--json",
                        "--stage",
                        "1",
                        "--tokenizer",
                        folder.toString())
                .json();

        assertThat(Staging.staged(
                        TransformProcess.fromJson(saved.path("pipeline").toString())
                                .execute(ROW)))
                .usingRecursiveComparison()
                .isEqualTo(new ProblemEncoder(tokenizer).training(PROBLEM, new Layout(1, 1, true)));
    }

    @Test
    void badRecordsAreNamedOrSkipped() throws IOException {
        Files.writeString(csv, "way,ask,end\na | b,b a ?,b\n,a b ?,\n");

        Cli.Result failed = Cli.run("data", "stats", csv.toString(), "--transform", transform.toString());
        assertThat(failed.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(failed.err().strip())
                .isEqualTo("coconut: " + csv + ", row 2 (line 3), column \"answer\": is blank.");
        assertThat(stats("--on-bad-record", "skip").err()).contains("left out: " + csv + ", row 2 (line 3)");
    }

    @Test
    void recordsAreCheckedAgainstOthers() throws IOException {
        Path other = Files.writeString(folder.resolve("other.csv"), "way,ask,end\na,a b ?,b\n");

        Cli.Result checked = Cli.run(
                "data", "check", csv.toString(), "--against", other.toString(), "--transform", transform.toString());

        assertThat(checked.exitCode()).isEqualTo(ExitCode.VERDICT);
        assertThat(checked.out())
                .contains("x.csv: 2 problems, 1 without steps")
                .containsPattern("x.csv, problem 2 .*other.csv, problem 1");
    }

    @Test
    void optionsOfRecordsNeedATransform() {
        Cli.Result failed = Cli.run("data", "stats", csv.toString(), "--reader", "csv");

        assertThat(failed.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(failed.err()).contains("go with --transform");
    }

    private Cli.Result stats(String... options) {
        String[] all = new String[5 + options.length];
        System.arraycopy(
                new String[] {"data", "stats", csv.toString(), "--transform", transform.toString()}, 0, all, 0, 5);
        System.arraycopy(options, 0, all, 5, options.length);
        Cli.Result outcome = Cli.run(all);
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.OK);
        return outcome;
    }
}
