package io.github.coconut4j.reference;

import io.github.coconut4j.cli.Cli;
import io.github.coconut4j.cli.terminal.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** docs/reference/commands.md: every command, exit code and schema. */
final class CommandsPage {
    private CommandsPage() {}

    /** The page as Markdown. */
    static String text() throws ReflectiveOperationException {
        List<String> lines = new ArrayList<>();
        lines.add("# Every command");
        lines.add("");
        lines.add("Written by `ReferencePagesTest` from the program: this is what `--help` shows.");
        lines.add("");
        lines.add("## Exit codes");
        lines.add("");
        lines.add("| code | means |");
        lines.add("|---|---|");
        for (Map.Entry<String, String> constant :
                Sources.constants(ExitCode.class).entrySet()) {
            lines.add("| %s | %s |"
                    .formatted(ExitCode.class.getField(constant.getKey()).getInt(null), constant.getValue()));
        }
        lines.add("");
        lines.add("## JSON");
        lines.add("");
        lines.add("With `--json` a command prints one line on standard output, `generate` one for each question:");
        lines.add("");
        lines.add("```json");
        lines.add(
                "{\"format\": 1, \"command\": \"export\", \"result\": {\"folder\": \"out\", \"format\": \"samediff\"}}");
        lines.add("```");
        lines.add("");
        lines.add(
                "`format` is raised when a key of a result goes away or changes its meaning; keys may be added. What `result`"
                        + " holds is said by a [JSON Schema](https://json-schema.org) for each command:");
        lines.add("");
        all(Cli.commands())
                .map(CommandLine::getCommandSpec)
                .filter(CommandsPage::hasJson)
                .forEach(command -> {
                    String name = command.qualifiedName().replaceFirst("^coconut ", "");
                    String file = name.replace(' ', '-') + ".schema.json";
                    lines.add("- `%s`: [%s](../schemas/%s)".formatted(name, file, file));
                });
        all(Cli.commands()).forEach(command -> {
            lines.add("");
            lines.add("## " + command.getCommandSpec().qualifiedName());
            lines.add("");
            lines.add("```text");
            lines.add(command.getUsageMessage(Ansi.OFF).stripTrailing());
            lines.add("```");
        });
        return String.join("\n", lines) + "\n";
    }

    private static boolean hasJson(CommandSpec command) {
        return command.findOption("--json") != null;
    }

    /** A command and all below it. */
    static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(CommandsPage::all));
    }
}
