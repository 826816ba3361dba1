package io.github.coconut4j.data.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.file.ProblemReader;
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
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(problems.get(1)).isEqualTo(Problem.of("A guess?", List.of(), "1,200"));
    }

    @Test
    void publishedGsm8kGivesSentencesOrCalculations() throws IOException {
        // the first problem of the published training set
        String row = "{\"question\": \"Natalia sold clips to 48 of her friends in April, and then she sold half as many"
                + " clips in May. How many clips did Natalia sell altogether in April and May?\", \"answer\":"
                + " \"Natalia sold 48/2 = <<48/2=24>>24 clips in May.\\n"
                + "Natalia sold 48+24 = <<48+24=72>>72 clips altogether in April and May.\\n"
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
                "{\"example1\": {\"in_context_example0\": {\"question\": \"no\"}, \"test_example\": {\"question\":"
                        + " \"Each wumpus is sour. Max is a wumpus.\", \"query\": \"True or false: Max is sour.\","
                        + " \"chain_of_thought\": [\"Max is a wumpus.\", \"Each wumpus is sour.\", \"Max is sour.\"],"
                        + " \"answer\": \"True\"}},\n"
                        + " \"example2\": {\"test_example\": {\"question\": \"f\", \"query\": \"q\", \"chain_of_thought\":"
                        + " [], \"answer\": \"False\"}}}";

        List<Problem> problems = read(ProblemFormat.PRONTOQA, file);

        assertThat(problems).hasSize(2);
        assertThat(problems.get(0).question())
                .isEqualTo("Each wumpus is sour. Max is a wumpus. True or false: Max is sour.");
        assertThat(problems.get(0).steps())
                .as("two sentences a step")
                .containsExactly("Max is a wumpus. Each wumpus is sour.", "Max is sour.");
        assertThat(problems.get(1).steps()).isEmpty();
        try (ProblemReader reader = ProblemFormat.PRONTOQA.reader(folder.resolve("data.txt"), StepSplit.SENTENCES)) {
            assertThat(reader.next().orElseThrow().steps())
                    .containsExactly("Max is a wumpus.", "Each wumpus is sour.", "Max is sour.");
        }
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
            GSM8K_AUGMENTED | ^q||<<2+ <<1=1>> #### 1^                           | line 1 has a calculation that is cut off
            GSM8K_AUGMENTED | ^q||<<1=1>> 2+3=5>> #### 5^                        | line 1 has a calculation that is cut off
            GSM8K_AUGMENTED | ^q||<<1=1>> <<2+ #### 5^                           | line 1 has a calculation that is cut off
            GSM8K           | {"question": "q", "answer": "no mark"}            | line 1 has no "####"
            GSM8K           | {"question": "q"}                                 | has no text "answer"
            GSM8K           | {"question": "q"                                  | line 1, column 17: the JSON is broken
            PRONTOQA        | {"example1": {}}                                  | problem 1 (line 1, column 14) has no "test_example"
            PRONTOQA        | {"example1": {"test_example": {"question": "f"}}} | has no text "query"; its keys are: question
            GSM8K           | null                                              | line 1 is not a JSON object
            GSM8K           | {"question": null, "answer": "#### 1"}            | has no text "question"; its keys are: question, answer
            CODI            | {"question": "q", "answer": "#### 1"}             | has no text "cot"
            LOGIC_LM        | {"context": "c", "question": "q", "options": ["A) True"], "answer": "B"} | "answer" is B, but "options" has only A
            LOGIC_LM        | {"context": "c", "question": "q", "options": "A", "answer": "B"} | "options" must be a list of texts
            PRONTOQA        | [1]                                               | does not begin with
            """)
    void brokenRowsAreToldWithPlaceAndReason(ProblemFormat format, String content, String complaint) {
        assertThatThrownBy(() -> read(format, content))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("data.txt")
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
            CALCULATIONS | <<1>2=x>> and <<3*4=12>>                       | <<1>2=x>>;<<3*4=12>>
            TOKENS       | 5 0 6  + 1 3                                   | 5;0;6;+;1;3
            SENTENCES    | He has 3. She has 12.                          | He has 3.;She has 12.
            PAIRS        | He has 3. She has 12. He goes.                 | He has 3. She has 12.;He goes.
            PAIRS        | ^ ^                                            | ^^
            LINES        | ^He has 3.\n\n She has 4. ^                    | He has 3.;She has 4.
            CALCULATIONS | He has 3. She has 4.                           | ^^
            TOKENS       | ^ ^                                            | ^^
            """)
    void chainsAreSplitAsNamed(StepSplit split, String chain, String steps) {
        assertThat(String.join(";", split.of(chain.replace("\\n", "\n")))).isEqualTo(steps);
    }

    @Test
    void chainsOfDigitsAndOfSentencesAreSplitOnRequest() throws IOException {
        Path digits = Files.writeString(folder.resolve("mult.txt"), "5 6 3 2 * 7 4||5 0 6 + 1 3 #### 5 5 6 0\n");
        Path sentences = Files.writeString(folder.resolve("nl.txt"), "Say |x||y|?||Tom has 3. He buys 4. #### 7\n");

        try (ProblemReader reader = ProblemFormat.GSM8K_AUGMENTED.reader(digits, StepSplit.TOKENS)) {
            assertThat(reader.next().orElseThrow())
                    .isEqualTo(Problem.of("5 6 3 2 * 7 4", List.of("5", "0", "6", "+", "1", "3"), "5 5 6 0"));
        }
        try (ProblemReader reader = ProblemFormat.GSM8K_AUGMENTED.reader(sentences, StepSplit.SENTENCES)) {
            assertThat(reader.next().orElseThrow())
                    .as("the last || ends the question")
                    .isEqualTo(Problem.of("Say |x||y|?", List.of("Tom has 3.", "He buys 4."), "7"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s\n", "[%s]"})
    void codiAndLogicLmAreReadFromLinesAndLists(String container) throws IOException {
        String codi = "{\"question\": \"How many?\", \"cot\": \"<<3*4=12>> <<12/2=6>>\", \"answer\": \"#### 6\"}";
        String logic =
                "{\"id\": \"1\", \"context\": \"Max is a wumpus.\", \"question\": \"Is the statement true or false?"
                        + " Max is sour.\", \"options\": [\"A) True\", \"B) False\"], \"answer\": \"B\", \"explanation\":"
                        + " [\"s.\"]}";
        String lettered = "{\"context\": \"c.\", \"question\": \"Which?\", \"options\": [\"A) The old one.\", \"B) The"
                + " new one.\"], \"answer\": \"A\"}";

        assertThat(read(ProblemFormat.CODI, container.formatted(codi)))
                .containsExactly(Problem.of("How many?", List.of("<<3*4=12>>", "<<12/2=6>>"), "6"));
        assertThat(read(ProblemFormat.LOGIC_LM, container.formatted(logic)))
                .containsExactly(Problem.of(
                        "Max is a wumpus. Is the statement true or false? Max is sour.", List.of("s."), "False"));
        assertThat(read(ProblemFormat.LOGIC_LM, container.formatted(lettered)))
                .containsExactly(Problem.of("c. Which? A) The old one. B) The new one.", List.of(), "The old one."));
    }

    @Test
    void anAnswerWithoutOptionsIsATextOfItsOwn() throws IOException {
        String row = "{\"context\": \"Max is sour.\", \"question\": \"Is Max sour?\", %s\"answer\": \"%s\"}\n";

        for (String options : new String[] {"", "\"options\": [], ", "\"options\": null, "}) {
            assertThat(read(ProblemFormat.LOGIC_LM, row.formatted(options, "True")))
                    .containsExactly(Problem.of("Max is sour. Is Max sour?", List.of(), "True"));
            assertThatThrownBy(() -> read(ProblemFormat.LOGIC_LM, row.formatted(options, "B")))
                    .hasMessageEndingWith("\"answer\" is B, but there are no \"options\" to which it belongs.");
        }
        assertThatThrownBy(() -> read(ProblemFormat.LOGIC_LM, row.formatted("\"options\": [\"A) True\"], ", "B")))
                .hasMessageEndingWith("\"answer\" is B, but \"options\" has only A.");
    }

    private List<Problem> read(ProblemFormat format, String content) throws IOException {
        Path file = Files.writeString(folder.resolve("data.txt"), content);
        List<Problem> problems = new ArrayList<>();
        try (ProblemReader reader = format.reader(file)) {
            for (Optional<Problem> problem = reader.next(); problem.isPresent(); problem = reader.next()) {
                problems.add(problem.get());
            }
        }
        return problems;
    }
}
