package io.github.coconut4j.model.generate;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.OutOfPlanMemory;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.internal.run.Lengths;
import io.github.coconut4j.model.internal.run.PlanCache;
import io.github.coconut4j.model.internal.run.TokenBatch;
import io.github.coconut4j.model.run.ExecutorOptions;
import io.github.coconut4j.model.run.MicroBatch;
import io.github.coconut4j.model.run.ModelRuntime;
import io.github.coconut4j.model.run.PlanMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Greedy generation for batches of prompts: latents of the prompt become thoughts, then one word a step, with keys and values kept between the steps. Every step
 * is a run of a compiled plan. Not safe for use by several threads at once.
 */
public final class Generator implements AutoCloseable {
    private final ModelRuntime runtime;
    private final Model model;
    private final List<ThoughtListener> listeners;
    private final ThoughtListener turns;
    private final PlanCache<GenerationShape, GenerationGraphs, GenerationPlan> plans;

    /**
     * Makes everything ready; plans are compiled when a batch of new sizes comes.
     *
     * @param model that answers
     * @param options streams, mode and memory; a device takes one stream whatever is asked
     * @param listeners are shown every thought, one after the other
     */
    public Generator(Model model, ExecutorOptions options, ThoughtListener... listeners) {
        this(ModelRuntime.forGeneration(model, options), listeners);
    }

    /**
     * Makes everything ready, for instance beside an executor whose memory it shares.
     *
     * @param runtime of the model that answers
     * @param listeners are shown every thought, one after the other
     */
    public Generator(ModelRuntime runtime, ThoughtListener... listeners) {
        this.runtime = runtime;
        this.model = runtime.model();
        this.listeners = List.of(listeners);
        this.turns = new Turns(this.listeners);
        this.plans = new PlanCache<>(runtime, new Plans());
    }

    /**
     * Continues every prompt until its end-of-text token.
     *
     * @param prompts features input_ids, attention_mask, position_ids, int {@code [B, S]}
     * @param maxNewTokens most tokens a row may get; fewer where the model's positions end before
     * @return the new tokens of each row, without the end-of-text token
     * @throws OutOfPlanMemory when they need more memory than there may be, with the numbers
     * @throws ModelException when prompt and new tokens do not fit the model's positions
     */
    public List<int[]> generate(MultiDataSet prompts, int maxNewTokens) {
        TokenBatch batch = TokenBatch.ofPrompts(prompts, model.config());
        int[] allowed = allowed(batch, maxNewTokens);
        GenerationShape shape = fitting(batch, most(allowed));
        List<int[]> words = new ArrayList<>();
        for (int first = 0; first < batch.rows(); first += shape.rows() * streams()) {
            words.addAll(generate(batch, shape, first, allowed));
        }
        return words;
    }

    /**
     * What the model would think or say next: the state behind each prompt and the scores of every word there, thoughts fed back on the way.
     *
     * @param prompts features input_ids, attention_mask, position_ids, int {@code [B, S]}
     * @return the end of each prompt, {@code [B]}
     * @throws OutOfPlanMemory when the prompts need more memory than there may be, with the numbers
     * @throws ModelException when a prompt does not fit the model's positions
     */
    public List<PromptEnd> ends(MultiDataSet prompts) {
        TokenBatch batch = TokenBatch.ofPrompts(prompts, model.config());
        GenerationShape shape = fitting(batch, 1);
        PromptEnd[] ends = new PromptEnd[batch.rows()];
        for (int first = 0; first < batch.rows(); first += shape.rows() * streams()) {
            int begin = first;
            plans.threads().each(stream -> {
                int from = begin + stream * shape.rows();
                if (from < batch.rows()) {
                    new Continuation(plans.plan(stream, shape), model.config(), batch, from, listener()).ends(ends);
                }
            });
        }
        return List.of(ends);
    }

    /**
     * Reads given words behind every prompt: what the model would have said in the place of each.
     *
     * @param prompts features input_ids, attention_mask, position_ids, int {@code [B, S]}
     * @param words the tokens of each row, {@code [B][]}
     * @param scores is given the scores of every word, row by row and place by place
     * @throws OutOfPlanMemory when they need more memory than there may be, with the numbers
     * @throws ModelException when a prompt with its words does not fit the model's positions
     */
    public void read(MultiDataSet prompts, List<int[]> words, WordScores scores) {
        TokenBatch batch = TokenBatch.ofPrompts(prompts, model.config());
        int most = words.stream().mapToInt(row -> row.length).max().orElse(0);
        int[] allowed = allowed(batch, Math.max(1, most));
        for (int row = 0; row < batch.rows(); row++) {
            if (words.get(row).length > allowed[row]) {
                throw new ModelException("A prompt with %d words behind it does not fit the model's %d positions."
                        .formatted(words.get(row).length, model.config().positions()));
            }
        }
        GenerationShape shape = fitting(batch, Math.max(1, most));
        for (int first = 0; first < batch.rows(); first += shape.rows() * streams()) {
            int begin = first;
            plans.threads().each(stream -> {
                int from = begin + stream * shape.rows();
                if (from < batch.rows()) {
                    new Continuation(plans.plan(stream, shape), model.config(), batch, from, listener())
                            .read(words, (row, place, each) -> {
                                synchronized (scores) {
                                    scores.onScores(row, place, each);
                                }
                            });
                }
            });
        }
    }

    /**
     * Makes the plans for a batch without running them.
     *
     * @param prompts ids, attention mask and positions, {@code [B, S] int} each
     * @param maxNewTokens most tokens of an answer, 1 or more
     * @return the memory that they, keys and values included, and all other plans kept take
     * @throws OutOfPlanMemory when that is more than there may be, with the numbers
     * @throws ModelException when prompt and new tokens do not fit the model's positions
     */
    public PlanMemory prepare(MultiDataSet prompts, int maxNewTokens) {
        TokenBatch batch = TokenBatch.ofPrompts(prompts, model.config());
        GenerationShape shape = fitting(batch, most(allowed(batch, maxNewTokens)));
        int atOnce = Math.min(batch.rows(), shape.rows() * streams());
        return new PlanMemory(batch.rows(), atOnce, bytes(), runtime.room().limit());
    }

    /** Most tokens each row may get: its own prompt and they fit the positions, whatever its neighbours are. */
    private int[] allowed(TokenBatch batch, int maxNewTokens) {
        if (maxNewTokens < 1) {
            throw new ModelException("At least one new token must be asked for, not " + maxNewTokens + ".");
        }
        int positions = model.config().positions();
        int[] allowed = new int[batch.rows()];
        Arrays.setAll(allowed, row -> Math.min(maxNewTokens, positions - batch.position(row, batch.lastToken(row))));
        return allowed;
    }

    private static int most(int[] allowed) {
        return Arrays.stream(allowed).max().orElseThrow();
    }

    /** Continues as many rows as run at once, from {@code first} on. */
    private List<int[]> generate(TokenBatch batch, GenerationShape shape, int first, int[] allowed) {
        List<List<int[]>> parts = new ArrayList<>();
        for (int stream = 0; stream < streams(); stream++) {
            parts.add(List.of());
        }
        plans.threads().each(stream -> {
            int from = first + stream * shape.rows();
            if (from < batch.rows()) {
                GenerationPlan plan = plans.plan(stream, shape);
                parts.set(stream, new Continuation(plan, model.config(), batch, from, listener()).words(allowed));
            }
        });
        return parts.stream().flatMap(List::stream).toList();
    }

    private Optional<ThoughtListener> listener() {
        return listeners.isEmpty() ? Optional.empty() : Optional.of(turns);
    }

    /** The sizes in which a batch fits the memory, their plans made: those of the whole batch, or of a half, a quarter and so on. */
    private GenerationShape fitting(TokenBatch batch, int maxNewTokens) {
        int share = (batch.rows() + streams() - 1) / streams();
        boolean splits = !runtime.options().microBatch().equals(MicroBatch.WHOLE);
        try {
            return plans.fit(batch.rows(), share, splits, rows -> shape(batch, rows, maxNewTokens));
        } catch (OutOfPlanMemory tooLarge) {
            long kept = GenerationPlan.arrayBytes(model.config(), shape(batch, splits ? 1 : share, maxNewTokens));
            throw new OutOfPlanMemory(
                    "Answers of up to %d tokens to %d prompts of %d tokens do not fit (keys and values of %s on each stream): %s"
                            .formatted(
                                    maxNewTokens,
                                    batch.rows(),
                                    batch.columns(),
                                    OutOfPlanMemory.mebibytes(kept),
                                    tooLarge.getMessage()));
        }
    }

    private GenerationShape shape(TokenBatch batch, int share, int maxNewTokens) {
        int question = Lengths.roundedUp(batch.question());
        int outputs = Lengths.roundedUp(Math.max(1, batch.question() - batch.firstLastToken()));
        int columns = question + batch.columns() - batch.question();
        return new GenerationShape(
                share,
                question,
                Math.max(0, question - outputs),
                Lengths.roundedUp(columns + maxNewTokens),
                listeners.stream().anyMatch(ThoughtListener::watchesLayers));
    }

    private int streams() {
        return plans.threads().count();
    }

    /** {@return bytes that all plans hold, keys and values included} */
    public long bytes() {
        return plans.bytes();
    }

    /** Closes all plans; they are made again when they are needed. */
    public void release() {
        plans.release();
    }

    @Override
    public void close() {
        plans.close();
    }

    /** Streams take turns, so that no listener need know of them. */
    private static final class Turns implements ThoughtListener {
        private final List<ThoughtListener> listeners;

        Turns(List<ThoughtListener> listeners) {
            this.listeners = listeners;
        }

        @Override
        public synchronized void onThought(int k, INDArray z, ThinkingRows rows) {
            listeners.forEach(listener -> listener.onThought(k, z, rows));
        }

        @Override
        public synchronized void onKept(int k, KeptThoughts kept, ThinkingRows rows) {
            listeners.forEach(listener -> listener.onKept(k, kept, rows));
        }
    }

    private final class Plans implements PlanCache.Maker<GenerationShape, GenerationGraphs, GenerationPlan> {
        @Override
        public GenerationGraphs draw(GenerationShape sizes) {
            return GenerationGraphs.draw(model, sizes);
        }

        @Override
        public GenerationPlan compile(int stream, GenerationGraphs drawn, long limit) {
            return GenerationPlan.compile(drawn, model, runtime.options().mode(), limit);
        }
    }
}
