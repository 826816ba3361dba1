/**
 * The order of rows in an epoch, and batches made ahead on a thread of their own.
 */
package io.github.coconut4j.data.internal.stage;
