/**
 * What a shipped configuration is expected to come to: for each method the share of right answers at the end of every
 * stage and in the test, with a band in which another seed should fall.
 *
 * <p>The numbers are computed from finished runs by {@link io.github.coconut4j.curriculum.expected.Bands}, never typed in.
 * Start with {@link io.github.coconut4j.curriculum.expected.Expected}.
 */
package io.github.coconut4j.curriculum.expected;
