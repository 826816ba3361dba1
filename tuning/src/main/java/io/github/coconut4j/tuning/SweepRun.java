package io.github.coconut4j.tuning;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.run.RunLock;
import io.github.coconut4j.curriculum.run.WholeFiles;
import io.github.coconut4j.curriculum.training.Metrics;
import io.github.coconut4j.curriculum.training.RunStopped;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.curriculum.training.TrainingListeners;
import io.github.coconut4j.tuning.engine.EngineSettings;
import io.github.coconut4j.tuning.engine.SearchEngine;
import io.github.coconut4j.tuning.engine.TrialEvents;
import io.github.coconut4j.tuning.result.Leaderboard;
import io.github.coconut4j.tuning.result.Results;
import io.github.coconut4j.tuning.result.Standing;
import io.github.coconut4j.tuning.result.SweepCandidate;
import io.github.coconut4j.tuning.trial.Trial;
import io.github.coconut4j.tuning.trial.TrialResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs a sweep, or what is left of it: draws the candidates, has an engine train them stage by stage, decides who goes on,
 * and keeps the folder up to date. Whatever is decided follows from the sweep and the results alone, so a sweep that was
 * killed and resumed decides the same.
 */
final class SweepRun implements TrialEvents {
    private final Sweep sweep;
    private final SweepFolder folder;
    private final List<SweepListener> listeners;
    private final Consumer<Leaderboard> files;
    private final Results results;
    private final List<SweepCandidate> candidates = new ArrayList<>();
    private final Set<Integer> stopped = new HashSet<>();
    private final Instant deadline;

    /** @param files takes the leaderboard whenever it has changed */
    private SweepRun(Sweep sweep, SweepFolder folder, List<SweepListener> listeners, Consumer<Leaderboard> files) {
        this.sweep = sweep;
        this.folder = folder;
        this.listeners = listeners;
        this.files = files;
        results = new Results(folder.results());
        deadline = sweep.minutes() > 0
                ? Instant.now().plus(Duration.ofMillis(Math.round(60_000 * sweep.minutes())))
                : Instant.MAX;
    }

    static SweepResult start(Sweep sweep, Path path, List<SweepListener> listeners) {
        SweepChecks.check(
                sweep,
                new TrainingListeners(
                        listeners.stream().map(SweepListener::onCheck).toList()));
        SweepFolder folder = new SweepFolder(path);
        if (folder.exists()) {
            SweepChecks.requireSame(saved(folder), sweep, path);
        }
        int threads = sweep.base().execution().streams();
        try (SearchEngine engine =
                Engines.open(sweep.engine(), new EngineSettings(sweep.parallel(), threads, sweep.master()))) {
            WholeFiles.makeFolder(path);
            return RunLock.holding(path, () -> {
                SweepRun run = new SweepRun(sweep, folder, listeners, new SweepFiles(sweep, folder));
                run.requireCurves();
                WholeFiles.write(folder.sweep(), sweep.toYaml());
                return run.run(engine);
            });
        }
    }

    static SweepResult resume(Path path, List<SweepListener> listeners) {
        return start(saved(new SweepFolder(path)), path, listeners);
    }

    /** What is decided follows from the results alone, so an engine that trains nothing shows where a sweep stands. */
    static SweepResult look(Path path) {
        SweepFolder folder = new SweepFolder(path);
        return new SweepRun(saved(folder), folder, List.of(), unchanged -> {}).run((trials, deadline, events) -> {});
    }

    private static Sweep saved(SweepFolder folder) {
        if (!folder.exists()) {
            throw new CurriculumException(folder.path() + " holds no sweep: it has no sweep.yaml.");
        }
        return Sweep.load(folder.sweep(), List.of());
    }

    /** The page shows the curves of what was trained before: one that is broken is to be named now, and not after hours of further training. */
    private void requireCurves() {
        results.candidates().forEach(candidate -> Metrics.read(new RunFolder(folder.run(candidate)).metrics()));
    }

    private SweepResult run(SearchEngine engine) {
        listeners.forEach(
                listener -> listener.onStarted(new SweepListener.Started(sweep, folder.path(), sweep.budget())));
        CandidateSource source = new CandidateSource(sweep.search(), sweep.space(), sweep.score(), sweep.budget());
        if (sweep.search().learns()) {
            oneByOne(source, engine);
        } else {
            source.all().forEach(this::add);
            stageByStage(engine);
        }
        Leaderboard leaderboard = writeResults();
        boolean left =
                leaderboard.standings().stream().anyMatch(standing -> standing.status() == Standing.Status.WAITING);
        return new SweepResult(folder, leaderboard, left);
    }

    private void oneByOne(CandidateSource source, SearchEngine engine) {
        for (Optional<SweepCandidate> next = source.next(); next.isPresent(); next = source.next()) {
            SweepCandidate candidate = next.get();
            add(candidate);
            if (!train(List.of(candidate), Trial.TO_THE_END, engine)) {
                return;
            }
            results.latest(candidate.number())
                    .flatMap(result -> Optional.ofNullable(result.validation()))
                    .ifPresent(
                            validation -> source.report(candidate, sweep.score().of(validation)));
        }
    }

    /** With halving, every stage with thoughts ends with a decision; without, there is one stretch to the end. */
    private void stageByStage(SearchEngine engine) {
        List<SweepCandidate> going = new ArrayList<>(candidates);
        boolean unfinished = true;
        for (int stage = 1; unfinished; stage++) {
            int lastStage = sweep.halving() < 1 ? stage : Trial.TO_THE_END;
            if (!train(going, lastStage, engine)) {
                return;
            }
            unfinished = going.stream().anyMatch(candidate -> isPaused(candidate, lastStage));
            if (unfinished) {
                going.removeAll(stopWeak(going, stage));
            }
        }
    }

    /** Brings candidates to the end of a stage; false if the time was up before. */
    private boolean train(List<SweepCandidate> going, int lastStage, SearchEngine engine) {
        List<Trial> trials = going.stream()
                .filter(candidate -> candidate.experiment().isPresent())
                .map(candidate -> trial(candidate, lastStage))
                .toList();
        List<Trial> missing =
                trials.stream().filter(trial -> results.of(trial).isEmpty()).toList();
        engine.train(missing, deadline, this);
        if (stopRequested()) {
            throw new RunStopped(folder.path(), "Stopped; what was trained is saved in " + folder.path() + ".");
        }
        return trials.stream().allMatch(trial -> results.of(trial).isPresent());
    }

    private Trial trial(SweepCandidate candidate, int lastStage) {
        Experiment experiment = candidate.experiment().orElseThrow();
        return new Trial(
                candidate.number(),
                experiment.toYaml(),
                folder.run(candidate.number()).toString(),
                lastStage);
    }

    private boolean isPaused(SweepCandidate candidate, int lastStage) {
        return candidate.experiment().isPresent()
                && results.of(trial(candidate, lastStage)).orElseThrow().outcome() == TrialResult.Outcome.PAUSED;
    }

    private List<SweepCandidate> stopWeak(List<SweepCandidate> going, int stage) {
        Map<Integer, Optional<Double>> accuracies = new TreeMap<>();
        for (SweepCandidate candidate : going) {
            if (candidate.experiment().isPresent()) {
                TrialResult result = results.of(trial(candidate, stage)).orElseThrow();
                if (result.outcome() != TrialResult.Outcome.FAILED) {
                    accuracies.put(candidate.number(), result.accuracy());
                }
            }
        }
        Set<Integer> survivors = new Halving(sweep.halving()).survivors(accuracies);
        List<SweepCandidate> weak = going.stream()
                .filter(candidate -> candidate.experiment().isPresent())
                .filter(candidate -> !survivors.contains(candidate.number()) && isPaused(candidate, stage))
                .toList();
        List<Integer> numbers = weak.stream().map(SweepCandidate::number).toList();
        stopped.addAll(numbers);
        Leaderboard leaderboard = writeResults();
        listeners.forEach(listener -> listener.onStopped(stage, numbers, leaderboard));
        return weak;
    }

    private void add(SweepCandidate candidate) {
        candidates.add(candidate);
        Leaderboard leaderboard = leaderboard();
        listeners.forEach(listener -> listener.onDrawn(candidate, leaderboard));
    }

    @Override
    public synchronized TrainingListener started(Trial trial) {
        Stream<TrainingListener> training = listeners.stream().map(listener -> listener.onTrial(trial));
        return new TrainingListeners(
                Stream.concat(training, Stream.of(new StopWithSweep())).toList());
    }

    @Override
    public boolean stopRequested() {
        return listeners.stream().anyMatch(SweepListener::stopRequested);
    }

    private final class StopWithSweep implements TrainingListener {
        @Override
        public boolean stopRequested() {
            return SweepRun.this.stopRequested();
        }
    }

    @Override
    public synchronized void done(TrialResult result) {
        results.add(result);
        Leaderboard leaderboard = writeResults();
        listeners.forEach(listener -> listener.onResult(result, leaderboard));
    }

    /** Writes what follows from the results so far. */
    private Leaderboard writeResults() {
        Leaderboard leaderboard = leaderboard();
        files.accept(leaderboard);
        return leaderboard;
    }

    private Leaderboard leaderboard() {
        return Leaderboard.of(candidates, results, stopped, sweep.score());
    }
}
