package io.github.coconut4j.tuning.engine;

/** Makes engines of one kind; found by {@link java.util.ServiceLoader}. */
public interface EngineProvider {

    /** {@return the name by which sweeps ask for it, {@code engine} in YAML} */
    String name();

    /**
     * A new engine.
     *
     * @param settings how many trials at once, and where
     * @return the engine, to be closed
     * @throws io.github.coconut4j.curriculum.CurriculumException if it cannot be had with these settings
     */
    SearchEngine open(EngineSettings settings);
}
