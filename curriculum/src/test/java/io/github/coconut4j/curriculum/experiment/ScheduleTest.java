package io.github.coconut4j.curriculum.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.curriculum.run.RunResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Graph search over two hops, by hand: the question is 2 (2 2 + 1 + 1) = 12 edges and 5 symbols, a step 1 token, the answer 2
 * and the end of the text 1.
 */
class ScheduleTest {
    private static final int QUESTION = 17;
    private static final int ANSWER = 3;

    private static Experiment experiment;
    private static Schedule schedule;

    @BeforeAll
    static void look() {
        Experiment tiny = TinyExperiments.coconutAlone();
        experiment = tiny.curriculum(Dsl.stages(2).epochs(1, 0, 3, 2))
                .methods(
                        Dsl.coconut().thoughtsPerStep(2),
                        Dsl.cot(),
                        Dsl.icot().tokensPerEpoch(1).smoothing(0),
                        Dsl.pausePerPosition());
        schedule = experiment.schedule();
    }

    private static List<Schedule.Stage> of(String method) {
        return schedule.stages().stream()
                .filter(stage -> stage.method().equals(method))
                .toList();
    }

    @Test
    void stagesThatHaveEpochsAreListed() {
        assertThat(of("coconut")).extracting(Schedule.Stage::stage).containsExactly(0, 2, 3);
        assertThat(of("coconut")).extracting(Schedule.Stage::epochs).containsExactly(1, 3, 2);
        assertThat(of("coconut")).extracting(Schedule.Stage::trainingSteps).containsExactly(4L, 12L, 8L);
        assertThat(schedule.stages()).hasSize(4 * 3);
        assertThat(schedule.trainingSteps()).isEqualTo(4 * 24);
    }

    @Test
    void tokensAreThoseOfTheProblemsAsTheyAreWritten() {
        assertThat(of("coconut")).extracting(Schedule.Stage::thoughts).containsExactly(0.0, 4.0, 4.0);
        assertThat(of("coconut")).extracting(Schedule.Stage::reasoningSteps).containsExactly(2.0, 0.0, 0.0);
        assertThat(of("coconut"))
                .extracting(Schedule.Stage::tokens)
                .containsExactly(QUESTION + 2 + 2.0 + ANSWER, QUESTION + 2 + 4.0 + ANSWER, QUESTION + 2 + 4.0 + ANSWER);
        assertThat(of("cot")).extracting(Schedule.Stage::tokens).containsOnly(QUESTION + 2.0 + ANSWER);
        assertThat(of("icot")).extracting(Schedule.Stage::reasoningSteps).containsExactly(2.0, 1.0, 0.0);
        assertThat(of("pause_per_position"))
                .extracting(Schedule.Stage::thoughts)
                .containsExactly(0.0, 2.0, 2.0);
    }

    @Test
    void timeAndMemoryAreMeasured() {
        assertThat(schedule.trialRows()).isEqualTo(experiment.batchSize());
        assertThat(schedule.stages())
                .allSatisfy(stage -> assertThat(stage.planBytes()).isPositive())
                .allSatisfy(stage -> assertThat(stage.trainingSeconds()).isPositive())
                .allSatisfy(stage -> assertThat(stage.evaluationSeconds()).isPositive());
        double sum = schedule.stages().stream()
                .mapToDouble(stage -> stage.trainingSeconds() + stage.evaluationSeconds())
                .sum();
        assertThat(schedule.seconds()).isEqualTo(sum, within(1e-9));
    }

    @Test
    void memoryIsThatOfTheExperiment() {
        Experiment alone = experiment.method(Dsl.cot());
        Schedule ofCot = alone.schedule();

        assertThat(ofCot.standingBytes() + ofCot.planBytes()).isEqualTo(alone.memory());
        assertThat(alone.batchSize(2 * alone.batchSize()).schedule().planBytes())
                .isGreaterThan(ofCot.planBytes());
    }

    @Test
    void aTrainingTakesTheStepsOfItsSchedule(@TempDir Path folder) {
        Run run = experiment.method(Dsl.cot()).train(folder.resolve("run"));

        assertThat(run.results())
                .extracting(RunResult::steps)
                .containsExactly(of("cot").stream()
                        .mapToLong(Schedule.Stage::trainingSteps)
                        .sum());
    }
}
