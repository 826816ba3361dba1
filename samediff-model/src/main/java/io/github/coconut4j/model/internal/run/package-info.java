/**
 * How training and generation run: batches of tokens as plain ints, the arrays a loop reads, streams, and the one cache of plans.
 */
package io.github.coconut4j.model.internal.run;
