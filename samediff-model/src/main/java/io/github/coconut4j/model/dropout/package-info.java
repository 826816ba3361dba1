/** Numbers that are left out at random while a model is trained: how many, at which places of a graph, and how a decoder says so. */
package io.github.coconut4j.model.dropout;
