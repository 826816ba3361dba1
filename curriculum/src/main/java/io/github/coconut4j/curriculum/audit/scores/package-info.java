/**
 * What a model would give to either option of a problem: teacher-forced log-probabilities, and what follows from them: how well its confidence is calibrated, and after which
 * thought it is decided.
 *
 * <p>Start with {@link io.github.coconut4j.curriculum.audit.scores.OptionScores}.
 */
package io.github.coconut4j.curriculum.audit.scores;
