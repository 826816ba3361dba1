package io.github.coconut4j.curriculum.settings.data;

import static io.github.coconut4j.curriculum.experiment.Dsl.arithmetic;
import static io.github.coconut4j.curriculum.experiment.Dsl.evaluation;
import static io.github.coconut4j.curriculum.experiment.Dsl.graphSearch;
import static io.github.coconut4j.curriculum.experiment.Dsl.prontoQa;
import static io.github.coconut4j.curriculum.experiment.Dsl.prosQa;
import static io.github.coconut4j.curriculum.experiment.Dsl.rung;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.curriculum.settings.EvaluationSettings;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.task.FactForm;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.data.text.Tokenizers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GeneratedDataTest {
    private static final EvaluationSettings HELD_OUT =
            evaluation().validationProblems(50).testProblems(60);

    static Stream<DataSettings> generators() {
        return Stream.of(
                graphSearch().problemsPerEpoch(200),
                prosQa().problemsPerEpoch(200),
                prosQa().hops(2, 5).balanced(true).distractors(5).renamed(true).problemsPerEpoch(200),
                prosQa().hops(3)
                        .concepts(12, 14)
                        .balanced(true)
                        .rungs(rung(1, 8, 2), rung(2, 10, 3))
                        .problemsPerEpoch(200),
                prosQa().form(FactForm.SYMBOLS).balanced(true).problemsPerEpoch(200),
                arithmetic().largest(150).problemsPerEpoch(200),
                prontoQa().balanced(true).problemsPerEpoch(200),
                prontoQa().problemsPerEpoch(200));
    }

    @ParameterizedTest
    @MethodSource("generators")
    void heldOutProblemsDoNotDependOnTheSeed(DataSettings data) {
        ProblemSets one = data.open(1, HELD_OUT);
        ProblemSets two = data.open(2, HELD_OUT);

        assertThat(questions(one.validation(), 0)).hasSize(50).isEqualTo(questions(two.validation(), 0));
        assertThat(questions(one.test(), 0)).hasSize(60).isEqualTo(questions(two.test(), 0));
        assertThat(questions(one.training(), 0)).isNotEqualTo(questions(two.training(), 0));
    }

    @ParameterizedTest
    @MethodSource("generators")
    void noProblemIsInTwoSetsOrTwoEpochs(DataSettings data) {
        ProblemSets sets = data.open(7, HELD_OUT);
        List<String> all = Stream.of(
                        questions(sets.training(), 0),
                        questions(sets.training(), 1),
                        questions(sets.validation(), 0),
                        questions(sets.test(), 0))
                .flatMap(List::stream)
                .toList();

        assertThat(all).hasSize(200 + 200 + 50 + 60).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("generators")
    void theVocabularyIsKnownBeforehandAndHasEveryWord(DataSettings data) {
        ProblemSource few = data.open(1, HELD_OUT).validation();
        ProblemSource others = data.open(5, HELD_OUT).training();
        Tokenizer tokenizer = Tokenizers.trainedOn(few);
        Set<Integer> used = new HashSet<>();

        for (long row = 0; row < others.size(); row++) {
            Problem problem = others.problem(3, row);
            for (String text :
                    List.of(problem.question() + "\n", String.join("\n", problem.steps()), "### " + problem.answer())) {
                for (int id : tokenizer.encode(text)) {
                    used.add(id);
                }
            }
        }

        assertThat(used).hasSizeGreaterThan(tokenizer.size() / 2);
    }

    @Test
    void rungsComeFirstAndHeldOutProblemsAreOfFullSize() {
        ProblemSets sets = prosQa().hops(4)
                .concepts(14)
                .balanced(true)
                .rungs(rung(2, 8, 2), rung(1, 10, 3))
                .problemsPerEpoch(50)
                .open(1, HELD_OUT);

        assertThat(steps(sets.training(), 0)).containsOnly(2);
        assertThat(steps(sets.training(), 1)).containsOnly(2);
        assertThat(steps(sets.training(), 2)).containsOnly(3);
        assertThat(steps(sets.training(), 3)).containsOnly(4);
        assertThat(steps(sets.validation(), 0)).containsOnly(4);
        assertThat(steps(sets.test(), 0)).containsOnly(4);
    }

    private static List<Integer> steps(ProblemSource source, int epoch) {
        return LongStream.range(0, source.size())
                .mapToObj(row -> source.problem(epoch, row).steps().size())
                .toList();
    }

    private static List<String> questions(ProblemSource source, int epoch) {
        return LongStream.range(0, source.size())
                .mapToObj(row -> source.problem(epoch, row).question())
                .toList();
    }
}
