/**
 * {@code ./coconut bench} and {@code ./coconut data bench}: how fast the program is.
 */
package io.github.coconut4j.cli.bench;
