/**
 * What can be read from single thoughts: the words the LM head makes of one, the tokens nearest to it, its length, its course.
 *
 * <p>Start with {@link io.github.coconut4j.curriculum.analysis.reading.Readings}.
 */
package io.github.coconut4j.curriculum.analysis.reading;
