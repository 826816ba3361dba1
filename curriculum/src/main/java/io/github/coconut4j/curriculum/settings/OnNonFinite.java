package io.github.coconut4j.curriculum.settings;

/** What becomes of a batch whose loss or gradient is no finite number. Either way it is saved, and no weight is changed. */
public enum OnNonFinite {
    /** The run ends and names the batch. */
    STOP,
    /** The batch is left out and counted; a run that meets nothing else any more ends all the same. */
    SKIP
}
