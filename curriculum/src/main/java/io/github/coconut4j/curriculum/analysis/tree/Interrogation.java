package io.github.coconut4j.curriculum.analysis.tree;

import io.github.coconut4j.curriculum.internal.BatchArrays;
import io.github.coconut4j.curriculum.internal.LogProbabilities;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.Batches;
import io.github.coconut4j.data.stage.Layout;
import io.github.coconut4j.data.stage.StagedRecord;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.model.generate.Generator;
import io.github.coconut4j.model.generate.PromptEnd;
import io.github.coconut4j.model.generate.ThoughtListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Asks a model what it would say next behind prompts of any kind: after k thoughts, after the first words of a step. Holds native memory; to be closed before the
 * model.
 */
public final class Interrogation implements AutoCloseable {
    /** Prompts run together. */
    public static final int BATCH = 64;

    private static final int LENGTH_MULTIPLE = 32;

    private final TrainedModel model;
    private final Generator generator;

    /**
     * Asks a model.
     *
     * @param model stays open, and is the caller's
     * @param listeners are shown every thought, and may replace it
     */
    public Interrogation(TrainedModel model, ThoughtListener... listeners) {
        this.model = model;
        generator = model.generator(listeners);
    }

    /** {@return the tokenizer of the model that is asked} */
    public Tokenizer tokenizer() {
        return model.encoder().tokenizer();
    }

    /**
     * {@return the tokens of an answer as the model has learnt to write it, mark included}
     *
     * @param answer without its mark
     */
    public int[] answer(String answer) {
        return model.encoder().answer(answer);
    }

    /**
     * {@return the number of places for thoughts, or for what stands in for them, when the model is asked a problem}
     *
     * @param problem as it would be asked
     */
    public int places(Problem problem) {
        return model.layout(problem).places();
    }

    /**
     * {@return a prompt with k places, at whose end the model would think once more: nothing stands behind the last place} A model without places is
     * given the first k written steps instead.
     *
     * @param problem with its steps
     * @param k 0 up to {@link #lookedAt}
     */
    public StagedRecord thinking(Problem problem, int k) {
        return places(problem) == 0 ? written(problem, k, new int[0]) : filled(problem, k, false, new int[0]);
    }

    /**
     * {@return a prompt with k places, behind which the model is made to speak and given the first tokens of what it says}
     *
     * @param problem with its steps
     * @param k 0 up to {@link #lookedAt}
     * @param words ids of tokens
     */
    public StagedRecord speaking(Problem problem, int k, int... words) {
        return places(problem) == 0 ? written(problem, k, words) : filled(problem, k, true, words);
    }

    private StagedRecord filled(Problem problem, int k, boolean closed, int[] words) {
        Layout layout = model.layout(problem).withPlaces(k);
        StagedRecord prompt = model.encoder().prompt(problem, layout);
        boolean marker = layout.markers() && !closed;
        int[] ids = Arrays.copyOf(prompt.inputIds(), prompt.length() - (marker ? 1 : 0) + words.length);
        System.arraycopy(words, 0, ids, ids.length - words.length, words.length);
        return new StagedRecord(ids, ids.length, prompt.promptLength(), prompt.latents());
    }

    private StagedRecord written(Problem problem, int k, int[] words) {
        StagedRecord prompt = model.encoder().prompt(problem, model.layout(problem));
        int[] steps = problem.steps().stream()
                .limit(k)
                .flatMapToInt(step -> Arrays.stream(tokenizer().encode(step + "\n")))
                .toArray();
        int[] ids = Arrays.copyOf(prompt.inputIds(), prompt.length() + steps.length + words.length);
        System.arraycopy(steps, 0, ids, prompt.length(), steps.length);
        System.arraycopy(words, 0, ids, prompt.length() + steps.length, words.length);
        return new StagedRecord(ids, ids.length, prompt.promptLength(), 0);
    }

    /**
     * {@return how many thoughts are looked at: the places of a problem, or its written steps for a model that has no places}
     *
     * @param problem as it would be asked
     */
    public int lookedAt(Problem problem) {
        int places = places(problem);
        return places > 0 ? places : problem.steps().size();
    }

    /** {@return the embeddings of all tokens, {@code [V, D]}; the model's own} */
    public INDArray embeddings() {
        return model.tokenEmbeddings();
    }

    /**
     * Looks behind each prompt.
     *
     * @param <T> of what is kept of one prompt
     * @param prompts run in batches
     * @param keep what is kept of the end of the prompt with this number; vocabularies are large, so that not all of it can be
     * @return what was kept, prompt by prompt
     */
    public <T> List<T> behind(List<StagedRecord> prompts, BiFunction<Integer, End, T> keep) {
        List<T> kept = new ArrayList<>();
        for (int from = 0; from < prompts.size(); from += BATCH) {
            List<StagedRecord> some = new ArrayList<>(prompts.subList(from, Math.min(prompts.size(), from + BATCH)));
            int real = some.size();
            some.addAll(Collections.nCopies(BATCH - real, some.get(0)));
            try (BatchArrays batch =
                    new BatchArrays(Batches.prompts(some, tokenizer().pad(), LENGTH_MULTIPLE))) {
                List<PromptEnd> ends = generator.ends(batch.arrays());
                for (int row = 0; row < real; row++) {
                    PromptEnd end = ends.get(row);
                    kept.add(keep.apply(from + row, new End(end.state(), LogProbabilities.of(end.logits()))));
                }
            }
        }
        return kept;
    }

    /**
     * The end of a prompt.
     *
     * @param state behind it, {@code [D]}: what would be fed back as its next thought
     * @param logProbabilities of every word as the next one, {@code [V]}
     */
    public record End(float[] state, double[] logProbabilities) {}

    @Override
    public void close() {
        generator.close();
    }
}
