package io.github.coconut4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.data.task.GraphSearch;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A person at a terminal, played through a pseudo terminal. */
@EnabledOnOs(OS.LINUX)
class GeneratePromptTest {
    private static final String MODEL = Path.of("models", "coconut").toString();
    private static final String PROMPT = "question>";
    private static final String UP = "\u001bOA";
    private static final String CTRL_D = "\u0004";

    @TempDir
    Path folder;

    @Test
    void bringsBackTheLastQuestionAndSurvivesOneThatCannotBeAsked() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "no program that gives a terminal");
        String question = GraphSearch.graphSearch().problems(1, 5).problem(0, 0).question();
        String answer = Cli.run("generate", "--model", MODEL, "--question", question)
                .out()
                .strip();
        Path answers = folder.resolve("answers");
        Process terminal = start(answers);
        String[] typed = {question + "\r", "0>1 walrus ? 0 1 : 0\r", UP + UP + "\r", CTRL_D};
        StringBuilder shown = new StringBuilder();
        int asked = 0;
        int from = 0;
        try (Reader output = terminal.inputReader(UTF_8)) {
            for (int c = output.read(); c >= 0; c = output.read()) {
                shown.append((char) c);
                // the editor draws its prompt again and again; a new one comes behind what was typed last
                if (asked < typed.length && shown.indexOf(PROMPT, from) >= 0 && settled(output)) {
                    terminal.getOutputStream().write(typed[asked++].getBytes(UTF_8));
                    terminal.getOutputStream().flush();
                    from = shown.length();
                }
            }
        } finally {
            terminal.destroyForcibly();
        }

        assertThat(terminal.waitFor()).as(shown.toString()).isEqualTo(ExitCode.OK);
        assertThat(Files.readString(answers)).isEqualTo(answer + "\n" + answer + "\n");
        assertThat(shown).contains("coconut: ").contains("walrus");
    }

    private static boolean settled(Reader output) throws IOException, InterruptedException {
        for (int quiet = 0; quiet < 10; quiet++) {
            if (output.ready()) {
                return false;
            }
            Thread.sleep(20);
        }
        return true;
    }

    private static Process start(Path answers) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                "/usr/bin/script",
                "-qefc",
                "exec %s -Dcoconut.interactive=true %s generate --model %s > %s"
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                Main.class.getName(),
                                MODEL,
                                answers),
                "/dev/null");
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("TERM", "xterm");
        return builder.redirectErrorStream(true).start();
    }
}
