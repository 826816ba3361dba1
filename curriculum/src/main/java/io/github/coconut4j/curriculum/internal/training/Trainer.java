package io.github.coconut4j.curriculum.internal.training;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.internal.BatchArrays;
import io.github.coconut4j.curriculum.method.StagedMethod;
import io.github.coconut4j.curriculum.run.Checkpoint;
import io.github.coconut4j.curriculum.run.CheckpointState;
import io.github.coconut4j.curriculum.run.Plateau;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.run.RunResult;
import io.github.coconut4j.curriculum.settings.Curriculum;
import io.github.coconut4j.curriculum.settings.OnNonFinite;
import io.github.coconut4j.curriculum.settings.data.ProblemSets;
import io.github.coconut4j.curriculum.training.RunStopped;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.stage.ProblemEncoder;
import io.github.coconut4j.data.stage.StagedDataSetIterator;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.Parameters;
import io.github.coconut4j.model.folder.ModelFolder;
import io.github.coconut4j.model.folder.SameDiffFiles;
import io.github.coconut4j.model.run.PlanMemory;
import io.github.coconut4j.model.train.AdamW;
import io.github.coconut4j.model.train.Executor;
import io.github.coconut4j.model.train.Loss;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Trains one model through all stages of its curriculum: per epoch its batches, an evaluation, a checkpoint; in the end
 * the test.
 *
 * <p>What a step does depends on nothing but the weights, the optimizer's moments and (seed, epoch, row), so a run that is
 * stopped at any moment and resumed from its last checkpoint ends with the same weights, bit for bit. Within an epoch a
 * checkpoint is written right after a step, before an evaluation that may be due there. Holds native memory;
 * whoever opens it closes it. The model stays the caller's.
 */
public final class Trainer implements AutoCloseable {
    /** How often is looked whether the folder is still there. */
    private static final double SECONDS_BETWEEN_LOOKS = 5;

    /** So many steps left out in a row are no accident: the weights themselves are no longer finite. */
    private static final int MOST_SKIPPED_IN_A_ROW = 10;

    private final TrainingSettings settings;
    private final ProblemSets problems;
    private final Tokenizer tokenizer;
    private final Model model;
    private final RunFolder folder;
    private final TrainingListener listener;

    private final Executor executor;
    private final AdamW optimizer;
    private final Evaluator evaluator;
    private final StagedDataSetIterator batches;

    private Clock clock = new Clock(0);
    private double lastLooked;
    private double lastSaved;
    private long step;
    private int plannedStage = -1;
    private long skipped;
    private int skippedInARow;
    private double accuracy;
    private double bestAccuracy;
    private Plateau plateau = Plateau.NONE;
    private Path lastCheckpoint;

    /** Makes everything ready; nothing is trained or written yet. */
    public Trainer(
            TrainingSettings settings,
            ProblemSets problems,
            Tokenizer tokenizer,
            Model model,
            RunFolder folder,
            TrainingListener listener) {
        this.settings = settings;
        this.problems = problems;
        this.tokenizer = tokenizer;
        this.model = model;
        this.folder = folder;
        this.listener = listener;
        ProblemEncoder encoder = new ProblemEncoder(tokenizer);
        executor = new Executor(model, settings.execution());
        optimizer = new AdamW(model, settings.optimizer().config());
        evaluator = new Evaluator(
                executor,
                encoder,
                settings.batchSize(),
                problems.lengthMultiple(),
                settings.evaluation().maxNewTokens());
        batches = new StagedDataSetIterator(problems.training(), encoder, staged(), settings.batches(problems));
    }

    /**
     * Trains to the end.
     *
     * @param from the checkpoint the model was loaded from, if the run is resumed
     * @throws CurriculumException if the loss or the gradient is no longer a number
     * @throws RunStopped if the listener asked for it
     */
    public RunResult train(Optional<Checkpoint> from) {
        Curriculum curriculum = staged().curriculum();
        from.ifPresent(this::restore);
        listener.onRunStarted(new TrainingListener.RunStarted(
                method(), folder.path(), step + 1, totalSteps(), settings.batchSize(), parameterCount()));
        int firstEpoch = from.map(checkpoint -> checkpoint.state().epoch()).orElse(0);
        long position = from.map(checkpoint -> checkpoint.state().position()).orElse(0L);
        int epoch = firstEpoch;
        if (from.isPresent() && stopsBefore(epoch)) {
            throw stopped();
        }
        while (epoch < curriculum.totalEpochs()) {
            int stage = curriculum.stageOf(epoch);
            if (epoch == firstEpoch || epoch == curriculum.firstEpoch(stage)) {
                startStage(epoch, stage, position);
            }
            trainEpoch(epoch, stage, position);
            boolean early = endsEarly(stage);
            int next = early ? curriculum.firstEpoch(stage + 1) : epoch + 1;
            boolean ends = early || next == curriculum.firstEpoch(stage + 1);
            if (ends) {
                plateau = Plateau.NONE;
            }
            boolean last = next == curriculum.totalEpochs();
            boolean stops = ends && stopsBefore(next);
            if (last || early || stops || next % settings.checkpoints().everyEpochs() == 0) {
                writeCheckpoint(next, stage, 0);
            }
            if (stops) {
                throw stopped();
            }
            epoch = next;
            position = 0;
        }
        return finish(curriculum.finalStage());
    }

    private boolean stopsBefore(int epoch) {
        Curriculum curriculum = staged().curriculum();
        return epoch < curriculum.totalEpochs() && listener.stopsBefore(curriculum.stageOf(epoch));
    }

    /** Whether a stage that is not the last has brought nothing better for too long. */
    private boolean endsEarly(int stage) {
        Curriculum curriculum = staged().curriculum();
        return stage < curriculum.finalStage() && plateau.longerThan(curriculum.patience());
    }

    private void restore(Checkpoint checkpoint) {
        CheckpointState state = checkpoint.state();
        optimizer.load(checkpoint.optimizer());
        clock = new Clock(state.seconds());
        lastSaved = state.seconds();
        step = state.step();
        skipped = state.skipped();
        accuracy = state.accuracy();
        bestAccuracy = state.bestAccuracy();
        plateau = state.plateau();
        lastCheckpoint = checkpoint.folder();
        folder.checkpoints().prune(settings.checkpoints().keep());
    }

    private void startStage(int epoch, int stage, long position) {
        Curriculum curriculum = staged().curriculum();
        if (curriculum.resetsOptimizer() && epoch == curriculum.firstEpoch(stage) && position == 0) {
            optimizer.reset();
        }
        listener.onStageStarted(new TrainingListener.StageStarted(
                method(), stage, curriculum.finalStage(), curriculum.epochs().get(stage), staged().thoughts(stage)));
    }

    /** @param position number of steps of the epoch that have been made already */
    private void trainEpoch(int epoch, int stage, long position) {
        Curriculum curriculum = staged().curriculum();
        listener.onEpochStarted(new TrainingListener.EpochStarted(method(), epoch, curriculum.totalEpochs(), stage));
        batches.start(epoch, position);
        long steps = batches.batchesPerEpoch();
        long stageSteps = steps * curriculum.epochs().get(stage);
        long before = steps * (epoch - curriculum.firstEpoch(stage));
        evaluateIfDue(epoch, stage, position, steps);
        if (endsEarly(stage)) {
            return;
        }
        for (long done = position; done < steps; done++) {
            double behind = (double) (steps * epoch + done) / totalSteps();
            double rate =
                    settings.optimizer().rateAt(before + done, stageSteps, stage == curriculum.finalStage(), behind);
            trainStep(epoch, stage, done, rate);
            saveIfWanted(epoch, stage, done + 1);
            evaluateIfDue(epoch, stage, done + 1, steps);
            if (endsEarly(stage)) {
                return;
            }
        }
        evaluate(epoch, stage, steps);
    }

    private void trainStep(int epoch, int stage, long batchNumber, double rate) {
        clock.startStep();
        step++;
        try (BatchArrays batch = new BatchArrays(batches.next())) {
            if (plannedStage != stage) {
                plan(stage, batch);
            }
            Loss loss = executor.accumulate(batch.arrays());
            if (!Double.isFinite(loss.sum())) {
                optimizer.discard(executor);
                skip("loss", loss.mean(), epoch, stage, batchNumber);
                return;
            }
            double norm = optimizer.step(executor, rate, loss.tokens());
            if (!Double.isFinite(norm)) {
                skip("gradient", norm, epoch, stage, batchNumber);
                return;
            }
            skippedInARow = 0;
            double speed = clock.endStep(batch.arrays().getFeatures(0).size(0));
            listener.onStep(new TrainingListener.StepDone(
                    method(), step, totalSteps(), epoch, stage, loss.mean(), rate, norm, speed, clock.seconds()));
        }
    }

    /** Finds out what a stage takes before its first step, so that nothing is refused after an hour. */
    private void plan(int stage, BatchArrays batch) {
        Optional<PlanMemory> answers = evaluator.prepare(
                problems.validation(), settings.evaluation().validationProblems(), problem -> staged().answering(
                                problem, stage));
        PlanMemory step = executor.prepare(batch.arrays());
        listener.onStagePlanned(new TrainingListener.StagePlanned(method(), stage, step, answers));
        plannedStage = stage;
    }

    /** Saves a batch that gave no finite numbers, and ends the run unless such batches are to be skipped. */
    private void skip(String what, double value, int epoch, int stage, long batchNumber) {
        List<NonFiniteBatch.Row> rows = Arrays.stream(batches.rows(batchNumber))
                .mapToObj(row -> new NonFiniteBatch.Row(row, problems.training().problem(epoch, row)))
                .toList();
        Path file = folder.nonFiniteBatch(step);
        new NonFiniteBatch(method(), step, epoch, stage, batchNumber, what, Double.toString(value), rows).write(file);
        skipped++;
        skippedInARow++;
        if (settings.onNonFinite() == OnNonFinite.SKIP && skippedInARow < MOST_SKIPPED_IN_A_ROW) {
            listener.onStepSkipped(new TrainingListener.StepSkipped(method(), step, epoch, stage, what, skipped, file));
            return;
        }
        String lead = settings.onNonFinite() == OnNonFinite.SKIP
                ? skippedInARow + " steps in a row had no finite numbers; at the last, step"
                : "At step";
        throw new CurriculumException(
                "%s %d (%s, stage %d), the %s became %s. Its batch is saved in %s. Lower optimizer.lr or set optimizer.clip_norm%s."
                        .formatted(
                                lead,
                                step,
                                method(),
                                stage,
                                what,
                                value,
                                file,
                                settings.onNonFinite() == OnNonFinite.SKIP
                                        ? ""
                                        : "; on_non_finite: skip leaves such batches out"));
    }

    /** @param done number of steps of the epoch that are made; at its end the problems are asked in any case */
    private void evaluateIfDue(int epoch, int stage, long done, long steps) {
        int times = settings.evaluation().perEpoch();
        boolean due = done > 0 && done < steps && done * times / steps > (done - 1) * times / steps;
        if (due) {
            evaluate(epoch, stage, done);
        }
    }

    private void evaluate(int epoch, int stage, long done) {
        Evaluation evaluation;
        try {
            evaluation = ask(problems.validation(), settings.evaluation().validationProblems(), stage);
        } catch (CancellationException stop) {
            writeCheckpoint(epoch, stage, done);
            throw stopped();
        }
        accuracy = evaluation.accuracy();
        bestAccuracy = Math.max(bestAccuracy, accuracy);
        plateau = plateau.then(accuracy);
        listener.onEvaluated(new TrainingListener.Evaluated(method(), step, epoch, stage, evaluation, clock.seconds()));
    }

    private Evaluation ask(ProblemSource source, int limit, int stage) {
        return evaluator.evaluate(
                source, limit, problem -> staged().answering(problem, stage), listener::stopRequested);
    }

    private void saveIfWanted(int epoch, int stage, long done) {
        boolean stop = listener.stopRequested();
        double seconds = 60 * settings.checkpoints().everyMinutes();
        if (clock.seconds() - lastLooked >= SECONDS_BETWEEN_LOOKS) {
            folder.requireThere();
            lastLooked = clock.seconds();
        }
        if (stop || (seconds > 0 && clock.seconds() - lastSaved >= seconds)) {
            writeCheckpoint(epoch, stage, done);
        }
        if (stop) {
            throw stopped();
        }
    }

    private RunStopped stopped() {
        return new RunStopped(
                folder.path(),
                "Stopped after step %d of %d (%s); saved in %s."
                        .formatted(step, totalSteps(), method(), lastCheckpoint));
    }

    /**
     * @param epochs number of finished epochs
     * @param position number of finished steps of the epoch under way
     */
    private void writeCheckpoint(int epochs, int stage, long position) {
        CheckpointState state = new CheckpointState(
                staged().method(),
                staged().curriculum(),
                epochs,
                position,
                stage,
                staged().thoughts(stage),
                step,
                skipped,
                accuracy,
                bestAccuracy,
                plateau,
                staged().seed(),
                clock.seconds(),
                problems.fingerprints(),
                Map.of());
        listener.onCheckpointDue();
        folder.requireThere();
        Checkpoint checkpoint = folder.checkpoints().write(state, this::saveInto);
        folder.checkpoints().prune(settings.checkpoints().keep());
        lastCheckpoint = checkpoint.folder();
        lastSaved = clock.seconds();
        listener.onCheckpoint(new TrainingListener.CheckpointWritten(method(), checkpoint));
    }

    private void saveInto(Path checkpoint) {
        ModelFolder.save(model, checkpoint);
        tokenizer.save(checkpoint);
        optimizer.save(checkpoint.resolve(Checkpoint.OPTIMIZER));
    }

    private RunResult finish(int stage) {
        Evaluation test;
        try {
            test = ask(problems.test(), settings.evaluation().testProblems(), stage);
        } catch (CancellationException stop) {
            throw stopped();
        }
        SameDiffFiles.write(model, staged().thoughts(stage), folder.sameDiff());
        RunResult result = new RunResult(
                method(),
                test,
                stage,
                step,
                Math.min(
                        step * settings.batchSize(),
                        problems.training().size() * staged().curriculum().totalEpochs()),
                clock.seconds(),
                folder.path().relativize(lastCheckpoint).toString(),
                skipped);
        folder.requireThere();
        folder.finish(result);
        listener.onRunFinished(new TrainingListener.RunFinished(folder.path(), result));
        return result;
    }

    private long parameterCount() {
        Parameters parameters = model.parameters();
        return parameters.names().stream()
                .mapToLong(name -> parameters.get(name).length())
                .sum();
    }

    private long totalSteps() {
        return batches.batchesPerEpoch() * staged().curriculum().totalEpochs();
    }

    private StagedMethod staged() {
        return settings.staged();
    }

    private String method() {
        return staged().method().name();
    }

    @Override
    public void close() {
        batches.close();
        evaluator.close();
        optimizer.close();
        executor.close();
    }
}
