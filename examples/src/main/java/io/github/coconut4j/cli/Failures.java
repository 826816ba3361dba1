package io.github.coconut4j.cli;

import io.github.coconut4j.cli.arguments.UserException;
import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.training.RunStopped;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Texts;
import io.github.coconut4j.model.ModelException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.factory.Nd4jBackend;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What every failure means to the user: one line on standard error and an {@link ExitCode}. */
final class Failures {
    /** What each of several problems begins with. */
    private static final String ITEM = "  - ";

    private final Console console;

    Failures(Console console) {
        this.console = console;
    }

    /** Reports a command line that could not be understood. */
    int report(ParameterException failure) {
        String command = failure.getCommandLine().getCommandSpec().qualifiedName();
        return user("%s (see: %s --help)".formatted(explain(failure), command), failure, false);
    }

    /** Reports what ended a command. */
    int report(Throwable failure, boolean stacktrace) {
        if (failure instanceof RunStopped stopped) {
            console.err()
                    .printf(
                            "coconut: %s ./coconut train --resume %s goes on.%n",
                            stopped.getMessage(), stopped.folder());
            return ExitCode.STOPPED;
        }
        if (isUsers(failure)) {
            return user(failure.getMessage(), failure, stacktrace);
        }
        Throwable cause = failure instanceof UncheckedIOException ? failure.getCause() : failure;
        if (cause instanceof IOException io) {
            return user(explain(io), failure, stacktrace);
        }
        if (cause instanceof OutOfMemoryError) {
            return user(
                    "out of memory (%s): take a smaller batch or model, or raise COCONUT_HEAP or COCONUT_OFFHEAP"
                            .formatted(cause.getMessage()),
                    failure,
                    stacktrace);
        }
        if (isRefusedArray(cause)) {
            return user(
                    "out of memory: there is no room for more tensors in the %s that they may take; take a smaller batch or model, or raise COCONUT_OFFHEAP"
                            .formatted(limit()),
                    failure,
                    stacktrace);
        }
        if (hasNoBackend(failure)) {
            return user(
                    "ND4J's native library cannot be loaded on this machine (--stacktrace shows why)",
                    failure,
                    stacktrace);
        }
        return internal(failure, stacktrace);
    }

    private static boolean isUsers(Throwable failure) {
        return failure instanceof UserException
                || failure instanceof DataException
                || failure instanceof ModelException
                || failure instanceof CurriculumException;
    }

    /** What libnd4j says of an array that is beyond its limit, or that the system has no memory for. */
    private static boolean isRefusedArray(Throwable failure) {
        return failure.getMessage() != null && failure.getMessage().startsWith("Allocation failed");
    }

    private static String limit() {
        return Pointer.maxBytes() > 0 ? (Pointer.maxBytes() >> 20) + " MiB" : "memory";
    }

    private static boolean hasNoBackend(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof Nd4jBackend.NoAvailableBackendException || t instanceof UnsatisfiedLinkError) {
                return true;
            }
        }
        return false;
    }

    private static String explain(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            List<String> suggestions = unmatched.getSuggestions();
            String unknown = unmatched.getUnmatched().get(0);
            String kind = unmatched.isUnknownOption()
                    ? "option"
                    : failure.getCommandLine().getSubcommands().isEmpty() ? "argument" : "command";
            String hint = suggestions.isEmpty() || suggestions.contains(unknown)
                    ? ""
                    : ", did you mean %s?".formatted(suggestions.get(0));
            return "unknown %s '%s'%s".formatted(kind, unknown, hint);
        }
        if (failure instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            ArgSpec argument = missing.getMissing().get(0);
            return argument instanceof OptionSpec option
                    ? "missing %s %s".formatted(option.longestName(), option.paramLabel())
                    : "missing " + argument.paramLabel();
        }
        ArgSpec chosen = failure.getArgSpec();
        if (chosen != null
                && !chosen.type().isEnum()
                && failure.getValue() != null
                && failure.getMessage().startsWith("Invalid value for")) {
            return wanted(chosen, failure.getValue());
        }
        if (chosen instanceof OptionSpec option && option.type().isEnum()) {
            return "%s must be one of %s, not '%s'"
                    .formatted(
                            option.longestName(), String.join(", ", option.completionCandidates()), failure.getValue());
        }
        return firstLine(failure.getMessage());
    }

    private static String wanted(ArgSpec argument, String value) {
        String name = argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
        Class<?> type = argument.auxiliaryTypes()[0]; // of one of several, where there may be several
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "%s must be a whole number, not '%s'".formatted(name, value);
        }
        if (type == double.class || type == Double.class) {
            return "%s must be a number, not '%s'".formatted(name, value);
        }
        if (type == boolean.class || type == Boolean.class) {
            return "%s is there or not; it takes no value such as '%s'".formatted(name, value);
        }
        return "%s: no file can be called '%s' here".formatted(name, value);
    }

    private static String explain(IOException failure) {
        if (!(failure instanceof FileSystemException file)) {
            return failure.getMessage() == null ? failure.toString() : failure.getMessage();
        }
        if (file instanceof NoSuchFileException) {
            return file.getFile() + ": there is no such file or folder";
        }
        if (file instanceof AccessDeniedException) {
            return file.getFile() + ": permission denied";
        }
        if (file instanceof FileAlreadyExistsException) {
            return file.getFile() + ": exists already";
        }
        if (file instanceof NotDirectoryException) {
            return file.getFile() + ": is not a folder";
        }
        return file.getReason() == null ? file.getMessage() : file.getFile() + ": " + file.getReason();
    }

    private int user(String sentence, Throwable failure, boolean stacktrace) {
        if (stacktrace) {
            failure.printStackTrace(console.err());
        }
        console.err().println("coconut: " + printable(sentence));
        return ExitCode.USER;
    }

    /** On one line, or on a line for each of several problems, and nothing that a terminal would obey. */
    private static String printable(String sentence) {
        return sentence == null
                ? "no message"
                : Stream.of(sentence.split("\n" + ITEM, -1))
                        .map(Texts::message)
                        .collect(Collectors.joining(System.lineSeparator() + ITEM));
    }

    private int internal(Throwable failure, boolean stacktrace) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        if (stacktrace) {
            console.err().print(trace);
        }
        console.err()
                .printf("coconut: internal error: %s (%s)%n", firstLine(failure.toString()), keep(trace.toString()));
        return ExitCode.INTERNAL;
    }

    private static String keep(String trace) {
        try {
            Path log = Files.createTempFile("coconut-", ".log");
            return "details in " + Files.writeString(log, trace, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "repeat with --stacktrace for the details";
        }
    }

    private static String firstLine(String text) {
        return text == null ? "no message" : text.lines().findFirst().orElse("no message");
    }
}
