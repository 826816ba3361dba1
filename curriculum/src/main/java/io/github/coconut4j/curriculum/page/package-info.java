/**
 * A training that is watched in a browser while it runs: a page on this machine's loopback address.
 *
 * <p>Start with {@link io.github.coconut4j.curriculum.page.TrainingPage}, a listener like any other.
 */
package io.github.coconut4j.curriculum.page;
