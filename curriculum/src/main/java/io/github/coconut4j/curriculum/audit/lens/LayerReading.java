package io.github.coconut4j.curriculum.audit.lens;

import io.github.coconut4j.curriculum.audit.exhibit.Bars;
import io.github.coconut4j.curriculum.audit.exhibit.Column;
import io.github.coconut4j.curriculum.audit.exhibit.Exhibit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How much of what the model says in the columns of thoughts can be read below a layer (experiment E12): mean Kullback-Leibler divergence of what is read from what the model says,
 * in nats, on a fifth of the problems that no lens has learnt from.
 *
 * @param layer from 0; the number of layers stands for what is above the last
 * @param logit read by the LM head from the states themselves, the logit lens
 * @param tuned read through an affine map that was learnt for it
 * @param constant of what the model says on average: what is left without any look at the states
 * @param sameWord share in which the likeliest word through the tuned lens is the model's
 */
public record LayerReading(int layer, double logit, double tuned, double constant, double sameWord) {
    /** Every so-manieth problem is kept from learning. */
    private static final int HELD_BACK = 5;

    /**
     * {@return what is read below every layer}
     *
     * @param states {@code [layers + 1][K][N][D]}, N at least two
     * @param head of the language model {@code [V, D]}
     */
    public static List<LayerReading> of(List<List<double[][]>> states, INDArray head) {
        List<LayerReading> readings = new ArrayList<>();
        IntPredicate held = problem -> problem % HELD_BACK == 0;
        List<double[][]> top = states.get(states.size() - 1);
        try (INDArray words = head.castTo(DataType.DOUBLE);
                INDArray learntTop = rows(top, held.negate());
                INDArray heldTop = rows(top, held);
                INDArray learntSaid = TunedLens.said(learntTop, words);
                INDArray heldSaid = TunedLens.said(heldTop, words);
                INDArray mean = learntSaid.mean(0)) {
            double constant =
                    divergence(heldSaid, mean.reshape(1, mean.length()).broadcast(heldSaid.shape()));
            for (int layer = 0; layer < states.size(); layer++) {
                try (INDArray learnt = rows(states.get(layer), held.negate());
                        INDArray tested = rows(states.get(layer), held);
                        TunedLens logit = TunedLens.logit(learnt.size(1));
                        TunedLens tuned = TunedLens.learn(learnt, learntSaid, words);
                        INDArray plain = logit.read(tested, words);
                        INDArray read = tuned.read(tested, words)) {
                    readings.add(new LayerReading(
                            layer,
                            divergence(heldSaid, plain),
                            divergence(heldSaid, read),
                            constant,
                            sameWord(heldSaid, read)));
                }
            }
        }
        return readings;
    }

    /** States of all thoughts of some problems, one below the other, {@code [M, D]}. */
    private static INDArray rows(List<double[][]> thoughts, IntPredicate problems) {
        return Nd4j.createFromArray(thoughts.stream()
                .flatMap(thought ->
                        IntStream.range(0, thought.length).filter(problems).mapToObj(problem -> thought[problem]))
                .toArray(double[][]::new));
    }

    private static double divergence(INDArray said, INDArray read) {
        double nats = 0;
        for (long row = 0; row < said.size(0); row++) {
            double[] p = said.getRow(row).toDoubleVector();
            double[] q = read.getRow(row).toDoubleVector();
            for (int word = 0; word < p.length; word++) {
                nats += p[word] == 0 ? 0 : p[word] * Math.log(p[word] / Math.max(q[word], Double.MIN_NORMAL));
            }
        }
        return Math.max(0, nats / said.size(0)); // below 0 by rounding alone
    }

    private static double sameWord(INDArray said, INDArray read) {
        try (INDArray own = said.argMax(1);
                INDArray found = read.argMax(1)) {
            long same = IntStream.range(0, Math.toIntExact(own.length()))
                    .filter(row -> own.getInt(row) == found.getInt(row))
                    .count();
            return (double) same / own.length();
        }
    }

    private double beside(List<LayerReading> others, ToDoubleFunction<LayerReading> number) {
        return layer < others.size() ? number.applyAsDouble(others.get(layer)) : Double.NaN;
    }

    /**
     * {@return the exhibit with all layers side by side, and beside them those of a model that nobody has trained}
     *
     * @param readings by layers
     * @param untrained the same of that model; empty if there is none
     */
    public static Exhibit exhibit(List<LayerReading> readings, List<LayerReading> untrained) {
        Bars bars = Bars.numbers("nats");
        for (LayerReading each : readings) {
            String place = "below layer " + (each.layer + 1);
            bars = bars.with("logit lens", place, each.logit)
                    .with("tuned lens", place, each.tuned)
                    .with("without a look", place, each.constant);
        }
        return Exhibit.of(
                "lenses",
                "How early can it be read what is said in the place of a thought?",
                "KL divergence, in nats, of what is read below each layer, and as the last above all of them, from what the model says in the columns of thoughts: by the LM head "
                        + "itself (logit lens), through an affine map learnt on four fifths of the problems (tuned lens), and without a look, what it says on average. All on the "
                        + "other fifth. The last two columns are the same of a model of the same sizes that nobody has trained.",
                readings,
                List.of(
                        Column.count("below layer", each -> each.layer + 1L),
                        Column.number("logit lens", LayerReading::logit),
                        Column.number("tuned lens", LayerReading::tuned),
                        Column.number("without a look", LayerReading::constant),
                        Column.percent("same word (tuned)", LayerReading::sameWord),
                        Column.number("untrained: tuned lens", each -> each.beside(untrained, LayerReading::tuned)),
                        Column.number(
                                "untrained: without a look", each -> each.beside(untrained, LayerReading::constant))),
                bars);
    }
}
