/**
 * Loops over arrays that the JIT compiler turns into vector instructions, and moves between such arrays and memory
 * off the heap.
 *
 * <p>Depends on {@code memory}.
 */
package io.github.coconut4j.model.internal.loops;
