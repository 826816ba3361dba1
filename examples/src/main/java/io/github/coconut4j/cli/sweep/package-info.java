/**
 * {@code ./coconut sweep}.
 */
package io.github.coconut4j.cli.sweep;
