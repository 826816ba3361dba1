/**
 * Programs to read and to start from: each a short {@code main} that returns its result.
 *
 * <p>May depend on every module; nothing depends on it.
 */
package io.github.coconut4j.examples;
