package io.github.coconut4j.model.internal.attention;

import io.github.coconut4j.model.graph.Value;
import io.github.coconut4j.model.internal.steps.Lanes;
import io.github.coconut4j.model.internal.tasks.Task;
import io.github.coconut4j.model.internal.tasks.TaskIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Makes one task of the products, masks and softmax of attention where {@link AttentionKernel} is the faster way, and another of its backward pass down to the
 * scores, {@link AttentionGradientKernel}.
 */
public final class AttentionFusion {
    /** Elements of keys and values together that the second-level cache of a core holds. */
    private static final long MOST_ELEMENTS = 256 * 1024;
    /** Readers of keys, forward and backward, from which turning them to lanes pays for a single query. */
    private static final int READS_WORTH_TURNING = 3;

    private final List<Task> tasks;
    private final TaskIndex index;
    private final Map<Value, INDArray> constants;
    private final Set<Value> lanes;

    /**
     * Looks at the tasks of a graph.
     *
     * @param outputs values that must end up in arrays of their own
     * @param constants arrays known now
     * @param lanes values that lie in memory as {@link Lanes} read them fastest
     */
    public AttentionFusion(List<Task> tasks, Set<Value> outputs, Map<Value, INDArray> constants, Set<Value> lanes) {
        this.tasks = tasks;
        this.index = new TaskIndex(tasks, outputs);
        this.constants = constants;
        this.lanes = lanes;
    }

    /** The tasks with attention in one piece, each in the place of its last part. */
    public List<Task> fuse() {
        Map<Task, List<Task>> inPlaceOf = new HashMap<>();
        Set<Task> gone = new HashSet<>();
        for (Task task : tasks) {
            if (TaskIndex.isOp(task, "softmax")) {
                AttentionMatch match = new AttentionMatch(task, index, constants);
                Attention attention = match.attention();
                if (attention != null && isWorth(attention)) {
                    gone.addAll(match.parts());
                    gone.addAll(match.windows());
                    List<Task> forward = new ArrayList<>(List.of(new AttentionTask(attention)));
                    AttentionGradient gradient = match.gradient();
                    if (gradient != null) {
                        forward.addAll(match.windows());
                        inPlaceOf.put(index.producer(gradient.scores()), List.of(new AttentionGradientTask(gradient)));
                    }
                    inPlaceOf.put(index.producer(attention.output()), forward);
                }
            }
        }
        List<Task> fused = new ArrayList<>();
        for (Task task : tasks) {
            if (inPlaceOf.containsKey(task)) {
                fused.addAll(inPlaceOf.get(task));
            } else if (!gone.contains(task)) {
                fused.add(task);
            }
        }
        return fused;
    }

    private boolean isWorth(Attention attention) {
        Value queries = attention.queries();
        if (queries.size(2) == 1 && lanes.containsAll(attention.keys()) && lanes.containsAll(attention.values())) {
            return true;
        }
        long elements = 2L * attention.columns() * attention.lanes() * queries.size(3);
        boolean fits = attention.lanes() >= Lanes.FEWEST && elements <= MOST_ELEMENTS;
        boolean readOften = index.readers(attention.keys().get(0)).size() >= READS_WORTH_TURNING;
        return fits && (queries.size(2) > 1 || readOften);
    }
}
