package io.github.coconut4j.curriculum.analysis;

import io.github.coconut4j.curriculum.analysis.adaptive.AdaptiveCurves;
import io.github.coconut4j.curriculum.analysis.adaptive.AdaptivePoint;
import io.github.coconut4j.curriculum.analysis.adaptive.Course;
import io.github.coconut4j.curriculum.analysis.reading.Lens;
import io.github.coconut4j.curriculum.analysis.reading.Readings;
import io.github.coconut4j.curriculum.analysis.reading.SeenState;
import io.github.coconut4j.curriculum.analysis.reading.ThoughtReading;
import io.github.coconut4j.curriculum.analysis.tree.Interrogation;
import io.github.coconut4j.curriculum.analysis.tree.NodeValues;
import io.github.coconut4j.curriculum.analysis.tree.SearchTree;
import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.evaluation.Evaluator.Answer;
import io.github.coconut4j.curriculum.evaluation.Outcome;
import io.github.coconut4j.curriculum.internal.tree.SpokenNodes;
import io.github.coconut4j.curriculum.internal.tree.Superposition;
import io.github.coconut4j.curriculum.internal.tree.VerifiedTrace;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.StagedRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hipparchus.stat.descriptive.rank.Percentile;

/** Everything that is measured on one model. Holds native memory. */
final class ModelView implements AutoCloseable {
    private static final int BATCH = 64;
    private static final int LONGEST_ANSWER = 64;

    private final String name;
    private final TrainedModel model;
    private final GraphProblems problems;
    private final Consumer<String> progress;
    private final Interrogation asked;
    private final Lens lens;
    private final Evaluator evaluator;
    private final int most;

    ModelView(String name, TrainedModel model, GraphProblems problems, Consumer<String> progress) {
        this.name = name;
        this.model = model;
        this.problems = problems;
        this.progress = progress;
        asked = new Interrogation(model);
        lens = new Lens(asked);
        evaluator = model.evaluator(BATCH, LONGEST_ANSWER);
        most = problems.source().problems().stream()
                .mapToInt(asked::lookedAt)
                .max()
                .orElse(0);
    }

    ModelAnalysis analysis(int trees) {
        progress.accept(name + ": answers");
        List<Answer> answers = evaluator.answer(problems.source(), problems.size(), model::layout);
        Evaluation evaluation = evaluator.summary(answers);
        List<List<NodeValues>> values = new ArrayList<>();
        for (int k = 0; k <= most; k++) {
            progress.accept("%s: values after %d of %d".formatted(name, k, most));
            values.add(NodeValues.of(asked, problems.source().problems(), problems.graphs(), k));
        }
        List<List<double[]>> scores = new ArrayList<>();
        List<List<SeenState>> seen = new ArrayList<>();
        problems.graphs().forEach(graph -> seen.add(new ArrayList<>()));
        for (int k = 1; k <= most; k++) {
            progress.accept("%s: thought %d of %d".formatted(name, k, most));
            scores.add(scores(k, seen));
        }
        progress.accept(name + ": reading thoughts");
        Readings readings = Readings.of(seen, lens);
        List<SpokenAfter> spoken = spoken(answers);
        return new ModelAnalysis(
                name,
                model.method(),
                IntStream.range(0, problems.size())
                        .anyMatch(i -> model.layout(problem(i)).thoughts() > 0),
                evaluation,
                IntStream.rangeClosed(1, scores.size())
                        .mapToObj(k -> thought(k, scores.get(k - 1), readings))
                        .toList(),
                IntStream.rangeClosed(0, most)
                        .mapToObj(k -> values(k, values.get(k)))
                        .flatMap(Optional::stream)
                        .toList(),
                Heights.of(problems.graphs(), values),
                spoken.stream().map(after -> after.paths(problems.source())).toList(),
                traced(answers, scores, true),
                traced(answers, scores, false),
                IntStream.range(0, Math.min(trees, problems.size()))
                        .mapToObj(i -> tree(i, answers.get(i), values))
                        .toList(),
                readings,
                adaptive(spoken, seen));
    }

    private Problem problem(int i) {
        return problems.source().problems().get(i);
    }

    private FactGraph graph(int i) {
        return problems.graphs().get(i);
    }

    /**
     * Log-probabilities of each node in the k-th thought: in the state that would be fed back as such.
     *
     * @param seen is given these states, problem by problem
     */
    private List<double[]> scores(int k, List<List<SeenState>> seen) {
        List<StagedRecord> prompts = IntStream.range(0, problems.size())
                .mapToObj(i -> asked.thinking(problem(i), k - 1))
                .toList();
        return asked.behind(prompts, (i, end) -> {
            if (k <= asked.lookedAt(problem(i))) {
                seen.get(i).add(lens.see(end));
            }
            return Superposition.scores(
                    graph(i), SpokenNodes.after(problem(i), graph(i), k, asked.tokenizer()), end.logProbabilities());
        });
    }

    private ThoughtFigures thought(int k, List<double[]> scores, Readings readings) {
        List<Superposition> all = IntStream.range(0, problems.size())
                .mapToObj(i -> Superposition.of(scores.get(i), graph(i).distancesFrom(graph(i).root()), k))
                .toList();
        return new ThoughtFigures(
                k,
                mean(all.stream().mapToDouble(Superposition::auc)),
                mean(all.stream().mapToDouble(Superposition::frontierMass)),
                mean(all.stream().mapToDouble(Superposition::effectiveNodes)),
                mean(all.stream().mapToDouble(Superposition::dominance)),
                mean(read(readings, k).mapToDouble(ThoughtReading::norm)),
                mean(read(readings, k).mapToDouble(ThoughtReading::cosine)));
    }

    private static Stream<ThoughtReading> read(Readings readings, int k) {
        return readings.problems().stream()
                .filter(thoughts -> thoughts.size() >= k)
                .map(thoughts -> thoughts.get(k - 1));
    }

    /** Over the problems that have a node left to name; nothing where there are none, as behind the thoughts of all steps. */
    private Optional<ValueFigures> values(int k, List<NodeValues> values) {
        List<double[]> due = IntStream.range(0, problems.size())
                .mapToObj(i -> frontierValues(i, values.get(i)).sorted().toArray())
                .filter(sorted -> sorted.length > 0)
                .toList();
        if (due.isEmpty()) {
            return Optional.empty();
        }
        double[] frontier = new double[due.size()];
        double[][] top = new double[3][due.size()];
        for (int i = 0; i < due.size(); i++) {
            double[] sorted = due.get(i);
            double sum = 0;
            for (int best = 0; best < 3; best++) {
                sum += best < sorted.length ? sorted[sorted.length - 1 - best] : 0;
                top[best][i] = sum;
            }
            frontier[i] = Arrays.stream(sorted).sum();
        }
        return Optional.of(new ValueFigures(
                k,
                mean(frontier),
                mean(top[0]),
                mean(top[1]),
                mean(top[2]),
                percentile(top[0], 10),
                percentile(top[0], 90)));
    }

    private DoubleStream frontierValues(int i, NodeValues after) {
        int[] distances = graph(i).distancesFrom(graph(i).root());
        return IntStream.range(0, distances.length)
                .filter(node -> distances[node] == after.depth())
                .mapToDouble(node -> after.values()[node]);
    }

    /** Answers after k = 0, 1, ... places. */
    private List<SpokenAfter> spoken(List<Answer> full) {
        List<SpokenAfter> spoken = new ArrayList<>();
        int places = SpokenAfter.usual(model, problems.source(), problems.size());
        for (int k = 0; k < places; k++) {
            progress.accept("%s: words after %d of %d".formatted(name, k, places));
            spoken.add(SpokenAfter.of(model, evaluator, problems.source(), problems.size(), k));
        }
        spoken.add(SpokenAfter.of(model, problems.source(), places, full));
        return spoken;
    }

    /** What stopping early would come to; nothing for a model without places. */
    private List<AdaptivePoint> adaptive(List<SpokenAfter> after, List<List<SeenState>> seen) {
        List<List<Double>> confidences = new ArrayList<>();
        for (int k = 0; k < after.size() - 1; k++) {
            int given = k;
            confidences.add(asked.behind(
                    problems.source().problems().stream()
                            .map(problem -> asked.speaking(problem, given))
                            .toList(),
                    (i, end) ->
                            Math.exp(Arrays.stream(end.logProbabilities()).max().orElseThrow())));
        }
        List<Course> courses = new ArrayList<>();
        for (int i = 0; i < problems.size(); i++) {
            int row = i;
            int places = asked.places(problem(i));
            courses.add(new Course(
                    IntStream.rangeClosed(0, places)
                            .mapToObj(k -> after.get(k).answers().get(row).outcome() == Outcome.RIGHT)
                            .toList(),
                    IntStream.range(0, places)
                            .mapToObj(k -> confidences.get(k).get(row))
                            .toList(),
                    IntStream.range(0, places)
                            .mapToObj(k -> seen.get(row).get(k).state())
                            .toList()));
        }
        return AdaptiveCurves.of(courses);
    }

    /** Of the right (or wrong) answers, the share that a verified trace ends in. */
    private double traced(List<Answer> answers, List<List<double[]>> scores, boolean right) {
        int all = 0;
        int traced = 0;
        for (int i = 0; i < answers.size(); i++) {
            if ((answers.get(i).outcome() == Outcome.RIGHT) == right) {
                int row = i;
                int end = right ? graph(i).target() : graph(i).other();
                List<double[]> thoughts =
                        scores.stream().map(step -> step.get(row)).toList();
                all++;
                traced += VerifiedTrace.find(graph(i), thoughts, end).isPresent() ? 1 : 0;
            }
        }
        return all == 0 ? Double.NaN : (double) traced / all;
    }

    private SearchTree tree(int i, Answer answer, List<List<NodeValues>> values) {
        return SearchTree.of(
                problem(i),
                graph(i),
                answer.answer(),
                answer.outcome() == Outcome.RIGHT,
                values.stream().map(after -> after.get(i)).toList());
    }

    /** Of those that there are. */
    private static double mean(DoubleStream values) {
        return values.filter(Double::isFinite).average().orElse(Double.NaN);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static double percentile(double[] values, double percent) {
        return new Percentile(percent).evaluate(values);
    }

    @Override
    public void close() {
        evaluator.close();
        lens.close();
        asked.close();
    }
}
