/** A graph that coconut4j has written, in a project without coconut4j. */
package consumer.graph;
