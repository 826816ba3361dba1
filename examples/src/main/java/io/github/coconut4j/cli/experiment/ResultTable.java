package io.github.coconut4j.cli.experiment;

import io.github.coconut4j.cli.terminal.Table;
import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.curriculum.experiment.Run;
import io.github.coconut4j.curriculum.run.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Who won, for a person to read. */
final class ResultTable {
    private ResultTable() {}

    /** One line for each method, and where the report lies. */
    static List<String> of(Run run) {
        Table table = new Table("method", "accuracy", "95 % interval", "new tokens", "thoughts", "seconds");
        for (RunResult result : run.results()) {
            Evaluation test = result.test();
            table.add(
                    result.method(),
                    percent(test.accuracy()) + " %",
                    percent(test.interval().low()) + " - "
                            + percent(test.interval().high()),
                    decimal(test.newTokens()),
                    decimal(test.thoughts()),
                    String.format(Locale.ROOT, "%.0f", result.seconds()));
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add("%d test problems each; report: %s".formatted(problems(run), run.report()));
        return lines;
    }

    private static int problems(Run run) {
        return run.results().stream()
                .mapToInt(result -> result.test().problems())
                .max()
                .orElse(0);
    }

    private static String percent(double share) {
        return decimal(100 * share);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
