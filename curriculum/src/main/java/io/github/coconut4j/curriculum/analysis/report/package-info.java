/** The files an analysis leaves: page, pictures, numbers. */
package io.github.coconut4j.curriculum.analysis.report;
