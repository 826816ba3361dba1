package io.github.coconut4j.curriculum.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.settings.Curriculum;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.ProblemEncoder;
import io.github.coconut4j.data.stage.StagedRecord;
import io.github.coconut4j.data.text.SymbolTokenizer;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.model.loop.LoopOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each method writes, token by token, and how it is asked. */
class MethodTokensTest {
    private static final Problem PROBLEM = Problem.of("q ?", List.of("a b", "c d", "e f"), "x");
    private static final Curriculum CURRICULUM = Curriculum.of(3).epochs(2, 1, 1, 2);

    @ParameterizedTest(name = "{0} at stage {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            pause_as_thought      | 0 | q ? <s> <e> / a b c d e f ### x                  | q ? <s> <e>
            pause_as_thought      | 1 | q ? <s> <p> <p> <e> / c d e f ### x              | q ? <s> <p> <p> <e>
            pause_as_thought      | 3 | q ? <s> <p> <p> <p> <p> <p> <p> <e> / ### x      | q ? <s> <p> <p> <p> <p> <p> <p> <e>
            pause_token           | 0 | q ? <s> <p> <p> <p> <p> <p> <p> <e> / ### x      | q ? <s> <p> <p> <p> <p> <p> <p> <e>
            pause_per_position    | 2 | q ? <s> <p1> <p2> <p3> <p4> <e> / e f ### x      | q ? <s> <p1> <p2> <p3> <p4> <e>
            coconut_stop_gradient | 2 | q ? <s> <l> <l> <l> <l> <e> / e f ### x          | q ? <s> <l> <l> <l> <l> <e>
            coconut_repeat_first  | 1 | q ? <s> <l> <l> <e> / c d e f ### x              | q ? <s> <l> <l> <e>
            coconut_bottleneck    | 1 | q ? <s> <l> <l> <e> / c d e f ### x              | q ? <s> <l> <l> <e>
            icot                  | 0 | q ? / a b c d e f ### x                          | q ?
            icot                  | 1 | q ? / b c d e f ### x                            | q ?
            icot                  | 2 | q ? / c d e f ### x                              | q ?
            icot                  | 3 | q ? / ### x                                      | q ?
            """)
    void problemsAreWrittenAndAsked(String name, int stage, String written, String asked) {
        Method method = method(name);
        Tokenizer tokenizer = SymbolTokenizer.of(List.of("q", "?", "a", "b", "c", "d", "e", "f", "###", "x"))
                .with(method.tokens(CURRICULUM));
        ProblemEncoder encoder = new ProblemEncoder(tokenizer);

        StagedRecord training = encoder.training(PROBLEM, method.training(PROBLEM, stage, CURRICULUM));
        StagedRecord prompt = encoder.prompt(PROBLEM, method.answering(PROBLEM, stage, CURRICULUM));

        String before = text(tokenizer, training, 0, training.firstLabel());
        String labelled = text(tokenizer, training, training.firstLabel(), training.length());
        assertThat(before + " / " + labelled).isEqualTo(written + " <|endoftext|>");
        assertThat(text(tokenizer, prompt, 0, prompt.length())).isEqualTo(asked);
    }

    private static String text(Tokenizer tokenizer, StagedRecord record, int from, int to) {
        return Arrays.stream(record.inputIds(), from, to)
                .mapToObj(tokenizer::token)
                .map(token -> token.replace("<|start-latent|>", "<s>")
                        .replace("<|end-latent|>", "<e>")
                        .replace("<|latent|>", "<l>")
                        .replace("<|pause|>", "<p>")
                        .replaceAll("<\\|pause-(\\d)\\|>", "<p$1>"))
                .collect(Collectors.joining(" "));
    }

    @Test
    void everyEpochRemovesMoreTokensUntilTheLastStage() {
        ICot icot = new ICot(3, 0, 0);
        Curriculum curriculum = Curriculum.of(3).epochs(2, 2, 1, 2);

        assertThat(removed(icot, curriculum, 0)).containsExactly(0, 0, 3, 6, 9, Integer.MAX_VALUE, Integer.MAX_VALUE);
        assertThat(removed(icot.removeAllBeyond(6), curriculum, 0))
                .containsExactly(0, 0, 3, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    private static List<Integer> removed(Method method, Curriculum curriculum, long row) {
        return IntStream.range(0, curriculum.totalEpochs())
                .mapToObj(epoch -> new StagedMethod(method, curriculum, 5)
                        .layout(PROBLEM, epoch, row)
                        .removedTokens())
                .toList();
    }

    /** One token more in each epoch: stage 1 begins with epoch 2, stage 2 with epoch 3, stage 3 is the last. */
    @Test
    void aProblemInARandomStageLosesWhatThatStageBeginsWith() {
        Map<Integer, Integer> removedAt = Map.of(0, 0, 1, 1, 2, 2, 3, Integer.MAX_VALUE);
        Curriculum mixed = CURRICULUM.uniformProb(1);
        StagedMethod staged = new StagedMethod(new ICot(1, 0, 0), mixed, 5);
        Set<Integer> stages = new TreeSet<>();
        for (int epoch : new int[] {0, 1, 3, 5}) {
            for (int row = 0; row < 100; row++) {
                int stage = mixed.stageFor(PROBLEM, 5, epoch, row);
                stages.add(stage);
                assertThat(staged.layout(PROBLEM, epoch, row).removedTokens())
                        .as("stage %d in epoch %d", stage, epoch)
                        .isEqualTo(removedAt.get(stage));
            }
        }
        assertThat(stages).containsExactly(0, 1, 2, 3);
    }

    @Test
    void aProblemInARandomStageIsSmoothedAsOneOfThatStage() {
        StagedMethod staged = new StagedMethod(new ICot(8, 4, 0), CURRICULUM.uniformProb(0.5), 5);
        for (int epoch = 0; epoch < CURRICULUM.totalEpochs(); epoch++) {
            for (int row = 0; row < 1_000; row++) {
                assertThat(staged.layout(PROBLEM, epoch, row).removedTokens()).isNotNegative();
            }
        }
    }

    @Test
    void numbersOfTokensDoNotOverflow() {
        assertThat(removed(new ICot(1_000_000_000, 1e-12, 0), CURRICULUM, 0))
                .isSorted()
                .startsWith(0, 0)
                .endsWith(Integer.MAX_VALUE);
    }

    /** P(o) is proportional to exp(-lambda o): with lambda = ln 2, one half, one quarter, one eighth. */
    @Test
    void smoothingRemovesFurtherTokensWithFallingProbability() {
        StagedMethod staged = new StagedMethod(new ICot(3, Math.log(2), 0), CURRICULUM, 5);
        int rows = 20_000;
        int[] counts = new int[64];
        for (int row = 0; row < rows; row++) {
            counts[staged.layout(PROBLEM, 2, row).removedTokens() - 3]++;
        }

        for (int offset = 0; offset < 4; offset++) {
            double share = (double) counts[offset] / rows;
            double expected = Math.pow(0.5, offset + 1);
            // four standard deviations of a binomial share
            assertThat(share).isCloseTo(expected, org.assertj.core.data.Offset.offset(4 * Math.sqrt(expected / rows)));
        }
        assertThat(staged.layout(PROBLEM, 0, 7).removedTokens()).isZero();
        assertThat(staged.layout(PROBLEM, 2, 7)).isEqualTo(staged.layout(PROBLEM, 2, 7));
    }

    @Test
    void onlyTheirLoopSetsThreeMethodsApartFromCoconut() {
        assertThat(new Coconut(List.of(1), true).loop()).isEqualTo(LoopOptions.STANDARD);
        assertThat(new CoconutRepeatFirst(List.of(1), true).loop()).isEqualTo(LoopOptions.REPEAT_FIRST);
        assertThat(new CoconutStopGradient(List.of(1), true).loop()).isEqualTo(LoopOptions.STOP_GRADIENT);
        assertThat(new CoconutBottleneck(List.of(1), true).loop()).isEqualTo(LoopOptions.BOTTLENECK);
    }

    @ParameterizedTest
    @CsvSource({"pause_as_thought, no_thoughts", "pause_token, no_cot", "pause_per_position, no_thoughts"})
    void aMethodThatWouldBeAnotherSaysSo(String name, String other) {
        assertThatThrownBy(() -> {
                    switch (name) {
                        case "pause_as_thought" -> new PauseAsThought(List.of(0), true);
                        case "pause_token" -> new PauseToken(List.of(0), true);
                        default -> new PausePerPosition(List.of(0), true);
                    }
                })
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(other);
    }

    @Test
    void iCotSaysWhatItsNumbersMayBe() {
        assertThatThrownBy(() -> new ICot(0, 4, 0)).hasMessageContaining("tokens_per_epoch");
        assertThatThrownBy(() -> new ICot(8, -1, 0)).hasMessageContaining("smoothing");
        assertThatThrownBy(() -> new ICot(8, 4, -1)).hasMessageContaining("remove_all_beyond");
    }

    private static Method method(String name) {
        return switch (name) {
            case "pause_as_thought" -> new PauseAsThought(List.of(2), true);
            case "pause_token" -> new PauseToken(List.of(2), true);
            case "pause_per_position" -> new PausePerPosition(List.of(2), true);
            case "coconut_repeat_first" -> new CoconutRepeatFirst(List.of(2), true);
            case "coconut_stop_gradient" -> new CoconutStopGradient(List.of(2), true);
            case "coconut_bottleneck" -> new CoconutBottleneck(List.of(2), true);
            case "icot" -> new ICot(1, 0, 0);
            default -> throw new IllegalArgumentException(name);
        };
    }
}
