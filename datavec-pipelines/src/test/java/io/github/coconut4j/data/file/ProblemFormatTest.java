package io.github.coconut4j.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemFormatTest {
    @TempDir
    private Path folder;

    @Test
    void augmentedGsm8kIsReadAsTheOfficialPreprocessingReadsIt() throws IOException {
        List<Problem> problems = read(
                ProblemFormat.GSM8K_AUGMENTED,
                """
                Out of 600 employees, 30% got promoted. How many did not?||<<600*30/100=180>> <<600-180=420>> #### 420
                A guess?||#### 1,200
                """);

        assertThat(problems.get(0))
                .isEqualTo(Problem.of(
                        "Out of 600 employees, 30% got promoted. How many did not?",
                        List.of("<<600*30/100=180>>", "<<600-180=420>>"), "420"));
        assertThat(problems.get(1)).isEqualTo(Problem.of("A guess?", List.of(), "1200"));
    }

    @Test
    void publishedGsm8kGivesSentencesOrCalculations() throws IOException {
        // the first problem of the published training set
        String row =
                "{\"question\": \"Natalia sold clips to 48 of her friends in April, and then she sold half as many clips "
                        + "in May. How many clips did Natalia sell altogether in April and May?\", \"answer\": \"Natalia sold 48/2 = "
                        + "<<48/2=24>>24 clips in May.\\nNatalia sold 48+24 = <<48+24=72>>72 clips altogether in April and May.\\n"
                        + "#### 72\"}\n";

        assertThat(read(ProblemFormat.GSM8K, row).get(0).steps())
                .containsExactly(
                        "Natalia sold 48/2 = 24 clips in May.",
                        "Natalia sold 48+24 = 72 clips altogether in April and May.");
        Problem calculations = read(ProblemFormat.GSM8K_CALCULATIONS, row).get(0);
        assertThat(calculations.steps()).containsExactly("<<48/2=24>>", "<<48+24=72>>");
        assertThat(calculations.answer()).isEqualTo("72");
    }

    @Test
    void prontoQaGivesItsTestExamples() throws IOException {
        String file =
                "{\"example1\": {\"in_context_example0\": {\"question\": \"no\"}, \"test_example\": {\"question\": "
                        + "\"Each wumpus is sour. Max is a wumpus.\", \"query\": \"True or false: Max is sour.\", "
                        + "\"chain_of_thought\": [\"Max is a wumpus.\", \"Each wumpus is sour.\", \"Max is sour.\"], "
                        + "\"answer\": \"True\"}},\n \"example2\": {\"test_example\": {\"question\": \"f\", \"query\": \"q\", "
                        + "\"chain_of_thought\": [], \"answer\": \"False\"}}}";

        List<Problem> problems = read(ProblemFormat.PRONTOQA, file);

        assertThat(problems).hasSize(2);
        assertThat(problems.get(0).question())
                .isEqualTo("Each wumpus is sour. Max is a wumpus. True or false: Max is sour.");
        assertThat(problems.get(0).steps()).hasSize(3);
        assertThat(problems.get(0).otherAnswer()).contains("False");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
            GSM8K_AUGMENTED | question without a chain                          | line 1 has no
            GSM8K_AUGMENTED | ^q||<<1=1>>^                                      | line 1 has no "####"
            GSM8K           | {"question": "q", "answer": "no mark"}            | line 1 has no "####"
            GSM8K           | {"question": "q"}                                 | has no text "answer"
            GSM8K           | {"question": "q"                                  | line 1, column 17: the JSON is broken
            PRONTOQA        | {"example1": {}}                                  | problem 1 (line 1, column 14) has no "test_example"
            PRONTOQA        | {"example1": {"test_example": {"question": "f"}}} | has no "question"
            PRONTOQA        | [1]                                               | does not begin with
            """)
    void brokenRowsAreToldWithPlaceAndReason(ProblemFormat format, String content, String complaint) {
        assertThatThrownBy(() -> read(format, content))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("data.txt")
                .hasMessageContaining(complaint);
    }

    private List<Problem> read(ProblemFormat format, String content) throws IOException {
        Path file = Files.writeString(folder.resolve("data.txt"), content);
        List<Problem> problems = new ArrayList<>();
        try (ProblemReader reader = ProblemFiles.reader(file, format)) {
            for (Optional<Problem> problem = reader.next(); problem.isPresent(); problem = reader.next()) {
                problems.add(problem.get());
            }
        }
        return problems;
    }
}
