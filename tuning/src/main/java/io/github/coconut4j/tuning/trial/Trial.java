package io.github.coconut4j.tuning.trial;

import java.io.Serializable;

/**
 * A candidate to be trained, or to be trained on: everything another process needs to know.
 *
 * @param candidate its number
 * @param config its experiment as YAML, with one method
 * @param folder of its run; what is there already is continued
 * @param lastStage the training pauses at the end of this stage, or ends before
 */
public record Trial(int candidate, String config, String folder, int lastStage) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** For {@code lastStage}: to the end of the training. */
    public static final int TO_THE_END = Integer.MAX_VALUE;
}
