/**
 * The parts of byte-level BPE and of the files it comes in, read with care.
 */
package io.github.coconut4j.data.internal.text;
