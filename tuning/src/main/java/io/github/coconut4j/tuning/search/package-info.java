/**
 * How candidates are found: Arbiter's grid, random and genetic search, made to give the same candidates for the same seed.
 *
 * <p>Start with {@link io.github.coconut4j.tuning.search.Search}.
 */
package io.github.coconut4j.tuning.search;
