/**
 * A graph bound to memory: lowered to tasks, fused, placed, and a list of steps.
 *
 * <p>Start with {@link io.github.coconut4j.model.internal.plan.Plan}. The only room here that the rest of the module
 * calls.
 */
package io.github.coconut4j.model.internal.plan;
