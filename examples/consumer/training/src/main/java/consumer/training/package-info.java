/** A training and a search in a project that takes coconut4j by its coordinates. */
package consumer.training;
