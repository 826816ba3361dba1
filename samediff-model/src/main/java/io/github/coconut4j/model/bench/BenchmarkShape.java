package io.github.coconut4j.model.bench;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.LatentTokens;
import io.github.coconut4j.model.decoder.ModelConfig;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The sizes of a benchmark: a model and a batch of random tokens without padding.
 *
 * @param model with at least 5 tokens: the last four are special
 * @param rows rows of the batch
 * @param question columns before the first latent
 * @param thoughts latent columns
 * @param answer labelled columns behind them
 */
public record BenchmarkShape(BenchmarkModel model, int rows, int question, int thoughts, int answer) {
    private static final int SPECIAL = 4;

    /** @throws ModelException if the model has special tokens only */
    public BenchmarkShape {
        if (model.vocabulary() <= SPECIAL) {
            throw new ModelException("A model with " + model.vocabulary()
                    + " tokens cannot be timed: the last four are special, so that 5 is the least.");
        }
    }

    /** {@return columns of the batch} */
    public int columns() {
        return question + thoughts + answer;
    }

    /**
     * Checks that there is such a model.
     *
     * @throws io.github.coconut4j.model.ModelException when there is none, and why
     */
    public void requireModel() {
        config();
    }

    ModelConfig config() {
        int vocabulary = model.vocabulary();
        LatentTokens tokens =
                new LatentTokens(vocabulary - 3, vocabulary - 2, vocabulary - 1, vocabulary - 4, vocabulary - 4);
        return new ModelConfig(model.decoder(columns()), tokens);
    }

    /** A training batch: random words, latents, random labelled words. */
    MultiDataSet batch(RandomGenerator random) {
        int[][] ids = new int[rows][];
        int[][] labels = new int[rows][columns()];
        for (int row = 0; row < rows; row++) {
            ids[row] = words(random, columns());
            for (int column = 0; column < columns(); column++) {
                boolean labelled = column >= question + thoughts;
                labels[row][column] = labelled ? ids[row][column] : -100;
            }
        }
        return dataSet(ids, new INDArray[] {Nd4j.createFromArray(labels)});
    }

    /** Random questions with their latents, one batch of prompts. */
    int[][] prompts(RandomGenerator random, int count) {
        int[][] ids = new int[count][];
        for (int row = 0; row < count; row++) {
            ids[row] = words(random, question + thoughts);
        }
        return ids;
    }

    private int[] words(RandomGenerator random, int length) {
        int vocabulary = model.vocabulary();
        int[] ids = new int[length];
        for (int column = 0; column < length; column++) {
            boolean latent = column >= question && column < question + thoughts;
            ids[column] = latent ? vocabulary - 1 : random.nextInt(vocabulary - SPECIAL);
        }
        return ids;
    }

    static MultiDataSet dataSet(int[][] ids, INDArray[] labels) {
        int[][] mask = new int[ids.length][ids[0].length];
        int[][] positions = new int[ids.length][ids[0].length];
        for (int row = 0; row < ids.length; row++) {
            for (int column = 0; column < ids[row].length; column++) {
                mask[row][column] = 1;
                positions[row][column] = column;
            }
        }
        INDArray[] features = {Nd4j.createFromArray(ids), Nd4j.createFromArray(mask), Nd4j.createFromArray(positions)};
        return new MultiDataSet(features, labels);
    }
}
