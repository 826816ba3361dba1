package io.github.coconut4j.curriculum.evaluation;

import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.generate.ThinkingRows;
import io.github.coconut4j.model.generate.ThoughtListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Measures every thought of an evaluation: its norm, and its cosine to the nearest token embedding, by one matrix product for all rows of a call. What is measured is
 * kept problem by problem.
 */
final class ThoughtGeometry implements ThoughtListener {
    private final INDArray embeddings;
    private final Map<Integer, List<ThoughtMeasure>> thoughts = new HashMap<>();
    private int[] problems = {};
    private INDArray lengths;

    ThoughtGeometry(Model model) {
        embeddings = model.parameters().get(model.config().decoder().tokenEmbeddings());
    }

    /** Forgets what was measured. The model may have been trained since, so the lengths of its embeddings are taken anew. */
    void start() {
        close();
        thoughts.clear();
        lengths = embeddings.norm2(1).reshape(1, embeddings.size(0));
    }

    /** Which problems the first rows of the next batch are; the other rows fill it up and do not count. */
    void next(int... rows) {
        problems = rows;
        for (int problem : rows) {
            thoughts.put(problem, new ArrayList<>());
        }
    }

    @Override
    public void onThought(int k, INDArray z, ThinkingRows rows) {
        try (INDArray norms = z.norm2(1);
                INDArray products = Nd4j.gemm(z, embeddings, false, true);
                INDArray nearest = products.diviRowVector(lengths).max(1)) {
            for (int i = 0; i < rows.size(); i++) {
                if (rows.row(i) < problems.length) {
                    double norm = norms.getDouble(i);
                    thoughts.get(problems[rows.row(i)]).add(new ThoughtMeasure(norm, nearest.getDouble(i) / norm));
                }
            }
        }
    }

    /** What has been measured of a problem's thoughts since the start, in their order. */
    List<ThoughtMeasure> of(int problem) {
        return thoughts.getOrDefault(problem, List.of());
    }

    void close() {
        if (lengths != null) {
            lengths.close();
            lengths = null;
        }
    }
}
