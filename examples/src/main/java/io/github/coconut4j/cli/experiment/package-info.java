/**
 * Commands about experiments and their runs: train, schedule, reproduce, runs.
 */
package io.github.coconut4j.cli.experiment;
