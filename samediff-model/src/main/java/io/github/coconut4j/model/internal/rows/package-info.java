/**
 * Element-wise ops and reductions of rows that run as one kernel, block by block.
 *
 * <p>Start with {@link io.github.coconut4j.model.internal.rows.RowFusion}. Depends on {@code tasks} and below.
 */
package io.github.coconut4j.model.internal.rows;
