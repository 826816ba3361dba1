package io.github.coconut4j.cli;

import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.stats.DataCheck;
import io.github.coconut4j.data.stats.Shortcut;
import io.github.coconut4j.data.stats.ShortcutTable;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coconut data check}: whether a file is fit to train on, and what an accuracy on it means. */
@Command(
        name = "check",
        description = {
            "Looks for repeated and unanswerable problems, for questions that another file has as well and, in graph"
                    + " problems, for shortcuts.",
            "Exit code 1 if something is wrong; shortcuts are not wrong, only worth knowing."
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./coconut data check prosqa_valid.json",
            "  ./coconut data check train.json --against test.json",
            "",
            "Shortcuts are rules that never look at who is asked. They are fitted on one",
            "half of the problems and scored on the other."
        })
final class DataCheckCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "Problems, as JSON or JSON lines.")
    private Path file;

    @Option(names = "--against", paramLabel = "FILE", description = "Problems that must not be in FILE as well.")
    private Path against;

    @Mixin
    private BadRecords badRecords;

    @Option(names = "--json", description = "Print everything as one line of JSON.")
    private boolean json;

    DataCheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        DataCheck check = check();
        if (json) {
            console.out().println(Json.line(CheckReport.of(check)));
        } else {
            print(check);
        }
        return check.complaints().isEmpty() ? ExitCode.OK : ExitCode.VERDICT;
    }

    private DataCheck check() {
        try (ProblemSource source = badRecords.open(file)) {
            if (against == null) {
                return DataCheck.of(source);
            }
            try (ProblemSource other = badRecords.open(against)) {
                return DataCheck.against(source, other);
            }
        }
    }

    private void print(DataCheck check) {
        PrintStream out = console.out();
        out.println("%s: %d problems, %d without steps".formatted(check.name(), check.rows(), check.withoutSteps()));
        if (check.complaints().isEmpty()) {
            out.println("Nothing is wrong.");
        }
        check.complaints().forEach(out::println);
        check.shortcuts().ifPresent(table -> print(table, out));
    }

    private static void print(ShortcutTable shortcuts, PrintStream out) {
        Table table = new Table("without looking at who is asked", "right", "95 % interval");
        for (Shortcut shortcut : shortcuts.shortcuts()) {
            table.add(
                    shortcut.rule(),
                    percent(shortcut.accuracy()) + " %",
                    percent(shortcut.low()) + " - " + percent(shortcut.high()));
        }
        out.println();
        table.lines().forEach(out::println);
        out.println();
        out.println(shortcuts.verdict());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
