/**
 * Generators: reasoning problems by the million, each solvable and unambiguous by construction, the same for the same
 * seed. {@link io.github.coconut4j.data.task.GraphSearch} is the symbolic task of the quickstart.
 *
 * <p>Depends on {@code io.github.coconut4j.data} alone.
 */
package io.github.coconut4j.data.task;
