package io.github.coconut4j.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code coconut generate-completion}: what a shell needs to complete commands and options. */
@Command(
        name = "generate-completion",
        description = "Prints a script with which bash and zsh complete commands and options.",
        sortOptions = false,
        footer = {"", "Example:", "  source <(./coconut generate-completion)"})
final class CompletionCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine()
                .getOut()
                .print(AutoComplete.bash("coconut", spec.root().commandLine()));
        spec.commandLine().getOut().flush();
    }
}
