package io.github.coconut4j.curriculum.training;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.evaluation.BatchArrays;
import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.method.Curriculum;
import io.github.coconut4j.curriculum.method.StagedMethod;
import io.github.coconut4j.curriculum.run.Checkpoint;
import io.github.coconut4j.curriculum.run.CheckpointState;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.run.RunResult;
import io.github.coconut4j.curriculum.spec.AdamWSpec;
import io.github.coconut4j.curriculum.spec.EvaluationSpec;
import io.github.coconut4j.curriculum.spec.ProblemSets;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.stage.BatchOptions;
import io.github.coconut4j.data.stage.ProblemEncoder;
import io.github.coconut4j.data.stage.StagedDataSetIterator;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.model.AdamW;
import io.github.coconut4j.model.AdamWConfig;
import io.github.coconut4j.model.Executor;
import io.github.coconut4j.model.Loss;
import io.github.coconut4j.model.Model;
import io.github.coconut4j.model.Parameters;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Trains one model through all stages of its curriculum: per epoch its batches, an evaluation, a checkpoint; in the end
 * the test.
 *
 * <p>What a step does depends on nothing but the weights, the optimizer's moments and (seed, epoch, row), so a run that is
 * stopped at any moment and resumed from its last checkpoint ends with the same weights, bit for bit. Holds native memory;
 * whoever opens it closes it. The model stays the caller's.
 */
public final class Trainer implements AutoCloseable {
    /** Batches of text are sorted by length over so many, so that the rows of a batch are of similar length. */
    private static final int SORTED_BATCHES = 16;

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
    private long step;
    private double bestAccuracy;
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
        AdamWSpec adamW = settings.optimizer();
        int multiple = problems.lengthMultiple();
        executor = new Executor(model, settings.execution());
        optimizer = new AdamW(
                model,
                new AdamWConfig(adamW.beta1(), adamW.beta2(), adamW.epsilon(), adamW.weightDecay(), adamW.clipNorm()));
        evaluator = new Evaluator(
                model,
                settings.execution(),
                encoder,
                settings.batchSize(),
                multiple,
                settings.evaluation().maxNewTokens());
        batches = new StagedDataSetIterator(
                problems.training(),
                encoder,
                staged(),
                BatchOptions.of(settings.batchSize(), staged().seed())
                        .withLengths(multiple, multiple == 1 ? 1 : SORTED_BATCHES));
    }

    /**
     * Trains to the end.
     *
     * @param from the checkpoint the model was loaded from, if the run is resumed
     * @throws CurriculumException if the loss is no longer a number
     */
    public RunResult train(Optional<Checkpoint> from) {
        Curriculum curriculum = staged().curriculum();
        from.ifPresent(this::goOn);
        listener.onRunStarted(new TrainingListener.RunStarted(
                method(), folder.path(), step + 1, totalSteps(), settings.batchSize(), parameterCount()));
        int firstEpoch = from.map(checkpoint -> checkpoint.state().epoch()).orElse(0);
        for (int epoch = firstEpoch; epoch < curriculum.totalEpochs(); epoch++) {
            int stage = curriculum.stageOf(epoch);
            if (epoch == firstEpoch || epoch == curriculum.firstEpoch(stage)) {
                startStage(epoch, stage);
            }
            Evaluation evaluation = trainEpoch(epoch, stage);
            writeCheckpoint(epoch, stage, evaluation.accuracy());
        }
        return finish(curriculum.finalStage());
    }

    private void goOn(Checkpoint checkpoint) {
        CheckpointState state = checkpoint.state();
        optimizer.load(checkpoint.optimizer());
        clock = new Clock(state.seconds());
        step = state.step();
        bestAccuracy = state.bestAccuracy();
        lastCheckpoint = checkpoint.folder();
    }

    private void startStage(int epoch, int stage) {
        Curriculum curriculum = staged().curriculum();
        if (curriculum.resetsOptimizer() && epoch == curriculum.firstEpoch(stage)) {
            optimizer.reset();
        }
        listener.onStageStarted(new TrainingListener.StageStarted(
                method(), stage, curriculum.finalStage(), curriculum.epochs().get(stage), staged().thoughts(stage)));
    }

    private Evaluation trainEpoch(int epoch, int stage) {
        Curriculum curriculum = staged().curriculum();
        EvaluationSpec evaluation = settings.evaluation();
        listener.onEpochStarted(new TrainingListener.EpochStarted(method(), epoch, curriculum.totalEpochs(), stage));
        batches.start(epoch, 0);
        long steps = batches.batchesPerEpoch();
        long stageSteps = steps * curriculum.epochs().get(stage);
        long before = steps * (epoch - curriculum.firstEpoch(stage));
        for (long i = 0; i < steps; i++) {
            double rate = settings.optimizer().rateAt(before + i, stageSteps, stage == curriculum.finalStage());
            trainStep(epoch, stage, rate);
            boolean due = (i + 1) * evaluation.perEpoch() / steps > i * evaluation.perEpoch() / steps;
            if (due && i + 1 < steps) {
                evaluate(epoch, stage);
            }
        }
        return evaluate(epoch, stage);
    }

    private void trainStep(int epoch, int stage, double rate) {
        clock.startStep();
        try (BatchArrays batch = new BatchArrays(batches.next())) {
            Loss loss = executor.accumulate(batch.arrays());
            requireFinite(loss.sum(), "loss", stage);
            double norm = optimizer.step(executor, rate, loss.tokens());
            requireFinite(norm, "gradient", stage);
            step++;
            double speed = clock.endStep(batch.arrays().getFeatures(0).size(0));
            listener.onStep(new TrainingListener.StepDone(
                    method(), step, totalSteps(), epoch, stage, loss.mean(), rate, norm, speed, clock.seconds()));
        }
    }

    private Evaluation evaluate(int epoch, int stage) {
        Evaluation evaluation = ask(problems.validation(), settings.evaluation().validationProblems(), stage);
        listener.onEvaluated(new TrainingListener.Evaluated(method(), step, epoch, stage, evaluation, clock.seconds()));
        return evaluation;
    }

    private Evaluation ask(ProblemSource source, int limit, int stage) {
        return evaluator.evaluate(source, limit, problem -> staged().answering(problem, stage));
    }

    private void writeCheckpoint(int epoch, int stage, double accuracy) {
        bestAccuracy = Math.max(bestAccuracy, accuracy);
        CheckpointState state = new CheckpointState(
                staged().method(),
                staged().curriculum(),
                epoch + 1,
                stage,
                staged().thoughts(stage),
                step,
                accuracy,
                bestAccuracy,
                staged().seed(),
                clock.seconds(),
                Map.of());
        Checkpoint checkpoint = folder.checkpoints().write(state, this::saveInto);
        folder.checkpoints().prune();
        lastCheckpoint = checkpoint.folder();
        listener.onCheckpoint(new TrainingListener.CheckpointWritten(method(), checkpoint));
    }

    private void saveInto(Path checkpoint) {
        model.save(checkpoint);
        tokenizer.save(checkpoint);
        optimizer.save(checkpoint.resolve(Checkpoint.OPTIMIZER));
    }

    private RunResult finish(int stage) {
        Evaluation test = ask(problems.test(), settings.evaluation().testProblems(), stage);
        model.exportSameDiff(folder.sameDiff(), staged().thoughts(stage));
        RunResult result = new RunResult(
                method(),
                test,
                stage,
                step,
                problems.training().size() * staged().curriculum().totalEpochs(),
                clock.seconds(),
                folder.path().relativize(lastCheckpoint).toString());
        folder.finish(result);
        listener.onRunFinished(new TrainingListener.RunFinished(folder.path(), result));
        return result;
    }

    private void requireFinite(double value, String what, int stage) {
        if (!Double.isFinite(value)) {
            throw new CurriculumException(
                    "The %s became %s at step %d (%s, stage %d). Lower optimizer.lr or set optimizer.clip_norm; the checkpoints in %s are sound."
                            .formatted(what, value, step + 1, method(), stage, folder.path()));
        }
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
