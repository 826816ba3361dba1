package io.github.coconut4j.curriculum.internal.training;

import io.github.coconut4j.curriculum.evaluation.Judged;
import io.github.coconut4j.curriculum.internal.BatchArrays;
import io.github.coconut4j.curriculum.rounds.Questions;
import io.github.coconut4j.curriculum.rounds.Round;
import io.github.coconut4j.curriculum.rounds.StageMemory;
import io.github.coconut4j.curriculum.rounds.Step;
import io.github.coconut4j.curriculum.rounds.Worker;
import io.github.coconut4j.curriculum.rounds.WorkerRound;
import io.github.coconut4j.curriculum.settings.OnNonFinite;
import io.github.coconut4j.curriculum.settings.data.ProblemSets;
import io.github.coconut4j.data.stage.ProblemEncoder;
import io.github.coconut4j.data.stage.StagedDataSetIterator;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.run.PlanMemory;
import io.github.coconut4j.model.train.AdamW;
import io.github.coconut4j.model.train.Executor;
import io.github.coconut4j.model.train.TrainedState;
import io.github.coconut4j.model.train.TrainedWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** A worker that computes with a model of its own, or with that of a training which has nothing else to do meanwhile. */
public final class RoundWorker implements Worker {
    private final TrainingSettings settings;
    private final Map<String, String> data;
    private final StepMaker maker;
    private final StagedDataSetIterator batches;
    private final HeldOut heldOut;
    private final List<AutoCloseable> own;

    private RoundWorker(
            TrainingSettings settings,
            Map<String, String> data,
            StepMaker maker,
            StagedDataSetIterator batches,
            HeldOut heldOut,
            List<AutoCloseable> own) {
        this.settings = settings;
        this.data = data;
        this.maker = maker;
        this.batches = batches;
        this.heldOut = heldOut;
        this.own = own;
    }

    /** A worker with executor, optimizer, batches and problems of others, which it leaves open. */
    static RoundWorker borrowing(
            TrainingSettings settings,
            ProblemSets problems,
            StepMaker maker,
            StagedDataSetIterator batches,
            HeldOut heldOut) {
        return new RoundWorker(settings, problems.fingerprints(), maker, batches, heldOut, List.of());
    }

    /** A worker with executor, optimizer and batches of its own; data and model stay the caller's. */
    public static RoundWorker of(TrainingSettings settings, ProblemSets problems, Tokenizer tokenizer, Model model) {
        Executor executor = new Executor(model, settings.execution(), settings.dropout());
        AdamW optimizer = new AdamW(model, settings.optimizer().config());
        ProblemEncoder encoder = new ProblemEncoder(tokenizer, problems.wording());
        StagedDataSetIterator batches =
                new StagedDataSetIterator(problems.training(), encoder, settings.staged(), settings.batches(problems));
        HeldOut heldOut = new HeldOut(settings, problems, encoder, executor);
        return new RoundWorker(
                settings,
                problems.fingerprints(),
                new StepMaker(executor, optimizer),
                batches,
                heldOut,
                List.of(batches, heldOut, optimizer, executor));
    }

    @Override
    public Map<String, String> data() {
        return data;
    }

    @Override
    public StageMemory prepare(Round round, int worker) {
        PlanMemory answers = heldOut.prepare(round.stage()).orElse(null);
        start(round, worker);
        if (!batches.hasNext()) { // an epoch of fewer batches than workers
            start(round, 0);
        }
        try (BatchArrays batch = new BatchArrays(batches.next())) {
            return new StageMemory(maker.executor().prepare(batch.arrays()), answers);
        }
    }

    @Override
    public WorkerRound train(Round round, int worker, TrainedState before, BooleanSupplier stop) {
        long begin = System.nanoTime();
        maker.optimizer().load(before);
        start(round, worker);
        List<Step> steps = new ArrayList<>();
        boolean goesOn = true;
        while (goesOn && batches.hasNext()) {
            if (stop.getAsBoolean()) {
                throw new CancellationException("asked to stop");
            }
            int local = steps.size();
            try (BatchArrays batch = new BatchArrays(batches.next())) {
                Step step = maker.make(
                        batch.arrays(), round.rates().get(local), settings.noise(round.stepOfAll(worker, local)));
                steps.add(step);
                goesOn = step.isMade() || settings.onNonFinite() == OnNonFinite.SKIP;
            }
        }
        TrainedState after = maker.optimizer().state();
        return new WorkerRound(steps, after, (System.nanoTime() - begin) / 1e9);
    }

    @Override
    public List<Judged> ask(Questions questions, int worker, TrainedWeights weights, BooleanSupplier stop) {
        weights.into(maker.executor().model());
        return heldOut.ask(questions, worker, stop);
    }

    private void start(Round round, int worker) {
        long count = batches.batchesPerEpoch();
        batches.start(round.epoch(), round.firstBatch(worker, count), round.endOfBatches(worker, count));
    }

    @Override
    public void close() {
        for (AutoCloseable part : own) {
            try {
                part.close();
            } catch (Exception impossible) { // none of them declares one
                throw new IllegalStateException(impossible);
            }
        }
    }
}
