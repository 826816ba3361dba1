/**
 * What is searched: parameters, each a key of an experiment with the values it may take, and all of them together as
 * Arbiter's {@code ParameterSpace}.
 *
 * <p>Start with {@link io.github.coconut4j.tuning.space.CoconutSpace}. Depends on experiments and Arbiter only.
 */
package io.github.coconut4j.tuning.space;
