package io.github.coconut4j.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program without a command: shows what there is. */
@Command(
        name = "coconut",
        description = "Latent reasoning (Chain of Continuous Thought) on Deeplearning4j.",
        sortOptions = false,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  ./coconut train configs/quickstart.yaml   three methods, minutes on two cores",
            "  ./coconut train configs/smoke.yaml        half a minute, to try things on",
            "  ./coconut schedule configs/prosqa.yaml    how long it takes, stage by stage",
            "  ./coconut COMMAND --help                  options and examples of a command"
        })
@SuppressWarnings("UnusedVariable") // help and version are read by picocli
final class Coconut implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the versions of coconut4j, ND4J and Java.")
    private boolean version;

    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "After an error, show where in the program it happened.")
    private boolean stacktrace;

    boolean stacktrace() {
        return stacktrace;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
