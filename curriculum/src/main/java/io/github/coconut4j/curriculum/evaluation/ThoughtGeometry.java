package io.github.coconut4j.curriculum.evaluation;

import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.generate.ThinkingRows;
import io.github.coconut4j.model.generate.ThoughtListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Measures every thought of an evaluation: its norm, and its cosine to the nearest token embedding, by one matrix product for all rows of a call. What is measured is
 * kept problem by problem and added up in their order, so that the sums do not depend on which rows come first.
 */
final class ThoughtGeometry implements ThoughtListener {
    private final INDArray embeddings;
    private final List<Measured> thoughts = new ArrayList<>();
    private int[] problems = {};
    private int total;
    private INDArray lengths;

    /** Of the k-th thoughts, norm and cosine by problem; NaN where a problem has no such thought. */
    private record Measured(double[] norms, double[] cosines) {
        static Measured nothing(int problems) {
            Measured empty = new Measured(new double[problems], new double[problems]);
            Arrays.fill(empty.norms, Double.NaN);
            Arrays.fill(empty.cosines, Double.NaN);
            return empty;
        }

        ThoughtSummary summary(int k) {
            return new ThoughtSummary(
                    k, (int) Arrays.stream(norms).filter(Double::isFinite).count(), mean(norms), mean(cosines));
        }

        private static double mean(double[] values) {
            return Arrays.stream(values).filter(Double::isFinite).average().orElse(0);
        }
    }

    ThoughtGeometry(Model model) {
        embeddings = model.parameters().get(model.config().decoder().tokenEmbeddings());
    }

    /** Forgets what was measured. The model may have been trained since, so the lengths of its embeddings are taken anew. */
    void start(int problems) {
        close();
        thoughts.clear();
        total = problems;
        lengths = embeddings.norm2(1).reshape(1, embeddings.size(0));
    }

    /** Which problems the first rows of the next batch are; the other rows fill it up and do not count. */
    void next(int... rows) {
        problems = rows;
    }

    @Override
    public void onThought(int k, INDArray z, ThinkingRows rows) {
        while (thoughts.size() <= k) {
            thoughts.add(Measured.nothing(total));
        }
        try (INDArray norms = z.norm2(1);
                INDArray products = Nd4j.gemm(z, embeddings, false, true);
                INDArray nearest = products.diviRowVector(lengths).max(1)) {
            Measured measured = thoughts.get(k);
            for (int i = 0; i < rows.size(); i++) {
                if (rows.row(i) < problems.length) {
                    int problem = problems[rows.row(i)];
                    measured.norms[problem] = norms.getDouble(i);
                    measured.cosines[problem] = nearest.getDouble(i) / norms.getDouble(i);
                }
            }
        }
    }

    /** What has been measured since the start. */
    List<ThoughtSummary> summaries() {
        List<ThoughtSummary> summaries = new ArrayList<>();
        for (int k = 0; k < thoughts.size(); k++) {
            summaries.add(thoughts.get(k).summary(k));
        }
        return summaries;
    }

    void close() {
        if (lengths != null) {
            lengths.close();
            lengths = null;
        }
    }
}
