package io.github.coconut4j.tuning.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.run.WholeFiles;
import io.github.coconut4j.tuning.trial.Trial;
import io.github.coconut4j.tuning.trial.TrialResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The results of a sweep in their file, one line of JSON each, in the order in which they came. The file is replaced as a
 * whole with every result, so it is sound whatever moment the process is killed at. Not for several threads.
 */
public final class Results {
    private final Path file;
    private final Map<Key, TrialResult> results = new LinkedHashMap<>();

    private record Key(int candidate, int lastStage) {}

    /**
     * Opens the results of a sweep.
     *
     * @param file need not exist yet
     * @throws CurriculumException if the file is broken
     */
    public Results(Path file) {
        this.file = file;
        List<String> lines = Files.exists(file) ? WholeFiles.read(file).lines().toList() : List.of();
        for (int i = 0; i < lines.size(); i++) {
            try {
                put(TrialResult.fromJson(lines.get(i)));
            } catch (JsonProcessingException broken) {
                throw new CurriculumException(
                        "%s, line %d is no result of a candidate; delete the line and resume.".formatted(file, i + 1),
                        broken);
            }
        }
    }

    /**
     * Adds a result and writes the file.
     *
     * @param result of a trial that is done
     */
    public void add(TrialResult result) {
        put(result);
        WholeFiles.write(
                file, results.values().stream().map(TrialResult::toJson).collect(Collectors.joining("\n", "", "\n")));
    }

    /** {@return the numbers of those there are results of} */
    public Set<Integer> candidates() {
        return results.keySet().stream().map(Key::candidate).collect(Collectors.toCollection(TreeSet::new));
    }

    private void put(TrialResult result) {
        results.put(new Key(result.candidate(), result.lastStage()), result);
    }

    /**
     * {@return what came of a trial, if it was done} A candidate that ended before needs no later trial.
     *
     * @param trial candidate and stage
     */
    public Optional<TrialResult> of(Trial trial) {
        TrialResult same = results.get(new Key(trial.candidate(), trial.lastStage()));
        return same != null
                ? Optional.of(same)
                : latest(trial.candidate()).filter(result -> result.outcome() != TrialResult.Outcome.PAUSED);
    }

    /**
     * {@return the last result of a candidate}
     *
     * @param candidate its number
     */
    public Optional<TrialResult> latest(int candidate) {
        return results.values().stream()
                .filter(result -> result.candidate() == candidate)
                .reduce((first, last) -> last);
    }
}
