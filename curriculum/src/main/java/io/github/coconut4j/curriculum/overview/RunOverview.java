package io.github.coconut4j.curriculum.overview;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.method.Method;
import io.github.coconut4j.curriculum.run.RunFailure;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.run.RunLock;
import io.github.coconut4j.curriculum.run.RunResult;
import io.github.coconut4j.curriculum.training.Metrics;
import io.github.coconut4j.curriculum.training.MetricsEvent;
import io.github.coconut4j.data.InputFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far one method of an experiment is.
 *
 * @param folder of the run
 * @param state how it stands
 * @param method that is trained
 * @param seed of the run
 * @param stage of the last step
 * @param finalStage the last stage there will be
 * @param epoch of the last step, from 1; 0 before the first
 * @param epochs there will be
 * @param best highest share of right answers to the validation problems, among the evaluations of the stage that was evaluated last
 * @param test share of right answers to the test problems, once finished
 * @param failure what ended it, if an error did
 * @param updated when something was last written
 */
public record RunOverview(
        Path folder,
        RunState state,
        String method,
        long seed,
        int stage,
        int finalStage,
        int epoch,
        int epochs,
        Optional<Double> best,
        Optional<Double> test,
        Optional<String> failure,
        Instant updated) {

    /** Experiments lie in a folder of runs, or in the folder of a sweep in it, but no deeper. */
    private static final int DEPTH = 5;

    /**
     * {@return all runs in a folder and what lies below it, by path; the methods of an experiment in its order}
     *
     * @param root with runs at any depth
     * @throws CurriculumException if the folder cannot be read
     */
    public static List<RunOverview> in(Path root) {
        if (!Files.isDirectory(root)) {
            throw new CurriculumException(InputFiles.noFolder(root));
        }
        List<RunOverview> runs = new ArrayList<>();
        collect(root, DEPTH, runs);
        return List.copyOf(runs);
    }

    private static void collect(Path folder, int depth, List<RunOverview> runs) {
        if (new RunFolder(folder).exists()) {
            runs.addAll(of(folder));
        } else if (depth > 0) {
            try (Stream<Path> entries = Files.list(folder)) {
                entries.filter(Files::isDirectory).sorted().forEach(entry -> collect(entry, depth - 1, runs));
            } catch (IOException | UncheckedIOException e) {
                runs.add(broken(folder, "the folder cannot be read (permission denied, or it was deleted meanwhile)."));
            }
        }
    }

    /**
     * {@return the runs of one experiment, one for each of its methods}
     *
     * @param folder of an experiment
     */
    public static List<RunOverview> of(Path folder) {
        try {
            Experiment experiment = Experiment.load(new RunFolder(folder).config(), List.of());
            List<Method> methods = experiment.methods();
            return methods.stream()
                    .map(method -> of(
                            new RunFolder(methods.size() == 1 ? folder : folder.resolve(method.name())),
                            method,
                            experiment))
                    .toList();
        } catch (CurriculumException unreadable) {
            return List.of(broken(folder, unreadable.getMessage()));
        }
    }

    private static RunOverview of(RunFolder run, Method method, Experiment experiment) {
        Optional<RunResult> result = run.readResult();
        Optional<RunFailure> failure = run.readFailure();
        Metrics metrics = Metrics.read(run.metrics());
        Optional<MetricsEvent> last = metrics.last();
        return new RunOverview(
                run.path(),
                state(run, result, failure),
                method.name(),
                experiment.seed(),
                last.map(MetricsEvent::stage).orElse(0),
                experiment.curriculum().finalStage(),
                last.map(event -> event.epoch() + 1).orElse(0),
                experiment.curriculum().totalEpochs(),
                metrics.bestOfLastStage(),
                result.map(found -> found.test().accuracy()),
                failure.map(RunFailure::message),
                updated(run));
    }

    private static RunState state(RunFolder run, Optional<RunResult> result, Optional<RunFailure> failure) {
        if (result.isPresent()) {
            return RunState.FINISHED;
        }
        if (!run.exists()) {
            return RunState.WAITING;
        }
        if (RunLock.isHeld(run.path())) {
            return RunState.RUNNING;
        }
        return failure.isPresent() ? RunState.FAILED : RunState.STOPPED;
    }

    private static RunOverview broken(Path folder, String why) {
        return new RunOverview(
                folder,
                RunState.BROKEN,
                "",
                0,
                0,
                0,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.of(why),
                updated(new RunFolder(folder)));
    }

    private static Instant updated(RunFolder run) {
        return Stream.of(run.metrics(), run.config(), run.path())
                .filter(Files::exists)
                .findFirst()
                .map(RunOverview::modified)
                .orElse(Instant.EPOCH);
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException gone) {
            return Instant.EPOCH;
        }
    }
}
