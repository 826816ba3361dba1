/**
 * Methods and stages: how a problem looks at each moment of a training.
 *
 * <p>A {@link io.github.coconut4j.curriculum.method.Method} says what is written, a {@link
 * io.github.coconut4j.curriculum.settings.Curriculum} says when; {@link io.github.coconut4j.curriculum.method.StagedMethod}
 * is both. Depends on {@code io.github.coconut4j.data} and, for what a method asks of the model's loop, on {@link
 * io.github.coconut4j.model.loop.LoopOptions}.
 */
package io.github.coconut4j.curriculum.method;
