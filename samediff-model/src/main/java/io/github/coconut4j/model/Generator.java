package io.github.coconut4j.model;

import java.util.ArrayList;
import java.util.Arrays;
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
public final class Generator implements AutoCloseable {
    /** Plans kept per stream. */
    private static final int PLANS = 24;

    private final Model model;
    private final ExecutorOptions options;
    private final List<ThoughtListener> listeners;
    private final Streams threads;
    private final List<Map<GenerationShape, GenerationPlan>> plans = new ArrayList<>();
    private final Map<GenerationShape, GenerationGraphs> graphs = new ConcurrentHashMap<>();

    /**
     * Makes everything ready; plans are compiled when a batch of new sizes comes.
     *
     * @param listeners are shown every thought, one after the other
     */
    public Generator(Model model, ExecutorOptions options, ThoughtListener... listeners) {
        this.model = model;
        this.options = options;
        this.listeners = List.of(listeners);
        this.threads = new Streams(options.streams());
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
     * @throws ModelException when prompt and new tokens do not fit the model's positions
     */
    public List<int[]> generate(MultiDataSet prompts, int maxNewTokens) {
        if (maxNewTokens < 1) {
            throw new ModelException("At least one new token must be asked for, not " + maxNewTokens + ".");
        }
        TokenBatch batch = TokenBatch.ofPrompts(prompts, model.config());
        int longest = Arrays.stream(batch.positions()).max().orElse(0) + 1;
        if (longest > model.config().positions()) {
            throw new ModelException("The prompt takes " + longest + " positions, but the model has only "
                    + model.config().positions() + ".");
        }
        int allowed = Math.min(maxNewTokens, model.config().positions() - longest + 1);
        GenerationShape shape = shape(batch, allowed);
        int share = shape.rows();
        List<List<int[]>> parts = new ArrayList<>();
        plans.forEach(stream -> parts.add(List.of()));
        threads.each(stream -> {
            int from = stream * share;
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

    /** The plan for some sizes, compiled when it is not there yet; the one used least recently goes when there are too many. */
    private GenerationPlan plan(int stream, GenerationShape shape) {
        Map<GenerationShape, GenerationPlan> own = plans.get(stream);
        GenerationPlan plan = own.get(shape);
        if (plan == null) {
            if (own.size() == PLANS) {
                own.remove(own.keySet().iterator().next()).close();
                graphs.keySet().retainAll(own.keySet());
            }
            plan = GenerationPlan.compile(
                    graphs.computeIfAbsent(shape, key -> GenerationGraphs.draw(model, key)), model, options.modeHere());
            own.put(shape, plan);
        }
        return plan;
    }

    private GenerationShape shape(TokenBatch batch, int maxNewTokens) {
        int share = (batch.rows() + options.streams() - 1) / options.streams();
        int question = Executor.roundedUp(batch.question());
        int outputs = Executor.roundedUp(Math.max(1, batch.question() - batch.firstLastToken()));
        int columns = question + batch.columns() - batch.question();
        return new GenerationShape(
                share, question, Math.max(0, question - outputs), Executor.roundedUp(columns + maxNewTokens));
    }

    @Override
    public void close() {
        threads.close();
        plans.forEach(stream -> stream.values().forEach(GenerationPlan::close));
    }
}
