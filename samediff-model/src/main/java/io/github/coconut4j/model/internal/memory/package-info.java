/**
 * Where values of a plan live: windows of buffers, and the block of memory that buffers share.
 *
 * <p>Depends on ND4J alone.
 */
package io.github.coconut4j.model.internal.memory;
