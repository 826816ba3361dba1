/**
 * What a plan runs, one after the other: ops of libnd4j, products, copies, rows by index, and columns of many attention
 * heads at once. Bound to memory; running one allocates nothing.
 *
 * <p>Depends on {@code memory} and {@code loops}, and on {@code model.graph} for the op of a node; knows nothing of
 * tasks.
 */
package io.github.coconut4j.model.internal.steps;
