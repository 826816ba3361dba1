package io.github.coconut4j.data.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.text.Gpt2Tokenizer;
import io.github.coconut4j.data.text.Tokenizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Problems in the format of a chat model. */
class WordingTest {
    private static final Problem PROBLEM = Problem.of("Is Tom a cat?", List.of("Tom is a cat."), "Yes");

    private final Tokenizer tokenizer = Gpt2Tokenizer.standard().with(List.of("<|im_start|>", "<|im_end|>"));
    private final ProblemEncoder encoder = new ProblemEncoder(
            tokenizer,
            new Wording("<|im_start|>user\n{question}<|im_end|><|endoftext|>\n<|im_start|>assistant\n", "Answer: "));

    @Test
    void specialTokensOfTheTemplateAreTokensAndThoughtsFollowIt() {
        StagedRecord row = encoder.training(PROBLEM, new Layout(1, 2, true));
        assertThat(tokenizer.decode(row.inputIds()))
                .isEqualTo("<|im_start|>user\nIs Tom a cat?<|im_end|><|endoftext|>\n<|im_start|>assistant\n"
                        + "<|start-latent|><|latent|><|latent|><|end-latent|>Answer: Yes<|endoftext|>");
        int start = tokenizer.id("<|im_start|>").orElseThrow();
        assertThat(row.inputIds())
                .startsWith(start)
                .contains(tokenizer.id("<|im_end|>").orElseThrow());
        assertThat(row.inputIds()[row.promptLength()]).isEqualTo(tokenizer.latent());
        assertThat(row.inputIds()[row.firstLabel() - 1]).isEqualTo(tokenizer.endLatent());
        assertThat(encoder.lengths(PROBLEM).training(new Layout(1, 2, true))).isEqualTo(row.length());
    }

    /** Template and question are one text: a blank before a word belongs to the word. */
    @Test
    void aQuestionIsSplitTogetherWithItsTemplate() {
        ProblemEncoder asking = new ProblemEncoder(tokenizer, new Wording("Q: {question}", ""));
        int[] expected = tokenizer.encode("Q: Is Tom a cat?");
        assertThat(asking.prompt(PROBLEM, Layout.PLAIN).inputIds()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Is it <|endoftext|>?", "<|latent|>"})
    void aQuestionThatWouldEndOrThinkIsRefused(String question) {
        Problem problem = Problem.of(question, List.of("s"), "a");
        assertThatThrownBy(() -> encoder.training(problem, Layout.PLAIN))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(question);
        assertThat(new ProblemEncoder(tokenizer).training(problem, Layout.PLAIN).inputIds())
                .doesNotContain(tokenizer.latent());
    }

    @ParameterizedTest
    @CsvSource({
        "'Tom is a cat.\nAnswer: Yes', Yes",
        "'Answer: No\nAnswer: 1,000 ', 1000",
        "'So\nYes', Yes",
        "'Yes', Yes",
        "'### Yes', ### Yes",
    })
    void anAnswerIsWhatFollowsThePrefixOrTheLastLine(String generated, String answer) {
        assertThat(encoder.answerOf(generated)).isEqualTo(answer);
        assertThat(new ProblemEncoder(tokenizer, new Wording("{question}\n", "")).answerOf("a\nYes\n"))
                .isEqualTo("Yes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Question", "{question} or {question}"})
    void aTemplateWithoutOnePlaceForTheQuestionIsRefused(String template) {
        assertThatThrownBy(() -> new Wording(template, ""))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("question_template");
    }

    @Test
    void anExampleShowsTokensThoughtsAndWhatIsLearnt() {
        StagedRecord row = new ProblemEncoder(tokenizer).training(PROBLEM, new Layout(1, 2, true));
        assertThat(EncodedExample.of(row, tokenizer))
                .isEqualTo(
                        "Is ĠTom Ġa Ġcat ? Ċ <|start-latent|> <|latent|> x 2 <|end-latent|> | ### ĠYes <|endoftext|> (13 tokens, 3 of them learnt)");
    }
}
