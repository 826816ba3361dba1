/**
 * Do the thoughts carry the reasoning? Experiments that change what a trained model thinks and look at what it then answers, and the verdict that follows.
 *
 * <p>Start with {@link io.github.coconut4j.curriculum.audit.Audit}. Thoughts are counted from 1 in what users read and from 0 in code.
 */
package io.github.coconut4j.curriculum.audit;
