/**
 * {@code ./coconut data ...}: problems generated, measured, checked and converted.
 */
package io.github.coconut4j.cli.data;
