/**
 * What a thought holds: the search tree of a graph problem as the model sees it after k thoughts, how many nodes a thought keeps in play, and what it says in words.
 * Always beside the same numbers for models without thoughts, for frontier mass alone is no evidence.
 *
 * <p>Start with {@link io.github.coconut4j.curriculum.analysis.Analysis}.
 */
package io.github.coconut4j.curriculum.analysis;
