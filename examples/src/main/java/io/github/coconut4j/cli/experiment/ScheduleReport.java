package io.github.coconut4j.cli.experiment;

import io.github.coconut4j.cli.terminal.Table;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.experiment.Schedule;
import io.github.coconut4j.curriculum.rounds.Scaling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What {@code schedule} prints.
 *
 * @param stages of all methods
 * @param epochs of all stages together
 * @param trainingSteps likewise
 * @param seconds likewise, estimated
 * @param planBytes memory of the intermediate values, of the stage that takes most
 * @param standingBytes memory of weights, gradients and moments
 * @param parameters of the model
 * @param trained how many of them training changes
 * @param batchSize problems of a training step
 * @param trialRows problems of the training steps that were timed
 * @param timed whether any were; without, seconds and memory are 0
 * @param scaling what an epoch is predicted to take with several workers; empty unless asked for
 */
record ScheduleReport(
        List<Schedule.Stage> stages,
        int epochs,
        long trainingSteps,
        double seconds,
        long planBytes,
        long standingBytes,
        long parameters,
        long trained,
        int batchSize,
        int trialRows,
        boolean timed,
        List<Scaling.Point> scaling) {

    static ScheduleReport of(Schedule schedule, List<Scaling.Point> scaling) {
        return new ScheduleReport(
                schedule.stages(),
                schedule.epochs(),
                schedule.trainingSteps(),
                schedule.seconds(),
                schedule.planBytes(),
                schedule.standingBytes(),
                schedule.parameters(),
                schedule.trained(),
                schedule.batchSize(),
                schedule.trialRows(),
                schedule.timed(),
                scaling);
    }

    /** The schedule for a person to read. */
    static List<String> lines(Schedule schedule, Experiment experiment) {
        Table table = new Table(
                "method",
                "stage",
                "epochs",
                "thoughts",
                "reasoning steps",
                "tokens",
                "training steps",
                "memory",
                "training",
                "evaluation");
        String before = "";
        for (Schedule.Stage stage : schedule.stages()) {
            table.add(
                    stage.method().equals(before) ? "" : stage.method(),
                    Integer.toString(stage.stage()),
                    Integer.toString(stage.epochs()),
                    decimal(stage.thoughts()),
                    decimal(stage.reasoningSteps()),
                    decimal(stage.tokens()),
                    Long.toString(stage.trainingSteps()),
                    found(schedule, mebibytes(stage.planBytes())),
                    found(schedule, duration(stage.trainingSeconds())),
                    found(schedule, duration(stage.evaluationSeconds())));
            before = stage.method();
        }
        table.add(
                "total",
                "",
                Integer.toString(schedule.epochs()),
                "",
                "",
                "",
                Long.toString(schedule.trainingSteps()),
                found(schedule, mebibytes(schedule.planBytes())),
                found(
                        schedule,
                        duration(schedule.stages().stream()
                                .mapToDouble(Schedule.Stage::trainingSeconds)
                                .sum())),
                found(
                        schedule,
                        duration(schedule.stages().stream()
                                .mapToDouble(Schedule.Stage::evaluationSeconds)
                                .sum())));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        String standing = "weights, gradients and moments take %s".formatted(mebibytes(schedule.standingBytes()));
        String parameters = "%,d parameters%s"
                .formatted(
                        schedule.parameters(),
                        schedule.trained() == schedule.parameters()
                                ? ""
                                : ", of which %,d are trained".formatted(schedule.trained()));
        lines.add(
                schedule.timed()
                        ? "About %s in all for %s, from steps timed on this machine just now (%s). Memory is that of intermediate values, in steps on the longest problems and in answers; %s more."
                                .formatted(duration(schedule.seconds()), parameters, rows(schedule), standing)
                        : "%s; %s. No steps were timed.".formatted(parameters, standing));
        if (experiment.curriculum().patience() > 0) {
            lines.add("Stages may end earlier: after %d evaluations without anything better."
                    .formatted(experiment.curriculum().patience()));
        }
        return lines;
    }

    private static String found(Schedule schedule, String value) {
        return schedule.timed() ? value : "-";
    }

    private static String rows(Schedule schedule) {
        return schedule.trialRows() < schedule.batchSize()
                ? "on %d of a batch's %d problems, scaled up".formatted(schedule.trialRows(), schedule.batchSize())
                : "on whole batches of %d problems".formatted(schedule.batchSize());
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String mebibytes(long bytes) {
        return "%,d MiB".formatted((bytes + (1 << 20) - 1) >> 20);
    }

    private static String duration(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 120) {
            return whole + " s";
        }
        return whole < 7200 ? (whole + 30) / 60 + " min" : decimal(seconds / 3600) + " h";
    }
}
