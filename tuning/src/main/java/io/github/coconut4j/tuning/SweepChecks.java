package io.github.coconut4j.tuning;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.experiment.Dsl;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.settings.ExecutionSettings;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.tuning.engine.ArbiterEngine;
import io.github.coconut4j.tuning.result.SweepCandidate;
import io.github.coconut4j.tuning.search.RandomSearch;
import io.github.coconut4j.tuning.search.Search;
import io.github.coconut4j.tuning.space.Parameter;
import io.github.coconut4j.tuning.space.Setting;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;

/** What can be known to be wrong with a sweep before anything is trained. */
final class SweepChecks {
    /** Of a search that learns, so many random candidates are looked at. */
    private static final int SAMPLE = 100;

    private static final long MEGABYTE = 1 << 20;

    private SweepChecks() {}

    /**
     * @param reading is told how far files are read
     * @throws CurriculumException if the sweep cannot be run here
     */
    static void check(Sweep sweep, TrainingListener reading) {
        Search search =
                sweep.search().learns() ? new RandomSearch(sweep.search().seed()) : sweep.search();
        int limit = sweep.search().learns() ? SAMPLE : sweep.budget();
        List<SweepCandidate> candidates = new CandidateSource(search, sweep.space(), sweep.score(), limit).all();
        Set<String> problems = new LinkedHashSet<>();
        for (int i = 0; i < sweep.over().size(); i++) {
            problems.addAll(problemsWithEveryCandidate(sweep.over().get(i), i, candidates));
        }
        if (sweep.over().isEmpty()) {
            problems.add(
                    "over is empty: name what is searched, a key of the base and its values. The base alone is trained as an experiment.");
            candidates.forEach(candidate -> problems.addAll(candidate.problems()));
        }
        Engines.problem(sweep.engine()).ifPresent(problems::add);
        engineOfCandidates(candidates).ifPresent(problems::add);
        if (sweep.engine().equals(ArbiterEngine.NAME) && !sweep.master().isEmpty()) {
            problems.add(
                    "master is " + sweep.master()
                            + ", but engine is local, which has no machines but this one; say engine: spark, or leave master out.");
        }
        if (sweep.engine().equals(ArbiterEngine.NAME) && sweep.parallel() > 1) {
            List<Experiment> sound = candidates.stream()
                    .flatMap(candidate -> candidate.experiment().stream())
                    .toList();
            tooFewCores(sweep, sound).ifPresent(problems::add);
            tooLittleMemory(sweep, sound, reading).ifPresent(problems::add);
        }
        if (!problems.isEmpty()) {
            throw CurriculumException.listing("the sweep", List.copyOf(problems));
        }
    }

    /** A value with which every candidate is wrong is a mistake; one that fits some others only is left to fail. */
    private static Set<String> problemsWithEveryCandidate(
            Parameter parameter, int place, List<SweepCandidate> candidates) {
        Map<Object, List<String>> firstProblems = new LinkedHashMap<>();
        Set<Object> sound = new HashSet<>();
        for (SweepCandidate candidate : candidates) {
            Setting setting = candidate.settings().get(place);
            Object group = parameter.values() == null ? parameter.key() : setting.value();
            if (candidate.experiment().isPresent()) {
                sound.add(group);
            } else {
                firstProblems.putIfAbsent(group, candidate.problems());
            }
        }
        firstProblems.keySet().removeAll(sound);
        return firstProblems.values().stream()
                .flatMap(List::stream)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** A cluster is given to candidates, or to the workers of one training, but not to both at once. */
    private static Optional<String> engineOfCandidates(List<SweepCandidate> candidates) {
        return candidates.stream()
                .flatMap(candidate -> candidate.experiment().stream())
                .map(experiment -> experiment.execution().engine())
                .filter(engine -> !engine.equals(ExecutionSettings.LOCAL))
                .findFirst()
                .map(engine -> "execution.engine is " + engine
                        + ", but a candidate is trained in one place; leave execution.engine and execution.master out, and"
                        + " say engine: " + engine + " of the sweep itself.");
    }

    /** One candidate alone may take the threads its run takes anyway. */
    private static Optional<String> tooFewCores(Sweep sweep, List<Experiment> candidates) {
        int cores = Runtime.getRuntime().availableProcessors();
        int streams = candidates.stream()
                .mapToInt(experiment -> experiment.execution().streams())
                .max()
                .orElse(1);
        if (sweep.parallel() * streams <= cores) {
            return Optional.empty();
        }
        return Optional.of(
                "parallel %d x %d threads a candidate (execution.streams) are more than the %d cores of this machine; set parallel to at most %d, or base.execution.streams to %d. No number of threads is chosen for you, because it is part of what makes two runs equal to the last bit."
                        .formatted(
                                sweep.parallel(),
                                streams,
                                cores,
                                Math.max(1, cores / streams),
                                Math.max(1, cores / sweep.parallel())));
    }

    private static Optional<String> tooLittleMemory(
            Sweep sweep, List<Experiment> candidates, TrainingListener reading) {
        long limit = Pointer.maxBytes();
        long most = candidates.stream()
                .map(SweepChecks::withEqualMemory)
                .distinct()
                .mapToLong(candidate -> memory(candidate, reading))
                .max()
                .orElse(0);
        if (limit <= 0 || sweep.parallel() * most <= limit) {
            return Optional.empty();
        }
        return Optional.of(
                "parallel %d x about %d MB a candidate are more than the %d MB that tensors may take; set parallel to at most %d, or raise the limit (COCONUT_OFFHEAP)."
                        .formatted(sweep.parallel(), most / MEGABYTE, limit / MEGABYTE, Math.max(1, limit / most)));
    }

    private static Experiment withEqualMemory(Experiment candidate) {
        return candidate.name("any").optimizer(Dsl.adamW(1)).seed(0);
    }

    /** Of a candidate that cannot be trained at all nothing: that is its own failure, which does not keep the others from being trained. */
    private static long memory(Experiment candidate, TrainingListener reading) {
        try {
            return candidate.memory(reading);
        } catch (CurriculumException | DataException | ModelException unfit) {
            return 0;
        }
    }

    /** @throws CurriculumException if a folder holds another sweep than this one; where and how fast it runs may differ, and candidates may be added */
    static void requireSame(Sweep there, Sweep sweep, Path folder) {
        Sweep here = there.minutes(sweep.minutes())
                .parallel(sweep.parallel())
                .engine(sweep.engine(), sweep.master())
                .candidates(Math.max(there.candidates(), sweep.candidates()));
        if (!Objects.equals(here, sweep)) {
            List<String> before = here.toYaml().lines().toList();
            List<String> now = sweep.toYaml().lines().toList();
            String first = IntStream.range(0, Math.min(before.size(), now.size()))
                    .filter(line -> !before.get(line).equals(now.get(line)))
                    .mapToObj(line -> " (\"" + before.get(line).strip() + "\" there, \""
                            + now.get(line).strip() + "\" here)")
                    .findFirst()
                    .orElse("");
            throw new CurriculumException(
                    folder + " holds another sweep" + first
                            + "; choose another folder with --out. Of a sweep that has begun, candidates can be raised, and minutes, parallel, engine and master changed.");
        }
    }
}
