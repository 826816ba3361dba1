/**
 * What the folders of runs tell from outside, while they are trained and afterwards: which there are, how far each is,
 * where it comes from.
 *
 * <p>Start with {@link io.github.coconut4j.curriculum.overview.RunOverview}. Reads only.
 */
package io.github.coconut4j.curriculum.overview;
