package io.github.coconut4j.curriculum.experiment;

import static io.github.coconut4j.curriculum.experiment.Dsl.coconut;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconutBottleneck;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconutRepeatFirst;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconutStopGradient;
import static io.github.coconut4j.curriculum.experiment.Dsl.cot;
import static io.github.coconut4j.curriculum.experiment.Dsl.icot;
import static io.github.coconut4j.curriculum.experiment.Dsl.noCot;
import static io.github.coconut4j.curriculum.experiment.Dsl.noCurriculum;
import static io.github.coconut4j.curriculum.experiment.Dsl.noThoughts;
import static io.github.coconut4j.curriculum.experiment.Dsl.pauseAsThought;
import static io.github.coconut4j.curriculum.experiment.Dsl.pausePerPosition;
import static io.github.coconut4j.curriculum.experiment.Dsl.pauseToken;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.curriculum.method.Method;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.folder.ModelFolder;
import io.github.coconut4j.model.loop.LoopOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** All methods side by side, trained for a few steps. */
class EveryMethodTest {
    private static final String TOKENS = "transformer.wte.weight";

    @TempDir
    static Path folder;

    private static Experiment experiment;
    private static Run run;

    @BeforeAll
    static void train() {
        experiment = TinyExperiments.coconutAlone()
                .methods(
                        coconut(),
                        cot(),
                        noCot(),
                        noThoughts(),
                        noCurriculum(),
                        pauseAsThought().thoughtsPerStep(2),
                        pauseToken(),
                        icot().tokensPerEpoch(2),
                        pausePerPosition(),
                        coconutRepeatFirst(),
                        coconutStopGradient(),
                        coconutBottleneck());
        run = experiment.train(folder.resolve("all"));
    }

    /** Mask and tokens are in the checkpoint: nobody has to name the method again. */
    @Test
    void aCheckpointIsAskedAsItsMethodWasTrained() {
        for (Method method : experiment.methods()) {
            try (TrainedModel model = TrainedModel.open(folder.resolve("all").resolve(method.name()));
                    var problems = experiment.data().open(experiment.seed(), experiment.evaluation())) {
                assertThat(model.state().method()).isEqualTo(method);
                assertThat(model.evaluate(problems.test(), 30, 7, 6))
                        .as(method.name())
                        .usingRecursiveComparison()
                        .ignoringFields("geometry") // rounded otherwise in batches of another size
                        .isEqualTo(run.result(method.name()).test());
            }
        }
    }

    @Test
    void theLoopOfAMethodIsInItsModel() {
        assertThat(loop("coconut")).isEqualTo(LoopOptions.STANDARD);
        assertThat(loop("coconut_repeat_first")).isEqualTo(LoopOptions.REPEAT_FIRST);
        assertThat(loop("coconut_stop_gradient")).isEqualTo(LoopOptions.STOP_GRADIENT);
        assertThat(loop("coconut_bottleneck")).isEqualTo(LoopOptions.BOTTLENECK);
    }

    private static LoopOptions loop(String method) {
        try (Model model = checkpoint(method)) {
            return model.config().loop();
        }
    }

    @Test
    void onlyMethodsThatPauseHaveTokensForIt() {
        int known = vocabulary("coconut");
        assertThat(vocabulary("icot")).isEqualTo(known);
        assertThat(vocabulary("coconut_bottleneck")).isEqualTo(known);
        assertThat(vocabulary("pause_as_thought")).isEqualTo(known + 1);
        assertThat(vocabulary("pause_token")).isEqualTo(known + 1);
        assertThat(vocabulary("pause_per_position")).isEqualTo(known + 2);
    }

    private static int vocabulary(String method) {
        try (Model model = checkpoint(method)) {
            return model.config().vocabulary();
        }
    }

    @Test
    void pausesAreLearnt() {
        try (Model model = checkpoint("pause_per_position")) {
            INDArray tokens = model.parameters().get(TOKENS);
            INDArray pauses = tokens.get(NDArrayIndex.interval(tokens.size(0) - 2, tokens.size(0)), NDArrayIndex.all());
            assertThat(pauses.getRow(0).distance2(pauses.getRow(1))).isGreaterThan(1e-3);
        }
    }

    private static Model checkpoint(String method) {
        return ModelFolder.load(new RunFolder(folder.resolve("all").resolve(method))
                .checkpoints()
                .latest()
                .orElseThrow()
                .folder());
    }

    /** Also a run of one method within a larger experiment, whose vocabulary does not depend on the others. */
    @Test
    void aMethodAloneTrainsTheWeightsItTrainsAmongOthers() {
        for (Method method : new Method[] {pausePerPosition(), coconutBottleneck(), icot().tokensPerEpoch(2)}) {
            Path alone = folder.resolve("alone-" + method.name());
            experiment.method(method).train(alone);
            String weights = "checkpoints/epoch-0004/model.safetensors";
            assertThat(alone.resolve(weights))
                    .hasSameBinaryContentAs(
                            folder.resolve("all").resolve(method.name()).resolve(weights));
        }
    }
}
