/**
 * What the pages of this project have in common: their style, their pictures and how numbers are written.
 *
 * <p>Start with {@link io.github.coconut4j.curriculum.report.Pages}.
 */
package io.github.coconut4j.curriculum.report;
