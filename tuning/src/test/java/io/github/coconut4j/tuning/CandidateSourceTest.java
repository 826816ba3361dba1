package io.github.coconut4j.tuning;

import static io.github.coconut4j.tuning.SweepDsl.epochsPerStage;
import static io.github.coconut4j.tuning.SweepDsl.genetic;
import static io.github.coconut4j.tuning.SweepDsl.grid;
import static io.github.coconut4j.tuning.SweepDsl.learningRate;
import static io.github.coconut4j.tuning.SweepDsl.logRange;
import static io.github.coconut4j.tuning.SweepDsl.random;
import static io.github.coconut4j.tuning.SweepDsl.range;
import static io.github.coconut4j.tuning.SweepDsl.thoughtsPerStep;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.curriculum.experiment.Dsl;
import io.github.coconut4j.tuning.result.SweepCandidate;
import io.github.coconut4j.tuning.search.Search;
import io.github.coconut4j.tuning.space.CoconutSpace;
import io.github.coconut4j.tuning.space.Parameter;
import io.github.coconut4j.tuning.space.Setting;
import io.github.coconut4j.tuning.trial.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CandidateSourceTest {
    private static final Parameter[] SIXTEEN = {thoughtsPerStep(0, 1, 2, 3), epochsPerStage(range(1, 4))};

    @Test
    void theSameSeedDrawsTheSameCandidatesAndAnotherSeedOthers() {
        Parameter[] parameters = {thoughtsPerStep(range(0, 9)), learningRate(logRange(1e-4, 1e-2))};

        List<List<Setting>> first = settings(source(random(42), 20, parameters).all());

        assertThat(settings(source(random(42), 20, parameters).all())).isEqualTo(first);
        assertThat(settings(source(random(43), 20, parameters).all())).isNotEqualTo(first);
        assertThat(settings(source(random(42), 5, parameters).all())).isEqualTo(first.subList(0, 5));
    }

    @Test
    void drawnNumbersLieInTheirRanges() {
        for (SweepCandidate candidate : source(
                        random(1), 200, thoughtsPerStep(range(2, 5)), learningRate(logRange(1e-4, 1e-2)))
                .all()) {
            assertThat((Integer) candidate.settings().get(0).value()).isBetween(2, 5);
            assertThat((Double) candidate.settings().get(1).value()).isBetween(1e-4, 1e-2);
        }
    }

    @Test
    void onALogScaleEachTenthPowerIsDrawnEquallyOften() {
        long small = source(random(7), 1000, learningRate(logRange(1e-4, 1e-2))).all().stream()
                .filter(candidate -> (Double) candidate.settings().get(0).value() < 1e-3)
                .count();

        assertThat(small).isBetween(430L, 570L); // 4.4 standard deviations around 500
    }

    @Test
    void aGridHoldsEveryCombinationOnceAndEnds() {
        List<List<Setting>> all = settings(source(grid(), 1000, SIXTEEN).all());

        assertThat(all).hasSize(16).doesNotHaveDuplicates();
        for (int c = 0; c < 4; c++) {
            for (int epochs = 1; epochs <= 4; epochs++) {
                assertThat(all)
                        .contains(
                                List.of(new Setting("thoughts_per_step", c), new Setting("curriculum.epochs", epochs)));
            }
        }
    }

    @Test
    void aGridThatIsLargerThanTheBudgetEndsWithTheBudget() {
        assertThat(source(grid(), 5, SIXTEEN).all()).hasSize(5);
    }

    @Test
    void aSmallSpaceIsDrawnEmptyAndEnds() {
        assertThat(settings(source(random(0), 100, SIXTEEN).all())).hasSize(16).doesNotHaveDuplicates();
    }

    @Test
    void withNothingToSearchOverTheBaseIsTheOneCandidate() {
        for (Search search : List.of(grid(), random(0), genetic(0))) {
            assertThat(source(search, 10).all()).singleElement().satisfies(candidate -> assertThat(candidate.settings())
                    .isEmpty());
        }
    }

    @Test
    void geneticSearchDrawsTheSameForTheSameScores() {
        List<List<Setting>> first = evolve(genetic(5).population(6));

        assertThat(evolve(genetic(5).population(6))).isEqualTo(first);
        assertThat(evolve(genetic(6).population(6))).isNotEqualTo(first);
        assertThat(first).hasSizeGreaterThan(6).doesNotHaveDuplicates();
    }

    /** Scores that grow with the number of thoughts. */
    private static List<List<Setting>> evolve(Search search) {
        CandidateSource source = source(search, 60, thoughtsPerStep(range(0, 400)));
        List<List<Setting>> drawn = new ArrayList<>();
        for (Optional<SweepCandidate> next = source.next(); next.isPresent(); next = source.next()) {
            drawn.add(next.get().settings());
            source.report(next.get(), (Integer) next.get().settings().get(0).value());
        }
        return drawn;
    }

    private static CandidateSource source(Search search, int limit, Parameter... parameters) {
        return new CandidateSource(
                search, new CoconutSpace(Dsl.experiment("base"), List.of(parameters)), new Score(0), limit);
    }

    private static List<List<Setting>> settings(List<SweepCandidate> candidates) {
        return candidates.stream().map(SweepCandidate::settings).toList();
    }
}
