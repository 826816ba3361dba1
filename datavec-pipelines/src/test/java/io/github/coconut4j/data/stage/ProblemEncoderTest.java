package io.github.coconut4j.data.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.data.ListSource;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.data.text.Tokenizers;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemEncoderTest {
    private static final Problem PROBLEM = Problem.of("q?", List.of("s1", "s2", "s3"), "a1");

    private final Tokenizer tokenizer = Tokenizers.trainedOn(new ListSource("", List.of(PROBLEM), ""));
    private final ProblemEncoder encoder = new ProblemEncoder(tokenizer);

    @Test
    void stageZeroKeepsAllStepsBetweenMarkersAndAnswer() {
        assertThat(written(encoder.training(PROBLEM, new Layout(0, 0, true))))
                .isEqualTo("q?\n<|start-latent|><|end-latent|>|s1\ns2\ns3\n### a1<|endoftext|>");
    }

    @Test
    void aLaterStageHasThoughtsForTheRemovedSteps() {
        assertThat(written(encoder.training(PROBLEM, new Layout(2, 4, true))))
                .isEqualTo(
                        "q?\n<|start-latent|><|latent|><|latent|><|latent|><|latent|><|end-latent|>|s3\n### a1<|endoftext|>");
    }

    @Test
    void moreRemovedStepsThanThereAreLeaveTheAnswer() {
        assertThat(written(encoder.training(PROBLEM, new Layout(6, 6, false))))
                .isEqualTo("q?\n" + "<|latent|>".repeat(6) + "|### a1<|endoftext|>");
    }

    @Test
    void withoutMarkersAndThoughtsItIsPlainText() {
        assertThat(written(encoder.training(PROBLEM, Layout.PLAIN))).isEqualTo("q?\n|s1\ns2\ns3\n### a1<|endoftext|>");
    }

    @Test
    void promptIsTheBeginningOfTheTrainingRecord() {
        Layout layout = new Layout(1, 2, true);
        StagedRecord training = encoder.training(PROBLEM, layout);
        StagedRecord prompt = encoder.prompt(PROBLEM, layout);

        assertThat(prompt.inputIds()).isEqualTo(Arrays.copyOf(training.inputIds(), training.firstLabel()));
        assertThat(prompt.latents()).isEqualTo(2);
        assertThat(tokenizer.token(prompt.inputIds()[prompt.promptLength()])).isEqualTo("<|latent|>");
        assertThat(tokenizer.token(prompt.inputIds()[prompt.promptLength() - 1]))
                .isEqualTo("<|start-latent|>");
    }

    @Test
    void theLengthsOfThePartsGiveTheLengthOfEveryLayout() {
        ProblemLengths lengths = encoder.lengths(PROBLEM);
        for (int removedSteps = 0; removedSteps < 5; removedSteps++) {
            for (int removedTokens = 0; removedTokens < 6; removedTokens++) {
                for (boolean markers : new boolean[] {true, false}) {
                    Layout layout = new Layout(removedSteps, removedTokens, 3, Filling.THOUGHTS, markers);
                    assertThat(lengths.training(layout))
                            .as("%s", layout)
                            .isEqualTo(encoder.training(PROBLEM, layout).length());
                }
            }
        }
    }

    @Test
    void answerFollowsTheLastHashWithoutCommas() {
        assertThat(encoder.answerOf("s1\n### 1,234 ")).isEqualTo("1234");
        assertThat(encoder.answerOf("# no ### yes")).isEqualTo("yes");
        assertThat(encoder.answerOf("s1\n### #### 12")).isEqualTo("#### 12");
        assertThat(encoder.answerOf("a # b\n### C#")).isEqualTo("C#");
        assertThat(encoder.answerOf("7 14 5 6 ### 6")).isEqualTo("6");
        assertThat(encoder.answerOf("#### 12"))
                .as("as the official code, without a mark of its own")
                .isEqualTo("12");
        assertThat(encoder.answerOf("nothing")).isEqualTo("nothing");
    }

    /** The record as text, with a bar where the labels begin. */
    private String written(StagedRecord record) {
        int[] ids = record.inputIds();
        return tokenizer.decode(Arrays.copyOf(ids, record.firstLabel()))
                + "|"
                + tokenizer.decode(Arrays.copyOfRange(ids, record.firstLabel(), ids.length));
    }
}
