/**
 * Training: the executor, the loss and AdamW.
 */
package io.github.coconut4j.model.train;
