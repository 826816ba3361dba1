package io.github.coconut4j.curriculum.rounds;

/** Makes engines of one kind; found by {@link java.util.ServiceLoader}. */
public interface TrainingEngineProvider {

    /** {@return the name by which trainings ask for it, {@code execution.engine} in YAML} */
    String name();

    /**
     * A new engine.
     *
     * @param workers that will be asked for at once
     * @param threads each of them takes
     * @param master address of the machines, as the engine understands it
     * @return the engine, to be closed
     * @throws io.github.coconut4j.curriculum.CurriculumException if it cannot be had with these settings
     */
    TrainingEngine open(int workers, int threads, String master);
}
