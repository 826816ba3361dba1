/**
 * Problem files: the official format of Coconut as one JSON list or as JSON lines. Start with {@link
 * io.github.coconut4j.data.file.ProblemFiles}.
 *
 * <p>Depends on {@code io.github.coconut4j.data} alone. Files are read as streams, compressed ones too; every complaint names the file, and
 * the line and column or the row.
 */
package io.github.coconut4j.data.file;
