package io.github.coconut4j.curriculum.experiment;

import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.internal.BatchArrays;
import io.github.coconut4j.curriculum.method.Method;
import io.github.coconut4j.curriculum.method.StagedMethod;
import io.github.coconut4j.curriculum.rounds.Round;
import io.github.coconut4j.curriculum.settings.EvaluationSettings;
import io.github.coconut4j.curriculum.settings.ExecutionSettings;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.data.ListSource;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.stage.BatchOptions;
import io.github.coconut4j.data.stage.Layout;
import io.github.coconut4j.data.stage.ProblemEncoder;
import io.github.coconut4j.data.stage.StagedDataSetIterator;
import io.github.coconut4j.data.stage.StagedRecord;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.run.ExecutorOptions;
import io.github.coconut4j.model.train.AdamW;
import io.github.coconut4j.model.train.Executor;
import io.github.coconut4j.model.train.Loss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Finds out what each stage of an experiment costs: looks at a sample of its problems and makes a few training steps on it. */
final class ScheduleTrial {
    /** Problems looked at. */
    private static final int SAMPLE = 256;

    /** Most floating-point operations of a trial step; larger steps are tried on fewer rows. */
    private static final double MOST_OPERATIONS = 5e10;

    /** Timed steps: until so many, or so many seconds. */
    private static final int STEPS = 5;

    private static final double SECONDS = 1;

    private final Experiment experiment;
    private final Prepared prepared;
    private final Method method;
    private final StagedMethod staged;
    private final ProblemEncoder encoder;

    private ScheduleTrial(Experiment experiment, Prepared prepared, Method method) {
        this.experiment = experiment;
        this.prepared = prepared;
        this.method = method;
        this.staged = new StagedMethod(method, experiment.curriculum(), experiment.seed());
        this.encoder = new ProblemEncoder(
                prepared.tokenizer(staged), prepared.problems().wording());
    }

    static Schedule of(Experiment experiment, TrainingListener listener) {
        List<Schedule.Stage> stages = new ArrayList<>();
        try (Prepared prepared = Prepared.of(experiment, listener)) {
            long parameters = prepared.model().parameters();
            int rows = experiment.batchSize();
            for (Method method : experiment.methods()) {
                rows = Math.min(rows, new ScheduleTrial(experiment, prepared, method).affordableRows(parameters));
            }
            for (Method method : experiment.methods()) {
                new ScheduleTrial(experiment, prepared, method).stages(rows, stages);
            }
            return of(experiment, stages, prepared.model(), rows);
        }
    }

    static Schedule untimed(Experiment experiment, TrainingListener listener) {
        List<Schedule.Stage> stages = new ArrayList<>();
        try (Prepared prepared = Prepared.withoutModel(experiment, listener)) {
            for (Method method : experiment.methods()) {
                ScheduleTrial trial = new ScheduleTrial(experiment, prepared, method);
                experiment
                        .curriculum()
                        .trainedStages()
                        .forEach(stage -> stages.add(trial.stage(stage, trial.sample(stage), Cost.UNKNOWN)));
            }
            return of(experiment, stages, prepared.model(), 0);
        }
    }

    private static Schedule of(Experiment experiment, List<Schedule.Stage> stages, ModelConfig model, int rows) {
        return new Schedule(
                stages,
                model.parameters(),
                model.trained(),
                TrainingMemory.standing(experiment, model),
                experiment.batchSize(),
                rows);
    }

    /** What a trial found out about a stage. */
    private record Cost(long planBytes, double secondsOfAStep, double secondsOfAnAnswer) {
        private static final Cost UNKNOWN = new Cost(0, 0, 0);
    }

    /** How a stage writes a sample of the problems down. */
    private record Sample(List<Problem> problems, List<Layout> layouts) {}

    private Sample sample(int stage) {
        ProblemSource source = prepared.problems().training();
        int epoch = experiment.curriculum().firstEpoch(stage);
        List<Problem> problems = new ArrayList<>();
        List<Layout> layouts = new ArrayList<>();
        for (int row = 0; row < Math.min(SAMPLE, source.size()); row++) {
            Problem problem = source.problem(epoch, row);
            problems.add(problem);
            layouts.add(staged.layout(problem, epoch, row));
        }
        return new Sample(problems, layouts);
    }

    /** A row costs 6 operations for each parameter and token; at least one row for each stream. */
    private int affordableRows(long parameters) {
        Sample first = sample(0);
        double tokens = first.problems().stream()
                .mapToInt(problem -> encoder.training(problem, Layout.PLAIN).length())
                .average()
                .orElseThrow();
        int streams = experiment.execution().options().streams();
        return (int) Math.max(streams, MOST_OPERATIONS / (6 * parameters * tokens));
    }

    private void stages(int rows, List<Schedule.Stage> stages) {
        ExecutorOptions options = experiment.execution().options();
        try (Model model = prepared.newModel(experiment, staged);
                AdamW optimizer = new AdamW(model, experiment.optimizer().config())) {
            Map<Integer, Long> plans = new TrainingMemory(experiment, prepared, method).plans(model);
            experiment.curriculum().trainedStages().forEach(stage -> {
                Sample sample = sample(stage);
                try (Executor executor = new Executor(model, options, DropoutShares.of(experiment))) {
                    Cost cost = tried(stage, rows, sample, executor, optimizer, plans.get(stage));
                    stages.add(stage(stage, sample, cost));
                }
            });
        }
    }

    private Cost tried(int stage, int rows, Sample sample, Executor executor, AdamW optimizer, long planBytes) {
        double scale = (double) experiment.batchSize() / rows;
        double perStep = scale * secondsOfAStep(stage, rows, executor, optimizer);
        return new Cost(planBytes, perStep, secondsOfAnAnswer(stage, rows, sample, executor.model()));
    }

    private Schedule.Stage stage(int stage, Sample sample, Cost cost) {
        int epochs = experiment.curriculum().epochs().get(stage);
        List<StagedRecord> records = records(sample);
        double places = 0;
        double left = 0;
        for (int i = 0; i < sample.problems().size(); i++) {
            Layout layout = sample.layouts().get(i);
            places += layout.places();
            left += reasoningSteps(sample.problems().get(i), layout);
        }
        int size = records.size();
        int workers = experiment.execution().workers();
        long trainingSteps = epochs * Round.stepsOf(batches(), workers);
        boolean sideBySide = !experiment.execution().engine().equals(ExecutionSettings.LOCAL);
        return new Schedule.Stage(
                method.name(),
                stage,
                epochs,
                places / size,
                left / size,
                records.stream().mapToInt(StagedRecord::length).average().orElseThrow(),
                trainingSteps,
                cost.planBytes(),
                (sideBySide ? trainingSteps : trainingSteps * workers) * cost.secondsOfAStep(),
                cost.secondsOfAnAnswer() * asked(stage, epochs));
    }

    private List<StagedRecord> records(Sample sample) {
        return IntStream.range(0, sample.problems().size())
                .mapToObj(i -> encoder.training(
                        sample.problems().get(i), sample.layouts().get(i)))
                .toList();
    }

    private double reasoningSteps(Problem problem, Layout layout) {
        int removed = layout.removedTokens();
        int left = 0;
        for (String step : problem.steps()
                .subList(
                        Math.min(layout.removedSteps(), problem.steps().size()),
                        problem.steps().size())) {
            int tokens = encoder.tokenizer().encode(step + "\n").length;
            left += removed < tokens ? 1 : 0;
            removed = Math.max(0, removed - tokens);
        }
        return left;
    }

    private long batches() {
        long size = prepared.problems().training().size();
        return (size + experiment.batchSize() - 1) / experiment.batchSize();
    }

    private long asked(int stage, int epochs) {
        EvaluationSettings evaluation = experiment.evaluation();
        long validation = Math.min(
                evaluation.validationProblems(),
                prepared.problems().validation().size());
        long test =
                Math.min(evaluation.testProblems(), prepared.problems().test().size());
        boolean last = stage == experiment.curriculum().finalStage();
        return validation * evaluation.perEpoch() * epochs + (last ? test : 0);
    }

    /** The median of a few steps; the first, in which plans are made, does not count. */
    private double secondsOfAStep(int stage, int rows, Executor executor, AdamW optimizer) {
        int multiple = prepared.problems().lengthMultiple();
        BatchOptions options = BatchOptions.of(rows, experiment.seed())
                .withLengths(multiple, 1)
                .withPrefetch(0);
        List<Double> seconds = new ArrayList<>();
        try (StagedDataSetIterator iterator =
                new StagedDataSetIterator(prepared.problems().training(), encoder, staged, options)) {
            iterator.start(experiment.curriculum().firstEpoch(stage), 0);
            try (BatchArrays batch = new BatchArrays(iterator.next())) {
                for (int i = 0; i <= STEPS && total(seconds) < SECONDS; i++) {
                    long start = System.nanoTime();
                    Loss loss = executor.accumulate(batch.arrays());
                    optimizer.step(executor, experiment.optimizer().lr(), loss.tokens());
                    if (i > 0) {
                        seconds.add((System.nanoTime() - start) / 1e9);
                    }
                }
            }
        }
        double[] sorted =
                seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static double total(List<Double> seconds) {
        return seconds.stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Asks as many problems as a trial step has rows, twice, for answers as long as the problems' own. */
    private double secondsOfAnAnswer(int stage, int rows, Sample sample, Model model) {
        double written = records(sample).stream()
                .mapToInt(record -> record.length() - record.firstLabel())
                .average()
                .orElseThrow();
        int longest = (int) Math.max(1, Math.min(experiment.evaluation().maxNewTokens(), Math.ceil(written)));
        int asked = Math.min(rows, sample.problems().size());
        ProblemSource source = new ListSource("sample", sample.problems().subList(0, asked), "sample");
        double[] seconds = new double[2];
        try (Evaluator evaluator = new Evaluator(
                model,
                experiment.execution().options(),
                encoder,
                rows,
                prepared.problems().lengthMultiple(),
                longest)) {
            IntStream.range(0, seconds.length).forEach(i -> {
                long start = System.nanoTime();
                evaluator.evaluate(source, asked, problem -> staged.answering(problem, stage));
                seconds[i] = (System.nanoTime() - start) / 1e9;
            });
        }
        return Arrays.stream(seconds).min().orElseThrow() / asked;
    }
}
