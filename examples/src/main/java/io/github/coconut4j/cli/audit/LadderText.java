package io.github.coconut4j.cli.audit;

import io.github.coconut4j.cli.terminal.Table;
import io.github.coconut4j.curriculum.audit.ladder.LadderReport;
import io.github.coconut4j.curriculum.audit.ladder.RungGain;
import io.github.coconut4j.curriculum.audit.ladder.RungResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A ladder on one screen: the rungs, and beside each what it is worth beyond the one before. */
final class LadderText {
    private LadderText() {}

    static List<String> lines(LadderReport report) {
        Table table = new Table("rung", "right", "95 % interval", "each seed", "worth", "95 % interval");
        for (RungResult rung : report.rungs()) {
            List<RungGain> below = report.gains().stream()
                    .filter(gain -> gain.to() == rung.rung())
                    .toList();
            table.add(
                    rung.rung().words(),
                    say("%.1f %%", rung.accuracy()),
                    say("%.1f - %.1f", rung.interval().low(), rung.interval().high()),
                    rung.seeds().stream()
                            .map(seed -> say("%.1f", seed.accuracy()))
                            .collect(Collectors.joining(" ")),
                    below.isEmpty() ? "" : say("%+.1f", below.get(0).gain()),
                    below.isEmpty()
                            ? ""
                            : say(
                                    "%+.1f to %+.1f",
                                    below.get(0).interval().low(),
                                    below.get(0).interval().high()));
        }
        List<String> lines = new ArrayList<>();
        lines.add("%s, seeds %s, %d test problems, the same for all"
                .formatted(
                        report.experiment(),
                        report.seeds().stream().map(String::valueOf).collect(Collectors.joining(", ")),
                        report.problems()));
        lines.add("");
        lines.addAll(table.lines());
        lines.add("");
        report.gains().stream()
                .filter(RungGain::isToldApart)
                .map(gain -> "Told apart from nothing: %s (%s), %s points."
                        .formatted(gain.to().words(), gain.to().adds(), say("%+.1f", gain.gain())))
                .forEach(lines::add);
        if (report.gains().stream().noneMatch(RungGain::isToldApart)) {
            lines.add("No rung is told apart from nothing.");
        }
        lines.add(report.note());
        return lines;
    }

    /** Shares as percent. */
    private static String say(String format, double... shares) {
        Object[] percent = new Object[shares.length];
        for (int i = 0; i < shares.length; i++) {
            percent[i] = 100 * shares[i];
        }
        return String.format(Locale.ROOT, format, percent);
    }
}
