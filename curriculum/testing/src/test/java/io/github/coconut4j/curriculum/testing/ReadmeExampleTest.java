package io.github.coconut4j.curriculum.testing;

import static io.github.coconut4j.curriculum.experiment.Dsl.coconut;
import static io.github.coconut4j.curriculum.testing.CurriculumVerifier.verifyThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.data.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The example of "Testing a method of your own" in curriculum/README.md, compiled and run. */
class ReadmeExampleTest {
    private static final Path SOURCE =
            Path.of("src/test/java/io/github/coconut4j/curriculum/testing/ReadmeExampleTest.java");

    @Test
    void holds() {
        verifyThat(coconut())
                .given(Problem.of("Is Tom a lempus?", List.of("Tom is a terpus.", "Every terpus is a lempus."), "Yes."))
                .atStage(1)
                .writes(
                        "Is Tom a lempus? <|start-latent|> <|latent|> <|end-latent|> Every terpus is a lempus. ### Yes.")
                .learns("Every terpus is a lempus. ### Yes.")
                .asks("Is Tom a lempus? <|start-latent|> <|latent|> <|end-latent|>")
                .thinks(1);
    }

    @Test
    void standsInTheReadmeAsItStandsHere() throws IOException {
        String here = Pattern.compile("(?s)verifyThat\\(coconut\\(\\)\\)\\s.*?;")
                .matcher(Files.readString(SOURCE))
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow();

        assertThat(Files.readString(Path.of("..", "README.md"))).containsIgnoringWhitespaces(here);
    }
}
