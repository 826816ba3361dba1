/**
 * {@code report.html} and the page of a reproduction: learning curves, accuracies and settings, complete in themselves.
 *
 * <p>Start with {@link io.github.coconut4j.curriculum.internal.report.Report}. Reads run folders only, so a page can be made anew at any time, also of a run that is not
 * finished.
 */
package io.github.coconut4j.curriculum.internal.report;
