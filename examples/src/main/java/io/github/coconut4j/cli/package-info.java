/**
 * The command line, {@code ./coconut}: one class per command, which parses, calls one method of the library and prints.
 *
 * <p>May depend on every module; nothing depends on it. What a failure means to the shell is decided in one place.
 */
package io.github.coconut4j.cli;
