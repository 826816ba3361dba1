/**
 * The words an audit is written with in Java.
 *
 * <p>Start with {@link io.github.coconut4j.curriculum.audit.dsl.AuditDsl}.
 */
package io.github.coconut4j.curriculum.audit.dsl;
