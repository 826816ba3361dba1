package io.github.coconut4j.examples;

import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.file.ProblemFiles;
import io.github.coconut4j.model.generate.ThoughtListener;
import java.nio.file.Path;

/**
 * How many thoughts an answer needs: a trained model is asked the same problems again and again, each time allowed one thought more, by a listener that ends the
 * thinking. Another listener beside it may look at the thoughts, or write something else in their place.
 */
public final class FewerThoughts {
    private FewerThoughts() {}

    /** A listener that lets every row have so many thoughts and no more. */
    static ThoughtListener atMost(int thoughts) {
        return (k, z, rows) -> {
            if (k == thoughts) {
                rows.stop();
            }
        };
    }

    /**
     * Asks the problems of a file with 0, 1, … thoughts, up to as many as the model was trained with.
     *
     * @param model a run or a checkpoint
     * @return share of right answers by number of thoughts
     */
    static double[] accuracies(Path model, Path problems, int limit) {
        try (TrainedModel trained = TrainedModel.open(model);
                ProblemSource source = ProblemFiles.open(problems)) {
            double[] accuracies = new double[trained.state().thoughts() + 1];
            for (int thoughts = 0; thoughts < accuracies.length; thoughts++) {
                accuracies[thoughts] = trained.evaluate(source, limit, 64, 128, atMost(thoughts))
                        .accuracy();
            }
            return accuracies;
        }
    }

    /**
     * Prints a line for each number of thoughts: {@code FewerThoughts runs/quickstart/coconut test.json}.
     *
     * @param arguments the folder of a run or a checkpoint, and a file of problems
     */
    public static void main(String[] arguments) {
        if (arguments.length < 2) {
            System.err.println("FewerThoughts MODEL FILE: the folder of a run or a checkpoint, and problems to ask it");
            return;
        }
        double[] accuracies = accuracies(Path.of(arguments[0]), Path.of(arguments[1]), 500);
        for (int thoughts = 0; thoughts < accuracies.length; thoughts++) {
            System.out.printf("%d thoughts  %.1f %%%n", thoughts, 100 * accuracies[thoughts]);
        }
    }
}
