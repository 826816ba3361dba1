/**
 * {@code ./coconut bench}.
 */
package io.github.coconut4j.cli.bench;
