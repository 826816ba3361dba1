package io.github.coconut4j.cli;

import static io.github.coconut4j.cli.Cli.refuses;
import static io.github.coconut4j.cli.TinyRun.problems;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.task.GraphSearch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One tiny training and what its model can be asked, through the command line alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AskedModelTest {
    @TempDir
    private static Path folder;

    private TinyRun tiny;
    private Path run;

    @BeforeAll
    void train() throws IOException {
        tiny = TinyRun.in(folder);
        run = tiny.path();
    }

    @Test
    void questionsAreReadFromAFileOrStandardInput() throws IOException {
        String question =
                GraphSearch.graphSearch().hops(2).problems(1, 1).problem(0, 0).question();
        String alone = Cli.run("generate", "--model", run.toString(), "--question", question)
                .out();
        Path questions = Files.writeString(folder.resolve("questions.txt"), question + "\n\n" + question + "\n");

        assertThat(Cli.run("generate", "--model", run.toString(), "--questions", questions.toString())
                        .out())
                .isEqualTo(alone + alone);
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream((question + "\n").getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(Cli.run("generate", "--model", run.toString()).out()).isEqualTo(alone);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void aQuestionOfAStreamThatCannotBeAskedIsToldByItsLineAndTheOthersAreAnswered() {
        String question =
                GraphSearch.graphSearch().hops(2).problems(1, 1).problem(0, 0).question();
        String alone = Cli.run("generate", "--model", run.toString(), "--question", question)
                .out();
        String asked = question + "\n\n0>walrus ? 1 2 : 0\n" + question + "\n";
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(asked.getBytes(StandardCharsets.UTF_8)));
        Cli.Result stream;
        try {
            stream = Cli.run("generate", "--model", run.toString());
        } finally {
            System.setIn(before);
        }

        assertThat(stream.out()).isEqualTo(alone + alone);
        assertThat(stream.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(stream.err())
                .startsWith("coconut: Standard input, line 3: The word \"0>walrus\"")
                .hasLineCount(1);
    }

    @Test
    void questionsThatAreNotUtf8AreRefused() throws IOException {
        byte[] latin1 = "0>3 ? \u00fc\n".getBytes(StandardCharsets.ISO_8859_1);
        Path questions = Files.write(folder.resolve("latin1.txt"), latin1);

        Cli.Result file = Cli.run("generate", "--model", run.toString(), "--questions", questions.toString());
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(latin1));
        Cli.Result stream;
        try {
            stream = Cli.run("generate", "--model", run.toString());
        } finally {
            System.setIn(before);
        }

        assertThat(file.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(file.err()).isEqualTo("coconut: " + questions + " cannot be read: it is not UTF-8 text.\n");
        assertThat(stream.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(stream.err()).isEqualTo("coconut: Standard input is not UTF-8 text.\n");
    }

    @Test
    void thoughtsAreShownBeforeTheAnswer() throws IOException {
        Problem problem = problems(1).get(0);
        String[] asked = {"generate", "--model", run.toString(), "--question", problem.question()};
        String answer = Cli.run(asked).out();
        String shown = Cli.run(with(asked, "--show-thoughts")).out();
        JsonNode json = Cli.run(with(asked, "--show-thoughts", "--json")).json();

        assertThat(shown).endsWith("\n" + answer).contains("says", "near", "after so many thoughts");
        assertThat(json.at("/reading")).hasSize(2);
        assertThat(json.at("/reading/0/says")).hasSize(5);
        assertThat(json.at("/reading/0/cosine").isNull()).isTrue();
        assertThat(json.at("/tree/nodes/0/name").asText())
                .isEqualTo(problem.question().replaceFirst(".* : ", ""));
        assertThat(json.at("/tree/right").asBoolean())
                .isEqualTo(json.at("/answer").asText().equals(problem.answer()));
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void idsAreTheQuestionWithItsThoughts() {
        String question =
                GraphSearch.graphSearch().hops(2).problems(1, 1).problem(0, 0).question();
        String ids = Cli.run("tokens", "--model", run.toString(), "--question", question)
                .out()
                .strip();
        String text = Cli.run("tokens", "--model", run.toString(), "--ids", ids).out();

        assertThat(text.strip()).startsWith(question).endsWith("<|latent|> <|latent|>");
        Cli.Result refused = Cli.run("tokens", "--model", run.toString(), "--ids", "99999");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(refused.err()).contains("but not 99999");
    }

    @Test
    void aQuestionThatIsTooLongIsNamedWithItsPlace() throws IOException {
        List<Problem> problems = problems(3);
        String longQuestion = (problems.get(1).question() + " ").repeat(4).strip();
        Path data = tiny.write(List.of(problems.get(0), Problem.of(longQuestion, List.of(), "1"), problems.get(2)));

        refuses("problem 2", "evaluate", "--model", run.toString(), "--data", data.toString());
        refuses(data.getFileName().toString(), "evaluate", "--model", run.toString(), "--data", data.toString());
        refuses("32 positions", "generate", "--model", run.toString(), "--question", longQuestion);
    }

    @Test
    void aWordOutsideTheVocabularyIsNamedWithItsPlace() throws IOException {
        String odd = "0>1 walrus ? 0 1 : 0";
        Path data = tiny.write(List.of(problems(1).get(0), Problem.of(odd, List.of(), "1")));

        refuses("coconut: The word \"walrus\"", "generate", "--model", run.toString(), "--question", odd);
        refuses(
                data + ", problem 2 (line 1, column ",
                "evaluate",
                "--model",
                run.toString(),
                "--data",
                data.toString());
    }

    @Test
    void aFileOfQuestionsIsLookedAtBeforeAnyIsAnswered() throws IOException {
        Path file = folder.resolve("odd-questions.txt");
        Files.writeString(file, problems(1).get(0).question() + "\n\n" + "0>1 ".repeat(40) + "? 0 1 : 0\n");
        refuses(
                file + ", line 3: the question takes",
                "generate",
                "--model",
                run.toString(),
                "--questions",
                file.toString());

        Files.writeString(file, " \n\n");
        refuses("holds no questions", "generate", "--model", run.toString(), "--questions", file.toString());
    }

    @Test
    void aQuestionLongerThanTheModelIsRefused() {
        String question = "0>1 ".repeat(40) + "? 0 1 : 0";

        refuses("32", "generate", "--model", run.toString(), "--question", question);
    }

    @Test
    void aTruncatedModelIsRefused() throws IOException {
        Path broken = Files.createDirectory(folder.resolve("broken"));
        try (Stream<Path> files = Files.list(tiny.checkpoint())) {
            for (Path file : files.toList()) {
                Files.copy(file, broken.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        try (FileChannel weights = FileChannel.open(broken.resolve("model.safetensors"), StandardOpenOption.WRITE)) {
            weights.truncate(weights.size() / 2);
        }

        refuses("model.safetensors", "generate", "--model", broken.toString(), "--question", "0>1 ? 0 1 : 0");
    }
}
