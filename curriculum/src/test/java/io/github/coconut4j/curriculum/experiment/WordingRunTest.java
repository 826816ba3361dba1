package io.github.coconut4j.curriculum.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.data.stage.Wording;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.data.text.Tokenizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that is asked in another format is asked so for good. */
class WordingRunTest {
    private static final String TEMPLATE = "Tom: {question}\n";

    @TempDir
    private Path folder;

    private Experiment experiment;

    @BeforeEach
    void writeProblems() throws IOException {
        Path data = folder.resolve("data.json");
        Files.writeString(
                data,
                "[{\"question\": \"Tom: is Tom a cat or dog?\", \"steps\": [\"Tom is a cat.\"], \"answer\": \"cat\"},"
                        + "{\"question\": \"is Tom a dog or cat?\", \"steps\": [\"Tom is a dog.\"], \"answer\": \"dog\"}]");
        experiment = Experiment.fromYaml(
                """
                name: words
                data: {type: files, train_path: '%s', val_path: '%s', question_template: "Tom: {question}\\n", answer_prefix: "Tom "}
                model: {type: gpt2, layers: 1, width: 16, heads: 2, positions: 40}
                curriculum: {stages: 1, epochs: [1, 1]}
                batch_size: 2
                evaluation: {validation_problems: 2, test_problems: 2, max_new_tokens: 4}
                """
                        .formatted(data, data));
    }

    @Test
    void questionsAreAskedInTheFormatTheyWereLearntIn() {
        List<String> examples = new ArrayList<>();
        Path run = folder.resolve("run");
        experiment.train(run, new TrainingListener() {
            @Override
            public void onExample(String written) {
                examples.add(written);
            }
        });
        assertThat(examples)
                .singleElement()
                .asString()
                .startsWith("Tom : Tom : is")
                .contains("<|latent|>", "| Tom cat");
        Path last = new RunFolder(run).checkpoints().latest().orElseThrow().folder();
        Tokenizer tokenizer = Tokenizers.load(last);
        try (TrainedModel model = TrainedModel.open(last)) {
            assertThat(model.state().wording()).isEqualTo(new Wording(TEMPLATE, "Tom "));
            int[] ids = model.prompt("is Tom a cat or dog?").stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
            assertThat(tokenizer.decode(ids)).startsWith("Tom: is Tom a cat or dog?\n<|start-latent|>");
        }
    }

    /** Runs of before have no wording in their state. */
    @Test
    void aCheckpointThatSaysNothingIsAskedInTheWordsOfTheOfficialCode() throws IOException {
        Path run = folder.resolve("run");
        experiment.train(run);
        Path last = new RunFolder(run).checkpoints().latest().orElseThrow().folder();
        Path state = last.resolve("state.json");
        String text = Files.readString(state);
        String without = text.replaceFirst("(?s),\\s*\"wording\" : \\{[^}]*\\}[^}]*\\}", "");
        assertThat(without).doesNotContain("wording").contains("\"files\"");
        Files.writeString(state, without);
        try (TrainedModel model = TrainedModel.open(last)) {
            assertThat(model.state().wording()).isEqualTo(Wording.STANDARD);
        }
    }

    @Test
    void keysAreWrittenAndChecked() {
        assertThat(Experiment.fromYaml(experiment.toYaml())).isEqualTo(experiment);
        assertThat(experiment.toYaml()).contains("question_template", "answer_prefix");
        assertThatThrownBy(() -> experiment.with(List.of("question_template=Question")))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContainingAll("question_template", "{question}");
    }
}
