package io.github.coconut4j.model.internal.run;

import io.github.coconut4j.model.OutOfPlanMemory;
import io.github.coconut4j.model.run.ModelRuntime;
import io.github.coconut4j.model.run.PlanRoom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/**
 * The plans of a model on its streams: made once for each size of batch, kept as long as there is room, the one used least recently gone first. A batch that does not
 * fit has others let go of their plans, and then runs in halves, quarters and so on.
 *
 * @param <K> sizes a plan is made for
 * @param <D> what is drawn once for those sizes and compiled by each stream
 * @param <P> plans
 */
public final class PlanCache<K, D, P extends PlanCache.Entry> implements AutoCloseable, PlanRoom.Holder {
    /** Plans kept per stream. */
    private static final int KEPT = 48;

    private final ModelRuntime runtime;
    private final Maker<K, D, P> maker;
    private final Streams threads;
    private final List<Map<K, P>> plans = new ArrayList<>();
    private final Map<K, D> drawn = new ConcurrentHashMap<>();
    private final Map<K, Integer> fitting = new HashMap<>();

    /** A plan that is kept. */
    public interface Entry extends AutoCloseable {
        /** Memory of its own. */
        long bytes();

        @Override
        void close();
    }

    /** Makes plans. Calls for one stream come one after the other, on its thread. */
    public interface Maker<K, D, P> {
        D draw(K sizes);

        /**
         * Compiles a plan.
         *
         * @param limit most bytes it may take
         * @throws OutOfPlanMemory when it takes more; nothing is left behind
         */
        P compile(int stream, D drawn, long limit);

        /** Memory that the plans of a stream share. */
        default long shared(int stream) {
            return 0;
        }

        /** Lets go of that memory; the stream has no plans any more. */
        default void release(int stream) {}
    }

    public PlanCache(ModelRuntime runtime, Maker<K, D, P> maker) {
        this.runtime = runtime;
        this.maker = maker;
        this.threads = new Streams(runtime.options().streams());
        for (int stream = 0; stream < threads.count(); stream++) {
            plans.add(new LinkedHashMap<>(16, 0.75f, true));
        }
        runtime.room().add(this);
    }

    public Streams threads() {
        return threads;
    }

    /**
     * The sizes in which a batch fits the memory, their plans made.
     *
     * @param rows of the batch
     * @param share rows that each stream takes at once, if they fit
     * @param splits whether fewer will do
     * @param sizes of a plan for so many rows
     * @throws OutOfPlanMemory when it does not fit
     */
    public K fit(int rows, int share, boolean splits, IntFunction<K> sizes) {
        K whole = sizes.apply(share);
        int atOnce = fitting.getOrDefault(whole, share);
        while (true) {
            K key = sizes.apply(atOnce);
            try {
                make(key, rows, atOnce);
                fitting.put(whole, atOnce);
                return key;
            } catch (OutOfPlanMemory tooLarge) {
                if (runtime.room().makeRoomFor(this)) {
                    continue;
                }
                if (!splits || atOnce == 1) {
                    throw tooLarge;
                }
                atOnce = (atOnce + 1) / 2;
            }
        }
    }

    private void make(K key, int rows, int share) {
        threads.each(stream -> {
            if (stream * share < rows) {
                plan(stream, key);
            }
        });
        drawn.clear(); // all that need it have compiled it
        if (fitting.size() > KEPT) {
            fitting.clear();
        }
    }

    /** The plan of a stream for some sizes, compiled when it is not there yet. */
    public P plan(int stream, K key) {
        Map<K, P> own = plans.get(stream);
        P plan = own.get(key);
        if (plan == null) {
            if (own.size() == KEPT) {
                closeEldest(own);
            }
            plan = compile(stream, drawn.computeIfAbsent(key, maker::draw));
            own.put(key, plan);
        }
        return plan;
    }

    /** Compiles a plan; when the memory of the stream's other plans stands in its way, those go. */
    private P compile(int stream, D drawing) {
        while (true) {
            long share = runtime.room().left(this) / threads.count();
            try {
                return maker.compile(stream, drawing, share - bytes(stream));
            } catch (OutOfPlanMemory full) {
                if (bytes(stream) == 0) {
                    throw full;
                }
                makeRoom(stream);
            }
        }
    }

    /** Closes plans of a stream, the least recently used first, until memory is free; what they share goes with the last. */
    private void makeRoom(int stream) {
        long before = bytes(stream);
        while (bytes(stream) == before && !plans.get(stream).isEmpty()) {
            closeEldest(plans.get(stream));
        }
        if (plans.get(stream).isEmpty()) {
            maker.release(stream);
        }
    }

    private static <K, P extends Entry> void closeEldest(Map<K, P> own) {
        own.remove(own.keySet().iterator().next()).close();
    }

    private long bytes(int stream) {
        return maker.shared(stream)
                + plans.get(stream).values().stream().mapToLong(Entry::bytes).sum();
    }

    /** Bytes that all plans hold. */
    @Override
    public long bytes() {
        long sum = 0;
        for (int stream = 0; stream < plans.size(); stream++) {
            sum += bytes(stream);
        }
        return sum;
    }

    /** How many plans are kept. */
    public int size() {
        return plans.stream().mapToInt(Map::size).sum();
    }

    /** Closes all plans; they are made again when they are needed. */
    @Override
    public void release() {
        for (int stream = 0; stream < plans.size(); stream++) {
            plans.get(stream).values().forEach(Entry::close);
            plans.get(stream).clear();
            maker.release(stream);
        }
    }

    @Override
    public void close() {
        runtime.room().remove(this);
        threads.close();
        release();
    }
}
