package io.github.coconut4j.curriculum.experiment;

import io.github.coconut4j.curriculum.internal.BatchArrays;
import io.github.coconut4j.curriculum.internal.training.TrainingSettings;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.curriculum.training.TrainingListeners;
import io.github.coconut4j.data.stage.Batches;
import io.github.coconut4j.data.stage.ProblemEncoder;
import io.github.coconut4j.data.stage.StagedDataSetIterator;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.train.AdamW;
import io.github.coconut4j.model.train.Executor;
import io.github.coconut4j.model.train.Loss;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Whether the data of an experiment keep ahead of its training: reading or drawing problems, tokenizing, staging and
 * batching them on one thread, against the steps of the first method on the very same batches.
 *
 * @param stage of the curriculum: 0, where training is one pass, or the last
 * @param rows problems a second that the data give
 * @param tokens of them a second, without padding
 * @param trainedRows problems a second that training takes
 */
public record DataSpeed(int stage, double rows, double tokens, double trainedRows) {
    private static final int WARM_UP_BATCHES = 64;
    private static final int TRAINED_BATCHES = 6;
    private static final double NANOS = 1e9;

    /** {@return how many times as fast as training the data are} */
    public double ratio() {
        return rows / trainedRows;
    }

    /**
     * Measures the first and the last stage of an experiment.
     *
     * @param experiment whose first method is taken
     * @param seconds how long the data are read for each
     * @param listeners are told how far files are read
     * @return the first stage, and the last unless it is the same
     * @throws RuntimeException with a sentence for the user if something is wrong with data or model
     */
    public static List<DataSpeed> measure(Experiment experiment, double seconds, TrainingListener... listeners) {
        TrainingSettings settings =
                ExperimentTraining.settings(experiment, experiment.methods().get(0));
        try (Prepared prepared = Prepared.of(experiment, new TrainingListeners(List.of(listeners)));
                Model model = prepared.newModel(experiment, settings.staged());
                Executor executor = new Executor(model, settings.execution(), settings.dropout());
                AdamW optimizer = new AdamW(model, settings.optimizer().config())) {
            int lastEpoch = experiment.curriculum().totalEpochs() - 1;
            List<DataSpeed> speeds = new ArrayList<>();
            for (int epoch : new int[] {0, lastEpoch}) {
                speeds.add(measure(settings, prepared, epoch, seconds, executor, optimizer));
            }
            return List.copyOf(speeds);
        }
    }

    private static DataSpeed measure(
            TrainingSettings settings,
            Prepared prepared,
            int epoch,
            double seconds,
            Executor executor,
            AdamW optimizer) {
        try (StagedDataSetIterator batches = batches(settings, prepared)) {
            batches.start(epoch, 0);
            for (int batch = 0; batch < WARM_UP_BATCHES; batch++) {
                new BatchArrays(next(batches, epoch)).close();
            }
            long nanos = 0;
            long rows = 0;
            long tokens = 0;
            while (nanos < seconds * NANOS) {
                long start = System.nanoTime();
                MultiDataSet made = next(batches, epoch);
                nanos += System.nanoTime() - start;
                rows += made.getFeatures(Batches.INPUT_IDS).size(0);
                tokens += made.getFeatures(Batches.ATTENTION_MASK).sumNumber().longValue();
                new BatchArrays(made).close();
            }
            return new DataSpeed(
                    settings.staged().curriculum().stageOf(epoch),
                    rows * NANOS / nanos,
                    tokens * NANOS / nanos,
                    trainedRows(batches, epoch, executor, optimizer));
        }
    }

    /** A first round over the batches compiles their plans, a second one is timed. */
    private static double trainedRows(StagedDataSetIterator batches, int epoch, Executor executor, AdamW optimizer) {
        List<BatchArrays> some = new ArrayList<>();
        try {
            for (int batch = 0; batch < TRAINED_BATCHES; batch++) {
                some.add(new BatchArrays(next(batches, epoch)));
            }
            long start = 0;
            long rows = 0;
            for (int round = 0; round < 2; round++) {
                start = System.nanoTime();
                rows = 0;
                for (BatchArrays batch : some) {
                    Loss loss = executor.accumulate(batch.arrays());
                    optimizer.step(executor, 0, loss.tokens());
                    rows += batch.arrays().getFeatures(Batches.INPUT_IDS).size(0);
                }
            }
            return rows * NANOS / (System.nanoTime() - start);
        } finally {
            some.forEach(BatchArrays::close);
        }
    }

    /** As training reads them, but on the caller's thread. */
    private static StagedDataSetIterator batches(TrainingSettings settings, Prepared prepared) {
        return new StagedDataSetIterator(
                prepared.problems().training(),
                new ProblemEncoder(
                        prepared.tokenizer(settings.staged()),
                        prepared.problems().wording()),
                settings.staged(),
                settings.batches(prepared.problems()).withPrefetch(0));
    }

    /** The next batch, from the beginning again at the end of the epoch. */
    private static MultiDataSet next(StagedDataSetIterator batches, int epoch) {
        if (!batches.hasNext()) {
            batches.start(epoch, 0);
        }
        return batches.next();
    }
}
