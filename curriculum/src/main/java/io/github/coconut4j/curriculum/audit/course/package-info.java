/**
 * A model's thoughts through its training: accuracy may rise while the answers come to depend on the thoughts less. The experiments on fewer thoughts, exchange and twins
 * at every checkpoint a run has kept.
 *
 * <p>Start with {@link io.github.coconut4j.curriculum.audit.course.Course}.
 */
package io.github.coconut4j.curriculum.audit.course;
