package io.github.coconut4j.curriculum.settings;

import io.github.coconut4j.curriculum.internal.Checks;

/**
 * When checkpoints are written and which of them are kept. Whatever is chosen, the last one always is.
 *
 * @param keep which checkpoints of finished epochs are kept
 * @param everyEpochs one is written after every so many epochs, and after the last
 * @param everyMinutes within an epoch, one is written after so many minutes of work without; 0 switches this off
 */
public record CheckpointSettings(Keep keep, int everyEpochs, double everyMinutes) {

    /** Which checkpoints of finished epochs are kept beside the last. */
    public enum Keep {
        /** The best of every stage; of equally good ones the later. */
        BEST_PER_STAGE,
        /** All of them. */
        ALL,
        /** None. */
        LAST
    }

    /** @throws io.github.coconut4j.curriculum.CurriculumException if a number is out of range */
    public CheckpointSettings {
        Checks.between(1, 1_000_000, everyEpochs, "every_epochs");
        Checks.between(0.0, 1e6, everyMinutes, "every_minutes");
    }

    /** The same, keeping others. */
    public CheckpointSettings keep(Keep which) {
        return new CheckpointSettings(which, everyEpochs, everyMinutes);
    }

    /** The same with one after every so many epochs. */
    public CheckpointSettings everyEpochs(int epochs) {
        return new CheckpointSettings(keep, epochs, everyMinutes);
    }

    /** The same with one after so many minutes within an epoch, or, for 0, with none there. */
    public CheckpointSettings everyMinutes(double minutes) {
        return new CheckpointSettings(keep, everyEpochs, minutes);
    }
}
