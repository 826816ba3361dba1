package io.github.coconut4j.tuning.engine;

import io.github.coconut4j.tuning.trial.Trial;
import java.time.Instant;
import java.util.List;

/**
 * Trains candidates somewhere. What to train, and what follows from the results, is decided elsewhere; an engine may train
 * the trials in any order and as many at once as it was made for, since no result depends on that.
 */
public interface SearchEngine extends AutoCloseable {

    /**
     * Does trials and returns when all are done, when the time is up, or when a stop is asked for.
     *
     * @param trials each in a folder of its own
     * @param deadline no trial is begun after it; those under way are brought to their end
     * @param events told of every trial that is begun, and once of every result, as soon as it is there; a trial that fails
     *     is a result as well, see {@link io.github.coconut4j.tuning.trial.TrialTraining}
     * @throws io.github.coconut4j.curriculum.CurriculumException if the engine itself cannot go on
     */
    void train(List<Trial> trials, Instant deadline, TrialEvents events);

    /** Gives back what the engine holds. */
    @Override
    default void close() {}
}
