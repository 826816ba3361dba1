/** One problem as a model searches it: values of nodes, frontier, ways written and ways verified. */
package io.github.coconut4j.curriculum.analysis.tree;
