package io.github.coconut4j.tuning.spark;

import java.io.Serializable;

/**
 * What a task brings back.
 *
 * @param result as JSON; {@code null} if nothing could be trained there
 * @param problem why nothing could be trained there, a sentence; {@code null} if it could
 */
record TrialReport(String result, String problem) implements Serializable {
    private static final long serialVersionUID = 1L;
}
