package io.github.coconut4j.model;

import io.github.coconut4j.model.decoder.Initialisation;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.gpt2.Gpt2Config;
import io.github.coconut4j.model.run.ExecutorOptions;
import io.github.coconut4j.model.train.AdamW;
import io.github.coconut4j.model.train.AdamWConfig;
import io.github.coconut4j.model.train.Executor;
import io.github.coconut4j.model.train.Loss;
import java.util.Arrays;
import org.nd4j.linalg.factory.Nd4j;

/** A program that trains a few steps as any other would: prints the losses, a checksum of the weights, and how many threads the libraries would take. */
final class TrainedAnywhere {
    private TrainedAnywhere() {}

    public static void main(String[] arguments) {
        ModelConfig config = new ModelConfig(
                new Gpt2Config(2, 64, 4, 13, 48, 1e-5),
                TinyModels.TOKENS); // wide enough for libraries to split products
        try (Model model = Model.create(config, new Initialisation(0.1, 0.1), 1);
                Executor executor =
                        new Executor(model, ExecutorOptions.defaults().withStreams(2));
                AdamW adam = new AdamW(model, new AdamWConfig(0.9, 0.99, 1e-6, 0.1, AdamWConfig.Decayed.MATRICES, 1))) {
            for (int step = 1; step <= 3; step++) {
                TokenRow[] rows = new TokenRow[64];
                for (int row = 0; row < rows.length; row++) {
                    rows[row] = TokenRow.random(config, 100L * step + row, 20, 2, 6);
                }
                Loss loss = executor.accumulate(TokenRow.batch(config, rows));
                System.out.println(loss.sum());
                adam.step(executor, 0.01, loss.tokens());
            }
            System.out.println(Arrays.hashCode(model.parameters().flat().toFloatVector()));
        } catch (ModelException refused) {
            System.out.println(refused.getMessage());
            return;
        }
        System.out.printf(
                "libnd4j %d, OpenBLAS %d%n",
                Nd4j.getEnvironment().maxMasterThreads(), Nd4j.factory().blas().getMaxThreads());
    }
}
