/**
 * The work of a plan before it is bound to memory: a task for each node, and {@link
 * io.github.coconut4j.model.internal.tasks.Task}, what every kind of task, fused ones too, says of itself.
 *
 * <p>A new kind of fused work is a subclass in a room of its own and a pass that makes it. Depends on {@code steps}
 * and {@code model.graph}.
 */
package io.github.coconut4j.model.internal.tasks;
