/**
 * The page of a sweep: what accuracy costs in thinking tokens, and what the parameters matter.
 *
 * <p>Start with {@link io.github.coconut4j.tuning.internal.report.SweepPage}.
 */
package io.github.coconut4j.tuning.internal.report;
