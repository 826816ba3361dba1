package io.github.coconut4j.model.generate;

import io.github.coconut4j.model.decoder.LatentTokens;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.internal.run.TokenBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Continues some rows of a batch of prompts: the question at once, then the rest of the prompt column by column, then one word a column until every row has ended.
 */
final class Continuation {
    private final GenerationPlan plan;
    private final LatentTokens tokens;
    private final TokenBatch batch;
    private final int from;
    private final Optional<ThoughtListener> listener;
    private final boolean repeatsFirst;
    private final float[][] first;
    private final int real;
    private final int shift;
    private final int[] position;
    private final int[] next;
    private final boolean[] done;
    private final boolean[] hasThought;
    private final boolean[] stopped;
    private final int[] skipped;

    /**
     * Prepares rows {@code from ..} of a batch, as many as the plan has.
     *
     * @param plan of sizes that fit the batch
     * @param listener is shown the thoughts
     */
    Continuation(
            GenerationPlan plan, ModelConfig config, TokenBatch batch, int from, Optional<ThoughtListener> listener) {
        int rows = plan.shape().rows();
        this.plan = plan;
        this.tokens = config.tokens();
        this.batch = batch;
        this.from = from;
        this.listener = listener;
        this.repeatsFirst = config.loop().repeatFirst();
        this.real = Math.min(rows, batch.rows() - from);
        this.first = new float[real][];
        this.shift = plan.shape().question() - batch.question();
        this.position = new int[real];
        this.next = new int[real];
        this.done = new boolean[real];
        this.hasThought = new boolean[real];
        this.stopped = new boolean[real];
        this.skipped = new int[real];
    }

    /**
     * The new tokens of each row, without the end-of-text token.
     *
     * @param allowed most tokens of each row of the batch
     */
    List<int[]> words(int[] allowed) {
        prompt();
        List<List<Integer>> written = new ArrayList<>();
        for (int row = 0; row < real; row++) {
            written.add(new ArrayList<>());
        }
        int column = batch.columns() + shift;
        plan.score();
        while (collect(written, allowed)) {
            word(column++);
            plan.score();
        }
        return written.stream()
                .map(row -> row.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    /** Runs given words of each row of the batch in the place of the model's own, and tells the scores in the place of each. */
    void read(List<int[]> words, WordScores scores) {
        prompt();
        int column = batch.columns() + shift;
        for (int place = 0; ; place++) {
            plan.score();
            boolean more = false;
            for (int row = 0; row < real; row++) {
                int[] own = words.get(from + row);
                if (place < own.length) {
                    scores.onScores(from + row, place, plan.scores(row));
                    next[row] = own[place];
                }
                done[row] = place + 1 >= own.length;
                more |= !done[row];
            }
            if (!more) {
                return;
            }
            word(column++);
        }
    }

    /** Puts the end of each row's prompt in the row's place in the batch. */
    void ends(PromptEnd[] ends) {
        prompt();
        plan.score();
        for (int row = 0; row < real; row++) {
            ends[from + row] = new PromptEnd(plan.endState(row), plan.scores(row));
        }
    }

    /** The question, then thoughts and words up to the last column of the prompts. */
    private void prompt() {
        plan.question(batch, from);
        for (int row = 0; row < real; row++) {
            int last = batch.lastToken(from + row);
            position[row] = batch.position(from + row, last);
            if (last < batch.question()) {
                plan.endInQuestion(row, last + shift);
            }
        }
        for (int column = batch.question(); column < batch.columns(); column++) {
            if (listener.isPresent() || repeatsFirst) {
                listen(listener.orElse((k, z, thinking) -> {}), column);
            }
            for (int row = 0; row < real; row++) {
                feed(row, column);
            }
            plan.column(column + shift);
            showKept(column);
            for (int row = 0; row < real; row++) {
                if (batch.isToken(from + row, column) && !isSkipped(row, column)) {
                    plan.show(row, column + shift);
                    if (batch.lastToken(from + row) == column) {
                        plan.end(row);
                    }
                }
            }
        }
        for (int row = 0; row < real; row++) {
            position[row] -= skipped[row];
        }
    }

    /** Shows what the thoughts that were just fed back have left. */
    private void showKept(int column) {
        int[] thought = thinking(column);
        if (listener.isPresent() && thought.length > 0) {
            KeptThoughts kept = new KeptThoughts(plan, column + shift, thought);
            listener.get().onKept(column - batch.question(), kept, inBatch(thought));
        }
    }

    /** The rows that think in a column. */
    private int[] thinking(int column) {
        return IntStream.range(0, real)
                .filter(row -> isLatent(row, column) && !stopped[row])
                .toArray();
    }

    private ThinkingRows inBatch(int... rows) {
        return new ThinkingRows(Arrays.stream(rows).map(row -> from + row).toArray());
    }

    /** Shows the thoughts that are about to be fed back. A row that is stopped ends, for now, in the column before. */
    private void listen(ThoughtListener listener, int column) {
        int[] thinking = thinking(column);
        if (thinking.length == 0) {
            return;
        }
        ThinkingRows rows = inBatch(thinking);
        try (INDArray thoughts = plan.states(thinking)) {
            for (int i = 0; i < thinking.length; i++) {
                if (repeatsFirst && hasThought[thinking[i]]) {
                    thoughts.putRow(i, Nd4j.createFromArray(first[thinking[i]]));
                }
            }
            listener.onThought(column - batch.question(), thoughts, rows);
            for (int i = 0; i < thinking.length; i++) {
                if (rows.isStopped(i)) {
                    stopped[thinking[i]] = true;
                    plan.end(thinking[i]);
                } else {
                    plan.state(thinking[i], thoughts, i);
                }
            }
        }
    }

    private boolean isLatent(int row, int column) {
        return batch.id(from + row, column) == tokens.latent();
    }

    /** Whether a column holds a thought that its row no longer has; nothing sees such a column. */
    private boolean isSkipped(int row, int column) {
        return stopped[row] && isLatent(row, column);
    }

    private void feed(int row, int column) {
        int at = Math.max(0, batch.position(from + row, column) - skipped[row]); // padding has position 0
        if (isSkipped(row, column)) {
            plan.token(row, tokens.latent(), at); // any will do
            skipped[row]++;
        } else if (isLatent(row, column)) {
            if (repeatsFirst && !hasThought[row]) {
                first[row] = plan.state(row);
            }
            plan.thought(row, at);
            hasThought[row] = true;
        } else {
            plan.token(row, batch.id(from + row, column), at);
            leaveThoughts(row);
        }
    }

    private void leaveThoughts(int row) {
        if (hasThought[row]) {
            plan.behindThoughts(row);
        }
    }

    /** Takes each open row's best word; tells whether any row is still open. */
    private boolean collect(List<List<Integer>> written, int[] allowed) {
        boolean open = false;
        for (int row = 0; row < real; row++) {
            if (!done[row]) {
                next[row] = plan.best(row);
                done[row] = next[row] == tokens.eos();
                if (!done[row]) {
                    written.get(row).add(next[row]);
                    done[row] = written.get(row).size() == allowed[from + row];
                }
                open |= !done[row];
            }
        }
        return open;
    }

    /** Runs one more word of every row. */
    private void word(int column) {
        for (int row = 0; row < real; row++) {
            position[row] += done[row] ? 0 : 1;
            plan.token(row, next[row], position[row]);
            leaveThoughts(row);
        }
        plan.column(column);
        for (int row = 0; row < real; row++) {
            plan.show(row, column);
            plan.end(row);
        }
    }
}
