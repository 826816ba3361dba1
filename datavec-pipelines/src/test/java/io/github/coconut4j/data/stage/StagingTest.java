package io.github.coconut4j.data.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.record.ProblemRecords;
import io.github.coconut4j.data.text.SymbolTokenizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import org.datavec.api.transform.TransformProcess;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.LongWritable;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;
import org.junit.jupiter.api.Test;

class StagingTest {
    private static final Problem PROBLEM = new Problem("a b ?", List.of("a b", "b c"), "c", Map.of("depth", 2));

    private final ProblemEncoder encoder = new ProblemEncoder(SymbolTokenizer.of(List.of("a", "b", "c", "?", "###")));
    private final LayoutRule rule = (problem, epoch, row) -> new Layout(epoch, (int) row, true);

    @Test
    void theRuleSeesEpochAndRowOfTheRecord() {
        StagedRecord staged =
                Staging.staged(Staging.training(encoder, rule).execute(ProblemRecords.record(PROBLEM, 1, 3)));

        assertThat(staged.latents()).isEqualTo(3);
        assertThat(staged).usingRecursiveComparison().isEqualTo(encoder.training(PROBLEM, new Layout(1, 3, true)));
    }

    @Test
    void aPromptHasNothingToLearn() {
        StagedRecord staged =
                Staging.staged(Staging.prompts(encoder, rule).execute(ProblemRecords.record(PROBLEM, 1, 3)));

        assertThat(staged.firstLabel()).isEqualTo(staged.length());
        assertThat(staged).usingRecursiveComparison().isEqualTo(encoder.prompt(PROBLEM, new Layout(1, 3, true)));
    }

    @Test
    void cellsOfARecordAreThoseOfDatavec() {
        assertThat(ProblemRecords.record(PROBLEM, 1, 3))
                .isEqualTo(List.<Writable>of(
                        new Text("a b ?"),
                        new Text("a b\nb c"),
                        new Text("c"),
                        new Text("{\"depth\":2}"),
                        new IntWritable(1),
                        new LongWritable(3)));
    }

    @Test
    void plainCellsAreStagedAsTheRecordItself() throws IOException, ClassNotFoundException {
        List<Writable> record = ProblemRecords.record(PROBLEM, 1, 3);
        TransformProcess staging = Staging.training(encoder, rule);
        List<Writable> cells = travelled(record);

        assertThat(cells).isEqualTo(record).isNotSameAs(record);
        assertThat(Staging.staged(travelled(staging.execute(cells))))
                .usingRecursiveComparison()
                .isEqualTo(Staging.staged(staging.execute(record)));
    }

    @Test
    void aStepOfTwoLinesIsNoCell() {
        Problem problem = Problem.of("a", List.of("b\nc"), "c");

        assertThat(Staging.staged(Staging.training(encoder, rule).execute(ProblemRecords.record(problem, 0, 0)))
                        .length())
                .isPositive();
        assertThatThrownBy(() -> ProblemRecords.record(problem, 0, 0).get(1))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("one line");
    }

    @SuppressWarnings("unchecked")
    private static List<Writable> travelled(List<Writable> record) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(record);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (List<Writable>) in.readObject();
        }
    }
}
