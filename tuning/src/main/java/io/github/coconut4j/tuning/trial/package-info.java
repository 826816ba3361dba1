/**
 * One candidate in training: what is to be done, what came of it, and the doing, in whatever process it happens.
 *
 * <p>Start with {@link io.github.coconut4j.tuning.trial.TrialTraining}. Values here are small and serializable, so that
 * they can be sent to another machine.
 */
package io.github.coconut4j.tuning.trial;
