package io.github.coconut4j.examples;

import static io.github.coconut4j.curriculum.experiment.Dsl.adamW;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconut;
import static io.github.coconut4j.curriculum.experiment.Dsl.evaluation;
import static io.github.coconut4j.curriculum.experiment.Dsl.experiment;
import static io.github.coconut4j.curriculum.experiment.Dsl.files;
import static io.github.coconut4j.curriculum.experiment.Dsl.graphSearch;
import static io.github.coconut4j.curriculum.experiment.Dsl.stages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.run.RunResult;
import io.github.coconut4j.curriculum.training.RunStopped;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.examples.rotary.RotarySettings;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.folder.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A decoder that is given in Java has all that GPT-2 has. */
class OwnDecoderTest {
    private static final RotarySettings SMALL = new RotarySettings(1, 32, 2, 48, 0.1);
    private static final List<String> WORDS =
            List.of("red", "blue", "green", "black", "white", "brown", "pink", "grey");

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() throws IOException {
        Random random = new Random(1);
        for (String part : List.of("train", "val")) {
            List<Problem> problems = random.ints(part.equals("train") ? 256 : 100, 0, 512)
                    .mapToObj(number -> {
                        String last = WORDS.get(number % 8);
                        String words = WORDS.get(number / 64) + " " + WORDS.get(number / 8 % 8) + " " + last;
                        return Problem.of(words + " ?", List.of("it ends in " + last), last);
                    })
                    .toList();
            Files.writeString(shared.resolve(part + ".json"), new ObjectMapper().writeValueAsString(problems));
        }
        experimentOfWords().train(shared.resolve("whole"));
    }

    /** Which word comes last: a thought stands for the step that says so. */
    private static Experiment experimentOfWords() {
        return OwnDecoder.experimentWith(SMALL)
                .data(files(shared.resolve("train.json"), shared.resolve("val.json")))
                .curriculum(stages(1).epochs(2, 2, 2))
                .optimizer(adamW(1e-2).clipNorm(1))
                .batchSize(16)
                .evaluation(
                        evaluation().validationProblems(20).testProblems(100).maxNewTokens(8));
    }

    private static RunFolder whole() {
        return new RunFolder(shared.resolve("whole"));
    }

    private static Path lastCheckpoint(RunFolder run) {
        return run.checkpoints().latest().orElseThrow().folder();
    }

    /** One of eight words is right by chance; of 100 answers by chance, more than 50 are right never. */
    @Test
    void itLearnsATaskAboveChance() {
        RunResult result = whole().readResult().orElseThrow();

        assertThat(result.test().accuracy()).isGreaterThan(0.5);
    }

    @Test
    void itsFolderSaysWhatItIsAndIsReadAsTheSameModel() throws IOException {
        Path checkpoint = lastCheckpoint(whole());

        assertThat(new ObjectMapper()
                        .readTree(checkpoint.resolve("config.json").toFile())
                        .path("model_type")
                        .asText())
                .isEqualTo("example_rotary");
        try (Model model = ModelFolder.load(checkpoint)) {
            ModelFolder.save(model, folder);
            try (Model again = ModelFolder.load(folder)) {
                assertThat(again.config()).isEqualTo(model.config());
                assertThat(again.parameters().flat())
                        .isEqualTo(model.parameters().flat());
            }
        }
        assertThat(whole().sameDiff()).isRegularFile();
    }

    @Test
    void stoppedAndResumedItEndsWithTheSameWeights() throws IOException {
        Path stopped = folder.resolve("stopped");
        TrainingListener afterAWhile = new TrainingListener() {
            private int asked;

            @Override
            public boolean stopRequested() {
                return ++asked == 40;
            }
        };
        assertThatThrownBy(() -> experimentOfWords().train(stopped, afterAWhile))
                .isInstanceOf(RunStopped.class);

        Experiment.resume(stopped);

        assertThat(Files.mismatch(
                        lastCheckpoint(new RunFolder(stopped)).resolve("model.safetensors"),
                        lastCheckpoint(whole()).resolve("model.safetensors")))
                .isEqualTo(-1);
    }

    @Test
    void yamlNamesIt() {
        Experiment read = Experiment.fromYaml(
                """
                name: mine
                data: {type: graph_search, hops: 1, extra: 0}
                model: {type: example_rotary, layers: 1, heads: 2}
                method: coconut
                """);

        assertThat(read.model()).isEqualTo(new RotarySettings(1, 64, 2, 256, 0.1));
        assertThat(Experiment.fromYaml(read.toYaml())).isEqualTo(read);
    }

    @Test
    void sizesThatMakeNoDecoderAreRefusedInOneSentence() {
        assertThatThrownBy(() -> experiment("mine")
                        .data(graphSearch().extra(0).hops(1))
                        .model(new RotarySettings(1, 30, 4, 48, 0.1))
                        .method(coconut())
                        .train(folder.resolve("run")))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("Width 30 must be an even number of times the 4 heads");
    }
}
