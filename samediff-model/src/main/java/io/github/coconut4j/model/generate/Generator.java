package io.github.coconut4j.model.generate;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.OutOfPlanMemory;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.run.ExecutorOptions;
import io.github.coconut4j.model.run.MicroBatch;
import io.github.coconut4j.model.run.PlanMemory;
import io.github.coconut4j.model.run.PlanRoom;
import io.github.coconut4j.model.run.Streams;
import io.github.coconut4j.model.run.TokenBatch;
import io.github.coconut4j.model.train.Executor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Greedy generation for batches of prompts: latents of the prompt become thoughts, then one word a step, with keys and values kept between the steps. Every step
 * is a run of a compiled plan. Not safe for use by several threads at once.
 */
public final class Generator implements AutoCloseable, PlanRoom.Holder {
    /** Plans kept per stream. */
    private static final int PLANS = 24;

    private final Model model;
    private final ExecutorOptions options;
    private final List<ThoughtListener> listeners;
    private final Streams threads;
    private final List<Map<GenerationShape, GenerationPlan>> plans = new ArrayList<>();
    private final Map<GenerationShape, GenerationGraphs> graphs = new ConcurrentHashMap<>();
    private final Map<GenerationShape, Integer> fitting = new HashMap<>();
    private final PlanRoom room;

    /**
     * Makes everything ready; plans are compiled when a batch of new sizes comes.
     *
     * @param listeners are shown every thought, one after the other
     */
    public Generator(Model model, ExecutorOptions options, ThoughtListener... listeners) {
        this(model, options.here(), new PlanRoom(options.memoryBeside(0)), listeners);
    }

    public Generator(Model model, ExecutorOptions options, PlanRoom room, ThoughtListener... listeners) {
        this.model = model;
        this.options = options;
        this.room = room;
        this.listeners = List.of(listeners);
        this.threads = new Streams(options.streams());
        room.add(this);
        for (int i = 0; i < options.streams(); i++) {
            plans.add(new LinkedHashMap<>(16, 0.75f, true));
        }
    }

    /**
     * Continues every prompt until its end-of-text token.
     *
     * @param prompts features input_ids, attention_mask, position_ids, int {@code [B, S]}
     * @param maxNewTokens most tokens a row may get
     * @return the new tokens of each row, without the end-of-text token
     * @throws OutOfPlanMemory when they need more memory than there may be, with the numbers
     * @throws ModelException when prompt and new tokens do not fit the model's positions
     */
    public List<int[]> generate(MultiDataSet prompts, int maxNewTokens) {
        TokenBatch batch = TokenBatch.ofPrompts(prompts, model.config());
        int allowed = allowed(batch, maxNewTokens);
        GenerationShape shape = fitting(batch, allowed);
        List<int[]> words = new ArrayList<>();
        for (int first = 0; first < batch.rows(); first += shape.rows() * options.streams()) {
            words.addAll(generate(batch, shape, first, allowed));
        }
        return words;
    }

    /**
     * What the model would say next: scores of every word behind each prompt, thoughts fed back on the way.
     *
     * @param prompts features input_ids, attention_mask, position_ids, int {@code [B, S]}
     * @return logits {@code [B][V]}
     * @throws OutOfPlanMemory when the prompts need more memory than there may be, with the numbers
     * @throws ModelException when a prompt does not fit the model's positions
     */
    public float[][] nextWords(MultiDataSet prompts) {
        TokenBatch batch = TokenBatch.ofPrompts(prompts, model.config());
        GenerationShape shape = fitting(batch, allowed(batch, 1));
        float[][] scores = new float[batch.rows()][];
        for (int first = 0; first < batch.rows(); first += shape.rows() * options.streams()) {
            int begin = first;
            threads.each(stream -> {
                int from = begin + stream * shape.rows();
                if (from < batch.rows()) {
                    new Continuation(plan(stream, shape), model.config(), batch, from, listener()).nextWords(scores);
                }
            });
        }
        return scores;
    }

    /**
     * Makes the plans for a batch without running them.
     *
     * @return the memory that they, keys and values included, and all other plans kept take
     * @throws OutOfPlanMemory when that is more than there may be, with the numbers
     * @throws ModelException when prompt and new tokens do not fit the model's positions
     */
    public PlanMemory prepare(MultiDataSet prompts, int maxNewTokens) {
        TokenBatch batch = TokenBatch.ofPrompts(prompts, model.config());
        GenerationShape shape = fitting(batch, allowed(batch, maxNewTokens));
        int atOnce = Math.min(batch.rows(), shape.rows() * options.streams());
        return new PlanMemory(batch.rows(), atOnce, bytes(), room.limit());
    }

    private int allowed(TokenBatch batch, int maxNewTokens) {
        if (maxNewTokens < 1) {
            throw new ModelException("At least one new token must be asked for, not " + maxNewTokens + ".");
        }
        int longest = Arrays.stream(batch.positions()).max().orElse(0) + 1;
        if (longest > model.config().positions()) {
            throw new ModelException("The prompt takes " + longest + " positions, but the model has only "
                    + model.config().positions() + ".");
        }
        return Math.min(maxNewTokens, model.config().positions() - longest + 1);
    }

    /** Continues as many rows as run at once, from {@code first} on. */
    private List<int[]> generate(TokenBatch batch, GenerationShape shape, int first, int allowed) {
        List<List<int[]>> parts = new ArrayList<>();
        plans.forEach(stream -> parts.add(List.of()));
        threads.each(stream -> {
            int from = first + stream * shape.rows();
            if (from < batch.rows()) {
                GenerationPlan plan = plan(stream, shape);
                parts.set(stream, new Continuation(plan, model.config(), batch, from, listener()).words(allowed));
            }
        });
        return parts.stream().flatMap(List::stream).toList();
    }

    private Optional<ThoughtListener> listener() {
        return listeners.isEmpty() ? Optional.empty() : Optional.of(this::thought);
    }

    /** Streams take turns, so that no listener need know of them. */
    private synchronized void thought(int k, INDArray z, ThinkingRows rows) {
        listeners.forEach(listener -> listener.onThought(k, z, rows));
    }

    /** The sizes in which a batch fits the memory, their plans made: those of the whole batch, or of a half, a quarter and so on. */
    private GenerationShape fitting(TokenBatch batch, int maxNewTokens) {
        int share = (batch.rows() + options.streams() - 1) / options.streams();
        GenerationShape whole = shape(batch, share, maxNewTokens);
        share = fitting.getOrDefault(whole, share);
        while (true) {
            GenerationShape shape = shape(batch, share, maxNewTokens);
            try {
                threads.each(stream -> {
                    if (stream * shape.rows() < batch.rows()) {
                        plan(stream, shape);
                    }
                });
                fitting.put(whole, share);
                return shape;
            } catch (OutOfPlanMemory tooLarge) {
                if (room.makeFor(this)) {
                    continue;
                }
                if (options.microBatch().equals(MicroBatch.WHOLE) || share == 1) {
                    long kept = GenerationPlan.arrayBytes(model.config(), shape);
                    throw new OutOfPlanMemory(
                            "Answers of up to %d tokens to %d prompts of %d tokens do not fit (keys and values of %s on each stream): %s"
                                    .formatted(
                                            maxNewTokens,
                                            batch.rows(),
                                            batch.columns(),
                                            OutOfPlanMemory.mebibytes(kept),
                                            tooLarge.getMessage()));
                }
                share = (share + 1) / 2;
            }
        }
    }

    private GenerationShape shape(TokenBatch batch, int share, int maxNewTokens) {
        int question = Executor.roundedUp(batch.question());
        int outputs = Executor.roundedUp(Math.max(1, batch.question() - batch.firstLastToken()));
        int columns = question + batch.columns() - batch.question();
        return new GenerationShape(
                share, question, Math.max(0, question - outputs), Executor.roundedUp(columns + maxNewTokens));
    }

    /** The plan for some sizes, compiled when it is not there yet; the one used least recently goes when there are too many. */
    private GenerationPlan plan(int stream, GenerationShape shape) {
        Map<GenerationShape, GenerationPlan> own = plans.get(stream);
        GenerationPlan plan = own.get(shape);
        if (plan == null) {
            if (own.size() == PLANS) {
                closeEldest(own);
                graphs.keySet().retainAll(own.keySet());
            }
            plan = compile(own, graphs.computeIfAbsent(shape, key -> GenerationGraphs.draw(model, key)));
            own.put(shape, plan);
        }
        return plan;
    }

    /** Compiles a plan; when the memory of other plans stands in its way, those go, least recently used first. */
    private GenerationPlan compile(Map<GenerationShape, GenerationPlan> own, GenerationGraphs blueprint) {
        while (true) {
            long held = own.values().stream().mapToLong(GenerationPlan::bytes).sum();
            try {
                return GenerationPlan.compile(
                        blueprint, model, options.mode(), room.left(this) / options.streams() - held);
            } catch (OutOfPlanMemory full) {
                if (own.isEmpty()) {
                    throw full;
                }
                closeEldest(own);
            }
        }
    }

    private static void closeEldest(Map<GenerationShape, GenerationPlan> own) {
        own.remove(own.keySet().iterator().next()).close();
    }

    /** Bytes that all plans hold, keys and values included. */
    @Override
    public long bytes() {
        return plans.stream()
                .flatMap(stream -> stream.values().stream())
                .mapToLong(GenerationPlan::bytes)
                .sum();
    }

    /** Closes all plans; they are made again when they are needed. */
    @Override
    public void release() {
        plans.forEach(stream -> {
            stream.values().forEach(GenerationPlan::close);
            stream.clear();
        });
    }

    @Override
    public void close() {
        room.remove(this);
        threads.close();
        release();
    }
}
