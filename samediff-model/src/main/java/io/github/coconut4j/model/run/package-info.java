/**
 * What training and generation share: batches of tokens, the arrays a loop reads, streams, and the memory that plans may take.
 */
package io.github.coconut4j.model.run;
