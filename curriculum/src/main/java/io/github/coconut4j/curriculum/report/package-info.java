/**
 * {@code report.html}: one page with learning curves, accuracies and settings of an experiment, complete in itself.
 *
 * <p>Start with {@link io.github.coconut4j.curriculum.report.Report}. Reads run folders only, so a page can be made anew
 * at any time, also of a run that is not finished.
 */
package io.github.coconut4j.curriculum.report;
