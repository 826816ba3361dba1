package io.github.coconut4j.cli.terminal;

import io.github.coconut4j.cli.arguments.UserException;
import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.NativeThreads;
import io.github.coconut4j.model.run.OffHeap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParseResult;

/** A command that computes with ND4J. Whether its backend can run on this machine is asked before the command begins; all other commands run anywhere. */
public interface Computing extends Callable<Integer> {
    /** Whether it computes with the options it was given. */
    default boolean computes() {
        return true;
    }

    /**
     * Runs the command that was asked for, unless only help was, and its backend if it needs one.
     *
     * @throws ExecutionException whose cause is a {@link UserException} when the backend cannot run here
     */
    static int execute(ParseResult parsed) {
        ParseResult last = parsed;
        boolean help = false;
        while (true) {
            help |= last.isUsageHelpRequested() || last.isVersionHelpRequested();
            if (!last.hasSubcommand()) {
                break;
            }
            last = last.subcommand();
        }
        if (!help && last.commandSpec().userObject() instanceof Computing command && command.computes()) {
            try {
                CudaDevices.require();
                NativeThreads.one();
            } catch (UserException | ModelException unusable) { // picocli wants to know whose it is
                throw new ExecutionException(last.commandSpec().commandLine(), unusable.getMessage(), unusable);
            }
            OffHeap.enforceLimit();
        }
        return new CommandLine.RunLast().execute(parsed);
    }
}
