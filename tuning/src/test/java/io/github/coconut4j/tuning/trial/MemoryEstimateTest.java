package io.github.coconut4j.tuning.trial;

import static io.github.coconut4j.curriculum.experiment.Dsl.coconut;
import static io.github.coconut4j.curriculum.experiment.Dsl.execution;
import static io.github.coconut4j.curriculum.experiment.Dsl.experiment;
import static io.github.coconut4j.curriculum.experiment.Dsl.gpt2;
import static io.github.coconut4j.curriculum.experiment.Dsl.graphSearch;
import static io.github.coconut4j.curriculum.experiment.Dsl.stages;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.curriculum.evaluation.BatchArrays;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.method.StagedMethod;
import io.github.coconut4j.curriculum.settings.ProblemSets;
import io.github.coconut4j.data.stage.BatchOptions;
import io.github.coconut4j.data.stage.ProblemEncoder;
import io.github.coconut4j.data.stage.StagedDataSetIterator;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.train.Executor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The estimate against what the executor holds after a step of the last stage. */
class MemoryEstimateTest {
    @ParameterizedTest
    @CsvSource({"2, 64, 4, 64, 1, 1", "4, 128, 4, 32, 2, 1", "2, 64, 2, 64, 2, 3"})
    void itIsEnoughAndNotManyTimesTooMuch(int layers, int width, int heads, int batch, int streams, int thoughts) {
        Experiment experiment = experiment("measured")
                .data(graphSearch().hops(3))
                .model(gpt2().layers(layers).width(width).heads(heads).positions(48))
                .methods(coconut().thoughtsPerStep(thoughts).specialMarkers(false))
                .curriculum(stages(3).epochs(0, 0, 0, 1))
                .batchSize(batch)
                .execution(execution().streams(streams));

        long held = held(experiment);

        assertThat(MemoryEstimate.bytes(experiment)).isBetween(held, 4 * held);
    }

    private static long held(Experiment experiment) {
        StagedMethod staged = new StagedMethod(experiment.methods().get(0), experiment.curriculum(), 0);
        try (ProblemSets problems = experiment.data().open(0, experiment.evaluation())) {
            Tokenizer tokenizer = experiment.model().tokenizer(problems.training());
            try (Model model = experiment.model().create(tokenizer, 0);
                    Executor executor =
                            new Executor(model, experiment.execution().options());
                    StagedDataSetIterator batches = new StagedDataSetIterator(
                            problems.training(),
                            new ProblemEncoder(tokenizer),
                            staged,
                            BatchOptions.of(experiment.batchSize(), 0))) {
                batches.start(0, 0);
                try (BatchArrays batch = new BatchArrays(batches.next())) {
                    executor.accumulate(batch.arrays());
                }
                long copies = 3L + experiment.execution().streams();
                return executor.bytes() + 4 * copies * parameters(model);
            }
        }
    }

    private static long parameters(Model model) {
        return model.parameters().count();
    }
}
