/**
 * ProntoQA: true or false, up a ladder of made-up concepts. {@link io.github.coconut4j.data.task.prontoqa.ProntoQa} is where
 * to start.
 *
 * <p>Depends on {@code io.github.coconut4j.data} and the drawing of {@code data.task}.
 */
package io.github.coconut4j.data.task.prontoqa;
