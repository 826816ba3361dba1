/**
 * The args files of the official implementation (github.com/facebookresearch/coconut), read as they are and turned into experiments.
 *
 * <p>Start with {@link io.github.coconut4j.curriculum.official.OfficialArguments}. Depends on {@code experiment} and what that is made of.
 */
package io.github.coconut4j.curriculum.official;
