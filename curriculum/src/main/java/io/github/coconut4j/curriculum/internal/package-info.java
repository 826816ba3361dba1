/**
 * Small things that several rooms of this module share and nobody outside it needs: files and folders as a whole, ranges of numbers, batches that are given back.
 *
 * <p>Nothing below {@code internal} is for users or for other modules.
 */
package io.github.coconut4j.curriculum.internal;
