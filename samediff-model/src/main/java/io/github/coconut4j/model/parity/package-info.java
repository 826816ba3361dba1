/**
 * Comparison with the numbers of another implementation.
 */
package io.github.coconut4j.model.parity;
