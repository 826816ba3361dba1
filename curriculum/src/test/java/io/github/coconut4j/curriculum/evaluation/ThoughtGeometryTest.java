package io.github.coconut4j.curriculum.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.stage.Layout;
import io.github.coconut4j.data.stage.ProblemEncoder;
import io.github.coconut4j.data.task.GraphSearch;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.data.text.Tokenizers;
import io.github.coconut4j.model.decoder.Initialisation;
import io.github.coconut4j.model.decoder.LatentTokens;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.gpt2.Gpt2Config;
import io.github.coconut4j.model.run.ExecutorOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every evaluation says of its thoughts, against sums written out number by number. */
class ThoughtGeometryTest {
    private static final int PROBLEMS = 7;
    private static final int THOUGHTS = 2;

    @Test
    void normsAndCosinesAreMeansOverTheProblems() {
        try (ProblemSource source = GraphSearch.graphSearch().hops(2).problems(PROBLEMS, 3)) {
            Tokenizer tokenizer = Tokenizers.trainedOn(source);
            LatentTokens tokens = new LatentTokens(
                    tokenizer.startLatent(),
                    tokenizer.endLatent(),
                    tokenizer.latent(),
                    tokenizer.eos(),
                    tokenizer.pad());
            ModelConfig config = new ModelConfig(new Gpt2Config(1, 8, 2, tokenizer.size(), 64, 1e-5), tokens);
            try (Model model = Model.create(config, new Initialisation(0.3, 0.5), 5)) {
                List<List<float[]>> seen = List.of(new ArrayList<>(), new ArrayList<>());
                Evaluation evaluation;
                // four at a time: the second batch is filled up with a row that must not count
                try (Evaluator evaluator = new Evaluator(
                        model, ExecutorOptions.defaults(), new ProblemEncoder(tokenizer), 4, 1, 4, (k, z, rows) -> {
                            for (int i = 0; i < rows.size(); i++) {
                                seen.get(k).add(z.getRow(i).toFloatVector());
                            }
                        })) {
                    evaluation = evaluator.evaluate(source, PROBLEMS, problem -> new Layout(0, THOUGHTS, true));
                }

                assertThat(evaluation.geometry()).hasSize(THOUGHTS);
                float[][] words =
                        model.parameters().get("transformer.wte.weight").toFloatMatrix();
                for (ThoughtSummary summary : evaluation.geometry()) {
                    List<float[]> thoughts = seen.get(summary.thought());
                    assertThat(thoughts).hasSize(PROBLEMS + 1);
                    assertThat(summary.problems()).isEqualTo(PROBLEMS);
                    // the filler repeats the shortest question of the last batch, so it is one of two equal thoughts
                    float[] filler = repeated(thoughts);
                    double norm = thoughts.stream()
                                    .mapToDouble(ThoughtGeometryTest::norm)
                                    .sum()
                            - norm(filler);
                    double cosine = thoughts.stream()
                                    .mapToDouble(z -> nearest(z, words))
                                    .sum()
                            - nearest(filler, words);
                    assertThat(summary.norm()).isCloseTo(norm / PROBLEMS, within(1e-5)); // sums of floats
                    assertThat(summary.cosine()).isCloseTo(cosine / PROBLEMS, within(1e-5));
                    assertThat(summary.cosine()).isBetween(-1.0, 1.0);
                }
            }
        }
    }

    private static float[] repeated(List<float[]> thoughts) {
        for (int i = 0; i < thoughts.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (java.util.Arrays.equals(thoughts.get(i), thoughts.get(j))) {
                    return thoughts.get(i);
                }
            }
        }
        throw new AssertionError("no thought was had twice");
    }

    private static double norm(float[] z) {
        return Math.sqrt(dot(z, z));
    }

    private static double nearest(float[] z, float[][] words) {
        double best = -1;
        for (float[] word : words) {
            best = Math.max(best, dot(z, word) / (norm(z) * norm(word)));
        }
        return best;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
