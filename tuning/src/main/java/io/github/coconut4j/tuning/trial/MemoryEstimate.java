package io.github.coconut4j.tuning.trial;

import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.method.Method;
import io.github.coconut4j.curriculum.settings.ProblemSets;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.stage.ProblemEncoder;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.gpt2.Gpt2Config;
import java.util.stream.IntStream;

/**
 * How much memory beside the Java heap the training of a candidate takes, known before it begins: weights, gradients and
 * moments, and what a step keeps of its forward pass. Rather too much than too little.
 */
public final class MemoryEstimate {
    private static final int FLOAT = 4;

    /** What a block keeps of a token for its backward pass, in widths: norms, queries, keys, values, both products, GELU. */
    private static final int WIDTHS_KEPT = 24;

    /** Scores of attention, their softmax and its gradient. */
    private static final int SQUARES_KEPT = 3;

    /** Logits, their softmax and gradient. */
    private static final int LOGITS_KEPT = 3;

    /** So many problems are looked at for the longest text. */
    private static final int LOOKED_AT = 200;

    private MemoryEstimate() {}

    /**
     * Bytes of a candidate.
     *
     * @throws RuntimeException with a sentence for the user if its data or its model cannot be opened
     */
    public static long bytes(Experiment experiment) {
        try (ProblemSets problems = experiment.data().open(experiment.seed(), experiment.evaluation())) {
            Method method = experiment.methods().get(0);
            Tokenizer tokenizer = experiment.model().tokenizer(problems.training());
            Gpt2Config config;
            try (Model model = experiment.model().create(tokenizer, experiment.seed())) {
                config = model.config();
            }
            ProblemEncoder encoder = new ProblemEncoder(tokenizer.with(method.tokens(experiment.curriculum())));
            int length = longest(problems.training(), experiment, method, encoder);
            return bytes(
                    config,
                    experiment.batchSize(),
                    length,
                    experiment.execution().streams());
        }
    }

    private static int longest(ProblemSource source, Experiment experiment, Method method, ProblemEncoder encoder) {
        int[] stages = {0, experiment.curriculum().finalStage()};
        return IntStream.range(0, (int) Math.min(LOOKED_AT, source.size()))
                .mapToObj(row -> source.problem(0, row))
                .flatMapToInt(problem -> IntStream.of(stages).map(stage -> encoder.training(
                                problem, method.training(problem, stage, experiment.curriculum()))
                        .length()))
                .max()
                .orElse(1);
    }

    /**
     * Bytes of a training.
     *
     * @param batch rows of a step
     * @param length of its texts in tokens
     * @param streams each of which adds up gradients of its own
     */
    static long bytes(Gpt2Config model, int batch, int length, int streams) {
        long width = model.width();
        long parameters = (model.vocabulary() + model.positions()) * width
                + model.layers() * (12 * width + 13) * width
                + 2 * width;
        long copies = 3L + streams; // weights, two moments, gradients
        long perToken = model.layers() * (WIDTHS_KEPT * width + SQUARES_KEPT * (long) model.heads() * length)
                + LOGITS_KEPT * (long) model.vocabulary();
        return FLOAT * (copies * parameters + (long) batch * length * perToken);
    }
}
