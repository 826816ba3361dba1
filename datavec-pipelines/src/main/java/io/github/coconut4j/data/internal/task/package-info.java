/**
 * What the generated tasks share: draws, ranges of numbers, names of concepts.
 */
package io.github.coconut4j.data.internal.task;
