package io.github.coconut4j.data.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.badrow.BadRowException;
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

class CsvReaderTest {
    @TempDir
    private Path folder;

    @Test
    void stepsAreTheLinesOfACellOrAJsonList() throws IOException {
        List<Problem> problems = read(
                ProblemFormat.CSV,
                """
                question,steps,answer,depth
                "1, 2 and ""3""?","1+2=3
                3+3=6",6,2

                q?,"[""s, 1"", ""s2""]",a,-1
                r?,,a,3
                """);

        assertThat(problems).hasSize(3);
        assertThat(problems.get(0).question()).isEqualTo("1, 2 and \"3\"?");
        assertThat(problems.get(0).steps()).containsExactly("1+2=3", "3+3=6");
        assertThat(problems.get(0).answer()).isEqualTo("6");
        assertThat(problems.get(0).extra()).containsEntry("depth", 2);
        assertThat(problems.get(1).steps()).containsExactly("s, 1", "s2");
        assertThat(problems.get(2).steps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void theSeparatorIsThatOfTheHeader(String separator) throws IOException {
        String text = "question,steps,answer\n\"a, b; c\td?\",s,x\n";
        String quoted = text.replace("question,steps,answer", String.join(separator, "question", "steps", "answer"))
                .replace("\",s,x", "\"" + separator + "s" + separator + "x");

        assertThat(read(ProblemFormat.CSV, quoted)).containsExactly(Problem.of("a, b; c\td?", List.of("s"), "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFFquestion,steps,answer\nq?,s,a\n",
                "\uFEFF\"question\",\"steps\",\"answer\"\n\"q?\",\"s\",\"a\"\n",
                "question, steps , answer\nq?,s,a\n",
                ",question,steps,answer\n0,q?,s,a\n"
            })
    void headersAreReadAsEditorsAndPandasWriteThem(String content) throws IOException {
        assertThat(read(ProblemFormat.CSV, content)).containsExactly(Problem.of("q?", List.of("s"), "a"));
    }

    @Test
    void graphsComeWithTheirLists() throws IOException {
        Problem problem = read(
                        ProblemFormat.CSV,
                        """
                        question,steps,answer,idx_to_symbol,edges,root,target,neg_target
                        Is Tom a cat or dog?,s,cat,"[""Tom"", ""cat"", ""dog""]","[[0, 1]]",0,1,2
                        """)
                .get(0);

        assertThat(FactGraph.of(problem).orElseThrow().symbols()).containsExactly("Tom", "cat", "dog");
    }

    @Test
    void publishedGsm8kIsReadFromCsvToo() throws IOException {
        assertThat(read(ProblemFormat.GSM8K, "question,answer\nq?,\"He has <<3*4=12>>12.\n#### 12\"\n"))
                .containsExactly(Problem.of("q?", List.of("He has 12."), "12"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
            question,steps,answer\\nq?,s,a\\nan, unquoted,s,a\\n | problem 2 (line 3) has 4 columns, but the first row names 3
            question,steps,answer\\nq?,s\\n                      | problem 1 (line 2) has 2 columns
            question,steps,answer\\nq?,s,\\n                     | problem 1 (line 2) has no "answer" (it is blank)
            question,answer\\nq?,a\\n                            | has no "steps", only "question", "answer"
            question,steps,answer\\nq?,['s'],a\\n                | "steps" begins with [ but is no JSON list
            question,steps,question,answer\\n                    | there is "question" twice
            question,steps,,answer\\n                            | there is one without
            {"question": "q?", "steps": [], "answer": "a"}      | is no CSV: it begins as JSON does; leave out --from csv
            [\\n{"question": "q?", "steps": [], "answer": "a"}]  | is no CSV: it begins as JSON does; leave out --from csv
            question,steps,answer\\n"q?,s,a\\n                   | the CSV is broken: a quotation mark is missing
            q?,s,a\\n                                           | only one line, which must name the columns and was read so: q?, s, a
            question,steps,answer                               | only one line, which must name the columns and was read so: question, steps
            q?,s,a\\nand?,s,b\\n                               | has no "question", only "q?", "s", "a"
            """)
    void rowsThatDoNotFitAreNamed(String content, String complaint) {
        assertThatThrownBy(() -> read(ProblemFormat.CSV, content.replace("\\n", "\n")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("data.csv")
                .hasMessageContaining(complaint);
    }

    @Test
    void readingGoesOnBehindABadRow() throws IOException {
        Path file = Files.writeString(folder.resolve("data.csv"), "question,steps,answer\na,b\nq?,s,a\n");
        try (ProblemReader reader = ProblemFormat.CSV.reader(file)) {
            assertThatThrownBy(reader::next).isInstanceOf(BadRowException.class);
            assertThat(reader.next()).contains(Problem.of("q?", List.of("s"), "a"));
            assertThat(reader.next()).isEmpty();
        }
    }

    private List<Problem> read(ProblemFormat format, String content) throws IOException {
        Path file = Files.writeString(folder.resolve("data.csv"), content);
        List<Problem> problems = new ArrayList<>();
        try (ProblemReader reader = format.reader(file)) {
            for (Optional<Problem> problem = reader.next(); problem.isPresent(); problem = reader.next()) {
                problems.add(problem.get());
            }
        }
        return problems;
    }
}
