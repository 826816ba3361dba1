package io.github.coconut4j.curriculum.experiment;

import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.internal.BatchArrays;
import io.github.coconut4j.curriculum.method.Method;
import io.github.coconut4j.curriculum.method.StagedMethod;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.stage.Batches;
import io.github.coconut4j.data.stage.ProblemEncoder;
import io.github.coconut4j.data.stage.StagedRecord;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.run.PlanMemory;
import io.github.coconut4j.model.train.Executor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Memory that a training takes beside the Java heap, asked of its compiled plans before anything runs. */
final class TrainingMemory {
    /** The two moments of the optimizer; every stream has gradients of its own besides. */
    private static final long MOMENTS = 2;

    /** Problems among which the longest of a batch are found. */
    private static final int SAMPLE = 256;

    private final Experiment experiment;
    private final Prepared prepared;
    private final StagedMethod staged;
    private final ProblemEncoder encoder;

    TrainingMemory(Experiment experiment, Prepared prepared, Method method) {
        this.experiment = experiment;
        this.prepared = prepared;
        this.staged = new StagedMethod(method, experiment.curriculum(), experiment.seed());
        this.encoder = new ProblemEncoder(
                prepared.tokenizer(staged), prepared.problems().wording());
    }

    /** Bytes of the method that takes most; methods are trained one after the other. */
    static long bytes(Experiment experiment, TrainingListener listener) {
        try (Prepared prepared = Prepared.of(experiment, listener)) {
            return experiment.methods().stream()
                    .mapToLong(method -> new TrainingMemory(experiment, prepared, method).bytes())
                    .max()
                    .orElseThrow();
        }
    }

    private long bytes() {
        try (Model model = prepared.newModel(experiment, staged)) {
            return standing(experiment, model.config())
                    + Collections.max(plans(model).values());
        }
    }

    /** Weights, and of those that are trained gradients and moments: what is there whatever is trained. */
    static long standing(Experiment experiment, ModelConfig model) {
        long copies = MOMENTS + experiment.execution().options().streams();
        return model.bytes() + Float.BYTES * copies * model.trained();
    }

    /** What the plans take when a stage is trained, by stage: those of training steps, of answers, and those kept from the stages before. */
    SortedMap<Integer, Long> plans(Model model) {
        try (Executor executor = new Executor(model, experiment.execution().options(), DropoutShares.of(experiment));
                Evaluator evaluator = new Evaluator(
                        executor,
                        encoder,
                        experiment.batchSize(),
                        prepared.problems().lengthMultiple(),
                        experiment.evaluation().maxNewTokens())) {
            SortedMap<Integer, Long> plans = new TreeMap<>();
            experiment
                    .curriculum()
                    .trainedStages()
                    .forEach(stage -> plans.put(stage, stage(stage, executor, evaluator)));
            return plans;
        }
    }

    /** Plans of a batch of the longest problems, and of the answers that share the memory with them. */
    private long stage(int stage, Executor executor, Evaluator evaluator) {
        long answers = evaluator
                .prepare(
                        prepared.problems().validation(),
                        experiment.evaluation().validationProblems(),
                        problem -> staged.answering(problem, stage))
                .map(PlanMemory::bytes)
                .orElse(0L);
        try (BatchArrays batch = new BatchArrays(Batches.training(
                longest(stage), encoder.tokenizer().pad(), prepared.problems().lengthMultiple()))) {
            return executor.prepare(batch.arrays()).bytes() + answers;
        }
    }

    private List<StagedRecord> longest(int stage) {
        ProblemSource source = prepared.problems().training();
        int epoch = experiment.curriculum().firstEpoch(stage);
        List<StagedRecord> records = new ArrayList<>();
        for (long row = 0; row < Math.min(SAMPLE, source.size()); row++) {
            Problem problem = source.problem(epoch, row);
            records.add(encoder.training(problem, staged.layout(problem, epoch, row)));
        }
        records.sort(Comparator.comparingInt(StagedRecord::length).reversed());
        int rows = (int) Math.min(experiment.batchSize(), source.size());
        List<StagedRecord> batch = new ArrayList<>(records.subList(0, Math.min(rows, records.size())));
        batch.addAll(Collections.nCopies(rows - batch.size(), records.get(0)));
        return batch;
    }
}
