package io.github.coconut4j.model.internal.tasks;

import io.github.coconut4j.model.graph.Node;

/** A task that stands for one node. */
abstract class NodeTask extends Task {
    private final Node node;

    NodeTask(Node node) {
        super(node.inputs(), node.outputs());
        this.node = node;
    }

    @Override
    public final Node node() {
        return node;
    }
}
