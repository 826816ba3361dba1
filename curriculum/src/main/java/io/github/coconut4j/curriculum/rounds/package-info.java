/**
 * Training by several workers: each makes a few steps by itself, then weights and moments are averaged. A round of a worker is a pure function of the state before it,
 * of the round and of the worker's number, so it does not matter where, when or how often it is computed. Modules that bring workers on other machines implement {@link
 * io.github.coconut4j.curriculum.rounds.TrainingEngineProvider}.
 */
package io.github.coconut4j.curriculum.rounds;
