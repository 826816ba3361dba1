package io.github.coconut4j.curriculum.experiment;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.method.Method;
import io.github.coconut4j.curriculum.rounds.TrainingEngine;
import io.github.coconut4j.curriculum.rounds.TrainingEngineProvider;
import io.github.coconut4j.curriculum.rounds.Workers;
import io.github.coconut4j.curriculum.settings.ExecutionSettings;
import io.github.coconut4j.curriculum.settings.data.ProblemSets;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * Where the workers of an experiment are if not in this process.
 *
 * @param engine closed with it; empty to train here
 */
record Elsewhere(Optional<TrainingEngine> engine) implements AutoCloseable {

    /** This process. */
    static Elsewhere none() {
        return new Elsewhere(Optional.empty());
    }

    /** @throws CurriculumException if there is no such engine, it cannot be had, or the experiment cannot be sent */
    static Elsewhere of(Experiment experiment) {
        ExecutionSettings execution = experiment.execution();
        if (execution.engine().equals(ExecutionSettings.LOCAL)) {
            return none();
        }
        TrainingEngineProvider provider = provider(execution.engine());
        requireWhole(experiment);
        return new Elsewhere(Optional.of(provider.open(execution.workers(), execution.streams(), execution.master())));
    }

    /** Workers for one method; whoever asks for them closes them. */
    Optional<Workers> workers(Experiment experiment, Method method, ProblemSets problems) {
        return engine.map(there -> there.workers(
                experiment
                        .method(method)
                        .execution(experiment.execution().local())
                        .toYaml(),
                problems.fingerprints()));
    }

    private static TrainingEngineProvider provider(String engine) {
        Map<String, TrainingEngineProvider> known = new TreeMap<>();
        ServiceLoader.load(TrainingEngineProvider.class).forEach(provider -> known.put(provider.name(), provider));
        if (!known.containsKey(engine)) {
            throw new CurriculumException("There is no engine \"" + engine + "\" on the class path; there is local"
                    + String.join(
                            "", known.keySet().stream().map(name -> ", " + name).toList())
                    + ". Engines come with modules of their own: spark with tuning-spark, which ./coconut"
                    + " train adds by itself.");
        }
        return known.get(engine);
    }

    /** What travels is YAML. */
    private static void requireWhole(Experiment experiment) {
        if (!isWhole(experiment)) {
            throw new CurriculumException(
                    "This experiment has parts that no file can hold (a reader or method of this program), so other"
                            + " machines cannot be given it; train it with engine: local.");
        }
    }

    private static boolean isWhole(Experiment experiment) {
        try {
            return Experiment.fromYaml(experiment.toYaml()).equals(experiment);
        } catch (CurriculumException unreadable) {
            return false;
        }
    }

    @Override
    public void close() {
        engine.ifPresent(TrainingEngine::close);
    }
}
