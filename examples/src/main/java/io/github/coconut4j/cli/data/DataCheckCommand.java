package io.github.coconut4j.cli.data;

import io.github.coconut4j.cli.arguments.RecordOptions;
import io.github.coconut4j.cli.problems.BadRecords;
import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.cli.terminal.Json;
import io.github.coconut4j.cli.terminal.Table;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.Texts;
import io.github.coconut4j.data.stats.DataCheck;
import io.github.coconut4j.data.stats.Defect;
import io.github.coconut4j.data.stats.Finding;
import io.github.coconut4j.data.stats.Shortcut;
import io.github.coconut4j.data.stats.ShortcutTable;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
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
            "Looks for repeated and unanswerable problems, for questions and facts that another file has as well, and for"
                    + " shortcuts.",
            "Exit code 1 if something is wrong; shortcuts are not wrong, only worth knowing."
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./coconut data check prosqa_valid.json",
            "  ./coconut data check train.json --against test.json",
            "  ./coconut data check tickets.csv --transform tickets.transform.json",
            "",
            "Facts are followed to see whether they lead to the answer, and to no other: of",
            "graph problems (prosqa, graph_search) and of True-or-false problems (prontoqa).",
            "Of these, too, there is a table of shortcuts: rules that never look at who is",
            "asked, or never follow the facts, fitted on one half of the problems and scored",
            "on the other.",
            "",
            "The first rows with something wrong are named; --json names all of them."
        })
public final class DataCheckCommand implements Callable<Integer> {
    /** Problems that are named of those with the same defect. */
    private static final int NAMED = 5;

    private final Console console;

    @Parameters(
            paramLabel = "FILE",
            description = "Problems, as JSON, JSON lines or Parquet; with --transform, records.")
    private Path file;

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description = "Problems that must not be in FILE as well, read as FILE is.")
    private Path against;

    @Mixin
    private BadRecords badRecords;

    @Mixin
    private RecordOptions records;

    @Option(names = "--json", description = "Print everything as one line of JSON.")
    private boolean json;

    public DataCheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        DataCheck check = check();
        if (json) {
            console.out().println(Json.result("data check", CheckReport.of(check)));
        } else {
            print(check);
        }
        return check.complaints().isEmpty() ? ExitCode.OK : ExitCode.VERDICT;
    }

    private DataCheck check() {
        try (ProblemSource source = badRecords.open(file, records, console)) {
            if (against == null) {
                return DataCheck.of(source);
            }
            try (ProblemSource other = badRecords.open(against, records, console)) {
                return DataCheck.against(source, other);
            }
        }
    }

    private void print(DataCheck check) {
        PrintStream out = console.out();
        out.println("%s: %s, %d without steps"
                .formatted(check.name(), Texts.counted(check.rows(), "problem"), check.withoutSteps()));
        if (check.complaints().isEmpty()) {
            out.println("Nothing is wrong.");
        }
        check.notes().forEach(note -> out.println("Note: " + note));
        check.findings().forEach((defect, found) -> print(defect, found, out));
        check.shortcuts().ifPresent(table -> print(table, out));
    }

    private static void print(Defect defect, List<Finding> found, PrintStream out) {
        if (found.isEmpty()) {
            return;
        }
        out.println(defect.sentence(found.size()));
        found.stream().limit(NAMED).forEach(finding -> out.println("  " + finding));
        if (found.size() > NAMED) {
            out.println("  and %d more (--json names them all)".formatted(found.size() - NAMED));
        }
    }

    private static void print(ShortcutTable shortcuts, PrintStream out) {
        Table table = new Table(shortcuts.without(), "right", "95 % interval");
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
