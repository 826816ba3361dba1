/**
 * What is read from disk and written to it: configuration, weights, vocabulary growth, and graphs for stock SameDiff.
 */
package io.github.coconut4j.model.folder;
