/**
 * Files at their lowest: what kind a file is, its bytes with compression undone, and what is wrong with its JSON in words for users.
 *
 * <p>Nothing below {@code internal} is for users or for other modules.
 */
package io.github.coconut4j.data.internal.file;
