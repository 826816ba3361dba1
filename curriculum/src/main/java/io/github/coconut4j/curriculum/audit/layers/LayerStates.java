package io.github.coconut4j.curriculum.audit.layers;

import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.evaluation.ThoughtObserver;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.ListSource;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.model.generate.KeptThoughts;
import io.github.coconut4j.model.generate.ThinkingRows;
import io.github.coconut4j.model.generate.ThoughtListener;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * States in the columns of thoughts, below each layer and above the last, as the LM head would read them: behind the final norm. Below the first layer it is the thought that
 * is fed back, above the last the one that is fed back next.
 *
 * @param states {@code [layers + 1][K][N][D]}; empty for a decoder that shows none, or a model without thoughts
 */
public record LayerStates(List<List<double[][]>> states) {

    public LayerStates {
        states = states.stream().map(List::copyOf).toList();
    }

    /**
     * {@return the states of a model that is asked problems}
     *
     * @param model that is asked
     * @param problems all with as many thoughts
     * @param batchSize problems asked together
     */
    public static LayerStates of(TrainedModel model, List<Problem> problems, int batchSize) {
        Looking looking = new Looking(problems.size());
        try (Evaluator evaluator = model.evaluator(batchSize, 1, new Watching())) {
            evaluator.answer(new ListSource("looked at", problems, ""), problems.size(), model::layout, looking);
        }
        return new LayerStates(looking.states);
    }

    /** {@return how many places between layers were looked at} */
    public int layers() {
        return states.size();
    }

    /**
     * {@return states of all thoughts, {@code [K][N][D]}}
     *
     * @param layer they are below, from 0
     */
    public List<double[][]> below(int layer) {
        return states.get(layer);
    }

    /** Has the states computed. */
    private static final class Watching implements ThoughtListener {
        @Override
        public void onThought(int k, INDArray z, ThinkingRows rows) {}

        @Override
        public boolean watchesLayers() {
            return true;
        }
    }

    private static final class Looking implements ThoughtObserver {
        private final List<List<double[][]>> states = new ArrayList<>();
        private final int problems;

        Looking(int problems) {
            this.problems = problems;
        }

        @Override
        public void onThoughts(int k, INDArray z, int[] rows) {}

        @Override
        public void onKept(int k, KeptThoughts kept, int[] rows) {
            for (int layer = 0; layer < kept.layers(); layer++) {
                try (INDArray seen = kept.below(layer)) {
                    double[][] thought = thought(layer, k);
                    for (int i = 0; i < rows.length; i++) {
                        if (rows[i] >= 0) {
                            thought[rows[i]] = seen.getRow(i).toDoubleVector();
                        }
                    }
                }
            }
        }

        private double[][] thought(int layer, int k) {
            while (states.size() <= layer) {
                states.add(new ArrayList<>());
            }
            while (states.get(layer).size() <= k) {
                states.get(layer).add(new double[problems][]);
            }
            return states.get(layer).get(k);
        }
    }
}
