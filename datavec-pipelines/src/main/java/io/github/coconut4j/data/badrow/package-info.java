/**
 * What becomes of rows that cannot be read: counted and named, or the end of the reading.
 *
 * <p>Start with {@link io.github.coconut4j.data.badrow.BadRowHandler}.
 */
package io.github.coconut4j.data.badrow;
