/**
 * The parts of an experiment, each an immutable record that says what is wanted and can make it: data, model, optimizer,
 * evaluation, execution.
 *
 * <p>The words are those of the YAML files. Depends on {@code io.github.coconut4j.data} and {@code
 * io.github.coconut4j.model}.
 */
package io.github.coconut4j.curriculum.settings;
