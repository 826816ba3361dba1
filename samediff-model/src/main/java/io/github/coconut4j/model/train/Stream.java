package io.github.coconut4j.model.train;

import io.github.coconut4j.model.Mode;
import io.github.coconut4j.model.OutOfPlanMemory;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.Parameters;
import io.github.coconut4j.model.internal.memory.Arena;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** One thread's share of a model's work: its memory, its plans, its gradients. Used by one thread at a time. */
public final class Stream implements AutoCloseable {
    private final Model model;
    private final Mode mode;
    private final Arena arena;
    private final Map<LoopPlan.Key, LoopPlan> plans = new LinkedHashMap<>(16, 0.75f, true);
    private Parameters gradients;

    Stream(Model model, Mode mode, LongSupplier memoryLimit) {
        this.model = model;
        this.mode = mode;
        this.arena = new Arena(memoryLimit);
    }

    /** The plan for some sizes, compiled when it is not there yet. The plan used least recently goes when there are too many. */
    LoopPlan plan(LoopPlan.Key key, Function<LoopPlan.Key, LoopPlan.Blueprint> blueprints, int limit) {
        LoopPlan plan = plans.get(key);
        if (plan == null) {
            LoopPlan.Blueprint blueprint = blueprints.apply(key);
            plan = compile(blueprint);
            plans.put(key, plan);
            if (plans.size() > limit) {
                LoopPlan.Key eldest = plans.keySet().iterator().next();
                plans.remove(eldest).close();
            }
        }
        return plan;
    }

    /** Compiles a plan; when the memory that other plans hold stands in its way, those go. */
    private LoopPlan compile(LoopPlan.Blueprint blueprint) {
        Parameters sums = blueprint.key().training() ? gradients() : null;
        try {
            return LoopPlan.compile(blueprint, model, sums, mode, arena);
        } catch (OutOfPlanMemory full) {
            if (plans.isEmpty()) {
                throw full;
            }
            release();
            return LoopPlan.compile(blueprint, model, sums, mode, arena);
        }
    }

    /** How many plans are kept. */
    int plans() {
        return plans.size();
    }

    /** Closes all plans. */
    void release() {
        plans.values().forEach(LoopPlan::close);
        plans.clear();
        arena.close();
    }

    /** Gradients this stream has added up; made when first asked for. */
    public Parameters gradients() {
        if (gradients == null) {
            gradients = model.parameters().zerosLike();
        }
        return gradients;
    }

    boolean hasGradients() {
        return gradients != null;
    }

    Arena arena() {
        return arena;
    }

    @Override
    public void close() {
        release();
        if (gradients != null) {
            gradients.close();
        }
    }
}
