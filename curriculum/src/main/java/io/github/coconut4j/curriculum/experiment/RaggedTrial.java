package io.github.coconut4j.curriculum.experiment;

import io.github.coconut4j.curriculum.internal.BatchArrays;
import io.github.coconut4j.data.stage.StagedDataSetIterator;
import io.github.coconut4j.model.train.AdamW;
import io.github.coconut4j.model.train.Executor;
import io.github.coconut4j.model.train.Loss;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** The steps that {@link RaggedSpeed} times. The two kinds take turns, so that both meet the same mood of the machine. */
final class RaggedTrial {
    private static final double NANOS = 1e9;

    private final Executor executor;
    private final AdamW optimizer;
    private final StagedDataSetIterator batches;

    private final Tally all = new Tally();
    private final Tally settled = new Tally();
    private final Tally equal = new Tally();
    private int epoch;

    RaggedTrial(Executor executor, AdamW optimizer, StagedDataSetIterator batches) {
        this.executor = executor;
        this.optimizer = optimizer;
        this.batches = batches;
    }

    RaggedSpeed run(int steps, int settledAfter) {
        batches.start(epoch, 0);
        BatchArrays alike = null;
        try {
            for (int step = 0; step < steps; step++) {
                try (BatchArrays batch = new BatchArrays(next())) {
                    Step taken = step(batch.arrays());
                    all.add(taken);
                    if (step >= settledAfter) {
                        settled.add(taken);
                        equal.add(step(alike.arrays()));
                    } else if (step == settledAfter - 1) {
                        alike = new BatchArrays(BatchLengths.alike(batch.arrays(), all.tokens / (double) all.rows));
                        step(alike.arrays()); // its plan is made here
                    }
                }
            }
        } finally {
            if (alike != null) {
                alike.close();
            }
        }
        return new RaggedSpeed(
                steps,
                settledAfter,
                settled.rows / settled.seconds(),
                settled.tokens / settled.seconds(),
                equal.tokens / equal.seconds(),
                all.seconds(),
                all.compiling / NANOS,
                settled.compiling / NANOS / settled.seconds(),
                (all.longest - all.tokens) / (double) all.columns,
                (all.columns - all.longest) / (double) all.columns,
                executor.plans(),
                executor.bytes());
    }

    private MultiDataSet next() {
        if (!batches.hasNext()) {
            batches.start(++epoch, 0);
        }
        return batches.next();
    }

    private Step step(MultiDataSet batch) {
        long start = System.nanoTime();
        executor.prepare(batch);
        long made = System.nanoTime();
        Loss loss = executor.accumulate(batch);
        optimizer.step(executor, 0, loss.tokens());
        return new Step(made - start, System.nanoTime() - made, BatchLengths.of(batch));
    }

    private record Step(long compiling, long running, BatchLengths lengths) {}

    /** Sums over steps: nanoseconds, and what {@link BatchLengths} counts. */
    private static final class Tally {
        private long compiling;
        private long running;
        private long rows;
        private long tokens;
        private long longest;
        private long columns;

        void add(Step step) {
            compiling += step.compiling();
            running += step.running();
            rows += step.lengths().rows();
            tokens += step.lengths().tokens();
            longest += step.lengths().longest();
            columns += step.lengths().columns();
        }

        double seconds() {
            return (compiling + running) / NANOS;
        }
    }
}
