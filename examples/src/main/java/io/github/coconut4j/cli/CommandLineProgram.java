package io.github.coconut4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.coconut4j.cli.analyze.AnalyzeCommand;
import io.github.coconut4j.cli.audit.AuditCommand;
import io.github.coconut4j.cli.bench.BenchCommand;
import io.github.coconut4j.cli.bench.DataBenchCommand;
import io.github.coconut4j.cli.data.DataCheckCommand;
import io.github.coconut4j.cli.data.DataCommand;
import io.github.coconut4j.cli.data.DataConvertCommand;
import io.github.coconut4j.cli.data.DataGenerateCommand;
import io.github.coconut4j.cli.data.DataStatsCommand;
import io.github.coconut4j.cli.data.DataTwinsCommand;
import io.github.coconut4j.cli.demo.DemoCommand;
import io.github.coconut4j.cli.experiment.ReproduceCommand;
import io.github.coconut4j.cli.experiment.RunsCommand;
import io.github.coconut4j.cli.experiment.RunsShowCommand;
import io.github.coconut4j.cli.experiment.ScheduleCommand;
import io.github.coconut4j.cli.experiment.TrainCommand;
import io.github.coconut4j.cli.model.EvaluateCommand;
import io.github.coconut4j.cli.model.ExportCommand;
import io.github.coconut4j.cli.model.GenerateCommand;
import io.github.coconut4j.cli.model.ImportCommand;
import io.github.coconut4j.cli.model.ParityCommand;
import io.github.coconut4j.cli.model.TokensCommand;
import io.github.coconut4j.cli.sweep.SweepCommand;
import io.github.coconut4j.cli.terminal.Computing;
import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** The whole command line as a value that can be run inside another program, for instance a test. */
final class CommandLineProgram {
    private final CommandLine commands;
    private final Failures failures;
    private final Coconut coconut = new Coconut();

    private CommandLineProgram(Console console) {
        failures = new Failures(console);
        commands = new CommandLine(coconut)
                .addSubcommand(new DemoCommand(console))
                .addSubcommand(new TrainCommand(console))
                .addSubcommand(new SweepCommand(console))
                .addSubcommand(new ReproduceCommand(console))
                .addSubcommand(new CommandLine(new RunsCommand(console)).addSubcommand(new RunsShowCommand(console)))
                .addSubcommand(new ScheduleCommand(console))
                .addSubcommand(new EvaluateCommand(console))
                .addSubcommand(new GenerateCommand(console))
                .addSubcommand(new AnalyzeCommand(console))
                .addSubcommand(new AuditCommand(console))
                .addSubcommand(new TokensCommand(console))
                .addSubcommand(new ImportCommand(console))
                .addSubcommand(new ExportCommand(console))
                .addSubcommand(new ParityCommand(console))
                .addSubcommand(new BenchCommand(console))
                .addSubcommand(data(console))
                .addSubcommand(new HelpCommand())
                .addSubcommand(new CompletionCommand());
        commands.setOut(new PrintWriter(console.out(), true, UTF_8));
        commands.setErr(new PrintWriter(console.err(), true, UTF_8));
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setExpandAtFiles(false); // a question may begin with @
        commands.registerConverter(Path.class, CommandLineProgram::path);
        commands.setUsageHelpAutoWidth(true);
        commands.setExecutionStrategy(Computing::execute);
        commands.setParameterExceptionHandler((failure, arguments) -> failures.report(failure));
        commands.setExecutionExceptionHandler(
                (failure, command, parsed) -> failures.report(failure, coconut.stacktrace()));
    }

    /** An empty name would be the folder one is in. */
    private static Path path(String name) {
        if (name.isEmpty()) {
            throw new TypeConversionException("an empty name");
        }
        return Path.of(name);
    }

    private static CommandLine data(Console console) {
        return new CommandLine(new DataCommand())
                .addSubcommand(new DataGenerateCommand(console))
                .addSubcommand(new DataStatsCommand(console))
                .addSubcommand(new DataCheckCommand(console))
                .addSubcommand(new DataTwinsCommand(console))
                .addSubcommand(new DataBenchCommand(console))
                .addSubcommand(new DataConvertCommand(console))
                .addSubcommand(new HelpCommand());
    }

    /** The commands, writing to the console. */
    static CommandLineProgram of(Console console) {
        return new CommandLineProgram(console);
    }

    /** All commands, for looking at their descriptions. */
    CommandLine commands() {
        return commands;
    }

    /** Runs one command line and returns its {@link ExitCode}; throws nothing. */
    int run(String... arguments) {
        try {
            return commands.execute(arguments);
        } catch (Error e) { // picocli hands on exceptions only
            return failures.report(e, coconut.stacktrace());
        }
    }
}
