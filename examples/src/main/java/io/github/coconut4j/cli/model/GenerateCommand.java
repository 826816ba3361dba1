package io.github.coconut4j.cli.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.coconut4j.cli.arguments.Arguments;
import io.github.coconut4j.cli.arguments.ModelChoice;
import io.github.coconut4j.cli.arguments.UserException;
import io.github.coconut4j.cli.terminal.Computing;
import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.cli.terminal.Json;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.analysis.QuestionAnalysis;
import io.github.coconut4j.curriculum.analysis.reading.ThoughtReading;
import io.github.coconut4j.curriculum.analysis.tree.SearchTree;
import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.run.Questioner;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.InputFiles;
import io.github.coconut4j.data.Texts;
import io.github.coconut4j.data.file.TextFiles;
import io.github.coconut4j.model.ModelException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coconut generate}: questions in, answers out. */
@Command(
        name = "generate",
        description = "Asks a trained model questions and prints what it writes.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./coconut generate --model runs/smoke --question \"0>3 1>2 3>4 ? 4 2 : 0\"",
            "  ./coconut generate --model runs/smoke --questions questions.txt",
            "  ./coconut generate --model runs/smoke --show-thoughts",
            "",
            "Questions are written as in the data the model was trained on, one on a line.",
            "Without --question and --questions they are read from standard input, and each",
            "is answered at once; one that cannot be asked is told by its line, and the next",
            "one read (exit code 2 at the end). On a terminal there is a prompt, whose arrow",
            "keys bring back earlier questions (Ctrl-D ends). The model thinks as often as",
            "it was trained to; its text is what follows the thoughts. --show-thoughts",
            "prints what each thought says and, for a graph problem, the tree that is",
            "searched. An imported model needs --thoughts N."
        })
public final class GenerateCommand implements Computing {
    private final Console console;

    @Mixin
    private ModelChoice model;

    @Option(names = "--question", paramLabel = "TEXT", description = "What is asked.")
    private String question;

    @Option(names = "--questions", paramLabel = "FILE", description = "A file with a question on each line.")
    private Path questions;

    @Option(
            names = "--max-new-tokens",
            paramLabel = "N",
            description = "Longest answer in tokens (default: ${DEFAULT-VALUE}).",
            defaultValue = "128")
    private int maxNewTokens;

    @Option(
            names = "--show-thoughts",
            description = "Print what each thought says before the answer; with --json, as keys reading and tree.")
    private boolean showThoughts;

    @Option(names = "--json", description = "Print text, answer and counts as one line of JSON for each question.")
    private boolean json;

    public GenerateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Arguments.requireWithin("--max-new-tokens", maxNewTokens, 1, Arguments.MOST_TOKENS);
        model.check();
        if (question != null && questions != null) {
            throw new UserException("--question and --questions: give one of them.");
        }
        if (question != null && question.isBlank()) {
            throw new UserException("--question is empty: say what is asked.");
        }
        boolean allAsked = true;
        try (TrainedModel trained = model.open();
                Questioner questioner = trained.questioner(maxNewTokens)) {
            if (question != null) {
                answer(trained, questioner, question);
            } else if (questions != null) {
                answerFile(trained, questioner);
            } else {
                allAsked = answerEach(trained, questioner);
            }
        }
        return allAsked ? ExitCode.OK : ExitCode.USER;
    }

    /** Looks at all questions first: of a file with one that cannot be asked, none is. */
    private void answerFile(TrainedModel trained, Questioner questioner) {
        List<String> asked = new ArrayList<>();
        try (BufferedReader lines = TextFiles.lines(questions)) {
            int number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    require(trained, line.strip(), number);
                    asked.add(line.strip());
                }
                number++;
            }
        } catch (IOException e) {
            throw InputFiles.unreadable(questions, e);
        }
        if (asked.isEmpty()) {
            throw new UserException(questions + " holds no questions; write one on each line.");
        }
        asked.forEach(line -> answer(trained, questioner, line));
    }

    private void require(TrainedModel trained, String asked, int number) {
        try {
            trained.requireAskable(asked);
        } catch (DataException unfit) {
            throw new UserException("%s, line %d: %s".formatted(questions, number, unfit.getMessage()), unfit);
        }
    }

    private static BufferedReader text(InputStream in) {
        return new BufferedReader(
                new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder())); // reports what is no text
    }

    /** Whether all could be asked. One that cannot is told, as at a prompt, and the next one read: who writes them waits for an answer to each. */
    private boolean answerEach(TrainedModel trained, Questioner questioner) throws IOException {
        Optional<QuestionPrompt> person = QuestionPrompt.open(console);
        if (person.isPresent()) {
            try (QuestionPrompt prompt = person.get()) {
                prompt.each(question -> answer(trained, questioner, question));
            }
            return true;
        }
        boolean allAsked = true;
        try (BufferedReader lines = text(System.in)) {
            int number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                try {
                    if (!line.isBlank()) {
                        answer(trained, questioner, line.strip());
                    }
                } catch (DataException | ModelException | CurriculumException users) {
                    allAsked = false;
                    console.err()
                            .println("coconut: Standard input, line %d: %s"
                                    .formatted(number, Texts.message(users.getMessage())));
                }
                number++;
            }
            return allAsked;
        } catch (CharacterCodingException e) {
            throw new UserException("Standard input is not UTF-8 text.", e);
        }
    }

    private void answer(TrainedModel trained, Questioner questioner, String asked) {
        if (showThoughts) {
            QuestionAnalysis analysis = QuestionAnalysis.of(trained, questioner, asked);
            List<String> lines = json ? List.of(printed(Generated.of(analysis))) : GenerateText.lines(analysis);
            lines.forEach(console.out()::println);
        } else {
            Evaluator.Answer answer = questioner.ask(asked);
            console.out().println(json ? printed(Generated.of(answer)) : Texts.visibleLines(answer.text()));
        }
    }

    private static String printed(Generated answer) {
        return Json.result("generate", answer);
    }

    /**
     * What {@code generate --json} prints.
     *
     * @param text all that was written
     * @param answer the answer in it
     * @param newTokens number of tokens of the text
     * @param thoughts number of thoughts before it
     * @param reading what each of them says; null unless asked for
     * @param tree that was searched; null unless asked for and to be seen
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Generated(
            String text, String answer, int newTokens, int thoughts, List<ThoughtReading> reading, SearchTree tree) {
        static Generated of(Evaluator.Answer answer) {
            return new Generated(answer.text(), answer.answer(), answer.newTokens(), answer.thoughts(), null, null);
        }

        static Generated of(QuestionAnalysis analysis) {
            Evaluator.Answer answer = analysis.answer();
            return new Generated(
                    answer.text(),
                    answer.answer(),
                    answer.newTokens(),
                    answer.thoughts(),
                    analysis.thoughts(),
                    analysis.tree().orElse(null));
        }
    }
}
