package io.github.coconut4j.model.internal.rows;

import io.github.coconut4j.model.graph.Value;
import io.github.coconut4j.model.internal.memory.View;
import io.github.coconut4j.model.internal.tasks.Binder;
import io.github.coconut4j.model.internal.tasks.Task;

/** Element-wise ops and reductions of rows, fused to one kernel. */
final class RowTask extends Task {
    private final RowCluster cluster;

    RowTask(RowCluster cluster) {
        super(cluster.reads(), cluster.results());
        this.cluster = cluster;
    }

    @Override
    public boolean canRead(Value input, View window) {
        return window.contiguousRows();
    }

    @Override
    public boolean canWrite(View window) {
        return window.contiguousRows();
    }

    @Override
    public boolean writesOverInputs() {
        return true;
    }

    @Override
    public void bind(Binder binder) {
        binder.add(new RowKernel(RowCompiler.compile(cluster, binder::at), binder.scratch()));
    }
}
