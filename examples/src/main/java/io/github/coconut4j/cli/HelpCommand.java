package io.github.coconut4j.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code coconut help train}: the same as {@code coconut train --help}. */
@Command(name = "help", description = "Shows the help of a command.", sortOptions = false)
final class HelpCommand implements Runnable { // picocli's own has an option -h, which all commands here inherit
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command, for instance data check.")
    private List<String> path = List.of();

    @Override
    public void run() {
        CommandLine command = spec.parent().commandLine();
        for (String name : path) {
            command = command.getSubcommands().get(name);
            if (command == null) {
                throw new ParameterException(
                        spec.commandLine(), "there is no command '" + String.join(" ", path) + "'");
            }
        }
        command.usage(spec.commandLine().getOut());
    }
}
