/**
 * Word problems over whole numbers in the form of GSM8K. {@link io.github.coconut4j.data.task.arithmetic.Arithmetic} is where
 * to start.
 *
 * <p>Depends on {@code io.github.coconut4j.data} and the drawing of {@code data.task}.
 */
package io.github.coconut4j.data.task.arithmetic;
