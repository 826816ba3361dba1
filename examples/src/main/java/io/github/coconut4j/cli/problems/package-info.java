/** Files of problems that a command reads: which rows are left out, and how far it came. */
package io.github.coconut4j.cli.problems;
