package io.github.coconut4j.model;

import io.github.coconut4j.model.decoder.LatentTokens;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.loop.LoopLabels;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A row of tokens and how it is put into a batch: first latents (or, without any, the ends of the questions) in one column, padding on both sides.
 *
 * @param ids question, latents, answer
 * @param question tokens before the latents
 * @param answer tokens at the end, all of them labelled
 */
public record TokenRow(int[] ids, int question, int answer) {
    /** Words drawn at random from a vocabulary. */
    public static TokenRow random(ModelConfig config, long seed, int question, int thoughts, int answer) {
        LatentTokens tokens = config.tokens();
        int words = Math.min(Math.min(tokens.eos(), tokens.pad()), Math.min(tokens.latent(), tokens.startLatent()));
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        int[] ids = new int[question + thoughts + answer];
        for (int i = 0; i < ids.length; i++) {
            boolean latent = i >= question && i < question + thoughts;
            ids[i] = latent ? tokens.latent() : random.nextInt(words);
        }
        return new TokenRow(ids, question, answer);
    }

    /** A prompt: everything is question, latents included, nothing is labelled. */
    public static TokenRow prompt(ModelConfig config, int[] ids) {
        int latent = config.tokens().latent();
        int question = 0;
        while (question < ids.length && ids[question] != latent) {
            question++;
        }
        return new TokenRow(ids, question, 0);
    }

    public static MultiDataSet batch(ModelConfig config, TokenRow... rows) {
        return batch(config, 0, 0, List.of(rows));
    }

    /** The rows as a batch with this many more columns of padding than necessary before and after them. */
    public static MultiDataSet batch(ModelConfig config, int moreLeft, int moreRight, List<TokenRow> rows) {
        int left = moreLeft + rows.stream().mapToInt(TokenRow::question).max().orElseThrow();
        int right = moreRight
                + rows.stream()
                        .mapToInt(row -> row.ids.length - row.question)
                        .max()
                        .orElseThrow();
        int columns = left + right;
        int[][] ids = new int[rows.size()][columns];
        int[][] mask = new int[rows.size()][columns];
        int[][] positions = new int[rows.size()][columns];
        int[][] labels = new int[rows.size()][columns];
        for (int r = 0; r < rows.size(); r++) {
            TokenRow row = rows.get(r);
            int begin = left - row.question;
            Arrays.fill(ids[r], config.tokens().pad());
            Arrays.fill(labels[r], LoopLabels.UNLABELLED);
            for (int i = 0; i < row.ids.length; i++) {
                ids[r][begin + i] = row.ids[i];
                mask[r][begin + i] = 1;
                positions[r][begin + i] = i;
                if (i >= row.ids.length - row.answer) {
                    labels[r][begin + i] = row.ids[i];
                }
            }
        }
        INDArray[] features = {Nd4j.createFromArray(ids), Nd4j.createFromArray(mask), Nd4j.createFromArray(positions)};
        return new MultiDataSet(features, new INDArray[] {Nd4j.createFromArray(labels)});
    }
}
