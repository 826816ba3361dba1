package io.github.coconut4j.curriculum.internal.training;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.curriculum.method.StagedMethod;
import io.github.coconut4j.curriculum.rounds.Questions;
import io.github.coconut4j.curriculum.rounds.Round;
import io.github.coconut4j.curriculum.rounds.StageMemory;
import io.github.coconut4j.curriculum.rounds.Step;
import io.github.coconut4j.curriculum.rounds.Workers;
import io.github.coconut4j.curriculum.run.Checkpoint;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.run.RunResult;
import io.github.coconut4j.curriculum.settings.Curriculum;
import io.github.coconut4j.curriculum.settings.data.ProblemSets;
import io.github.coconut4j.curriculum.training.RunStopped;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.EncodedExample;
import io.github.coconut4j.data.stage.ProblemEncoder;
import io.github.coconut4j.data.stage.StagedDataSetIterator;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.folder.ModelFolder;
import io.github.coconut4j.model.folder.SameDiffFiles;
import io.github.coconut4j.model.train.AdamW;
import io.github.coconut4j.model.train.Executor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Trains one model through all stages of its curriculum: an evaluation before the first step; per epoch its batches, an
 * evaluation, a checkpoint; in the end the test.
 *
 * <p>What a step does depends on nothing but the weights, the optimizer's moments, (seed, epoch, row) and, for dropout, (seed, step, row), so a run that is
 * stopped at any moment and resumed from its last checkpoint ends with the same weights, bit for bit. Within an epoch a
 * checkpoint is written right after a step, before an evaluation that may be due there. Holds native memory;
 * whoever opens it closes it. The model stays the caller's.
 */
public final class Trainer implements AutoCloseable {
    private final TrainingSettings settings;
    private final ProblemSets problems;
    private final Tokenizer tokenizer;
    private final Model model;
    private final RunFolder folder;
    private final TrainingListener listener;

    private final Executor executor;
    private final AdamW optimizer;
    private final HeldOut heldOut;
    private final StagedDataSetIterator batches;
    private final Steps steps;

    private final TrainingState state = new TrainingState();
    private final CheckpointWriter checkpoints;
    private final RoundSchedule schedule;
    private final StepLog log;
    private int plannedStage = -1;

    /**
     * Makes everything ready; nothing is trained or written yet.
     *
     * @param elsewhere workers of another process, which stay the caller's; empty to train in this one
     */
    public Trainer(
            TrainingSettings settings,
            ProblemSets problems,
            Tokenizer tokenizer,
            Model model,
            RunFolder folder,
            Optional<Workers> elsewhere,
            TrainingListener listener) {
        this.settings = settings;
        this.problems = problems;
        this.tokenizer = tokenizer;
        this.model = model;
        this.folder = folder;
        this.listener = listener;
        ProblemEncoder encoder = new ProblemEncoder(tokenizer, problems.wording());
        executor = new Executor(model, settings.execution(), settings.dropout());
        optimizer = new AdamW(model, settings.optimizer().config());
        heldOut = new HeldOut(settings, problems, encoder, executor);
        batches = new StagedDataSetIterator(problems.training(), encoder, staged(), settings.batches(problems));
        steps = steps(elsewhere);
        checkpoints = new CheckpointWriter(settings, problems, folder, listener, state, this::saveInto);
        schedule = new RoundSchedule(settings, Round.stepsOf(batches.batchesPerEpoch(), workers()), steps.most());
        log = new StepLog(
                method(),
                schedule,
                batches,
                new NonFiniteSteps(settings, problems, folder, listener, state),
                listener,
                state);
    }

    private Steps steps(Optional<Workers> elsewhere) {
        StepMaker maker = new StepMaker(executor, optimizer);
        if (elsewhere.isEmpty() && workers() == 1) {
            return new SingleSteps(settings, maker, batches, heldOut, listener);
        }
        Workers workers = elsewhere.orElseGet(
                () -> new LocalWorkers(RoundWorker.borrowing(settings, problems, maker, batches, heldOut)));
        return new AveragedSteps(settings, workers, optimizer, listener);
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
                method(),
                folder.path(),
                state.step() + 1,
                schedule.totalSteps(),
                settings.batchSize() * workers(),
                model.parameters().count()));
        listener.onExample(example(curriculum));
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
                state.endStage();
            }
            boolean last = next == curriculum.totalEpochs();
            boolean stops = ends && stopsBefore(next);
            if (last || early || stops || next % settings.checkpoints().everyEpochs() == 0) {
                checkpoints.write(next, stage, 0);
            }
            if (stops) {
                throw stopped();
            }
            epoch = next;
            position = 0;
        }
        return finish(curriculum.finalStage());
    }

    private String example(Curriculum curriculum) {
        Problem problem = problems.training().problem(0, 0);
        int epoch = curriculum.firstEpoch(curriculum.finalStage());
        ProblemEncoder encoder = new ProblemEncoder(tokenizer, problems.wording());
        return EncodedExample.of(encoder.training(problem, staged().layout(problem, epoch, 0)), tokenizer);
    }

    private boolean stopsBefore(int epoch) {
        Curriculum curriculum = staged().curriculum();
        return epoch < curriculum.totalEpochs() && listener.stopsBefore(curriculum.stageOf(epoch));
    }

    /** Whether a stage that is not the last has brought nothing better for too long. */
    private boolean endsEarly(int stage) {
        Curriculum curriculum = staged().curriculum();
        return stage < curriculum.finalStage() && state.plateau().longerThan(curriculum.patience());
    }

    private void restore(Checkpoint checkpoint) {
        optimizer.load(checkpoint.optimizer());
        state.restore(checkpoint.state());
        checkpoints.goOnAfter(checkpoint);
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
        long count = schedule.stepsPerEpoch();
        evaluateIfDue(epoch, stage, position);
        if (endsEarly(stage)) {
            return;
        }
        long done = position;
        while (done < count) {
            Round round = schedule.next(epoch, stage, done, state.step() + 1);
            train(round);
            done += round.steps();
            saveIfWanted(epoch, stage, done);
            evaluateIfDue(epoch, stage, done);
            if (endsEarly(stage)) {
                return;
            }
        }
        evaluate(epoch, stage, count);
    }

    private void train(Round round) {
        try {
            if (plannedStage != round.stage()) {
                plan(round);
            }
            if (state.step() == 0) {
                evaluateUntrained(round.epoch(), round.stage());
            }
            state.startRound();
            List<List<Step>> made = steps.make(round);
            double speed = state.endRound(made.stream()
                    .flatMap(List::stream)
                    .mapToLong(Step::examples)
                    .sum());
            log.note(round, made, speed);
        } catch (CancellationException stop) {
            saveBefore(round);
            throw stopped();
        }
    }

    /** Nothing has been done since the last step, which may have been of the stage before. */
    private void saveBefore(Round round) {
        boolean begun = round.position() > 0 || round.epoch() == 0;
        int stage = begun ? round.stage() : staged().curriculum().stageOf(round.epoch() - 1);
        checkpoints.write(round.epoch(), stage, round.position());
    }

    /** Finds out what a stage takes before its first step, so that nothing is refused after an hour. */
    private void plan(Round first) {
        int stage = first.stage();
        StageMemory memory = steps.prepare(first);
        listener.onStagePlanned(new TrainingListener.StagePlanned(method(), stage, memory.step(), memory.answers()));
        plannedStage = stage;
    }

    /** @param done number of steps of the epoch that are made */
    private void evaluateIfDue(int epoch, int stage, long done) {
        if (schedule.isAskedAfter(done)) {
            evaluate(epoch, stage, done);
        }
    }

    private void evaluate(int epoch, int stage, long done) {
        Evaluation evaluation;
        try {
            evaluation = steps.ask(Questions.Part.VALIDATION, stage);
        } catch (CancellationException stop) {
            checkpoints.write(epoch, stage, done);
            throw stopped();
        }
        state.evaluated(evaluation.accuracy());
        listener.onEvaluated(
                new TrainingListener.Evaluated(method(), state.step(), epoch, stage, evaluation, state.seconds()));
    }

    /** Where the curves begin. Nothing is decided by it: not what is best, nor whether a stage brings nothing better. */
    private void evaluateUntrained(int epoch, int stage) {
        Evaluation untrained = steps.ask(Questions.Part.VALIDATION, stage);
        listener.onEvaluated(
                new TrainingListener.Evaluated(method(), state.step(), epoch, stage, untrained, state.seconds()));
    }

    private void saveIfWanted(int epoch, int stage, long done) {
        boolean stop = listener.stopRequested();
        if (checkpoints.isDue() || stop) {
            checkpoints.write(epoch, stage, done);
        }
        if (stop) {
            throw stopped();
        }
    }

    private RunStopped stopped() {
        return new RunStopped(
                folder.path(),
                "Stopped after step %d of %d (%s); saved in %s."
                        .formatted(state.step(), schedule.totalSteps(), method(), checkpoints.last()));
    }

    private void saveInto(Path checkpoint) {
        ModelFolder.save(model, checkpoint);
        tokenizer.save(checkpoint);
        optimizer.save(checkpoint.resolve(Checkpoint.OPTIMIZER));
    }

    private RunResult finish(int stage) {
        Evaluation test;
        try {
            test = steps.ask(Questions.Part.TEST, stage);
        } catch (CancellationException stop) {
            throw stopped();
        }
        SameDiffFiles.writeIfPossible(model, staged().thoughts(stage), folder.sameDiff());
        RunResult result = new RunResult(
                method(),
                test,
                stage,
                state.step(),
                Math.min(
                        state.step() * settings.batchSize() * workers(),
                        problems.training().size() * staged().curriculum().totalEpochs()),
                state.seconds(),
                folder.path().relativize(checkpoints.last()).toString().replace('\\', '/'),
                state.skipped());
        folder.requireThere();
        folder.finish(result);
        listener.onRunFinished(new TrainingListener.RunFinished(folder.path(), result));
        return result;
    }

    private int workers() {
        return settings.averaging().workers();
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
        heldOut.close();
        optimizer.close();
        executor.close();
    }
}
