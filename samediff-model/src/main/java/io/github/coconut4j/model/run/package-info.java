/**
 * What is said of running a model: streams, memory and micro-batches, and who shares the room for plans.
 */
package io.github.coconut4j.model.run;
