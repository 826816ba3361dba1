package io.github.coconut4j.curriculum.method;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.curriculum.experiment.Dsl;
import io.github.coconut4j.curriculum.settings.Curriculum;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The method that CONTRIBUTING.md shows. */
class OwnMethodTest {
    /** The last steps of the chain only, at every stage: how much of a chain of thought is worth writing? */
    record LastSteps(int kept) implements Method {
        @Override
        public String name() {
            return "last_steps";
        }

        @Override
        public Layout training(Problem problem, int stage, Curriculum curriculum) {
            return new Layout(Math.max(0, problem.steps().size() - kept), 0, false);
        }

        @Override
        public Layout answering(Problem problem, int stage, Curriculum curriculum) {
            return Layout.PLAIN;
        }
    }

    @Test
    void itWritesTheLastSteps() {
        Problem problem = Problem.of("question", List.of("one", "two", "three"), "answer");

        assertThat(new LastSteps(1).training(problem, 0, Curriculum.of(3)).removedSteps())
                .isEqualTo(2);
        assertThat(new LastSteps(5).training(problem, 0, Curriculum.of(3)).removedSteps())
                .isZero();
    }

    /** Also tokens, loop and checks of a method that says nothing about them. */
    @Test
    void anExperimentTakesIt() {
        assertThat(Dsl.experiment("x")
                        .data(Dsl.graphSearch().hops(2).problemsPerEpoch(32))
                        .model(Dsl.gpt2().layers(1).width(16).heads(2).positions(32))
                        .curriculum(Dsl.stages(1))
                        .batchSize(8)
                        .method(new LastSteps(1))
                        .schedule()
                        .stages())
                .extracting(stage -> stage.method() + " " + stage.reasoningSteps())
                .containsExactly("last_steps 1.0", "last_steps 1.0");
    }

    @Test
    void theGuideShowsThisFile() throws IOException {
        Path own = Path.of("src/test/java/io/github/coconut4j/curriculum/method/OwnMethodTest.java");
        List<String> lines = Files.readAllLines(own);
        int first = lines.indexOf(
                "    /** The last steps of the chain only, at every stage: how much of a chain of thought is worth"
                        + " writing? */");
        String shown = lines.subList(first, lines.indexOf("    }") + 1).stream()
                .map(line -> line.isEmpty() ? line : line.substring(4))
                .collect(Collectors.joining("\n"));

        assertThat(Files.readString(Path.of("..", "CONTRIBUTING.md"))).contains(shown);
    }
}
