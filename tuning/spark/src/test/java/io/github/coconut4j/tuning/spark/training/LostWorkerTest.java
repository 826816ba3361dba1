package io.github.coconut4j.tuning.spark.training;

import static io.github.coconut4j.curriculum.experiment.Dsl.adamW;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconut;
import static io.github.coconut4j.curriculum.experiment.Dsl.evaluation;
import static io.github.coconut4j.curriculum.experiment.Dsl.execution;
import static io.github.coconut4j.curriculum.experiment.Dsl.experiment;
import static io.github.coconut4j.curriculum.experiment.Dsl.gpt2;
import static io.github.coconut4j.curriculum.experiment.Dsl.graphSearch;
import static io.github.coconut4j.curriculum.experiment.Dsl.stages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.run.Provenance;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.training.Metrics;
import io.github.coconut4j.curriculum.training.RunStopped;
import io.github.coconut4j.curriculum.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where workers train, and whether an executor is lost or the run stopped meanwhile, shows in no bit of the weights. */
class LostWorkerTest {
    private static final String PROCESSES = "local-cluster[2,1,1024]";

    @TempDir
    static Path shared;

    private static Map<String, String> undisturbed;

    private static Experiment two() {
        return experiment("tiny")
                .seed(3)
                .data(graphSearch().hops(2).problemsPerEpoch(160))
                .model(gpt2().layers(1).width(16).heads(2).positions(32).initStd(0.1))
                .methods(coconut().specialMarkers(false))
                .curriculum(stages(1).epochs(1, 1).resetOptimizer())
                .optimizer(adamW(1e-2).clipNorm(1).warmupSteps(2).finalLr(0.1))
                .batchSize(8)
                .evaluation(evaluation().validationProblems(20).testProblems(20).maxNewTokens(6))
                .execution(execution().streams(1).workers(2, 3));
    }

    private static Experiment onSpark() {
        return two().execution(two().execution().engine("spark", PROCESSES));
    }

    @BeforeAll
    static void trainHere() {
        two().train(shared.resolve("here"));
        undisturbed = hashes(shared.resolve("here"));
    }

    /** Stopped on Spark after an executor was killed, resumed in this process. */
    @Test
    void anExecutorIsKilledAndTheRunGoesOnHere() {
        Path run = shared.resolve("killed");
        Killer killer = new Killer();

        assertThatThrownBy(() -> onSpark().train(run, killer)).isInstanceOf(RunStopped.class);
        List<TrainingListener.Averaged> rounds = averages(run);
        Experiment.resumeOn(run, "local", "");

        assertThat(killer.killed).isTrue();
        assertThat(hashes(run)).isEqualTo(undisturbed);
        assertThat(rounds).isNotEmpty().allSatisfy(round -> {
            // 4 ways of 12 bytes a weight (itself and two moments, in float) and 8 for the number of steps
            assertThat(round.bytes()).isEqualTo(4 * (12 * killer.parameters + 8));
            assertThat(round.communicationSeconds()).isBetween(0.0, round.roundSeconds());
        });
    }

    /** Ctrl-C and a closed terminal reach every process of it: the driver alone decides what becomes of the run. One executor, which has computed something before. */
    @Test
    void signalsOfATerminalEndNoExecutorThatTrains() {
        Path run = shared.resolve("signals");
        Signals signals = new Signals();

        two().execution(two().execution().engine("spark", "local-cluster[1,1,1024]"))
                .train(run, signals);

        assertThat(signals.sent).hasSize(1);
        assertThat(signals.after).isEqualTo(signals.sent);
        assertThat(hashes(run)).isEqualTo(undisturbed);
    }

    /** Begun in this process, resumed on threads of Spark's, to its end. */
    @Test
    void aRunGoesOnOnSpark() {
        Path run = shared.resolve("begun-here");
        assertThatThrownBy(() -> two().train(run, new StopAfter(4))).isInstanceOf(RunStopped.class);

        Experiment.resumeOn(run, "spark", "local[2]");

        assertThat(hashes(run)).isEqualTo(undisturbed);
        assertThat(evaluations(run)).isNotEmpty().isEqualTo(evaluations(shared.resolve("here")));
        assertThat(new RunFolder(run).readResult().orElseThrow().test())
                .isEqualTo(new RunFolder(shared.resolve("here"))
                        .readResult()
                        .orElseThrow()
                        .test());
    }

    @Test
    void aMasterThatIsNoneIsNamedBeforeAnythingIsWritten() {
        Experiment nowhere = two().execution(two().execution().engine("spark", "moon"));

        assertThatThrownBy(() -> nowhere.train(shared.resolve("nowhere")))
                .isInstanceOf(CurriculumException.class)
                .hasMessageStartingWith("master must be spark://HOST:PORT");
        assertThat(shared.resolve("nowhere")).doesNotExist();
    }

    private static List<TrainingListener.Averaged> averages(Path run) {
        return Metrics.read(new RunFolder(run).metrics()).events().stream()
                .filter(TrainingListener.Averaged.class::isInstance)
                .map(TrainingListener.Averaged.class::cast)
                .toList();
    }

    private static List<Evaluation> evaluations(Path run) {
        return Metrics.read(new RunFolder(run).metrics()).evaluations().stream()
                .map(TrainingListener.Evaluated::evaluation)
                .toList();
    }

    private static List<ProcessHandle> executors() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .sorted()
                .toList();
    }

    private static Map<String, String> hashes(Path run) {
        Path checkpoint =
                new RunFolder(run).checkpoints().latest().orElseThrow().folder();
        return Provenance.hashes(
                List.of(checkpoint.resolve("model.safetensors"), checkpoint.resolve("optimizer.safetensors")));
    }

    /** Asks for a stop once a step is done. */
    private static class StopAfter implements TrainingListener {
        private final long last;
        private long step;

        StopAfter(long last) {
            this.last = last;
        }

        @Override
        public void onStep(StepDone event) {
            step = event.step();
        }

        @Override
        public boolean stopRequested() {
            return step >= last;
        }
    }

    /** Kills an executor with -9 while it computes the second round. */
    private static final class Killer extends StopAfter {
        private long parameters;
        private boolean killed;

        Killer() {
            super(13);
        }

        @Override
        public void onRunStarted(RunStarted event) {
            parameters = event.parameters();
        }

        @Override
        public boolean stopRequested() {
            if (!killed && super.step >= 3) {
                killed = executors().get(0).destroyForcibly();
            }
            return super.stopRequested();
        }
    }

    /** Sends executors the signals of a terminal once the first round is over. */
    private static final class Signals implements TrainingListener {
        private List<ProcessHandle> sent = List.of();
        private List<ProcessHandle> after = List.of();

        @Override
        public void onStep(StepDone event) {
            if (sent.isEmpty()) {
                sent = executors();
                sent.forEach(executor -> {
                    send("INT", executor);
                    send("HUP", executor);
                });
            }
        }

        private static void send(String signal, ProcessHandle to) {
            try {
                new ProcessBuilder("kill", "-" + signal, Long.toString(to.pid()))
                        .start()
                        .waitFor();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void onRunFinished(RunFinished event) {
            after = executors();
        }
    }
}
