package io.github.coconut4j.cli.experiment;

import io.github.coconut4j.cli.arguments.UserException;
import io.github.coconut4j.cli.terminal.Table;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.experiment.Schedule;
import io.github.coconut4j.curriculum.rounds.Scaling;
import io.github.coconut4j.curriculum.settings.ExecutionSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** What a training would take with several workers, if that is asked for. */
final class ScalingOptions {
    private static final int MOST_WORKERS = 1024;
    private static final double BITS_OF_A_MEGABIT = 1e6;
    private static final int WIDTH = 40;

    @Option(
            names = "--workers",
            paramLabel = "N",
            split = ",",
            description = "Predict what an epoch takes with so many workers, for instance 1,2,4,8.")
    private List<Integer> workers = List.of();

    @Option(
            names = "--bandwidth",
            paramLabel = "MBIT",
            description = "What the driver's connection carries, in Mbit/s (default: 1000).")
    private Double bandwidth;

    /** @throws UserException if a number is none, or nothing is there to predict from */
    void check(boolean untimed) {
        if (workers.isEmpty() && bandwidth != null) {
            throw new UserException("--bandwidth is for a prediction; say for how many workers, --workers 1,2,4");
        }
        if (!workers.isEmpty() && untimed) {
            throw new UserException("--workers predicts from timed steps; leave --untimed out");
        }
        workers.stream()
                .filter(count -> count < 1 || count > MOST_WORKERS)
                .findFirst()
                .ifPresent(wrong -> {
                    throw new UserException("--workers takes numbers from 1 to " + MOST_WORKERS + ", not " + wrong);
                });
        if (bandwidth != null && !(bandwidth >= 1 && bandwidth <= 1e6)) {
            throw new UserException("--bandwidth must lie between 1 and 1000000 Mbit/s, not " + bandwidth);
        }
    }

    /** What is timed: one worker, if there is something to predict from it. */
    Experiment timed(Experiment experiment) {
        ExecutionSettings execution = experiment.execution();
        return workers.isEmpty()
                ? experiment
                : experiment.execution(execution.local().workers(1, execution.averagingFrequency()));
    }

    /**
     * The prediction; empty if none was asked for.
     *
     * @param schedule of {@link #timed}
     */
    List<Scaling.Point> points(Schedule schedule, Experiment experiment) {
        if (workers.isEmpty()) {
            return List.of();
        }
        double seconds = schedule.stages().stream()
                .mapToDouble(Schedule.Stage::trainingSeconds)
                .sum();
        Scaling scaling = new Scaling(
                (double) schedule.trainingSteps() / schedule.epochs(),
                seconds / schedule.trainingSteps(),
                12 * schedule.trained() + Long.BYTES,
                experiment.execution().averagingFrequency(),
                megabits() * BITS_OF_A_MEGABIT / Byte.SIZE);
        return workers.stream().map(scaling::of).toList();
    }

    private double megabits() {
        return bandwidth == null ? 1000 : bandwidth;
    }

    /** The prediction for a person to read. */
    List<String> lines(List<Scaling.Point> points, Experiment experiment) {
        if (points.isEmpty()) {
            return List.of();
        }
        double fastest =
                points.stream().mapToDouble(Scaling.Point::speedup).max().orElseThrow();
        Table table = new Table("workers", "an epoch", "as fast", "communication", "");
        for (Scaling.Point point : points) {
            table.add(
                    Integer.toString(point.workers()),
                    format("%.1f s", point.seconds()),
                    format("%.2f x", point.speedup()),
                    format("%.0f %%", 100 * point.communication()),
                    "#".repeat((int) Math.max(1, Math.round(WIDTH * point.speedup() / fastest))));
        }
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.addAll(table.lines());
        lines.add(format(
                "A prediction for an epoch of mean length: steps as timed above on every worker, averages every %d"
                        + " steps over %.0f Mbit/s. Evaluations are not in it; docs/scale.md says how far to trust it.",
                experiment.execution().averagingFrequency(), megabits()));
        return lines;
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
