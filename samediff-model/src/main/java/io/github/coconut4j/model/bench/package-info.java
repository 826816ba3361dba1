/**
 * Measures a training step and generation on this machine: the numbers behind {@code ./coconut bench}. Start with {@link
 * io.github.coconut4j.model.bench.StepBenchmark}.
 */
package io.github.coconut4j.model.bench;
