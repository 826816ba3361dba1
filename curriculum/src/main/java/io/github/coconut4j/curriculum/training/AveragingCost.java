package io.github.coconut4j.curriculum.training;

import io.github.coconut4j.curriculum.training.TrainingListener.Averaged;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What averaging costs a stage, from its first rounds. A listener's helper: given every {@link Averaged}, it has a line to say once a stage. Not for several threads.
 */
public final class AveragingCost {
    /** The first round has more to do than those after it; the median of so many is not moved by it. */
    private static final int ROUNDS = 3;

    /** Share of the time above which averaging is called expensive. */
    private static final double MOST = 0.2;

    /** Where communication is a fifth to within this, one more step is made. */
    private static final double ROUNDING = 1e-9;

    private final List<Averaged> rounds = new ArrayList<>();

    /**
     * {@return a line about the stage, when enough of its rounds are known; empty otherwise}
     *
     * @param round the last one
     */
    public Optional<String> line(Averaged round) {
        if (rounds.stream()
                .anyMatch(before ->
                        before.stage() != round.stage() || !before.method().equals(round.method()))) {
            rounds.clear();
        }
        rounds.add(round);
        return rounds.size() == ROUNDS ? Optional.of(line()) : Optional.empty();
    }

    private String line() {
        Averaged last = rounds.get(rounds.size() - 1);
        double communication = median(Averaged::communicationSeconds);
        double share = communication / median(Averaged::roundSeconds);
        String known = String.format(
                Locale.ROOT,
                "%s: stage %d, %d workers, averaged every %d steps: %.1f MB a round, %.0f %% of the time is"
                        + " communication",
                last.method(),
                last.stage(),
                last.workers(),
                last.steps(),
                last.bytes() / 1e6,
                100 * share);
        return share <= MOST
                ? known
                : known + "; averaging_frequency " + bearable(communication) + " would bring it below 20 %";
    }

    /** Fewest steps between two averages at which communication is below a fifth of the time: more than four times as long is computed. */
    private long bearable(double communication) {
        double step = median(round -> (round.roundSeconds() - round.communicationSeconds()) / round.steps());
        double fifth = communication * (1 - MOST) / MOST / Math.max(step, 1e-6);
        return (long) (fifth * (1 + ROUNDING)) + 1;
    }

    private double median(ToDoubleFunction<Averaged> value) {
        return rounds.stream()
                .mapToDouble(value)
                .sorted()
                .skip(rounds.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
