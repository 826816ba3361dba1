/**
 * Where the problems of an experiment come from: generators, files, records of any DataVec pipeline.
 *
 * <p>Start with {@link io.github.coconut4j.curriculum.settings.data.DataSettings}; each kind opens {@link
 * io.github.coconut4j.curriculum.settings.data.ProblemSets}.
 */
package io.github.coconut4j.curriculum.settings.data;
