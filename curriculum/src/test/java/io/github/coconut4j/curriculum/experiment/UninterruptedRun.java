package io.github.coconut4j.curriculum.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.curriculum.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A small training that nobody disturbed: what every disturbed one must come to.
 *
 * @param path of its folder
 * @param run what came of it
 */
record UninterruptedRun(Path path, Run run) {

    static UninterruptedRun in(Path folder) {
        Path path = folder.resolve("whole");
        return new UninterruptedRun(path, TinyExperiments.coconutAlone().train(path));
    }

    /** Holds another run to the same weights, moments, answers and metrics. */
    void assertIsEqualTo(Path other, Run otherRun) throws IOException {
        assertThat(new RunFolder(other)
                        .checkpoints()
                        .latest()
                        .orElseThrow()
                        .state()
                        .step())
                .isEqualTo(16);
        for (String file : List.of("model.safetensors", "optimizer.safetensors")) {
            assertThat(other.resolve("checkpoints/epoch-0004/" + file))
                    .hasSameBinaryContentAs(path.resolve("checkpoints/epoch-0004/" + file));
        }
        assertThat(otherRun.result("coconut").test())
                .isEqualTo(run.result("coconut").test());
        assertThat(metrics(other)).isEqualTo(metrics(path));
        assertThat(new RunFolder(other).readFailure()).isEmpty();
    }

    /** Every line but for what depends on the clock. */
    static List<JsonNode> metrics(Path run) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
            lines.add(
                    ((ObjectNode) new ObjectMapper().readTree(line)).remove(List.of("seconds", "examples_per_second")));
        }
        return lines;
    }
}
