/** Products of rows with the matrices of a decoder, which adapters can stand in for. */
package io.github.coconut4j.model.linear;
