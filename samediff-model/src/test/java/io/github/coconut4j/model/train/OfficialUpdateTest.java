package io.github.coconut4j.model.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.coconut4j.model.Fixture;
import io.github.coconut4j.model.PlainGpt2;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.Parameters;
import io.github.coconut4j.model.run.ExecutorOptions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * The first update of a training beside the official code's. Its gradients are in the fixtures; AdamW's first update is a function of weight and gradient alone, w (1 - rate
 * decay) - rate g / (|g| + epsilon), computed here in doubles from the official numbers. The loss after it is that of a model without any graph, with those weights.
 * Later updates of the official code are recorded nowhere, so nothing is said of them here.
 */
class OfficialUpdateTest {
    /** As in the official code: {@code optim.AdamW(model.parameters(), lr=1e-4, weight_decay=0.01)}. */
    private static final double RATE = 1e-4;

    private static final double DECAY = 0.01;
    private static final double EPSILON = 1e-8;

    /** The largest difference of a gradient from the official one, in parts of the parameter's largest. */
    private static final double GRADIENT_ERROR = 1e-5;

    private static final double ROUNDING = Math.ulp(1f);

    static Stream<String> all() {
        return Stream.concat(Fixture.NAMES.stream(), Fixture.LLAMA_NAMES.stream());
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyWeightIsWhereTheOfficialGradientTakesIt(String name) {
        Fixture fixture = Fixture.of(name);
        try (Model before = fixture.model();
                Model model = fixture.model()) {
            losses(model, fixture.batch());

            long sharp = 0;
            long weights = 0;
            for (String parameter : model.parameters().names()) {
                double[] old = doubles(before.parameters().get(parameter));
                double[] now = doubles(model.parameters().get(parameter));
                double[] gradient = doubles(fixture.gradient(parameter));
                double error = GRADIENT_ERROR
                        * Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
                for (int i = 0; i < old.length; i++) {
                    double update = (now[i] - old[i] * (1 - RATE * DECAY)) / RATE;
                    double slack = slack(gradient[i], error) + 2 * ROUNDING * Math.abs(old[i]) / RATE;
                    assertThat(update).as("%s %d", parameter, i).isCloseTo(step(gradient[i]), within(slack));
                    sharp += slack < 0.01 ? 1 : 0;
                }
                weights += old.length;
            }
            assertThat(sharp).as("weights the gradient decides to a percent").isGreaterThan(weights * 9 / 10);
        }
    }

    @ParameterizedTest
    @FieldSource("io.github.coconut4j.model.Fixture#NAMES")
    void theLossAfterItIsThatOfTheWeightsTheOfficialGradientLeadsTo(String name) {
        Fixture fixture = Fixture.of(name);
        try (Model before = fixture.model();
                Model model = fixture.model();
                Parameters official = updated(before, fixture)) {
            double[] losses = losses(model, fixture.batch());
            double expected = loss(new PlainGpt2(model.config(), official), fixture);

            assertThat(losses[1]).isCloseTo(expected, within(1e-6 * expected));
            assertThat(losses[0] - losses[1])
                    .isCloseTo(fixture.loss() - expected, within(1e-2 * Math.abs(fixture.loss() - expected)));
        }
    }

    /** Before the update and after it. */
    private static double[] losses(Model model, MultiDataSet batch) {
        try (Executor executor = new Executor(model, ExecutorOptions.defaults().withStreams(2));
                AdamW adam =
                        new AdamW(model, new AdamWConfig(0.9, 0.999, EPSILON, DECAY, AdamWConfig.Decayed.ALL, 0))) {
            Loss first = executor.accumulate(batch);
            adam.step(executor, RATE, first.tokens());
            return new double[] {first.mean(), executor.accumulate(batch).mean()};
        }
    }

    private static double step(double gradient) {
        return -gradient / (Math.abs(gradient) + EPSILON);
    }

    /** How far the update moves at most when the gradient does by an error; where it is zero but for rounding, as of the keys' bias, by the whole of it. */
    private static double slack(double gradient, double error) {
        double nearest = Math.max(0, Math.abs(gradient) - error) + EPSILON;
        return Math.min(2, EPSILON * error / (nearest * nearest)) + 1e-5;
    }

    private static Parameters updated(Model before, Fixture fixture) {
        Map<String, long[]> shapes = new HashMap<>();
        before.parameters()
                .names()
                .forEach(name -> shapes.put(name, before.parameters().get(name).shape()));
        Parameters official = Parameters.zeros(shapes, DataType.DOUBLE);
        for (String name : official.names()) {
            double[] old = doubles(before.parameters().get(name));
            double[] gradient = doubles(fixture.gradient(name));
            INDArray array = official.get(name).reshape(old.length);
            for (int i = 0; i < old.length; i++) {
                array.putScalar(i, old[i] * (1 - RATE * DECAY) + RATE * step(gradient[i]));
            }
        }
        return official;
    }

    /** Mean over the labelled tokens of all rows, each without its padding. */
    private static double loss(PlainGpt2 plain, Fixture fixture) {
        MultiDataSet batch = fixture.batch();
        double sum = 0;
        int tokens = 0;
        for (int row = 0; row < batch.getFeatures(0).rows(); row++) {
            int[] mask = batch.getFeatures(1).getRow(row).toIntVector();
            int[] kept = IntStream.range(0, mask.length)
                    .filter(column -> mask[column] == 1)
                    .toArray();
            int[] ids = pick(batch.getFeatures(0).getRow(row).toIntVector(), kept);
            int[] labels = pick(batch.getLabels(0).getRow(row).toIntVector(), kept);
            double[] logits = plain.logits(ids, plain.thoughts(ids));
            int vocabulary = logits.length / ids.length;
            for (int column = 1; column < ids.length; column++) {
                if (labels[column] >= 0) {
                    int from = (column - 1) * vocabulary;
                    double[] scores = Arrays.copyOfRange(logits, from, from + vocabulary);
                    double most = Arrays.stream(scores).max().orElseThrow();
                    double all = Arrays.stream(scores)
                            .map(score -> Math.exp(score - most))
                            .sum();
                    sum += most + Math.log(all) - scores[labels[column]];
                    tokens++;
                }
            }
        }
        return sum / tokens;
    }

    private static int[] pick(int[] values, int[] columns) {
        return Arrays.stream(columns).map(column -> values[column]).toArray();
    }

    private static double[] doubles(INDArray array) {
        return array.dup('c').reshape(array.length()).toDoubleVector();
    }
}
