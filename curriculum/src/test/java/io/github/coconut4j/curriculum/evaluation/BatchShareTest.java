package io.github.coconut4j.curriculum.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.stage.Layout;
import io.github.coconut4j.data.stage.ProblemEncoder;
import io.github.coconut4j.data.task.GraphSearch;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.data.text.Tokenizers;
import io.github.coconut4j.model.decoder.Initialisation;
import io.github.coconut4j.model.decoder.LatentTokens;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.gpt2.Gpt2Config;
import io.github.coconut4j.model.run.ExecutorOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asks which batches does not show in the figures, to the last bit. */
class BatchShareTest {
    private static final int PROBLEMS = 23;
    private static final int BATCH = 4;

    /** Six batches, the last of which is filled up: a share or two of them, and more shares than batches. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 9})
    void sharesAskedByOthersAddUpToTheFiguresOfOneAsker(int shares) {
        try (ProblemSource source = GraphSearch.graphSearch().hops(2).problems(PROBLEMS, 3)) {
            Evaluation whole = with(source, evaluator -> evaluator.evaluate(source, PROBLEMS, BatchShareTest::asked));

            List<Judged> all = new ArrayList<>();
            for (int share = shares - 1; share >= 0; share--) { // each by an evaluator of its own, the last first
                BatchShare own = new BatchShare(share, shares);
                all.addAll(with(
                        source,
                        evaluator -> evaluator.judge(source, PROBLEMS, BatchShareTest::asked, own, () -> false)));
            }

            assertThat(all).extracting(Judged::problem).doesNotHaveDuplicates().hasSize(PROBLEMS);
            assertThat(Evaluation.of(all)).isEqualTo(whole);
            assertThat(whole.geometry()).hasSize(2).allSatisfy(thought -> assertThat(thought.problems())
                    .isEqualTo(PROBLEMS));
        }
    }

    /** Two right of four, counted by hand; the first thoughts have norms 1, 2 and 6, one problem has a second, of norm 5. */
    @Test
    void figuresAreThoseOfTheProblems() {
        Evaluation evaluation = Evaluation.of(List.of(
                judged(2, Outcome.OTHER_OPTION, 4, new ThoughtMeasure(6, 0.5)),
                judged(0, Outcome.RIGHT, 1, new ThoughtMeasure(1, 1), new ThoughtMeasure(5, -1)),
                judged(1, Outcome.RIGHT, 3, new ThoughtMeasure(2, 0)),
                judged(3, Outcome.NO_ANSWER, 2)));

        assertThat(evaluation)
                .isEqualTo(new Evaluation(
                        2,
                        1,
                        1,
                        2.5,
                        1,
                        List.of(new ThoughtSummary(0, 3, 3, 0.5), new ThoughtSummary(1, 1, 5, -1)),
                        4));
    }

    private static Layout asked(Problem problem) {
        return new Layout(0, 2, true);
    }

    private static Judged judged(int problem, Outcome outcome, int newTokens, ThoughtMeasure... measured) {
        return new Judged(problem, outcome, newTokens, measured.length, true, List.of(measured));
    }

    private static <T> T with(ProblemSource source, Function<Evaluator, T> work) {
        Tokenizer tokenizer = Tokenizers.trainedOn(source);
        LatentTokens tokens = new LatentTokens(
                tokenizer.startLatent(), tokenizer.endLatent(), tokenizer.latent(), tokenizer.eos(), tokenizer.pad());
        ModelConfig config = new ModelConfig(new Gpt2Config(1, 8, 2, tokenizer.size(), 64, 1e-5), tokens);
        try (Model model = Model.create(config, new Initialisation(0.3, 0.5), 5);
                Evaluator evaluator =
                        new Evaluator(model, ExecutorOptions.defaults(), new ProblemEncoder(tokenizer), BATCH, 1, 4)) {
            return work.apply(evaluator);
        }
    }
}
