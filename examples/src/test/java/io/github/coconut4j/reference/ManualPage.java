package io.github.coconut4j.reference;

import io.github.coconut4j.cli.Cli;
import io.github.coconut4j.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** docs/reference/coconut.1: the help of every command for {@code man}, with the variables that the launcher names. */
final class ManualPage {
    private static final Path LAUNCHER = Path.of("..", "coconut");

    /** A variable in the launcher's first comment: name, meaning, and its default where it has one. */
    private static final Pattern VARIABLE = Pattern.compile("^# {3}([A-Z_]+) +(.*?)(?: +\\((.*)\\))?$");

    private ManualPage() {}

    /** The page as roff. */
    static String text() throws IOException, ReflectiveOperationException {
        List<String> lines = new ArrayList<>();
        lines.add(".\\\" Written by ReferencePagesTest from the program.");
        lines.add(".TH COCONUT 1");
        lines.add(".SH NAME");
        lines.add("coconut \\- latent reasoning (Chain of Continuous Thought) on Deeplearning4j");
        lines.add(".SH SYNOPSIS");
        lines.add(".B coconut");
        lines.add(".I COMMAND");
        lines.add("[options]");
        lines.add(".SH COMMANDS");
        for (CommandLine command : CommandsPage.all(Cli.commands()).toList()) {
            lines.add(".SS " + command.getCommandSpec().qualifiedName());
            lines.add(".nf");
            command.getUsageMessage(Ansi.OFF)
                    .stripTrailing()
                    .lines()
                    .map(ManualPage::roff)
                    .forEach(lines::add);
            lines.add(".fi");
        }
        lines.add(".SH EXIT STATUS");
        for (Map.Entry<String, String> constant :
                Sources.constants(ExitCode.class).entrySet()) {
            lines.add(".TP");
            lines.add(String.valueOf(ExitCode.class.getField(constant.getKey()).getInt(null)));
            lines.add(roff(constant.getValue()));
        }
        lines.add(".SH ENVIRONMENT");
        for (String line : Files.readAllLines(LAUNCHER)) {
            Matcher variable = VARIABLE.matcher(line);
            if (variable.matches()) {
                lines.add(".TP");
                lines.add(".B " + variable.group(1));
                lines.add(roff(variable.group(2)
                        + (variable.group(3) == null ? "" : " (default: " + variable.group(3) + ")")));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    /** A line of text: its backslashes and hyphens are meant, and it is no request. */
    private static String roff(String line) {
        String meant = line.replace("\\", "\\e").replace("-", "\\-");
        return meant.startsWith(".") || meant.startsWith("'") ? "\\&" + meant : meant;
    }
}
