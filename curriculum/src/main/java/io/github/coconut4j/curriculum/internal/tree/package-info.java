/**
 * Measures of a search tree: how many nodes a thought keeps in play, which nodes a thought says, and which written steps hold.
 */
package io.github.coconut4j.curriculum.internal.tree;
