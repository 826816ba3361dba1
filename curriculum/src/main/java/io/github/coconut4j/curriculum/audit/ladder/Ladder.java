package io.github.coconut4j.curriculum.audit.ladder;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.audit.AnswerCounts;
import io.github.coconut4j.curriculum.audit.FinishedWork;
import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.evaluation.Outcome;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.method.Coconut;
import io.github.coconut4j.curriculum.method.LatentMethod;
import io.github.coconut4j.curriculum.method.Method;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.curriculum.settings.data.ProblemSets;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.data.ProblemSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The ladder of an experiment: every {@link Rung} is trained on the same problems, from the same initial weights, for as many training steps, with several seeds; then all are
 * asked the same test problems. What has been trained or asked before is taken as it is, so that a climb that was stopped goes on.
 */
public final class Ladder {
    private static final int BATCH = 64;
    private static final TwoWayBootstrap BOOTSTRAP = new TwoWayBootstrap(0, 4000);

    private final Experiment experiment;
    private final Coconut coconut;
    private final List<Long> seeds;

    private Ladder(Experiment experiment, Coconut coconut, List<Long> seeds) {
        this.experiment = experiment;
        this.coconut = coconut;
        this.seeds = seeds;
    }

    /** Answers of one model to the test problems, in their order. */
    private record Answers(List<Outcome> outcomes, boolean twoOptions) {
        static Answers of(List<Evaluator.Answer> answers) {
            return new Answers(
                    answers.stream().map(Evaluator.Answer::outcome).toList(),
                    !answers.isEmpty() && answers.stream().allMatch(Evaluator.Answer::twoOptions));
        }

        double[] right() {
            return outcomes.stream()
                    .mapToDouble(outcome -> outcome == Outcome.RIGHT ? 1 : 0)
                    .toArray();
        }

        AnswerCounts counts() {
            return new AnswerCounts(
                    Collections.frequency(outcomes, Outcome.RIGHT),
                    Collections.frequency(outcomes, Outcome.OTHER_OPTION),
                    Collections.frequency(outcomes, Outcome.NO_ANSWER));
        }
    }

    /**
     * The ladder below an experiment's Coconut.
     *
     * @param experiment of which Coconut, curriculum and data are taken
     * @param seeds one or more, each once
     * @return the ladder, nothing trained yet
     * @throws CurriculumException if the experiment trains no method with thoughts, its rungs would not be trained alike, or there are no seeds
     */
    public static Ladder of(Experiment experiment, List<Long> seeds) {
        Coconut coconut = experiment.methods().stream()
                .flatMap(method ->
                        method instanceof LatentMethod<?> latent ? Stream.of(latent.coconut()) : Stream.empty())
                .findFirst()
                .orElseThrow(() -> new CurriculumException("The ladder ends with coconut, but the methods of "
                        + experiment.name() + " have no thoughts; name coconut among them."));
        if (experiment.curriculum().stages() == 0) {
            throw new CurriculumException("The ladder needs thoughts, but curriculum.stages is 0.");
        }
        if (experiment.curriculum().patience() > 0) {
            throw new CurriculumException(
                    "The rungs of a ladder must be trained alike, but with curriculum.patience stages end when they"
                            + " like; set it to 0.");
        }
        if (seeds.isEmpty() || seeds.stream().distinct().count() < seeds.size()) {
            throw new CurriculumException("The ladder needs seeds, each once, not " + seeds + ".");
        }
        return new Ladder(experiment, coconut, List.copyOf(seeds));
    }

    /** {@return how many models that is} */
    public int models() {
        return seeds.size() * Rung.values().length;
    }

    /**
     * Trains what is missing, and asks all.
     *
     * @param folder for a folder of runs for each seed, {@code seed-0} and so on
     * @param listeners are told of every step
     * @return accuracies and gains
     * @throws CurriculumException if a folder holds runs of another experiment
     * @throws io.github.coconut4j.curriculum.training.RunStopped if a listener asks for a stop; climbing again goes on
     */
    public LadderReport climb(Path folder, TrainingListener... listeners) {
        List<Map<Rung, Answers>> answers = new ArrayList<>();
        for (long seed : seeds) {
            Path runs = folder.resolve("seed-" + seed);
            Experiment trained = experiment.seed(seed).methods(methods());
            if (new RunFolder(runs).exists()) {
                trained.resumed(runs, listeners);
            } else {
                trained.train(runs, listeners);
            }
            answers.add(ask(trained, runs, new FinishedWork(folder.resolve("answers"))));
        }
        return report(answers);
    }

    private Method[] methods() {
        return Stream.of(Rung.values()).map(rung -> rung.method(coconut)).toArray(Method[]::new);
    }

    private Map<Rung, Answers> ask(Experiment trained, Path runs, FinishedWork finished) {
        Map<Rung, Answers> answers = new EnumMap<>(Rung.class);
        try (ProblemSets problems = trained.data().open(trained.seed(), trained.evaluation())) {
            for (Rung rung : Rung.values()) {
                Path run = runs.resolve(rung.method(coconut).name());
                answers.put(rung, ask(trained, run, problems.test(), finished));
            }
        }
        return answers;
    }

    private static Answers ask(Experiment trained, Path run, ProblemSource test, FinishedWork finished) {
        int limit = trained.evaluation().testProblems();
        int words = trained.evaluation().maxNewTokens();
        try (TrainedModel model = TrainedModel.open(run)) {
            Map<String, String> from = new TreeMap<>(model.fingerprints());
            from.put("problems", limit + " of " + test.fingerprint());
            from.put("max_new_tokens", String.valueOf(words));
            String name = "seed %d %s"
                    .formatted(trained.seed(), model.state().method().name());
            return finished.of(name, from, Answers.class, () -> {
                try (Evaluator evaluator = model.evaluator(BATCH, words)) {
                    return Answers.of(evaluator.answer(test, limit, model::layout));
                }
            });
        }
    }

    private LadderReport report(List<Map<Rung, Answers>> answers) {
        List<RungResult> rungs = new ArrayList<>();
        List<RungGain> gains = new ArrayList<>();
        Rung before = null;
        for (Rung rung : Rung.values()) {
            double[][] right = right(answers, rung);
            rungs.add(new RungResult(
                    rung,
                    rung.method(coconut).name(),
                    answers.stream().map(seed -> seed.get(rung).counts()).toList(),
                    mean(right),
                    BOOTSTRAP.interval(right)));
            if (before != null) {
                gains.add(gain(answers, before, rung));
            }
            before = rung;
        }
        boolean twoOptions = answers.get(0).values().stream().allMatch(Answers::twoOptions);
        return new LadderReport(
                experiment.name(),
                seeds,
                answers.get(0).get(Rung.FULL).outcomes().size(),
                twoOptions ? OptionalDouble.of(0.5) : OptionalDouble.empty(),
                rungs,
                gains);
    }

    private static RungGain gain(List<Map<Rung, Answers>> answers, Rung from, Rung to) {
        double[][] gained = right(answers, to);
        double[][] before = right(answers, from);
        for (int seed = 0; seed < gained.length; seed++) {
            for (int problem = 0; problem < gained[seed].length; problem++) {
                gained[seed][problem] -= before[seed][problem];
            }
        }
        List<Double> seeds = Stream.of(gained)
                .map(problems -> mean(new double[][] {problems}))
                .toList();
        return new RungGain(from, to, seeds, mean(gained), BOOTSTRAP.interval(gained));
    }

    /** 1 where a problem was answered rightly, by seed and problem. */
    private static double[][] right(List<Map<Rung, Answers>> answers, Rung rung) {
        return answers.stream().map(seed -> seed.get(rung).right()).toArray(double[][]::new);
    }

    private static double mean(double[][] values) {
        return Stream.of(values).flatMapToDouble(Arrays::stream).average().orElse(0);
    }
}
