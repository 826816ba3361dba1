package io.github.coconut4j.cli.model;

import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Texts;
import io.github.coconut4j.model.ModelException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.TerminalBuilder.SystemOutput;

/** Asks a person for questions: a line that can be edited, with those asked before behind the arrow keys. Standard output is left to the answers. */
final class QuestionPrompt implements AutoCloseable {
    private static final String PROMPT = "question> ";
    private static final Size USUAL = new Size(80, 24);

    private final Console console;
    private final Terminal terminal;
    private final LineReader reader;

    private QuestionPrompt(Console console, Terminal terminal) {
        this.console = console;
        this.terminal = terminal;
        reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true) // "!" is a part of the question
                .build();
    }

    /** The prompt; empty if nobody sits at a terminal, so that questions come from a file or another program. */
    static Optional<QuestionPrompt> open(Console console) throws IOException {
        if (!console.interactive()) {
            return Optional.empty();
        }
        Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .systemOutput(SystemOutput.ForcedSysErr)
                .dumb(true)
                .build();
        if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
            terminal.close();
            return Optional.empty();
        }
        if (terminal.getWidth() == 0) { // one that does not know its size
            terminal.setSize(USUAL);
        }
        return Optional.of(new QuestionPrompt(console, terminal));
    }

    /** Hands on every question until Ctrl-D, or Ctrl-C on an empty line. One that cannot be asked is told in a line, and the next one awaited. */
    void each(Consumer<String> asked) {
        while (true) {
            try {
                String line = reader.readLine(PROMPT).strip();
                if (!line.isEmpty()) {
                    asked.accept(line);
                }
            } catch (UserInterruptException interrupt) {
                if (interrupt.getPartialLine().isEmpty()) {
                    return;
                }
            } catch (EndOfFileException end) {
                return;
            } catch (DataException | ModelException | CurriculumException users) {
                console.err().println("coconut: " + Texts.message(users.getMessage()));
            }
        }
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }
}
