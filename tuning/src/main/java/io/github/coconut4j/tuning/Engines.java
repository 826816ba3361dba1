package io.github.coconut4j.tuning;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.tuning.engine.ArbiterEngine;
import io.github.coconut4j.tuning.engine.EngineProvider;
import io.github.coconut4j.tuning.engine.EngineSettings;
import io.github.coconut4j.tuning.engine.SearchEngine;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds engines by their names. */
final class Engines {
    private Engines() {}

    /**
     * A new engine.
     *
     * @param name {@code local}, or what a module on the class path provides
     * @throws CurriculumException if there is none of that name, or it cannot be had
     */
    static SearchEngine open(String name, EngineSettings settings) {
        problem(name).ifPresent(problem -> {
            throw new CurriculumException(problem);
        });
        return name.equals(ArbiterEngine.NAME)
                ? new ArbiterEngine(settings.parallel())
                : providers().get(name).open(settings);
    }

    /** Why there is no engine of a name, a sentence; empty if there is one. */
    static Optional<String> problem(String name) {
        Set<String> known = new TreeSet<>(providers().keySet());
        known.add(ArbiterEngine.NAME);
        return known.contains(name)
                ? Optional.empty()
                : Optional.of(
                        "There is no engine \"" + name + "\" on the class path; there is " + String.join(", ", known)
                                + ". Engines come with modules of their own: spark with tuning-spark, which ./coconut sweep adds by itself.");
    }

    private static Map<String, EngineProvider> providers() {
        return ServiceLoader.load(EngineProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .collect(Collectors.toMap(EngineProvider::name, Function.identity()));
    }
}
