package io.github.coconut4j.cli.model;

import io.github.coconut4j.cli.arguments.ModelChoice;
import io.github.coconut4j.cli.arguments.UserException;
import io.github.coconut4j.cli.terminal.Computing;
import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.Texts;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coconut tokens}: a question as the ids that model.fb takes, and ids as text. */
@Command(
        name = "tokens",
        description = "Prints a question as token ids with its thoughts, as model.fb takes them, or ids as text.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./coconut tokens --model runs/smoke --question \"0>3 1>2 3>4 ? 4 2 : 0\"",
            "  ./coconut tokens --model runs/smoke --ids \"9 1 4\"",
            "",
            "Among the ids of a question is one latent id for each thought, between markers",
            "if the model was trained with them."
        })
public final class TokensCommand implements Computing {
    private final Console console;

    @Mixin
    private ModelChoice model;

    @Option(names = "--question", paramLabel = "TEXT", description = "What is asked.")
    private String question;

    @Option(names = "--ids", paramLabel = "\"N N ...\"", description = "Ids that are to be read as text.")
    private String ids;

    public TokensCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        model.check();
        if ((question == null) == (ids == null)) {
            throw new UserException("give --question, or --ids.");
        }
        try (TrainedModel trained = model.open()) {
            console.out()
                    .println(
                            question != null
                                    ? trained.prompt(question).stream()
                                            .map(String::valueOf)
                                            .collect(Collectors.joining(" "))
                                    : Texts.visibleLines(trained.text(parsed(ids))));
        }
        return ExitCode.OK;
    }

    private static List<Integer> parsed(String ids) {
        try {
            return Stream.of(ids.strip().split("[\\s,]+"))
                    .map(Integer::parseInt)
                    .toList();
        } catch (NumberFormatException none) {
            throw new UserException(
                    "--ids must be whole numbers with blanks between them, not '%s'.".formatted(ids), none);
        }
    }
}
