package io.github.coconut4j.cli.model;

import io.github.coconut4j.cli.terminal.Arguments;
import io.github.coconut4j.cli.terminal.Computing;
import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.cli.terminal.Json;
import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.run.TrainedModel;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code coconut generate}: one question, one answer. */
@Command(
        name = "generate",
        description = "Asks a trained model one question and prints what it writes.",
        sortOptions = false,
        footer = {
            "",
            "Example:",
            "  ./coconut generate --model runs/smoke --question \"0>3 1>2 3>4 ? 4 2 : 0\"",
            "",
            "The question is written as in the data the model was trained on. It thinks as",
            "often as it was trained to; its text is what follows the thoughts. An imported",
            "model needs --thoughts N."
        })
public final class GenerateCommand implements Computing {
    private final Console console;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            description = "A checkpoint, the folder of a run, whose last checkpoint is taken, or an imported model.")
    private Path model;

    @Option(
            names = "--thoughts",
            paramLabel = "N",
            description = "Thoughts before an answer, for an imported model; a checkpoint knows its own.")
    private Integer thoughts;

    @Option(names = "--question", required = true, paramLabel = "TEXT", description = "What is asked.")
    private String question;

    @Option(
            names = "--max-new-tokens",
            paramLabel = "N",
            description = "Longest answer in tokens (default: ${DEFAULT-VALUE}).",
            defaultValue = "128")
    private int maxNewTokens;

    @Option(names = "--json", description = "Print text, answer and counts as one line of JSON.")
    private boolean json;

    public GenerateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Arguments.requirePositive("--max-new-tokens", maxNewTokens);
        Arguments.requireWithin("--thoughts", thoughts, 0, 1000);
        try (TrainedModel trained = thoughts == null ? TrainedModel.open(model) : TrainedModel.open(model, thoughts)) {
            Evaluator.Answer answer = trained.ask(question, maxNewTokens);
            console.out()
                    .println(
                            json
                                    ? Json.line(new Generated(
                                            answer.text(), answer.answer(), answer.newTokens(), answer.thoughts()))
                                    : answer.text());
        }
        return ExitCode.OK;
    }

    /**
     * What {@code generate --json} prints.
     *
     * @param text all that was written
     * @param answer the answer in it
     * @param newTokens number of tokens of the text
     * @param thoughts number of thoughts before it
     */
    private record Generated(String text, String answer, int newTokens, int thoughts) {}
}
