package io.github.coconut4j.curriculum.audit.intervention;

/**
 * What an intervention does to the words of the right answer, teacher-forced: the model reads the answer, mark included, and is asked before each word what it would say.
 *
 * @param problems that were read
 * @param divergence Kullback-Leibler divergence of what it says under the intervention from what it says without, summed over the words of the answer, in nats
 * @param logRight change of the log-probability of the right answer, in nats; below 0 it has become less likely
 */
public record Effect(int problems, Mean divergence, Mean logRight) {}
