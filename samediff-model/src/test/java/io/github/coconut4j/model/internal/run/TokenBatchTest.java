package io.github.coconut4j.model.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.TinyModels;
import io.github.coconut4j.model.TokenRow;
import io.github.coconut4j.model.decoder.Initialisation;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.generate.Generator;
import io.github.coconut4j.model.gpt2.Gpt2Config;
import io.github.coconut4j.model.run.ExecutorOptions;
import io.github.coconut4j.model.train.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

class TokenBatchTest {
    private static final ModelConfig SIZES = TinyModels.CONFIG;
    private static final int LATENT = SIZES.tokens().latent();

    private static MultiDataSet good() {
        return TokenRow.batch(SIZES, TokenRow.random(SIZES, 1, 4, 2, 3), TokenRow.random(SIZES, 2, 3, 1, 2));
    }

    private static void assertRefused(MultiDataSet batch, String... why) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> TokenBatch.of(batch, SIZES))
                .withMessageContainingAll(why);
    }

    private static MultiDataSet with(int feature, int row, int column, int value) {
        MultiDataSet batch = good();
        batch.getFeatures(feature).putScalar(row, column, value);
        return batch;
    }

    @Test
    void sizesOfTheLoopAreRead() {
        TokenBatch batch = TokenBatch.of(good(), SIZES);
        assertThat(batch.question()).isEqualTo(4);
        assertThat(batch.thoughts()).isEqualTo(2);
        assertThat(batch.answer()).isEqualTo(3);
        assertThat(batch.ragged()).isTrue();
        assertThat(batch.labelled(0, 2)).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 13, Integer.MAX_VALUE})
    void tokensOutsideTheVocabularyAreRefused(int token) {
        assertRefused(with(0, 1, 2, token), "no token " + token, "vocabulary");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 24})
    void positionsBeyondTheModelAreRefused(int position) {
        assertRefused(with(2, 0, 8, position), "no position " + position);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 13, -99})
    void labelsOutsideTheVocabularyAreRefused(int label) {
        MultiDataSet batch = good();
        batch.getLabels(0).putScalar(0, 8, label);
        assertRefused(batch, "no label " + label, "vocabulary");
    }

    @Test
    void latentsMustStandInLine() {
        assertRefused(with(0, 1, 3, LATENT), "one column", "row 1");
    }

    @Test
    void latentsMustStandSideBySide() {
        assertRefused(with(0, 1, 7, LATENT), "row 1", "side by side");
    }

    @Test
    void aLatentNeedsATokenBeforeIt() {
        MultiDataSet batch = TokenRow.batch(SIZES, TokenRow.random(SIZES, 1, 0, 2, 3));
        assertRefused(batch, "must start with a token");
    }

    @Test
    void aBatchWithoutLabelsCannotBeTrainedOn() {
        MultiDataSet prompts = TokenRow.batch(SIZES, TokenRow.prompt(SIZES, new int[] {1, 2, LATENT, 3}));
        try (Model model = TinyModels.gpt2(1);
                Executor executor = new Executor(model, ExecutorOptions.defaults())) {
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> executor.accumulate(prompts))
                    .withMessageContaining("nothing to predict");
        }
    }

    @Test
    void windowsOfLargerArraysAreReadRight() {
        INDArray[] features = good().getFeatures();
        for (int i = 0; i < features.length; i++) {
            features[i] = features[i].dup('f');
        }
        MultiDataSet columnMajor = new org.nd4j.linalg.dataset.MultiDataSet(features, good().getLabels());
        assertThat(TokenBatch.of(columnMajor, SIZES).ids())
                .isEqualTo(TokenBatch.of(good(), SIZES).ids());
    }

    @Test
    void aPromptLongerThanThePositionsIsRefused() {
        ModelConfig few = new ModelConfig(new Gpt2Config(1, 8, 2, 13, 4, 1e-5), TinyModels.TOKENS);
        MultiDataSet prompt = TokenRow.batch(few, TokenRow.prompt(few, new int[] {1, 2, 3, 4, 5}));
        try (Model model = Model.create(few, Initialisation.GPT2, 1);
                Generator generator = new Generator(model, ExecutorOptions.defaults())) {
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> generator.generate(prompt, 1))
                    .withMessageContaining("position");
        }
    }
}
