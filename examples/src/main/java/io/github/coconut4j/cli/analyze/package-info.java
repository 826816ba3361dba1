/** {@code ./coconut analyze}. */
package io.github.coconut4j.cli.analyze;
