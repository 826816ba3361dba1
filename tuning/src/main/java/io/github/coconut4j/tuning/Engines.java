package io.github.coconut4j.tuning;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.tuning.engine.ArbiterEngine;
import io.github.coconut4j.tuning.engine.EngineProvider;
import io.github.coconut4j.tuning.engine.EngineSettings;
import io.github.coconut4j.tuning.engine.SearchEngine;
import java.util.ServiceLoader;
import java.util.TreeMap;

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
        TreeMap<String, EngineProvider> providers = new TreeMap<>();
        ServiceLoader.load(EngineProvider.class).forEach(provider -> providers.put(provider.name(), provider));
        if (name.equals(ArbiterEngine.NAME)) {
            return new ArbiterEngine(settings.parallel());
        }
        EngineProvider provider = providers.get(name);
        if (provider == null) {
            providers.put(ArbiterEngine.NAME, null);
            throw new CurriculumException(
                    "There is no engine \"" + name + "\" on the class path; there is "
                            + String.join(", ", providers.keySet())
                            + ". Engines come with modules of their own: spark with tuning-spark, which ./coconut sweep adds by itself.");
        }
        return provider.open(settings);
    }
}
