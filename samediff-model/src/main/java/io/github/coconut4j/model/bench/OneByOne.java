package io.github.coconut4j.model.bench;

import io.github.coconut4j.model.decoder.Model;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Greedy generation for one question at a time, on one core, in the two ways that batches with keys and values kept are compared with. Both run {@link
 * WholeSequence}s.
 *
 * <ul>
 *   <li>{@link #withoutCache}: nothing is kept. For every thought and for every new word the model runs over the whole sequence so far; thoughts found already are part
 *       of it. That makes {@code thoughts + words} passes.
 *   <li>{@link #official}: as {@code Coconut.generate} of the official code does it. The passes of the thoughts reuse keys and values, which gives the first word; for
 *       every word after it one pass runs over the whole sequence.
 * </ul>
 */
final class OneByOne implements AutoCloseable {
    private final Model model;
    private final BenchmarkShape shape;
    private final Map<Integer, WholeSequence> passes = new HashMap<>();
    private final WholeSequence prompt;
    private final float[] thoughts;

    OneByOne(Model model, BenchmarkShape shape) {
        this.model = model;
        this.shape = shape;
        this.prompt = WholeSequence.withThoughts(model, shape.question(), shape.thoughts());
        this.thoughts = new float[Math.max(1, shape.thoughts()) * model.config().width()];
    }

    /** The new words of one question, the end-of-text token not among them. */
    int[] withoutCache(int[] question) {
        for (int thought = 0; thought < shape.thoughts(); thought++) {
            WholeSequence pass = pass(thought, 0);
            pass.run(question, thoughts);
            pass.state(shape.question() + thought - 1, thoughts, thought);
        }
        return words(question, 0);
    }

    /** The same words, the official way. */
    int[] official(int[] question) {
        prompt.run(question, thoughts);
        for (int thought = 0; thought < shape.thoughts(); thought++) {
            prompt.state(shape.question() + thought - 1, thoughts, thought);
        }
        return words(question, 1);
    }

    /** One pass a word; the first {@code known} of them follow from the prompt's own passes. */
    private int[] words(int[] question, int known) {
        int[] sequence = Arrays.copyOf(question, shape.question() + shape.answer());
        int count = 0;
        while (count < shape.answer()) {
            int word = count < known ? prompt.word() : next(sequence, count);
            if (word == model.config().tokens().eos()) {
                break;
            }
            sequence[shape.question() + count++] = word;
        }
        return Arrays.copyOfRange(sequence, shape.question(), shape.question() + count);
    }

    private int next(int[] sequence, int count) {
        WholeSequence pass = pass(shape.thoughts(), count);
        pass.run(sequence, thoughts);
        return pass.word();
    }

    private WholeSequence pass(int known, int words) {
        return passes.computeIfAbsent(
                known + words, more -> WholeSequence.onePass(model, shape.question(), known, words));
    }

    @Override
    public void close() {
        prompt.close();
        passes.values().forEach(WholeSequence::close);
    }
}
