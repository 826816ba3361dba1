/**
 * What can be read from thoughts, each beside the same reading of another problem's thoughts: a lens that finds as much there sees what it wants to see.
 */
package io.github.coconut4j.curriculum.audit.lens;
