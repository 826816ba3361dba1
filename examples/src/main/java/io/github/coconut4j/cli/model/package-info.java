/**
 * Commands about one model: import, export, evaluate, generate, parity.
 */
package io.github.coconut4j.cli.model;
