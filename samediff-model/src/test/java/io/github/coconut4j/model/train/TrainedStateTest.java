package io.github.coconut4j.model.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.TinyModels;
import io.github.coconut4j.model.TokenRow;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.run.ExecutorOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class TrainedStateTest {
    private static final AdamWConfig CONFIG = new AdamWConfig(0.9, 0.99, 1e-8, 0.1, AdamWConfig.Decayed.MATRICES, 1);

    private static TrainedState of(float weight, float first, float second, long steps) {
        return new TrainedState(new float[] {weight, -weight}, new float[] {first, 0}, new float[] {second, 1}, steps);
    }

    /** (3 * 1 + 1 * 5) / 4 = 2 and (3 * 0.5 + 1 * 0.25) / 4 = 0.4375, all exact in float. */
    @Test
    void theMeanCountsEachWorkerByItsSteps() {
        TrainedState mean = TrainedState.mean(List.of(of(1, 0.5f, 8, 7), of(5, 0.25f, 0, 5)), List.of(3, 1));

        assertThat(mean.weights()).containsExactly(2, -2);
        assertThat(mean.firstMoment()).containsExactly(0.4375f, 0);
        assertThat(mean.secondMoment()).containsExactly(6, 1);
        assertThat(mean.steps()).isEqualTo(7);
    }

    @Test
    void theMeanOfEqualStatesIsThatStateToTheLastBit() {
        TrainedState state = of(0.1f, 1e-38f, 3e30f, 2);

        TrainedState mean = TrainedState.mean(List.of(state, state, state), List.of(20, 20, 19));

        assertThat(mean.weights()).containsExactly(state.weights());
        assertThat(mean.firstMoment()).containsExactly(state.firstMoment());
        assertThat(mean.secondMoment()).containsExactly(state.secondMoment());
    }

    /** A worker without a share may have anything in it, numbers that are none included. */
    @Test
    void aWorkerWithoutAShareDoesNotCount() {
        TrainedState mean =
                TrainedState.mean(List.of(of(1, 2, 3, 1), of(Float.NaN, Float.NaN, Float.NaN, 0)), List.of(1, 0));

        assertThat(mean.weights()).containsExactly(1, -1);
        assertThatThrownBy(() -> TrainedState.mean(List.of(of(1, 2, 3, 1)), List.of(0)))
                .isInstanceOf(ModelException.class);
    }

    @Test
    void anotherModelGoesOnFromAStateAsTheFirstDoes() {
        try (Model first = TinyModels.gpt2(1);
                Model second = TinyModels.gpt2(2);
                Executor one = new Executor(first, ExecutorOptions.defaults());
                Executor two = new Executor(second, ExecutorOptions.defaults());
                AdamW adam = new AdamW(first, CONFIG);
                AdamW other = new AdamW(second, CONFIG)) {
            step(one, adam, 5);
            other.load(adam.state());
            step(one, adam, 6);
            step(two, other, 6);

            INDArray weights = first.parameters().flat();
            assertThat(second.parameters().flat()).isEqualTo(weights);
            assertThat(other.state().firstMoment()).containsExactly(adam.state().firstMoment());
            assertThat(other.state().secondMoment())
                    .containsExactly(adam.state().secondMoment());
            assertThat(other.state().steps()).isEqualTo(2);
            assertThat(adam.state().bytes()).isEqualTo(12 * first.parameters().count() + 8);
        }
    }

    @Test
    void aStateOfAnotherModelIsRefused() {
        try (Model model = TinyModels.gpt2(1);
                AdamW adam = new AdamW(model, CONFIG)) {
            assertThatThrownBy(() -> adam.load(of(1, 2, 3, 1)))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("2 trained weights");
        }
    }

    private static void step(Executor executor, AdamW adam, int seed) {
        Loss loss = executor.accumulate(TokenRow.batch(
                TinyModels.CONFIG,
                TokenRow.random(TinyModels.CONFIG, seed, 4, 2, 3),
                TokenRow.random(TinyModels.CONFIG, seed + 1, 3, 1, 2)));
        adam.step(executor, 0.02, loss.tokens());
    }
}
