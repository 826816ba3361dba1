/**
 * Experiments: methods and their stages, the trainer, evaluation, the files of a run and its report.
 *
 * <p>May depend on {@code io.github.coconut4j.data} and {@code io.github.coconut4j.model}, which know nothing of each
 * other; knows nothing of searches and of the command line.
 */
package io.github.coconut4j.curriculum;
