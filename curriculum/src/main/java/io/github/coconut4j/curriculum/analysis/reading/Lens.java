package io.github.coconut4j.curriculum.analysis.reading;

import io.github.coconut4j.curriculum.analysis.tree.Interrogation;
import io.github.coconut4j.data.text.Tokenizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntToDoubleFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Finds the tokens of states: through the LM head, and by the direction of the token embeddings. Holds native memory; to be closed before the model. */
public final class Lens implements AutoCloseable {
    /** How many tokens are named. */
    public static final int TOP = 5;

    private static final int BATCH = 64;

    private final Tokenizer tokenizer;
    private final INDArray embeddings;
    private final INDArray lengths;

    /**
     * Reads the thoughts of a model.
     *
     * @param model stays open, and is the caller's
     */
    public Lens(Interrogation model) {
        tokenizer = model.tokenizer();
        embeddings = model.embeddings();
        lengths = embeddings.norm2(1).reshape(1, embeddings.size(0));
    }

    /**
     * Keeps of the end of a prompt what is read later.
     *
     * @param end is only valid during the call
     * @return a copy of what is needed
     */
    public SeenState see(Interrogation.End end) {
        return new SeenState(end.state(), best(id -> Math.exp(end.logProbabilities()[id])));
    }

    /** For each state, the token embeddings nearest to it in direction, with their cosines. */
    List<List<ScoredToken>> nearest(List<float[]> states) {
        List<List<ScoredToken>> nearest = new ArrayList<>();
        for (int from = 0; from < states.size(); from += BATCH) {
            float[][] some =
                    states.subList(from, Math.min(states.size(), from + BATCH)).toArray(float[][]::new);
            try (INDArray rows = Nd4j.createFromArray(some);
                    INDArray products = Nd4j.gemm(rows, embeddings, false, true).diviRowVector(lengths)) {
                for (int row = 0; row < some.length; row++) {
                    double norm = Vectors.norm(some[row]);
                    double[] cosines = products.getRow(row).toDoubleVector();
                    nearest.add(best(id -> cosines[id] / norm));
                }
            }
        }
        return nearest;
    }

    private List<ScoredToken> best(IntToDoubleFunction scores) {
        PriorityQueue<ScoredToken> best = new PriorityQueue<>(Comparator.comparingDouble(ScoredToken::score));
        for (int id = 0; id < tokenizer.size(); id++) {
            double score = scores.applyAsDouble(id);
            if (best.size() < TOP || score > best.peek().score()) {
                best.add(new ScoredToken(id, "", score));
                if (best.size() > TOP) {
                    best.poll();
                }
            }
        }
        return best.stream()
                .sorted(Comparator.comparingDouble(ScoredToken::score).reversed())
                .map(token -> new ScoredToken(token.id(), tokenizer.decode(new int[] {token.id()}), token.score()))
                .toList();
    }

    @Override
    public void close() {
        lengths.close();
    }
}
