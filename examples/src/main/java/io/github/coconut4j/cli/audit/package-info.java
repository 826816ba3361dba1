/** {@code ./coconut audit}. */
package io.github.coconut4j.cli.audit;
