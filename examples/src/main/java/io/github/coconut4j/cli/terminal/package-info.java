/**
 * What all commands share: where they write, tables, progress, exit codes and errors of the user.
 */
package io.github.coconut4j.cli.terminal;
