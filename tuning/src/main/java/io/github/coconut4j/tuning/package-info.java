/**
 * The search over thoughts per step and stage schedules, with Arbiter.
 *
 * <p>May depend on {@code io.github.coconut4j.curriculum} and what lies below it; knows nothing of the command line.
 */
package io.github.coconut4j.tuning;
