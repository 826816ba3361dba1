/**
 * How an experiment is shown: one table with a picture and the sentence that says what it asks, the same for terminal, page and CSV.
 */
package io.github.coconut4j.curriculum.audit.exhibit;
