package io.github.coconut4j.curriculum.audit.influence;

import io.github.coconut4j.curriculum.audit.exhibit.Bars;
import io.github.coconut4j.curriculum.audit.exhibit.Exhibit;
import io.github.coconut4j.curriculum.internal.LogProbabilities;
import java.util.ArrayList;
import java.util.List;

/**
 * How much each thought acts on the later ones and on the answer (experiment E8): mean Kullback-Leibler divergence in nats between what the LM head reads from thought s
 * when nobody interferes and when thought t is zero, later ones rolled again.
 *
 * @param onThoughts w(t, s), {@code [K][K]}; 0 where s does not come after t
 * @param onAnswer w(t, answer), {@code [K]}: of the first word in which the two options differ
 */
public record Influence(List<List<Double>> onThoughts, List<Double> onAnswer) {
    public Influence {
        onThoughts = onThoughts.stream().map(List::copyOf).toList();
        onAnswer = List.copyOf(onAnswer);
    }

    private interface Weight {
        double of(int from, int to);
    }

    /** {@return the share of the influence among thoughts that goes to the very next one; NaN without any, as are the other shares} */
    public double locality() {
        return sum((from, to) -> to == from + 1 ? 1 : 0) / sum((from, to) -> 1);
    }

    /** {@return the share that comes from the first thought} */
    public double earlyOut() {
        return sum((from, to) -> from == 0 ? 1 : 0) / sum((from, to) -> 1);
    }

    /** {@return the share that goes to the last thought} */
    public double lateIn() {
        return sum((from, to) -> to == onAnswer.size() - 1 ? 1 : 0) / sum((from, to) -> 1);
    }

    /** {@return the mean number of steps that influence reaches} */
    public double span() {
        return sum((from, to) -> to - from) / sum((from, to) -> 1);
    }

    private double sum(Weight weight) {
        double sum = 0;
        for (int from = 0; from < onAnswer.size(); from++) {
            for (int to = from + 1; to < onAnswer.size(); to++) {
                sum += weight.of(from, to) * onThoughts.get(from).get(to);
            }
        }
        return sum;
    }

    /** {@return the exhibit that shows it} */
    public Exhibit exhibit() {
        int thoughts = onAnswer.size();
        List<String> columns = new ArrayList<>(List.of("thought zeroed"));
        for (int to = 1; to < thoughts; to++) {
            columns.add("on thought " + (to + 1));
        }
        columns.add("on the answer");
        Bars bars = Bars.numbers("nats");
        List<List<String>> rows = new ArrayList<>();
        for (int from = 0; from < thoughts; from++) {
            List<String> row = new ArrayList<>(List.of(String.valueOf(from + 1)));
            for (int to = 1; to < thoughts; to++) {
                double nats = to > from ? onThoughts.get(from).get(to) : Double.NaN;
                row.add(Exhibit.number(nats));
                bars = bars.with("on thought " + (to + 1), "thought " + (from + 1), nats);
            }
            row.add(Exhibit.number(onAnswer.get(from)));
            bars = bars.with("on the answer", "thought " + (from + 1), onAnswer.get(from));
            rows.add(row);
        }
        String shape = thoughts < 2
                ? ""
                : " To the next thought %s, from the first %s, to the last %s; reach %s steps."
                        .formatted(
                                Exhibit.percent(locality()),
                                Exhibit.percent(earlyOut()),
                                Exhibit.percent(lateIn()),
                                Exhibit.number(span()));
        return new Exhibit(
                "influence",
                "Which thought acts on which?",
                "How far the words that the LM head reads from a thought, or the answer's, move when an earlier thought is zero and the later ones are rolled again "
                        + "(mean KL divergence in nats)." + shape,
                columns,
                rows,
                bars);
    }

    /** Mean of KL(p‖q) over pairs of log-distributions. */
    static double divergence(List<double[]> p, List<double[]> q) {
        double sum = 0;
        for (int i = 0; i < p.size(); i++) {
            sum += LogProbabilities.divergence(p.get(i), q.get(i));
        }
        return Math.max(0, sum / p.size()); // below 0 by rounding alone
    }
}
