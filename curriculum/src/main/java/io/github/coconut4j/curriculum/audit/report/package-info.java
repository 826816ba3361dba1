/** The files an audit leaves: page, JSON, tables. */
package io.github.coconut4j.curriculum.audit.report;
