package io.github.coconut4j.curriculum.settings;

import io.github.coconut4j.curriculum.internal.Checks;

/**
 * When checkpoints are written and which of them are kept. Whatever is chosen, the last one always is.
 *
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * .checkpoints(checkpoints().keep(Keep.ALL).everyEpochs(2).everyMinutes(15))
 *
 * checkpoints:
 *   keep: all
 *   every_epochs: 2
 *   every_minutes: 15
 * }</pre>
 *
 * <p>Creating one throws {@link io.github.coconut4j.curriculum.CurriculumException} if a number is out of range.
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

    public CheckpointSettings {
        Checks.between(1, 1_000_000, everyEpochs, "every_epochs");
        Checks.between(0.0, 1e6, everyMinutes, "every_minutes");
    }

    /**
     * {@return the same, keeping others}
     *
     * @param which of the checkpoints of finished epochs
     */
    public CheckpointSettings keep(Keep which) {
        return new CheckpointSettings(which, everyEpochs, everyMinutes);
    }

    /**
     * {@return the same with one after every so many epochs}
     *
     * @param epochs 1 or more; the last epoch has one in any case
     */
    public CheckpointSettings everyEpochs(int epochs) {
        return new CheckpointSettings(keep, epochs, everyMinutes);
    }

    /**
     * {@return the same with one after so many minutes within an epoch, or, for 0, with none there}
     *
     * @param minutes of work within an epoch
     */
    public CheckpointSettings everyMinutes(double minutes) {
        return new CheckpointSettings(keep, everyEpochs, minutes);
    }
}
